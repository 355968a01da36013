"""The peers beside the assistant, as a table for the terminal and for a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.peers.types import LONG_LIST, PeerRow
from eval.words import interval_words, milliseconds_words, share_words

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("做法", "全部题目(95% 区间)", "需要引用任务的题", f"名单({LONG_LIST} 项以上)", "用时中位数")
BOUND = "≤ "  # before figures that no reader could pass


def cells(row: PeerRow) -> tuple[str, ...]:
    bound = BOUND if row.bound else ""
    shares = (
        f"{bound}{share_words(row.right)}({interval_words(row.right.interval)})",
        *(f"{bound}{share_words(one)}" if one.n else share_words(one) for one in (row.needing, row.lists)),
    )
    return (row.name, *shares, milliseconds_words(row.milliseconds))


def heading(rows: Sequence[PeerRow]) -> tuple[str, ...]:
    """The columns with how many questions each counts."""
    if not rows:
        return COLUMNS
    counts = (rows[0].right.n, rows[0].needing.n, rows[0].lists.n)
    return (COLUMNS[0], *(f"{name},{n} 题" for name, n in zip(COLUMNS[1:4], counts, strict=True)), COLUMNS[4])


def markdown(rows: Sequence[PeerRow]) -> str:
    lines = [heading(rows), ("---", *["---:"] * 4), *(cells(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def table(rows: Sequence[PeerRow]) -> Table:
    from rich import box
    from rich.table import Table

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, name in enumerate(heading(rows)):
        result.add_column(name, justify="right" if position else "left")
    for row in rows:
        result.add_row(*cells(row))
    return result
