"""A group that a ranking picks, named on the way to what is asked of its tasks: 任务最少的那个部分由谁牵头."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date
from typing import TypeVar, cast

from assistant.conditions import Condition, DueIn, Or, Role, UnitIs
from assistant.understand.tokens import Context, Tokens, Units, first_of, holds
from index.sections import children_of, inside
from index.units import UnitName

_Key = TypeVar("_Key", bound=Hashable)


def fullest_section(tokens: Tokens, context: Context) -> tuple[int, ...] | None:
    """The sections that have the most or the fewest tasks."""
    document = context.document
    sizes = {s.index: len(inside((s.index,), document)) for s in children_of(None, document)}
    return _ends(tokens, Counter({index: size for index, size in sizes.items() if size})) or None


def fullest_year(tokens: Tokens, context: Context) -> Condition | None:
    """The years in which the most or the fewest tasks fall due."""
    due = Counter(t.deadline.due.year for t in context.document.tasks if t.deadline and t.deadline.due)
    years = _ends(tokens, due)
    named = tuple(DueIn(date(year, 1, 1), date(year, 12, 31), f"{year}年") for year in years)
    return Or(named) if len(named) > 1 else named[0] if named else None


def fullest_unit(tokens: Tokens, context: Context) -> Units | None:
    """The units that stand in a role most or least often."""
    role = cast(Role, first_of(tokens, "ROLE"))
    units = _ends(tokens, Counter(u for t in context.document.tasks for u in t.units_in(role)))
    return Units(tuple(UnitName(u, (u,), u, "unit") for u in units), joint=False) if units else None


def tasks_of_fullest(tokens: Tokens, context: Context) -> Condition | None:
    """The tasks that such units have in that role, where no other role is asked of them."""
    units, role = fullest_unit(tokens, context), cast(Role, first_of(tokens, "ROLE"))
    held = tuple(UnitIs(role, name.names, name.label) for name in units.names) if units else ()
    return Or(held) if len(held) > 1 else held[0] if held else None


def _ends(tokens: Tokens, counts: Counter[_Key]) -> tuple[_Key, ...]:
    """What is counted most, or least where the words say so, ties included."""
    values: Iterable[int] = counts.values()
    wanted = (max if holds(tokens, "MOST") else min)(values, default=0)
    return tuple(key for key, count in counts.items() if count == wanted)
