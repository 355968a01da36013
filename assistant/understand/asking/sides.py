"""What a comparison is between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    FieldName,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Or,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from assistant.understand.algebra import conjuncts, kind_of
from assistant.understand.findings import Findings

# Conditions of one kind that a message sets against each other: 没牵头的和没责任的, 一次性的和持续的, 独家的和联合的.
_AGAINST = (FieldMissing, Ongoing, UnitCount, DueIn, DeadlineIs, Mentions)

_ROLES = {"lead", "responsible"}


def sides_of(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The two or more numbers, sections, units or other conditions of one kind; () where there are none."""
    for condition in conditions:
        if isinstance(condition, NumberIn) and len(condition.numbers) > 1:
            return tuple(NumberIn((n,)) for n in condition.numbers)
        if isinstance(condition, SectionIn) and len(condition.sections) > 1:
            return tuple(SectionIn((s,)) for s in condition.sections)
        if isinstance(condition, Or | And) and all(
            isinstance(p, UnitIs | Ongoing | DueIn | DeadlineIs | Mentions | FieldMissing) for p in condition.parts
        ):
            return condition.parts
    return _alone_or_together(conditions) or _units(conditions) or _against(conditions) or _denied(conditions)


def as_one_set(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """What several units do together, as one condition: 时限一样吗 is asked of those tasks, not of each unit's."""
    units = tuple(c for c in conditions if isinstance(c, UnitIs))
    others = tuple(c for c in conditions if c not in units)
    return (And(units), *others) if len(units) > 1 else tuple(conditions)


def asks_of_one_set(conditions: Sequence[Condition], fields: Sequence[FieldName], flags: frozenset[str]) -> bool:
    """甲和乙共同牵头的时限一样吗: whether the tasks that they have together are alike in a field."""
    together = any(isinstance(c, And) and all(isinstance(p, UnitIs) for p in c.parts) for c in conditions)
    alike = "SAME" in flags or {"COMPARE", "EVERY"} <= flags
    return together and alike and bool(set(fields) & {"deadline", "section", "responsible"})


def held_against(f: Findings) -> Findings:
    """ "第46项的责任单位跟第42项一字不差": two tasks that are said to be alike are compared, and both are shown."""
    named = [c.numbers for c in f.conditions if isinstance(c, NumberIn)]
    alike = [c for c in f.conditions if isinstance(c, SameAs)]
    alone = len(named) == 1 and len(named[0]) == 1 and len(f.conditions) == len(alike) + 1
    if not (alike and alone) or f.flags & {"LIST", "COUNT", "WHO", "ELSE", "STILL"}:
        return f
    both = NumberIn(tuple(dict.fromkeys((*named[0], *(c.number for c in alike)))))
    fields = tuple(dict.fromkeys((*f.fields, *(c.name for c in alike))))
    return replace(f, conditions=(both,), fields=fields, flags=f.flags | {"COMPARE"})


def _units(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    units = tuple(c for c in conditions if isinstance(c, UnitIs))
    roles = [u.role for u in units if u.role != "either"]
    if len(units) < 2:
        return ()
    sides = dict.fromkeys(replace(u, role=roles[0]) if roles and u.role == "either" else u for u in units)
    return tuple(sides) if len(sides) > 1 else ()


def _alone_or_together(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """ "市委宣传部单独牵头的多还是联合牵头的多": the same unit alone and with others."""
    alone = next((c for c in conditions if isinstance(c, UnitIs) and c.only), None)
    joint = next((c for c in conditions if isinstance(c, UnitCount) and (c.low or 0) > 1), None)
    named = {c.names for c in conditions if isinstance(c, UnitIs)}
    if alone is None or joint is None or len(named) > 1:
        return ()
    return (alone, And((replace(alone, only=False), joint)))


def one_unit_twice(sides: tuple[Condition, ...], conditions: tuple[Condition, ...]) -> bool:
    """Whether one unit is set against itself: alone and with others, in the one role and in the other."""
    if len(sides) < 2 or not isinstance(sides[0], UnitIs):
        return False
    first, last = sides[0], sides[-1]
    roles = isinstance(last, UnitIs) and last.names == first.names and {first.role, last.role} == _ROLES
    return (roles and Or(sides) in conditions) or (first.only and isinstance(last, And))


def _against(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    for kind in _AGAINST:
        same = tuple(c for c in conditions if isinstance(c, kind))
        if len(same) > 1:
            return same
    return ()


def _denied(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """ "有牵头单位的和没有的": a condition and its denial."""
    return next(((c, c.part) if at < conditions.index(c.part) else (c.part, c) for at, c in enumerate(conditions)
                 if isinstance(c, Not) and c.part in conditions), ())  # fmt: skip


def beside_sides(conditions: tuple[Condition, ...], sides: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The conditions that hold for every side of a comparison."""
    kinds = {kind_of(leaf).split()[0] for side in sides for leaf in conjuncts(side)}
    return tuple(c for c in conditions if kind_of(c).split()[0] not in kinds)
