"""What matched rules about how many tasks a unit has, and which others, mean."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import cast

from assistant.conditions import And, Condition, Not, NumberIn, Role, SectionIn, UnitIs
from assistant.understand.tokens import Bounds, Context, Numbers, RoleBounds, Token, Tokens, Units, first_of, holds


def role_bounds(tokens: Tokens, _: Context) -> RoleBounds | None:
    bounds = first_of(tokens, "COUNTN")
    if bounds is None:
        bounds = Bounds(1, 1, "tasks") if first_of(tokens, "SHOWN") == "one" else None
    if not isinstance(bounds, Bounds) or bounds.of != "tasks":
        return None
    return RoleBounds(cast(Role, first_of(tokens, "ROLE")), bounds)


def never_in_role(tokens: Tokens, _: Context) -> RoleBounds | None:
    """ "没牵头过的单位": no task at all in the role; 没有牵头单位 speaks of a field."""
    refused = max(at for at, t in enumerate(tokens) if t.has("NEVER") or t.has("NOT"))
    denied = next(t for t in tokens[refused:] if t.has("ROLE"))
    role = cast(Role, denied.value_of("ROLE"))
    return None if denied.has("ROLEN") or role == "either" else RoleBounds(role, Bounds(0, 0, "tasks"))


def both_held(tokens: Tokens, _: Context) -> str | None:
    """ "既牵头又是责任单位的单位": units that stand in each role, though not of one task; 和 only lists the roles."""
    roles = [t.value_of("ROLE") for t in tokens if t.has("ROLE")]
    at_once = any(t.has("STILL") or t.has("TOGETHER") or t.value_of("AND") == "yes" for t in tokens)
    return "yes" if sorted(map(str, roles)) == ["lead", "responsible"] and at_once else None


def as_many(tokens: Tokens, context: Context) -> RoleBounds | None:
    """ "和甲牵头数量一样": the count that one unit has in a role, as a bound on every unit."""
    names, role = cast(Units, first_of(tokens, "UNITS")).names, cast(Role, first_of(tokens, "ROLE"))
    counted = holds(tokens, "COUNT", "MORE", "TASKN")
    if not counted or len(names) != 1 or role == "either":
        return None
    listed = [t.units_in(role) for t in context.document.tasks]
    n = sum(1 for units in listed if set(names[0].names) & set(units))
    return RoleBounds(role, Bounds(n, n, "tasks"))


def rank_behind(tokens: Tokens, context: Context) -> str:
    """仅次于甲: the place after that of the unit, among the units that lead."""
    names = {n for name in cast(Units, first_of(tokens, "UNITS")).names for n in name.names}
    counts = Counter(unit for task in context.document.tasks for unit in task.lead.units)
    held = sum(count for unit, count in counts.items() if unit in names)
    return str(2 + sum(1 for size in set(counts.values()) if size > held))


def elsewhere(tokens: Tokens, context: Context) -> Condition | None:
    """ "46号的牵头单位还牵头哪些": the tasks of the units that one task names, without it where 还 or 另外 says so."""
    roles = [t for t in tokens if t.has("ROLE")]
    numbers = cast(Numbers, first_of(tokens, "NUM")).numbers
    if len(roles) < 2 or len(numbers) != 1 or not _asked_of_more(tokens, roles[-1]):
        return None
    task = next((t for t in context.document.tasks if t.number == numbers[0]), None)
    field = roles[0].value_of("ROLE")
    units = () if task is None else task.lead.units if field == "lead" else task.responsible.units
    if not units:
        return None
    held = UnitIs(cast(Role, roles[-1].value_of("ROLE")), units, "、".join(units))
    beside = (Not(NumberIn(numbers)),) if holds(tokens, "ELSE", "STILL") else ()
    sections = [SectionIn(cast(tuple[int, ...], t.value)) for t in tokens if t.type == "SECT"]
    return And((held, *beside, *sections)) if beside or sections else held


def _asked_of_more(tokens: Tokens, doing: Token) -> bool:
    """Something is done (牵头) and asked for again, not just a second field named (和责任单位) or other units.

    "任务39由甲牵头,还有别的单位一起牵头吗" asks for units, and so does what ends in 还有 after a unit named.
    """
    of_units = any(a.has("ELSE") and b.has("UNITN") for a, b in pairwise(tokens))
    if of_units or (holds(tokens, "UNIT") and not holds(tokens, "COUNT", "LIST", "TASKN", "DUE")):
        return False
    return (
        not doing.has("ROLEN")
        and doing is not tokens[0]
        and holds(tokens[1:], "ELSE", "STILL", "COUNT", "LIST", "TOTAL", "YESNO")
    )
