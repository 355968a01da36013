"""Details asked for in so many words that plans of tasks seldom write: 谁是组长, 网址是多少, 花了多少钱, 谁验收.

The wordings are data (details.toml), with what a task would have to write to answer them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.understand.parts import Part
from index.tokens import normalise

# What asks for more than the detail: which tasks, who, when.
_ASKS_MORE = ("LIST", "WHO", "WHEN", "EVERY", "STATUS", "OVERDUE", "REMAINING")


@dataclass(frozen=True, slots=True)
class Detail:
    """``asked`` finds the detail in a question, ``written`` what answers it in a task; with ``of_records`` it is only
    meant beside a condition on tasks."""

    asked: re.Pattern[str]
    written: re.Pattern[str]
    of_records: bool


@cache
def _details() -> tuple[Detail, ...]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["detail"]
    return tuple(
        Detail(re.compile("|".join(r["asked"])), re.compile(r["written"]), r.get("of_records", False)) for r in raw
    )


def unwritten(question: str, texts: Iterable[str], *, of_records: bool) -> bool:
    """Whether ``question``, normalised, asks for a detail that none of the ``texts`` writes; details that are only
    meant of records are looked for with ``of_records``."""
    wanted = [d for d in _details() if (of_records or not d.of_records) and d.asked.search(question)]
    if not wanted:
        return False
    plain = [normalise(text) for text in texts]
    return any(not any(map(detail.written.search, plain)) for detail in wanted)


def asks_for_a_detail(part: Part) -> bool:
    """Whether a part with conditions asks for a detail, and for nothing else."""
    found = next((m for detail in _details() if (m := detail.asked.search(part.text))), None)
    if found is None:
        return False
    outside = [t for t in part.recognised if not found.start() <= t.start - part.start < found.end()]
    return not any(t.has(kind) for t in outside for kind in _ASKS_MORE)
