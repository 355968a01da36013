"""What matched rules about one unit that stands in a role in more than one way mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, Not, Or, Role, UnitIs
from assistant.understand.builders.units import unit_condition
from assistant.understand.tokens import Context, Tokens, Units, first_of, holds


def alone_or_not(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲单独牵头或者联合牵头的": every task that the unit leads; 还是 asks which of the two."""
    roles = {cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")}
    if len(roles) > 1 or any(t.value_of("OR") == "choice" for t in tokens):
        return None
    return _any_of(tokens, roles.pop())


def in_any_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头或作为责任单位的": its tasks in either role; 还是 asks in which."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")}
    choice = any(t.value_of("OR") == "choice" for t in tokens)
    return _any_of(tokens, "either") if roles == {"lead", "responsible"} and not choice else None


def counted_in_each(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头几条、做责任单位几条": the tasks of the unit, whose role the answer tells with each."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")}
    return _any_of(tokens, "either") if roles == {"lead", "responsible"} else None


def beside_a_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲除了牵头,还在哪几条当责任单位": its tasks in the second role; 除了牵头的任务 and 只当 leave out the first."""
    first, last = (cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE"))
    if {first, last} != {"lead", "responsible"}:
        return None
    set_aside = holds(tokens, "ONLY") or any(t.has("TASKN") or t.has("DUE") for t in _until_the_end(tokens))
    asked = _any_of(tokens, last)
    return And((asked, Not(_any_of(tokens, first)))) if set_aside else asked


def in_that_role_only(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲只当责任单位": in that role and not in the other, whoever else stands there."""
    role = cast(Role, first_of(tokens, "ROLE"))
    if role == "either":
        return None
    other: Role = "lead" if role == "responsible" else "responsible"
    return And((_any_of(tokens, role), Not(_any_of(tokens, other))))


def _until_the_end(tokens: Tokens) -> Tokens:
    """What of 除了牵头的任务之外 stands before the second role and the words that ask."""
    end = next((at for at, t in enumerate(tokens) if t.has("EXCEPTEND") or t.has("COMMA") or t.has("LIST")), None)
    return tokens[:end]


def unit_twice(tokens: Tokens, _: Context) -> Condition:
    """ "甲身兼两职": the units in both roles of a task."""
    group = cast(Units, first_of(tokens, "UNITS"))
    roles: tuple[Role, ...] = ("lead", "responsible")
    return And(tuple(unit_condition(name, role) for role in roles for name in group.names))


def in_one_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲 责任单位 不含牵头": its tasks in the first role and not in the other; 没有牵头单位 says what is missing."""
    first, last = (t for t in tokens if t.has("ROLE"))
    roles = cast(Role, first.value_of("ROLE")), cast(Role, last.value_of("ROLE"))
    if last.has("ROLEN") or set(roles) != {"lead", "responsible"}:
        return None
    return And((_any_of(tokens, roles[0]), Not(_any_of(tokens, roles[1]))))


def either_way(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲和乙,一家牵头另一家配合": the one leads and the other is responsible, or the other way round."""
    named = {n.label: n for t in tokens if t.type == "UNITS" for n in cast(Units, t.value).names}
    if len(named) != 2:
        return None
    one, other = named.values()
    return Or(tuple(And((unit_condition(a, "lead"), unit_condition(b, "responsible")))
                    for a, b in ((one, other), (other, one))))  # fmt: skip


def any_unit_twice(_: Tokens, context: Context) -> Condition | None:
    """Tasks in which one unit stands in both roles, whichever unit it is."""
    twice = dict.fromkeys(u for t in context.document.tasks for u in t.lead.units if u in t.responsible.units)
    each = tuple(And((UnitIs("lead", (u,), u), UnitIs("responsible", (u,), u))) for u in twice)
    return each[0] if len(each) == 1 else Or(each) if each else None


def same_units(tokens: Tokens, context: Context) -> Condition | None:
    """ "牵头单位同时也是责任单位": tasks in which one unit stands in both roles; "牵头和作为责任单位的" says each."""
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    both = holds(tokens, "STILL", "SAME", "TOGETHER") or (holds(tokens, "AS") and not _counts_up(tokens))
    return any_unit_twice(tokens, context) if set(roles) == {"lead", "responsible"} and both else None


def _counts_up(tokens: Tokens) -> bool:
    return any(t.value_of("AND") == "enum" for t in tokens)


def unit_not_other(tokens: Tokens, _: Context) -> Condition:
    """ "甲(不是乙)牵头": the other is named only so that the two are not taken for one."""
    return _any_of(tokens, cast(Role, first_of(tokens, "ROLE")))


def _any_of(tokens: Tokens, role: Role) -> Condition:
    parts = tuple(unit_condition(name, role) for name in cast(Units, first_of(tokens, "UNITS")).names)
    return parts[0] if len(parts) == 1 else Or(parts)
