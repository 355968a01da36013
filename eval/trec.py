"""A run in the files of TREC, for ranx, ir_measures and trec_eval.

``qrels.txt``: relevance 2 for tasks that have to be cited, 1 for those that may be; questions that expect no task are
left out, as these tools cannot measure them. ``run.txt``: the citations in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from eval.score import Row

RUN_NAME = "assistant"


def qrels(rows: Iterable[Row]) -> str:
    lines = []
    for row in rows:
        lines += [f"{_word(row.id)} 0 {_word(number)} 2\n" for number in row.must]
        lines += [f"{_word(row.id)} 0 {_word(number)} 1\n" for number in row.may if row.must]
    return "".join(lines)


def ranking(rows: Iterable[Row], name: str = RUN_NAME) -> str:
    return "".join(
        f"{_word(row.id)} Q0 {_word(number)} {rank} {1 / rank:.6f} {name}\n"
        for row in rows
        for rank, number in enumerate(row.citations, start=1)
    )


def _word(value: object) -> str:
    """Columns are separated by blanks, so a name holds none."""
    return re.sub(r"\s+", "_", str(value))
