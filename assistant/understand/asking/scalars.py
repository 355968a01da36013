"""What tokens say of tasks without a unit: numbers, dates, sections; and which of it a stated count is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from assistant.types import And, Condition, DueIn, NumberIn, Or, SectionIn, UnitIs
from assistant.understand.algebra import kind_of
from assistant.understand.days.dates import day_before
from assistant.understand.tokens import AsOf, Numbers, Token


def _numbers(said: Sequence[Numbers]) -> list[Condition]:
    """Numbers named one by one are alternatives; what is said of numbers (even, above 95) is true of all of them."""
    named = dict.fromkeys(n for group in said if not group.described for n in group.numbers)
    described = [group.numbers for group in said if group.described]
    if not described:
        return [NumberIn(tuple(named))] if said else []
    kept = [n for n in named or described[0] if all(n in numbers for numbers in described)]
    return [NumberIn(tuple(kept))]


def scalar_conditions(tokens: Sequence[Token], as_of: date) -> list[Condition]:
    """The conditions of single tokens, in order."""
    found: list[Condition] = _numbers([cast(Numbers, t.value) for t in tokens if t.type == "NUM"])
    for t in tokens:
        if t.type in ("COND", "EXCEPTCOND", "SAMEAS"):
            found.append(cast(Condition, t.value))
        elif t.type == "SECT":
            found.append(SectionIn(cast(tuple[int, ...], t.value)))
        elif t.type == "ASOF":
            until = cast(AsOf, t.value)
            found.append(DueIn(None, until.day if until.inclusive else day_before(until.day), "overdue"))
        elif t.type == "OVERDUE":
            found.append(DueIn(None, as_of if t.value == "due" else day_before(as_of), "overdue"))
        elif t.type == "REMAINING":
            found.append(DueIn(as_of, None, "remaining"))
    return found


def one_by_one(
    conditions: Sequence[Condition], tokens: Sequence[Token], recognised: Sequence[Token]
) -> list[Condition]:
    """ "甲、乙都当过责任单位,各在哪一项": of each unit its tasks, none of which both need stand in."""
    each = any(t.value_of("LIST") == "each" for t in tokens)
    together = any(t.has("TOGETHER") and not t.has("EVERY") for t in recognised)
    return [_either_of(c) for c in conditions] if each and not together else list(conditions)


def _either_of(condition: Condition) -> Condition:
    """The units that a condition names in one role, as alternatives."""
    if not isinstance(condition, And) or not all(isinstance(c, UnitIs) for c in condition.parts):
        return condition
    return Or(condition.parts) if len({kind_of(c) for c in condition.parts}) == 1 else condition


def counted_of(
    tokens: Sequence[Token], recognised: Sequence[Token], conditions: Sequence[Condition], as_of: date
) -> tuple[Condition, ...]:
    """What a stated count is of, where some of it is asked for after it: "市编办牵头9项,其中哪些2016年到期"; () else.

    "19项保障措施里" names the section after the count.
    """
    count = next((t for t in tokens if t.type == "COUNTN"), None)
    if count is None or not any(t.type in ("LIST", "COUNT", "WHO") and t.start >= count.end for t in recognised):
        return ()
    ends = (t.start for t in recognised if t.start >= count.end and t.type in ("IN", "LIST", "COUNT", "COMMA"))
    among = next(ends, count.end)
    after = [t for t in tokens if t.start >= among]
    if not scalar_conditions(after, as_of) and not any(t.type == "UNITS" for t in after):
        return ()
    return tuple(c for c in scalar_conditions([t for t in tokens if t.end <= among], as_of) if c in conditions)
