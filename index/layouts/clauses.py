"""The clauses of a phrase such as "市编办牵头，市法制办配合": where the units stand, and what their verb says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.reading.vocabulary import alternation, load

_CLAUSE = re.compile(r"[，,；;。\n]")
_OPEN, _CLOSE = "（(〔[【", "）)〕]】"


@dataclass(frozen=True, slots=True)
class Part:
    """Units at ``[start, end)`` of a text (none where equal), the role their verb gives, and the verb; "" without one.

    Those that another unit does something with (会同) have a role and no verb of their own.
    """

    start: int
    end: int
    role: str
    verb: str = ""


@cache
def _token() -> re.Pattern[str]:
    """A verb where it can be one: at the end of a clause, before 会同, or where another verb follows."""
    verbs = load("units")["verbs"]
    lead, responsible = alternation(verbs["lead"]), alternation(verbs["responsible"])
    together = alternation(verbs["together"])
    blocked = alternation(verbs["not_verb_before"])
    return re.compile(
        rf"(?:(?P<lead>{lead})|(?P<responsible>{responsible}))(?!{blocked})"
        rf"(?=$|[、\s]|{together}|.*(?:{lead}|{responsible})$)|(?P<together>{together})"
    )


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = load("units")["verbs"]
    return re.compile(f"^(?:{alternation(verbs['openers'])})"), re.compile(f"{verbs['adverbs']}$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("units")
    return re.compile(data["aside"]), re.compile(data["first_leads"])


def is_aside(clause: str) -> bool:
    """下同, 列第一位的为牵头单位 and the like: says something about the list, names no unit."""
    aside, first = _patterns()
    return bool(aside.match(clause) or first.search(clause))


def first_leads(text: str) -> bool:
    """Whether a text says that the first of the responsible units leads."""
    return bool(_patterns()[1].search(text))


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each clause, without white space; separators inside brackets part nothing."""
    depth = start = 0
    for i, character in enumerate(text):
        depth = max(0, depth + (character in _OPEN) - (character in _CLOSE))
        if not depth and _CLAUSE.match(character):
            yield from _stripped(text, start, i)
            start = i + 1
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    right = start + len(part.rstrip())
    if left < right:
        yield left, right


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The units of one clause by their verbs; "市教育局会同市财政局负责" gives the first the lead."""
    clause = text[start:end]
    at, joined, found = 0, False, False
    for token in _token().finditer(clause):
        left, right = _units(clause, at, token.start())
        role = "lead" if token["lead"] or token["together"] else "responsible"
        verb = "" if token["together"] or joined else token[0]
        if joined and not token["together"]:
            role = "responsible"
        if left < right or not token["together"]:
            yield Part(start + left, start + right, role, verb)
        joined = joined or bool(token["together"])
        at, found = token.end(), True
    left, right = _units(clause, at, len(clause))
    if left < right:
        yield Part(start + left, start + right, "responsible" if joined and found else "")


def _units(clause: str, start: int, end: int) -> tuple[int, int]:
    """Without 由 before the units and 按职责分工 behind them."""
    opener, adverbs = _edges()
    part = clause[start:end]
    left = start + len(part) - len(part.lstrip())
    match = opener.match(clause[left:end])
    left += match.end() if match else 0
    right = left + len(clause[left:end].rstrip())
    match = adverbs.search(clause[left:right])
    right = left + match.start() if match else right
    return left, max(left, left + len(clause[left:right].rstrip(" 、")))
