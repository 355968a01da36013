"""Facts that a document states in sentences and single lines: whom it is sent to, from when and how long it holds.

The patterns are in ``data/genre/facts.toml``; a fact that the header prints by name goes before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.layouts.rows import Row
from index.reading.vocabulary import load
from index.types import Fact, Span

_WRAPPED = 3  # lines that one statement may be wrapped over


@cache
def _statements() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    rows = load("facts")["stated"]
    return tuple((row["name"], re.compile(row["pattern"]), row.get("at_start", False)) for row in rows)


def stated_facts(rows: Sequence[Row], known: Sequence[Fact], text: str) -> tuple[Fact, ...]:
    """What the lines of a document state about it beyond the ``known`` facts, each name once.

    ``text`` is the whole file: a running header, which is no line of the document's own, may name the gazette.
    """
    found: dict[str, Fact] = {fact.name: fact for fact in known}
    for fact in (*_in_lines(rows), *_in_header(text)):
        found.setdefault(fact.name, fact)
    return tuple(fact for fact in found.values() if fact not in known)


def _in_lines(rows: Sequence[Row]) -> Iterator[Fact]:
    for at, row in enumerate(rows):
        for name, pattern, at_start in _statements():
            lines = rows[at : at + _WRAPPED]
            said = "".join(line.compact for line in lines if line.table == row.table)
            match = pattern.match(said) if at_start else pattern.search(said)
            if match and match.start() < len(row.compact):
                yield Fact(name, match["value"], row.passage.span)


def _in_header(text: str) -> Iterator[Fact]:
    opening = next((line for line in text.splitlines() if line.strip("\ufeff \u3000\t")), "")
    said = re.sub(r"\s+", "", opening.strip("\ufeff"))
    if match := re.fullmatch(load("facts")["header"]["gazette"], said):
        start = text.index(opening)
        yield Fact("文件来源", match["value"], Span(start, start + len(opening)))
