"""What matched rules about units beside other units mean, where one clause says it of several."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from assistant.conditions import And, Condition, FieldMissing, Not, Or, Role, SectionIn, UnitIs
from assistant.understand.builders.units import combined, unit_condition
from assistant.understand.tokens import Context, Token, Tokens, Units, first_of, holds
from index.units import UnitName


def same_role(tokens: Tokens, _: Context) -> object | None:
    """主抓牵头, 扛旗打头, 挑大梁做牵头: one role said twice over; 领头的牵头单位 does something and is asked for."""
    first, last = tokens[0], tokens[-1]
    said = first.value_of("ROLE")
    joined = all(a.end == b.start for a, b in pairwise(tokens))
    again = joined and last.value_of("ROLE") == said and not (first.has("ROLEN") or last.has("ROLEN"))
    return said if again else None


def without_partner(tokens: Tokens, _: Context) -> Condition | None:
    """ "不算跟甲一起的,乙自己牵头的", "乙牵头的,跟甲一起的去掉": what the one leads without the other."""
    roles = {cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")}
    named = [cast(Units, t.value_of("UNIT")) for t in tokens if t.has("UNIT")]
    partner, leading = named if tokens[0].has("EXCEPT") else reversed(named)
    if len(roles) != 1 or "either" in roles:
        return None
    role = roles.pop()
    held = combined(leading, role, only=False, joint=True)
    return And((held, Not(combined(partner, role, only=False, joint=False))))


def with_each_of(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲分别同乙、丙合牵": what the first does with the one or with the other."""
    role, named = cast(Role, first_of(tokens, "ROLE")), [cast(Units, t.value) for t in tokens if t.type == "UNITS"]
    if role == "either" or len(named) != 2 or len(named[0].names) != 1:
        return None
    partners = tuple(unit_condition(name, role) for name in named[1].names)
    return And((unit_condition(named[0].names[0], role), partners[0] if len(partners) == 1 else Or(partners)))


def held_others_out(tokens: Tokens, _: Context) -> Condition | None:
    """ "责任单位里有甲,可乙、丙一个都没写": the first stands there, and none of the others."""
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    if len(set(roles)) != 1 or roles[0] == "either":
        return None
    first, *others = (unit_condition(n, roles[0]) for t in tokens if t.has("UNIT") for n in _named(t))
    out = tuple(dict.fromkeys(others))
    return And((first, Not(out[0] if len(out) == 1 else Or(out))))


def each_there(tokens: Tokens, _: Context) -> Condition | None:
    """ "牵头栏里三家齐全:甲有,乙有,丙也有": all of them."""
    role = cast(Role, first_of(tokens, "ROLE"))
    units = tuple(unit_condition(n, role) for t in tokens if t.has("UNIT") for n in _named(t))
    return And(units) if role != "either" and len(units) > 1 else None


def exactly_these(tokens: Tokens, _: Context) -> Condition | None:
    """ "责任单位原文恰为“甲”四字": what the field holds, letter by letter; 责任单位内容里有甲 says less."""
    group, role = cast(Units, first_of(tokens, "UNITS")), cast(Role, first_of(tokens, "ROLE"))
    told = holds(tokens, "ALONE", "ONLY") or first_of(tokens, "MENTION") == "words"
    if role == "either" or first_of(tokens, "FIELD") != "text" or not told:
        return None
    return combined(group, role, only=True, joint=True)


def missing_there(tokens: Tokens, _: Context) -> Condition | None:
    """ "牵头单位在第一部分里独缺一条": absent, and in which section."""
    role = cast(Role, first_of(tokens, "ROLE"))
    if role == "either":
        return None
    return And((SectionIn(cast(tuple[int, ...], first_of(tokens, "SECT"))), FieldMissing(role)))


def all_of_them(tokens: Tokens, _: Context) -> Condition | None:
    """ "A and B head up as a pair": what was said of either of them is meant of both."""
    condition = cast(Condition, first_of(tokens, "COND"))
    if first_of(tokens, "TOGETHER") != "pair" or not isinstance(condition, Or):
        return None
    units = tuple(part for part in condition.parts if isinstance(part, UnitIs))
    return And(units) if len(units) == len(condition.parts) else None


def _named(token: Token) -> tuple[UnitName, ...]:
    return cast(Units, token.value_of("UNIT")).names
