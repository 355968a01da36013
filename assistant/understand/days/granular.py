"""Deadlines by how exactly they say when: 只写到季度、没有具体日子的, 精确到日的."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.conditions import Condition, DeadlineIs, DueIn, Or
from assistant.understand.tokens import Context, Token

_COST = 0.03


@dataclass(frozen=True, slots=True)
class _Row:
    said: re.Pattern[str]
    written: re.Pattern[str]


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        _Row(
            re.compile(
                f"{raw['column']}{raw['verb']}{row['unit']}{raw['rest']}(?=的|[,。?]|$)"
                f"|{raw['english']} {row['english']}(?: only| alone)?(?=[,.?]|$)"
            ),
            re.compile(row["written"]),
        )
        for row in raw["row"]
    )


def granular(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for the tasks whose deadline goes down to what ``text`` says and no further."""
    literals = dict.fromkeys(t.deadline.literal for t in context.document.tasks if t.deadline)
    for row in _rows():
        for m in row.said.finditer(text):
            meant = tuple(DeadlineIs(literal) for literal in literals if row.written.search(literal))
            # Where no deadline is worded so, none is worded as asked.
            condition: Condition = Or(meant) if len(meant) > 1 else (meant or (DeadlineIs(m[0]),))[0]
            yield Token("COND", condition, m.start(), m.end(), _COST)
    yield from _dated(text, literals)


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, re.Pattern[str]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["dated"]
    return {name: re.compile(form) for name, form in raw.items()}


def _dated(text: str, literals: Iterable[str]) -> Iterator[Token]:
    """写了具体月份的, 有明确日期的; 不写月份的: what falls due on a day, and the wordings that name no month."""
    ways = _ways()
    for m in ways["dated"].finditer(text):
        yield Token("COND", DueIn(None, None, m[0]), m.start(), m.end(), _COST / 2)  # 给了月份, not only down to it
    for m in ways["no_month"].finditer(text):
        if meant := tuple(DeadlineIs(one) for one in literals if not ways["month"].search(one)):
            yield Token("COND", Or(meant) if len(meant) > 1 else meant[0], m.start(), m.end(), _COST)
