"""是的 or 不是 before a computed answer: what a yes/no question claims of the header or of the first in a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.compose.context import Context
from assistant.understand.numbers.fractions import stated_share
from assistant.understand.numbers.numerals import NUMERAL, parse_numeral

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_SAID = re.compile(
    r"(?:(?P<year>\d{4})(?:年|[-/.](?=\d)))?(?:(?P<month>\d{1,2})(?:月份?|[-/.](?=\d)))?"
    r"(?:(?P<day>\d{1,2})(?:[日号]|\b))?"
)
_MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]
_ENGLISH_DAY = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})(?: (?P<day>\d{{1,2}}))?(?:,? (?P<year>\d{{4}}))?|(?P<only>20\d\d)"
)
# Whoever 是市政府发的 names issued it, be it a unit of the tasks or not.
_ISSUED_BY = re.compile(
    r"(?:是|由)(?!不是|否|谁|什么|哪)[^,。?]{2,12}?(?:印发|发布|出台|制定|发)的?(?:吗|吧|么|,|\?|$)"
)
_SECTION = re.compile(rf"第(?P<n>{NUMERAL})(?:个)?(?:大)?(?:部分|章|板块)")


def verdict(ctx: Context, held: bool | None) -> str:
    """The first word of an answer to a yes/no question; nothing where nothing that can be checked is claimed."""
    return "" if held is None else ctx.say("premise.yes" if held else "premise.no")


def claims_fact(ctx: Context, asked: str, value: str) -> bool | None:
    """Whether what ``asked`` says of a line of the header is its value; None where it names no day and no unit."""
    if day := _DAY.fullmatch(value):
        said = _parts(asked)
        return all(int(day[part]) == number for part, number in said.items()) if said else None
    if len(value) > 2 and value in asked:
        return True
    names = units_named(ctx, asked)
    if names:
        return bool(names & units_named(ctx, value))
    return False if _ISSUED_BY.search(asked) else None


def claims_first(ctx: Context, asked: str, winners: Sequence[str]) -> bool | None:
    """Whether the units that ``asked`` names are all among the winners of a ranking; None where it names none."""
    names = units_named(ctx, asked)
    return names <= set(winners) if names else None


def claims_fullest(ctx: Context, asked: str, winners: Sequence[int]) -> bool | None:
    """The same of a section: "第七部分任务最多吧"."""
    said = {parse_numeral(m["n"]) for m in _SECTION.finditer(asked)}
    return said <= {ctx.document.sections[at].number for at in winners} if said else None


def claims_share(asked: str, part: int, whole: int) -> bool | None:
    """Whether the share that ``asked`` states is what ``part`` of ``whole`` makes; None where it states none."""
    stated = stated_share(asked)
    return None if stated is None else stated.holds(part, whole)


def units_named(ctx: Context, text: str) -> set[str]:
    """Units by their full names, as they stand in ``text``; a name within a longer one is none."""
    known = {form: unit.names for form, unit in ctx.registry.forms.items() if form in text}
    longest = [form for form in known if not any(form != other and form in other for other in known)]
    return {name for form in longest for name in known[form]}


def _parts(asked: str) -> dict[str, int]:
    """Year, month and day as far as they are said."""
    for m in (*_SAID.finditer(asked), *_ENGLISH_DAY.finditer(asked.lower())):
        named = {part: said for part, said in m.groupdict().items() if said}
        if "only" in named:
            return {"year": int(named["only"])}
        if set(named) & {"year", "month"}:
            return {p: int(said) if said.isdigit() else _MONTHS.index(said) + 1 for p, said in named.items()}
    return {}
