"""What matched rules about unit fields mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, Not, Or, Role, UnitCount, UnitIs
from assistant.understand.tokens import (
    Bounds,
    Context,
    Tokens,
    Units,
    first_of,
    holds,
    last_of,
)
from index.units import UnitName


def units(tokens: Tokens, _: Context) -> Units | None:
    names = tuple(name for t in tokens if t.has("UNIT") for name in cast(Units, t.value_of("UNIT")).names)
    if tokens[0].type == "OR" and sum(t.has("UNIT") for t in tokens) == 1:
        return None  # "提到公报或者由甲牵头": joins conditions, not names
    alternative = any(t.type == "OR" or t.value_of("BOTH") == "either" for t in tokens)
    said = any(cast(Units, t.value_of("UNIT")).joint for t in tokens if t.has("UNIT"))
    joint = True if said or holds(tokens, "TOGETHER", "HAS", "MENTION") else None
    # A name and the same in brackets, in the other language, are one.
    return Units(tuple({name.names: name for name in reversed(names)}.values())[::-1], False if alternative else joint)


def units_one_by_one(tokens: Tokens, _: Context) -> Units:
    """ "一家是甲,另一家是乙": together they are all of those spoken of."""
    return Units(cast(Units, units(tokens, _)).names, joint=True)


def units_apart(tokens: Tokens, _: Context) -> Units:
    """ "甲的任务和乙的任务": what each of them has, not what they share."""
    return Units(cast(Units, units(tokens, _)).names, joint=False)


def unit_condition(name: UnitName, role: Role, *, only: bool = False) -> UnitIs:
    """The condition that a unit stands in a role; of an ambiguous wording the usual reading."""
    names = name.names[:1] if name.kind == "ambiguous" else name.names
    label = names[0] if name.kind == "ambiguous" else name.label
    return UnitIs(role, names, label, only)


def combined(group: Units, role: Role, *, only: bool, joint: bool) -> Condition:
    parts = tuple(dict.fromkeys(unit_condition(name, role, only=only) for name in group.names))
    if len(parts) == 1:
        return parts[0]
    if only and joint:
        return UnitIs(role, tuple(n for p in parts for n in p.names), "、".join(p.label for p in parts), True)
    return And(parts) if joint else Or(parts)


def _only(tokens: Tokens) -> bool:
    return holds(tokens, "ONLY", "ALONE")


def _joint(group: Units, tokens: Tokens) -> bool:
    """Whether the units stand there together: 共同, 都, 既有又有; not where either of them will do."""
    either = group.joint is False or any(t.type == "OR" or t.value_of("BOTH") == "either" for t in tokens)
    both = holds(tokens, "TOGETHER", "BOTH", "TOTAL") or any(t.value_of("AND") == "yes" for t in tokens)
    return not either and bool(group.joint or both)


def _told_together(group: Units, tokens: Tokens, role: Role, context: Context) -> bool:
    """责任单位是甲和乙 tells what the field holds, both of them, where the document has such a field at all."""
    if not (tokens[0].has("ROLEN") and any(t.has("IS") for t in tokens)) or role == "either" or group.joint is not None:
        return False
    fields = [t.units_in(role) for t in context.document.tasks]
    return any(all(set(name.names) & set(units) for name in group.names) for units in fields)


def _only_named(group: Units, tokens: Tokens) -> bool:
    """只有甲和乙: these and no other, both of them; 甲和乙独家 is each of them alone."""
    before = next(at for at, t in enumerate(tokens) if t.type == "UNITS")
    return group.joint is not False and len(group.names) > 1 and any(t.has("ONLY") for t in tokens[:before])


def role_unit(tokens: Tokens, context: Context) -> Condition:
    """ "责任单位里同时有各区政府和市政府各部门"."""
    group = cast(Units, first_of(tokens, "UNITS"))
    role = cast(Role, first_of(tokens, "ROLE") or "either")
    either = any(t.type == "OR" for t in tokens)
    told = _told_together(group, tokens, role, context) or _only_named(group, tokens)
    joint = _joint(group, tokens) or (not either and told)
    return combined(group, role, only=_only(tokens), joint=joint)


def unit_role(tokens: Tokens, context: Context) -> Condition:
    """ "市财政局牵头"; 一起牵头 of one unit says that others are there, too."""
    group = cast(Units, first_of(tokens, "UNITS"))
    if first_of(tokens, "ONLY") == "uncommon" and len(group.names) > 1:  # 甲跟乙没有共同牵头的任务
        return Not(combined(group, cast(Role, first_of(tokens, "ROLE")), only=False, joint=True))
    condition = role_unit(tokens, context)
    alone = len(group.names) > 1 or holds(tokens, "BOTH") or _only(tokens) or not holds(tokens, "TOGETHER")
    return condition if alone else And((condition, UnitCount(cast(Role, first_of(tokens, "ROLE")), 2, None)))


def unit_in_role(tokens: Tokens, _: Context) -> Condition:
    """ "name the district governments as responsible": the role said last."""
    group = cast(Units, first_of(tokens, "UNITS"))
    return combined(group, cast(Role, last_of(tokens, "ROLE")), only=False, joint=_joint(group, tokens))


def units_together(tokens: Tokens, context: Context) -> Condition | None:
    """ "同时由甲、乙牵头"; of one unit 同时 says nothing about its role."""
    group = cast(Units, first_of(tokens, "UNITS"))
    return role_unit(tokens, context) if len(group.names) > 1 else None


def units_all(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲和乙都是牵头单位", "甲/乙两家都是": all of them; 都 after one unit speaks of the tasks."""
    group, role = cast(Units, first_of(tokens, "UNITS")), cast(Role, first_of(tokens, "ROLE"))
    either = group.joint is False and not any(t.type == "TOGETHER" for t in tokens)
    return None if len(group.names) == 1 or either else combined(group, role, only=_only(tokens), joint=True)


def both_hold(tokens: Tokens, _: Context) -> Condition:
    """ "甲牵头、乙也牵头": both stand there."""
    groups = [cast(Units, t.value) for t in tokens if t.type == "UNITS"]
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    return And(tuple(combined(group, role, only=False, joint=False) for group, role in zip(groups, roles, strict=True)))


def one_of_many(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲作为七家之一牵头": the unit, and how many stand there."""
    bounds, role = first_of(tokens, "COUNTN"), cast(Role, first_of(tokens, "ROLE"))
    if not isinstance(bounds, Bounds) or bounds.of != "units" or role == "either":
        return None
    held = combined(cast(Units, first_of(tokens, "UNITS")), role, only=False, joint=True)
    return And((held, UnitCount(role, bounds.low, bounds.high)))


def neither_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲既不牵头也不担责": in neither role; "没牵头、没有责任单位" speaks of an absent field instead."""
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    second = [t for t in tokens if t.has("NOT")][-1]
    absent = second.value_of("NOT") != "refused" and any(t.has("ROLEN") for t in tokens) and not holds(tokens, "AS")
    if roles[0] == roles[1] or absent:
        return None
    group = cast(Units, first_of(tokens, "UNITS"))
    return And(tuple(Not(combined(group, role, only=False, joint=False)) for role in roles))


def not_unit_role(tokens: Tokens, _: Context) -> Condition:
    group = cast(Units, first_of(tokens, "UNITS"))
    role = cast(Role, first_of(tokens, "ROLE") or "either")
    # 没有一起牵头: not both of them, where 都没牵头 is neither.
    together = any(t.type == "TOGETHER" and not t.has("EVERY") for t in tokens)
    return Not(combined(group, role, only=_only(tokens), joint=together))


def not_about(tokens: Tokens, _: Context) -> Condition:
    """ "跟甲无关": in no role."""
    return Not(combined(cast(Units, first_of(tokens, "UNITS")), "either", only=False, joint=False))


def in_neither(tokens: Tokens, _: Context) -> Condition | None:
    """ "既没牵头也没列为责任单位": the units stand in no role at all."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")}
    if roles != {"lead", "responsible"} and not holds(tokens, "BOTHROLES"):
        return None
    return not_about(tokens, _)


def named_in_neither(tokens: Tokens, context: Context) -> Condition | None:
    """ "没出现在牵头和责任两栏"; in "不牵头,而是责任单位" the denial ends with its clause."""
    roles = [at for at, t in enumerate(tokens) if t.has("ROLE")] or [0]
    apart = any(t.has(kind) for t in tokens[roles[0] : roles[-1]] for kind in ("COMMA", "IS", "AS", "BY"))
    return None if apart else in_neither(tokens, context)


def one_not_other(tokens: Tokens, _: Context) -> Condition:
    """ "牵头单位不是甲、但有乙": the role of the one is the role of the other."""
    refused, held = (cast(Units, t.value) for t in tokens if t.type == "UNITS")
    role = cast(Role, first_of(tokens, "ROLE"))
    return And((Not(combined(refused, role, only=False, joint=False)), combined(held, role, only=False, joint=False)))


def with_others(tokens: Tokens, _: Context) -> Condition | None:
    """ "责任单位里除了甲还有别的单位": the unit and others beside it; "还有谁" asks for the others."""
    group, role = cast(Units, first_of(tokens, "UNITS")), cast(Role, first_of(tokens, "ROLE"))
    if not holds(tokens, "UNITN") or role == "either":
        return None
    return And((combined(group, role, only=False, joint=True), UnitCount(role, len(group.names) + 1, None)))


def not_beside_units(tokens: Tokens, _: Context) -> Condition:
    """ "跟甲一起牵头的去掉": without those that the unit leads with at least one more."""
    group, role = cast(Units, first_of(tokens, "UNITS")), cast(Role, first_of(tokens, "ROLE"))
    beside = combined(group, role, only=False, joint=True)
    return Not(And((beside, UnitCount(role, len(group.names) + 1, None))))


def unit_both_roles(tokens: Tokens, _: Context) -> Condition | None:
    """ "既是牵头单位、又是责任单位": the same units in both roles."""
    group = cast(Units, first_of(tokens, "UNITS"))
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    if roles[0] == roles[1]:
        return None
    if any(t.value_of("BOTH") == "either" for t in tokens):  # 牵头或配合的
        return combined(group, "either", only=False, joint=False)
    if "either" in roles:
        # 既牵头又负责 names both fields, 牵头和参与 either of them.
        if not holds(tokens, "ALSO"):
            return combined(group, "either", only=False, joint=False)
        roles = ["responsible" if role == "either" else role for role in roles]
    return And(tuple(combined(group, role, only=False, joint=False) for role in roles))


def unit_role_stressed(tokens: Tokens, context: Context) -> Condition | None:
    """ "要我们牵头的,不是配合": the second role only says what the first is not; 不是责任单位 excludes a field."""
    roles = [t for t in tokens if t.has("ROLE")]
    return None if roles[-1].has("ROLEN") or roles[0].value == roles[-1].value else role_unit(tokens, context)


def either_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头的、配合的都列": every task of the unit; a second field that is asked for is no role."""
    if any(t.has("ROLEN") for t in tokens) or (holds(tokens, "AND") and first_of(tokens, "AND") != "enum"):
        return None
    return combined(cast(Units, first_of(tokens, "UNITS")), "either", only=False, joint=False)


def role_against_role(tokens: Tokens, _: Context) -> Condition | None:
    """ "市水务局挑头的多还是打下手的多": what one unit does in its one role beside what it does in the other."""
    group = cast(Units, first_of(tokens, "UNITS"))
    said = [t.value_of("ROLE") for t in tokens if t.has("ROLE")]
    roles = ["responsible" if role == "either" and "lead" in said else role for role in said]
    if len(group.names) != 1 or roles[0] == roles[1]:
        return None
    return Or(tuple(unit_condition(group.names[0], cast(Role, role)) for role in roles))


def one_role_only(tokens: Tokens, _: Context) -> Condition | None:
    """ "不挑头只担责": the units stand in one role and not in the other; "没有责任单位" is a missing field instead."""
    after = tokens[next(at for at, t in enumerate(tokens) if t.has("NOT")) :]
    if first_of(tokens, "NOT") != "refused" and next((t for t in after if t.has("ROLE")), after[0]).has("ROLEN"):
        return None
    group = cast(Units, first_of(tokens, "UNITS"))
    parts: list[Condition] = []
    negative = False
    for token in tokens:
        negative = negative or token.has("NOT")
        if token.has("ROLE"):
            role = cast(Role, token.value_of("ROLE"))
            # Taking part without leading is being responsible.
            role = "responsible" if role == "either" else role
            held = combined(group, role, only=False, joint=False)
            parts.append(Not(held) if negative else held)
            negative = False
    return And(tuple(parts))


def unit_alone(tokens: Tokens, _: Context) -> Condition:
    return combined(cast(Units, first_of(tokens, "UNITS")), "lead", only=True, joint=False)


def one_leads(tokens: Tokens, context: Context) -> Condition | None:
    """一家牵头 after a unit says that it leads alone; after task numbers it asks whether they share a unit."""
    return unit_alone(tokens, context) if first_of(tokens, "SAME") == "lead_any" else None


def unit_either(tokens: Tokens, _: Context) -> Condition:
    group = cast(Units, first_of(tokens, "UNITS"))
    return combined(group, "either", only=False, joint=_joint(group, tokens))


def unit_about(tokens: Tokens, _: Context) -> Condition | None:
    """涉及 names either role; a plain 和/跟 before a unit is a companion and left to other rules."""
    if first_of(tokens, "ROLE") in ("lead", "responsible"):
        return None
    if tokens[0].type == "AND" or (tokens[0].type == "ABOUT" and not holds(tokens[1:], "ABOUT", "ROLE")):
        said = tokens[0].has("AND")
        if said and not holds(tokens[1:], "ABOUT", "ROLE"):
            return None
    return unit_either(tokens, _)


def quoted_unit_does(tokens: Tokens, context: Context) -> Condition | None:
    """写明由“各区政府”牵头的: the quoted unit does it; 提到“各区政府”的牵头单位 asks for units."""
    asked = any(t.has("ROLEN") for t in tokens) and not any(t.has("BY") for t in tokens)
    return None if asked else quoted_unit_role(tokens, context)


def quoted_unit_role(tokens: Tokens, _: Context) -> Condition:
    group = cast(Units, units(tokens, _))
    alone = first_of(tokens, "ONLY") == "yes"  # 单单写了“各区政府”
    return combined(group, cast(Role, first_of(tokens, "ROLE")), only=alone, joint=_joint(group, tokens))
