"""Conditions of one message that no task of any document can meet together: one of them is only spoken of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.conditions import Condition, DueIn, FieldMissing, Mentions, Not, Ongoing, UnitCount, UnitIs
from assistant.understand.algebra import apart


def without_contradictions(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """``conditions`` without those that exclude another one which is more to the point; as they are where none does.

    What is denied of a unit is asked, that it leads much else is told before ("甲牵头的多,第六部分哪几条它没牵头");
    of two times that cannot both be meant the later one named is asked.
    """
    kept = list(conditions)
    for resolve in _RESOLVED:
        for first in tuple(kept):
            for second in tuple(kept):
                if first in kept and second in kept and (left := resolve(first, second)) is not None:
                    kept = [c for c in kept if c not in (first, second) or c in left]
                    kept += [c for c in left if c not in kept]
    return tuple(kept)


def _denied_unit(told: Condition, denied: Condition) -> tuple[Condition, ...] | None:
    match told, denied:
        case UnitIs(names=names, role=role), Not(UnitIs(names=others, role=other)) if set(names) <= set(others):
            if other == "either" and role != "either":  # 光牵头,责任单位里找不到它
                return (told, Not(replace(told, role="responsible" if role == "lead" else "lead")))
            return (denied,) if other == role or role == "either" else None
    return None


def _counted_and_missing(count: Condition, missing: Condition) -> tuple[Condition, ...] | None:
    """没写谁牵头的…单挑出来: what says that the field is left out is to the point."""
    match count, missing:
        case UnitCount(role=role, low=low), FieldMissing(name=name) if role == name and low:
            return (missing,)
    return None


def _two_times(first: Condition, second: Condition) -> tuple[Condition, ...] | None:
    match first, second:
        case DueIn(), DueIn() if apart(first, second):
            return (second,)
    return None


def _alone_and_together(alone: Condition, together: Condition) -> tuple[Condition, ...] | None:
    """Led alone in one task and with others in another: all that the unit leads."""
    match alone, together:
        case UnitIs(role=role, only=True), UnitCount(role=other, low=low, high=None) if role == other and low == 2:
            return (UnitIs(role, alone.names, alone.label),)
    return None


def _either_way(one: Condition, other: Condition) -> tuple[Condition, ...] | None:
    match one, other:
        case Ongoing(value=True), Ongoing(value=False):
            return ()
        case Mentions(), Not(part) if part == one:
            return (one,)
    return None


_RESOLVED: tuple[Callable[[Condition, Condition], tuple[Condition, ...] | None], ...] = (
    _denied_unit, _counted_and_missing, _two_times, _alone_and_together, _either_way,
)  # fmt: skip
