"""A unit told again by another of its names: "生态环境局(2018年前叫环保局)", "市城市管理委参与的,当时它还叫市政市容委".

The second name is told in passing and selects nothing, nor does the year of the change beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from assistant.understand.alternatives import alternatives
from assistant.understand.tokens import Token, Units
from assistant.understand.units.listed import units_listed
from index.types import Document

_BRACKET = re.compile(r"\(([^()]*)\)")
_CLAUSE = re.compile(r"[,;:()、—-]")
# What still asks or selects when the second name is left out.
_SAYING = ("ROLE", "LIST", "COUNT", "WHO", "TASKN", "DUE", "WHEN", "DUTY")


def _forms(kind: str) -> re.Pattern[str]:
    return alternatives(Path(__file__).with_name("renamed.toml"), kind)


def _naming() -> re.Pattern[str]:
    return _forms("naming")


def told_of_a_name(text: str) -> bool:
    """Whether ``text`` says by which other name something goes."""
    return _naming().search(text) is not None


def without_other_names(tokens: Sequence[Token], text: str, document: Document) -> list[Token]:
    """``tokens`` without the names that units named before are told by again, and the words that tell so."""
    result = list(tokens)
    for again in [t for t in tokens if t.type == "UNIT"]:
        before = [t for t in result if t.type == "UNIT" and t.start < again.start]
        first = next((t for t in before if _same(t, again, text) or _told_apart(t, again, text, document)), None)
        if first is None or again not in result:
            continue
        start = _opening(text, first.end, again.start)
        clause = [t for t in result if again.end <= t.start < _closing(text, again.end)]
        marked = _CLAUSE.match(text, start) is not None
        if marked and any(t.has(kind) for t in clause for kind in _SAYING):
            continue  # more is said of the second name than that it is one
        stop = _closing(text, again.end)
        said = _naming().search(text[start:stop])
        last = stop if marked else again.end - 1
        rest = [t for t in result if not start <= t.start <= last]
        if said and any(t.has(kind) for t in rest for kind in _SAYING):
            known = _named_in(again, document)
            result = [replace(t, value=again.value) if t is first and known else t for t in rest]
    return _without_bracketed(_without_predecessors(result, text), text)


def _without_bracketed(tokens: Sequence[Token], text: str) -> list[Token]:
    """Without a bracket right behind a unit that tells a name of it which nothing knows: 政务服务局(就是过去的“办”)."""
    kept = list(tokens)
    for unit in (t for t in tokens if t.type == "UNIT"):
        bracket = _BRACKET.match(text, unit.end)
        if bracket is None or not _naming().match(bracket[1]):
            continue
        inside = [t for t in tokens if bracket.start() <= t.start < bracket.end()]
        if not any(t.has(kind) for t in inside for kind in _SAYING):
            kept = [t for t in kept if t not in inside]
    return kept


def _without_predecessors(tokens: Sequence[Token], text: str) -> list[Token]:
    """Without 前身 and 对应的老单位 of a unit that is named by its later name: the unit that is meant anyway."""
    later = any(t.type == "UNIT" and any(n.successor_of for n in cast(Units, t.value).names) for t in tokens)
    if not later:
        return list(tokens)
    spans = [m.span() for m in _forms("before").finditer(text)]
    return [t for t in tokens if t.type == "UNIT" or not any(start <= t.start < end for start, end in spans)]


def _told_apart(first: Token, again: Token, text: str, document: Document) -> bool:
    """A name that the document does not know, then the one that it does: 港务二公司,就是第二港务分公司."""
    told = _naming().search(text[first.end : again.start]) is not None
    return told and _named_in(again, document) and not _named_in(first, document)


def _named_in(token: Token, document: Document) -> bool:
    listed = units_listed(document)
    return any(not listed.isdisjoint(name.names) for name in cast(Units, token.value).names)


def _opening(text: str, after: int, before: int) -> int:
    """Where the clause or bracket begins that tells the other name: at its mark, else right after the first name."""
    marks = [m.start() for m in _CLAUSE.finditer(text, after, before)]
    return marks[-1] if marks else after


def _closing(text: str, after: int) -> int:
    mark = _CLAUSE.search(text, after)
    return mark.start() if mark else len(text)


def _same(first: Token, again: Token, text: str) -> bool:
    """The same unit under two wordings; one wording twice says something of the unit again."""
    a, b = cast(Units, first.value).names, cast(Units, again.value).names
    alike = len(a) == len(b) == 1 and (set(a[0].names) <= set(b[0].names) or set(b[0].names) <= set(a[0].names))
    return alike and text[first.start : first.end] != text[again.start : again.end]
