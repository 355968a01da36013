"""What a question takes over from the one before it in its message: the unit, the two units, the part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Plan, SectionIn, UnitCount, UnitIs
from assistant.understand.algebra import conjuncts, kind_of
from assistant.understand.findings import Findings

# What names tasks anew, wherever they stand.
_ANEW = {"DOCUMENTN", "ALLTASKS", "HISTORY", "SECTIONN", "WHO", "UNITN"}


def with_what_was_named(asked: Findings, before: Sequence[Plan], text: str) -> Findings:
    """``asked`` with what the questions ``before`` named and it leaves unsaid; ``text`` are its words."""
    return _in_the_part_before(_with_both_before(_with_the_unit_before(asked, before), before), before, text)


def _with_the_unit_before(asked: Findings, before: Sequence[Plan]) -> Findings:
    """ "甲牵头的是哪项,与谁共同牵头", "甲单独牵头的有几条,跟别人合着的有几条": who is meant was said before."""
    if before and (again := _doing_again(asked, before[-1])):
        return replace(asked, conditions=(*asked.conditions, again), roles=(), fields=())
    own = asked.units or asked.excluded or any(kind_of(c) != "count" for c in asked.conditions)
    if own or not before:
        return asked
    units = [c for c in conjuncts(before[-1].condition) if isinstance(c, UnitIs) and c.role == "lead"]
    joint = bool(asked.conditions) and any(unit.only for unit in units) and "WHO" not in asked.flags
    if len(units) != 1 or not ("PARTNER" in asked.flags or joint):
        return asked
    return replace(asked, conditions=(*(replace(unit, only=False) for unit in units), *asked.conditions))


def _in_the_part_before(asked: Findings, before: Sequence[Plan], text: str) -> Findings:
    """ "第七部分任务总数?无牵头单位的是哪些?": of the same part, where no tasks are named anew."""
    where = before[-1].condition if before and before[-1].measure in ("count", "list", "sections") else None
    plain = {kind_of(c) for c in asked.conditions} == {"missing"} and not (asked.units or asked.topic)
    anew = "任务" in text or asked.flags & _ANEW
    if not plain or anew or not isinstance(where, SectionIn):
        return asked
    return replace(asked, conditions=(where, *asked.conditions))


def _doing_again(asked: Findings, before: Plan) -> UnitIs | None:
    """ "甲在第二部分牵头几项,第一部分又牵头几项": the unit, where another place or time is asked about."""
    units = [c for c in conjuncts(before.condition) if isinstance(c, UnitIs)]
    places = {kind_of(c) for c in asked.conditions}
    counted = {"COUNT", "LIST"} & asked.flags and {"ALSO", "AND", "STILL"} & asked.flags
    others = asked.units or asked.excluded or {"WHO", "UNITN", "ROLEN", "MOST", "LEAST"} & asked.flags
    if len(units) != 1 or not places or not places <= {"section", "due"} or not counted or others:
        return None
    return replace(units[0], role=asked.roles[0]) if len(asked.roles) == 1 else None


def _with_both_before(asked: Findings, before: Sequence[Plan]) -> Findings:
    """ "甲和乙谁牵头多?有没有两家一起牵头的": tasks of several units, of those that were just compared."""
    own = asked.units or asked.excluded or any(kind_of(c) != "count" for c in asked.conditions)
    sides = next((plan.sides for plan in reversed(before) if plan.measure == "compare"), ())
    several = [c for c in asked.conditions if isinstance(c, UnitCount) and c.role == "lead" and (c.low or 0) > 1]
    if own or len(several) != 1 or not all(isinstance(s, UnitIs) and s.role == "lead" for s in sides):
        return asked
    return replace(asked, conditions=sides) if len(sides) == max(2, several[0].high or 2) else asked
