"""Editing a previous plan by a follow-up: replace a condition of its kind, add one, or ask something else of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import (
    And,
    Condition,
    FieldMissing,
    Measure,
    NumberIn,
    Or,
    Plan,
    Role,
    UnitCount,
    UnitIs,
)
from assistant.understand.algebra import all_of, conjuncts, kind_of
from assistant.understand.asking.besides import of_the_stated_total
from assistant.understand.asking.binding import bind_units
from assistant.understand.asking.opposites import opposite
from assistant.understand.asking.others import beyond, others_of_the_unit
from assistant.understand.asking.shares_again import of_the_same_whole, share_again
from assistant.understand.asking.sides import as_one_set
from assistant.understand.assemble import Assembled, assemble
from assistant.understand.builders.units import unit_condition
from assistant.understand.findings import ASSERTING, Findings, has_topic
from assistant.understand.merging import merged_with
from assistant.understand.parts import Part
from assistant.understand.tokens import Context, Units
from index.types import TaskNumber

_KEPT: tuple[Measure, ...] = (
    "list", "count", "describe", "units", "exists", "share", "average", "rank", "breakdown", "summarise",
)  # fmt: skip


def edited(plan: Plan, numbers: Sequence[TaskNumber], part: Part, context: Context) -> Assembled | None:
    """``plan`` as ``part`` changes it; None where the part has nothing to do with it.

    ``numbers`` are the tasks the plan gave: what a content question or a picked list leaves to be asked about.
    """
    f = of_the_stated_total(part.findings)
    again = plan.measure == "rank" and (part.has("MOST", "LEAST") or _bounds_anew(plan, f))
    base = conjuncts(plan.condition) if again else conditions_of(plan, numbers)
    base = _the_one_told(plan, numbers, f) or base
    if plan.measure == "rank" and (ranked := _ranked_again(plan, f, part)) is not None:
        return Assembled(ranked)
    if (turned := opposite(base, f, part)) is not None:
        return Assembled(replace(plan, condition=all_of(turned), fields=(), pick=(), measure=kept_measure(plan)))
    if part.has("ALLOFTHEM") or (not part.has_subject and not _asks_something(f)):
        return Assembled(
            replace(plan, measure="list" if plan.measure in ("exists", "units", "claim") else plan.measure)
        )
    if (others := others_of_the_unit(plan, numbers, part, context)) is not None:
        return Assembled(Plan("list", others))
    if (rest := beyond(base, f, part)) is not None:
        return Assembled(replace(plan, condition=all_of(rest), fields=(), pick=(), measure=kept_measure(plan)))
    switched = _role_switch(base, f, part)
    if switched is not None:
        return Assembled(replace(plan, condition=all_of(switched), fields=(), pick=(), measure=kept_measure(plan)))
    base = _still_meant(base, f, part)
    own = bind_units(_with_role_of(f, base), _role_in(base))
    if has_topic(own) and not own.conditions:
        return None
    merged = share_again(plan, own) or (
        merged_with(base, own.conditions, part, context)
        if own.conditions or not part.has("SAME", "EVERY")
        else as_one_set(base)
    )
    if again and not _asks_something(f):
        return Assembled(replace(plan, condition=all_of(merged)))
    whole = replace(own, conditions=merged, units=(), excluded=own.excluded)
    built = assemble(whole, context)
    if built is None:
        return None
    asked = of_the_same_whole(_with_measure(built.plan, plan, own, merged), plan, base, merged, own)
    counted = asked.measure == "describe" and part.has("COUNT") and not (part.has_subject or f.fields)
    return replace(built, plan=replace(asked, measure="count") if counted else of_what_is_written(asked))


# What can be believed of the one task whose field was told.
_BELIEVED = {"due", "ongoing", "unit lead", "unit responsible", "unit either"}


def _the_one_told(plan: Plan, numbers: Sequence[TaskNumber], f: Findings) -> tuple[Condition, ...]:
    """ "市保密局牵头的是哪条", "时限呢", "我记得是2017年啊": the task found before, of which this is claimed."""
    claims = f.flags & ASSERTING and not f.flags & {"LIST", "COUNT", "TASKN", "DUE"}
    kinds = {kind_of(c).removeprefix("not ") for c in f.conditions}
    told = len(numbers) == 1 and plan.topic is None and bool({*plan.fields} & {"lead", "responsible", "deadline"})
    said = bool(kinds or f.units) and kinds <= _BELIEVED
    return (NumberIn(tuple(numbers)),) if claims and told and said else ()


_ANY_THERE = re.compile("(?:部分|章|板块)(?:里|中|内|当中).*(?:有没有|有无|有[吗么]|还有)")


def _still_meant(base: tuple[Condition, ...], f: Findings, part: Part) -> tuple[Condition, ...]:
    """``base`` without the one task spoken of, where another is asked for: 倒数第三条, 10个工作日的呢, 同一部分里甲牵头
    的有没有."""
    text = {kind_of(c) for c in f.conditions} == {"text"} and part.echoes and not part.has(*ASSERTING)
    there = {kind_of(c) for c in f.conditions} > {"section"} and _ANY_THERE.search(part.text)
    another = bool(f.slices and not f.conditions) or text or there
    return () if another and all(isinstance(c, NumberIn) and len(c.numbers) == 1 for c in base) else base


def _bounds_anew(plan: Plan, f: Findings) -> bool:
    """ "第四部分呢" after a ranking within another section: ranked there, and not among the winner's tasks."""
    kinds = {kind_of(c) for c in f.conditions}
    return bool(kinds) and kinds <= {kind_of(c) for c in conjuncts(plan.condition)} - {"number"}


def _ranked_again(plan: Plan, f: Findings, part: Part) -> Plan | None:
    """The same ranking: its second place, its other end, or without a unit (不算市政府办公厅呢)."""
    if f.rank and not f.conditions:
        return replace(plan, limit=f.rank, pick=(f.rank - 1,))
    if part.has("MOST", "LEAST") and not part.has_subject and not f.roles:
        return replace(plan, limit=1, pick=(), descending=part.has("MOST"))
    if f.excluded and not (f.conditions or f.units or f.roles or has_topic(f)):
        names = (name for group in f.excluded for unit in group.names for name in unit.names)
        limit = 1 if plan.pick else plan.limit
        return replace(plan, excluded=tuple(dict.fromkeys((*plan.excluded, *names))), limit=limit, pick=())
    return None


def of_what_is_written(plan: Plan) -> Plan:
    """ "那谁负责" of tasks without a leading unit asks for the responsible ones."""
    missing = {c.name for c in conjuncts(plan.condition) if isinstance(c, FieldMissing)}
    fields = tuple(name for name in plan.fields if name not in missing)
    if plan.measure not in ("units", "describe") or not fields or fields == plan.fields:
        return plan
    role = next((name for name in fields if name in ("lead", "responsible")), None)
    return replace(plan, fields=fields, group=role if plan.measure == "units" and role else plan.group)


def _asks_something(f: Findings) -> bool:
    return bool(f.fields or f.roles or f.slices or f.extreme or f.flags & {
        "LIST", "COUNT", "WHO", "WHEN", "SUMMARISE", "COMPARE", "MOST", "LEAST", "SHARE", "AVERAGE", "EXTREME",
        "DISTRIBUTION", "OVERDUE", "REMAINING",
    })  # fmt: skip


def conditions_of(plan: Plan, numbers: Sequence[TaskNumber]) -> tuple[Condition, ...]:
    exact = plan.topic is None and not plan.pick and plan.measure not in ("compare", "rank") and plan.limit is None
    if exact and plan.condition is not None:
        return conjuncts(plan.condition)
    return (NumberIn(tuple(numbers)),) if numbers else ()


def kept_measure(plan: Plan) -> Measure:
    return plan.measure if plan.measure in _KEPT and plan.measure != "describe" else "list"


def _role_in(conditions: Sequence[Condition]) -> Role | None:
    """The role the previous question asked a unit for."""
    for condition in conditions:
        inner = condition.parts[0] if isinstance(condition, Or | And) else condition
        if isinstance(inner, UnitIs):
            return inner.role
    return None


def _role_switch(base: Sequence[Condition], f: Findings, part: Part) -> tuple[Condition, ...] | None:
    """ "那作为责任单位的呢", "配合的呢", "不对,我问的是责任单位": the same units in the other role."""
    correcting = any(t.value_of("HISTORY") == "correct" for t in part.recognised)
    if (
        f.conditions
        or f.units
        or not f.roles
        or f.roles[0] == "either"
        or not (correcting or _acting(part) or "AS" in {k for t in part.recognised for k in t.types})
    ):
        return None
    if any(kind_of(c) == "number" for c in base) or _role_in(base) is None:
        return None
    return tuple(_in_role(c, f.roles[0]) for c in base)


def _acting(part: Part) -> bool:
    """Whether it asks no more than what they do in the role: 牵头的呢, not 牵头单位呢 or 谁牵头."""
    said = [t for t in part.recognised if t.types != ("FILL",)]
    ends = part.recognised[-2:]
    verb = len(said) == 1 and said[0].has("ROLE") and not said[0].has("ROLEN")
    return verb and len(ends) == 2 and all(t.types == ("FILL",) for t in ends) and ends[0].start == said[0].end


def _in_role(condition: Condition, role: Role) -> Condition:
    match condition:
        case UnitIs():
            return replace(condition, role=role)
        case And(parts=parts) | Or(parts=parts):
            return replace(condition, parts=tuple(_in_role(p, role) for p in parts))
        case UnitCount():
            return replace(condition, role=role)
        case _:
            return condition


def _with_role_of(f: Findings, base: Sequence[Condition]) -> Findings:
    """Units named without a role in a follow-up take the role asked before: "换成市财政局"."""
    role = _role_in(base)
    if role is None or not f.units or f.roles:
        return f
    conditions = [_units(group, role, group.joint or "TOGETHER" in f.flags) for group in f.units]
    return replace(f, units=(), conditions=(*f.conditions, *conditions))


def _units(group: Units, role: Role, joint: bool) -> Condition:
    parts = tuple(unit_condition(name, role) for name in group.names)
    return parts[0] if len(parts) == 1 else And(parts) if joint else Or(parts)


def _with_measure(built: Plan, before: Plan, f: Findings, merged: tuple[Condition, ...]) -> Plan:
    """Where the follow-up asks nothing of its own, what was asked before is asked again."""
    if _asks_something(f) or built.measure in ("compare", "claim"):
        return built
    if before.measure in _KEPT and not (before.measure == "describe" and not before.fields):
        measure: Measure = (
            "list" if before.measure in ("summarise", "exists") and built.measure == "list" else before.measure
        )
        number = any(isinstance(c, NumberIn) for c in merged)
        if measure == "describe" and not number:
            measure = "list"
        return replace(
            built,
            measure=measure,
            fields=before.fields,
            group=before.group if measure in ("units", "rank", "breakdown", "average") else built.group,
        )
    return replace(built, measure="list") if built.measure == "duty" else built
