"""What matched rules about how many units a field names mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, FieldMissing, Not, Role, UnitCount
from assistant.understand.tokens import Bounds, Context, Tokens, first_of, holds


def unit_count(tokens: Tokens, _: Context) -> Condition | None:
    """ "三家单位共同牵头"; "两家领头单位" names the units themselves."""
    bounds = cast(Bounds, first_of(tokens, "COUNTN"))
    role = cast(Role, first_of(tokens, "ROLE"))
    named = tokens[-1].type == "UNITN" and tokens[-2].type == "ROLE" and tokens[0].type == "COUNTN"
    return UnitCount(role, bounds.low, bounds.high) if bounds.of == "units" and not named else None


def count_included(tokens: Tokens, _: Context) -> Bounds | None:
    """三家以上(含三家), 不到五家(含五家): the number in the bracket belongs to the count."""
    said, also = (cast(Bounds, t.value_of("COUNTN")) for t in tokens if t.has("COUNTN"))
    if said.of != also.of or also.low is None or also.low != also.high:
        return None
    low = None if said.low is None else min(said.low, also.low)
    high = None if said.high is None else max(said.high, also.low)
    return Bounds(low, high, said.of)


def count_each(tokens: Tokens, _: Context) -> Condition | None:
    """ "一家牵头、两家负责", "牵头一家、责任两家": so many lead units, and so many responsible ones."""
    if tokens[0].has("ROLE") and not tokens[0].has("SAME"):
        return _count_after_each(tokens)
    counts: list[Condition] = []
    bounds: object = Bounds(1, 1, "units")
    for token in tokens:
        if token.has("COUNTN"):
            bounds = token.value
        role = "lead" if token.value_of("SAME") == "lead_any" else token.value_of("ROLE")
        if role is not None and isinstance(bounds, Bounds) and bounds.of == "units":
            counts.append(UnitCount("lead" if role == "lead" else "responsible", bounds.low, bounds.high))
            bounds = Bounds(1, 1, "units")
    roles = [c.role for c in counts if isinstance(c, UnitCount)]
    return And(tuple(counts)) if sorted(roles) == ["lead", "responsible"] else None


def _count_after_each(tokens: Tokens) -> Condition | None:
    roles = [t.value_of("ROLE") for t in tokens if t.has("ROLE")]
    said = [t.value_of("COUNTN") or Bounds(1, 1, "units") for t in tokens if t.has("COUNTN") or t.has("ONLY")]
    bounds = [b for b in said if isinstance(b, Bounds) and b.of == "units"]
    if set(roles) != {"lead", "responsible"} or len(bounds) != 2:
        return None
    return And(tuple(UnitCount(cast(Role, role), b.low, b.high) for role, b in zip(roles, bounds, strict=True)))


def several_units(tokens: Tokens, _: Context) -> Condition | None:
    role = cast(Role, first_of(tokens, "ROLE"))
    if role == "either" or tokens[0].has("BOTH"):
        return None
    if first_of(tokens, "TOGETHER") == "with":  # "tasks with a lead unit"
        return Not(FieldMissing("lead" if role == "lead" else "responsible"))
    return UnitCount(role, 2, None)


def beside_others(_: Tokens, __: Context) -> Condition:
    """ "和别家一起": some unit stands there with others, as a lead unless another role is said."""
    return UnitCount("lead", 2, None)


def not_shared(tokens: Tokens, _: Context) -> Condition | None:
    """ "跟别家一起牵头的不算", "有共同牵头单位的不要": without what several lead; 都牵头的 is no such word."""
    role = cast(Role, first_of(tokens, "ROLE"))
    each = all(t.has("EVERY") for t in tokens if t.has("TOGETHER")) and not holds(tokens, "ELSE")
    return None if each or role == "either" else Not(UnitCount(role, 2, None))


def many_units(tokens: Tokens, _: Context) -> Condition | None:
    """ "责任单位不止一家": the word counts by itself, 都 and 一起 do not."""
    role = cast(Role, first_of(tokens, "ROLE"))
    return UnitCount(role, 2, None) if first_of(tokens, "TOGETHER") == "many" and role != "either" else None


def single_unit(tokens: Tokens, _: Context) -> Condition | None:
    """独家牵头; "一家牵头的任务" says it in one word."""
    if not holds(tokens, "ROLE"):
        return UnitCount("lead", 1, 1) if first_of(tokens, "SAME") == "lead_any" else None
    role = cast(Role, first_of(tokens, "ROLE"))
    return UnitCount(role, 1, 1) if role != "either" else None
