"""What matched rules that units stand in a role with no other beside them mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, Not, Or, Role, UnitCount, UnitIs
from assistant.understand.builders.units import combined, units
from assistant.understand.tokens import Context, Tokens, Units, first_of, holds


def alone(tokens: Tokens, _: Context) -> str | None:
    """没有别的单位: whoever is named stands there alone; 没有别的牵头单位 says in which role.

    旁人都不牵头 says so, too, but 其余没写牵头的 speaks of tasks.
    """
    doing = tokens[0].has("ELSE") and not holds(tokens, "UNITN")
    if doing and (tokens[0].value_of("ELSE") != "units" or any(t.has("ROLEN") or t.has("EMPTY") for t in tokens)):
        return None
    return str(first_of(tokens, "ROLE") or "yes")


def without_company(tokens: Tokens, _: Context) -> str | None:
    """ "甲牵头、旁边没人陪着的": 没人一起牵头 denies what follows instead."""
    return "yes" if first_of(tokens, "TOGETHER") == "partner" else None


def nobody_else(tokens: Tokens, _: Context) -> Condition:
    """ "责任单位除了甲没有别的": the unit and no other."""
    said = [first_of(tokens, "ROLE"), first_of(tokens, "ALONE")]
    role: Role = "responsible" if "responsible" in said else "lead"
    return combined(cast(Units, first_of(tokens, "UNITS")), role, only=True, joint=True)


def nobody_with(tokens: Tokens, _: Context) -> Condition | None:
    """ "nobody shares the lead with X": X stands there and no other."""
    role = cast(Role, first_of(tokens, "ROLE"))
    refused = next(at for at, t in enumerate(tokens) if t.has("NOT"))
    shared = any(t.has("TOGETHER") for t in tokens[refused + 1 :])
    return combined(cast(Units, first_of(tokens, "UNITS")), role, only=True, joint=True) if shared else None


def not_alone(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头但不是独家": the unit and others beside it."""
    role = cast(Role, first_of(tokens, "ROLE"))
    if role == "either":
        return None
    return And(
        (combined(cast(Units, first_of(tokens, "UNITS")), role, only=False, joint=True), UnitCount(role, 2, None))
    )


def only_these(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头,没有别的单位": the units of the condition and no other; a bare count says it already."""
    condition = cast(Condition, first_of(tokens, "COND"))
    parts = condition.parts if isinstance(condition, And | Or) else (condition,)
    held = [c for c in parts if isinstance(c, UnitIs)]
    if not held:
        return condition if isinstance(condition, UnitCount) else None
    names, label = tuple(n for c in held for n in c.names), "、".join(c.label for c in held)
    return UnitIs("lead" if held[0].role == "either" else held[0].role, names, label, True)


def none_of_these(tokens: Tokens, _: Context) -> Condition | None:
    """ "牵头不是甲也不是乙": neither of them in the one role that is named."""
    roles = {cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")}
    if len(roles) != 1:
        return None
    role = roles.pop()
    groups = [cast(Units, t.value) for t in tokens if t.type == "UNITS"]
    return And(tuple(Not(combined(group, role, only=False, joint=False)) for group in groups))


def led_by_others(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲以外的单位牵头的任务": those that the unit does not lead; of 牵头单位 the names are asked for."""
    if holds(tokens, "ROLEN") or first_of(tokens, "ROLE") == "either":
        return None
    role = cast(Role, first_of(tokens, "ROLE"))
    return Not(combined(cast(Units, first_of(tokens, "UNITS")), role, only=False, joint=False))


def one_without_other(tokens: Tokens, context: Context) -> Condition | None:
    """ "没写“甲”而由乙牵头的": the one in its role, the other in no field; 没写牵头单位 speaks of an absent one."""
    empty = next(at for at, t in enumerate(tokens) if t.has("EMPTY"))
    refused = tokens[empty + 1]
    held = [t for t in tokens if t.has("UNIT") and t is not refused]
    role = cast(Role, first_of(tokens, "ROLE"))
    if role == "either" or len(held) != 1:
        return None
    named, without = (cast(Units, units([t], context)) for t in (held[0], refused))
    return And(
        (
            combined(named, role, only=False, joint=True),
            Not(combined(without, "either", only=False, joint=False)),
        )
    )
