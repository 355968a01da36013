"""Putting conditions together: of which kind they are, which can hold at once, their conjunction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.conditions import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
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

# Kinds of condition that select tasks by themselves; a question of content hardly ever holds one by chance.
SELECTING = {"unit lead", "unit responsible", "missing", "count", "same", "not unit lead", "not unit responsible"}


def kind_of(condition: Condition) -> str:
    """The slot a condition fills; a follow-up of the same kind takes its place."""
    match condition:
        case UnitIs(role=role):
            return f"unit {role}"
        case And(parts=parts) | Or(parts=parts):
            return kind_of(parts[0])
        case Not(part=part):
            return f"not {kind_of(part)}"
        case DueIn() | DeadlineIs():
            return "due"
        case SectionIn():
            return "section"
        case NumberIn():
            return "number"
        case Mentions():
            return "text"
        case _:
            return {FieldMissing: "missing", Ongoing: "ongoing", UnitCount: "count", SameAs: "same"}.get(
                type(condition), "text"
            )


def turned_round(condition: Condition) -> Condition:
    """What holds where ``condition`` does not: 把有牵头单位的都去掉 leaves those without."""
    return condition.part if isinstance(condition, Not) else Not(condition)


def all_of(conditions: Iterable[Condition]) -> Condition | None:
    """Their conjunction; None for none."""
    parts = _without_implied(tuple(dict.fromkeys(conditions)))
    return None if not parts else parts[0] if len(parts) == 1 else And(parts)


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """The parts of a conjunction; a condition that is none is its own only part."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)


def _without_implied(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """``conditions`` without 牵头或担任责任单位 of a unit that is asked for in one of these roles anyway."""
    in_a_role = {c.names for c in conjuncts_of(conditions) if isinstance(c, UnitIs) and c.role != "either"}
    going = Ongoing(True) in conditions  # 长期要做、没有截止日的: such a deadline is there, it names no day
    return tuple(
        c
        for c in conditions
        if not (isinstance(c, UnitIs) and c.role == "either" and c.names in in_a_role)
        and not (going and c == FieldMissing("deadline"))
    )


def without_spoken_of(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """ "甲牵头的好多都跟乙绑着,甲牵头、乙没牵头的": a unit that is denied beside another is only spoken of before."""
    denied = {c.part.names for c in conditions if isinstance(c, Not) and isinstance(c.part, UnitIs)}
    held = any(isinstance(c, UnitIs) and c.role != "either" and c.names not in denied for c in conditions)
    return tuple(
        c for c in conditions if not (held and isinstance(c, UnitIs) and c.role == "either" and c.names in denied)
    )


def _beside_others(condition: Condition) -> bool:
    """一起牵头: the unit and others beside it."""
    return isinstance(condition, And) and any(isinstance(part, UnitCount) for part in condition.parts)


def merged(conditions: Sequence[Condition], joint: bool) -> tuple[Condition, ...]:
    """Conditions of one kind that cannot both be meant to hold are alternatives: two years, two sections, two units in
    one role unless the words between say both."""
    by_kind: dict[str, list[Condition]] = {}
    for condition in conditions:
        by_kind.setdefault(kind_of(condition), []).append(condition)
    result: list[Condition] = []
    for kind, same in by_kind.items():
        same = without_the_whole(list(dict.fromkeys(same)))
        if (
            len(same) == 1
            or kind.startswith(("not", "count", "text", "missing"))
            or ((joint or any(_beside_others(c) for c in same)) and kind.startswith("unit"))
        ):
            result.extend(same)
        elif kind == "number":
            numbers = dict.fromkeys(n for c in same if isinstance(c, NumberIn) for n in c.numbers)
            result.append(NumberIn(tuple(numbers)))
        elif kind == "section" and all(isinstance(c, SectionIn) for c in same):
            result.append(
                SectionIn(tuple(dict.fromkeys(i for c in same if isinstance(c, SectionIn) for i in c.sections)))
            )
        elif kind == "due" and any(isinstance(c, DueIn) and (c.start is None or c.end is None) for c in same):
            result.extend(same)
        else:
            result.append(Or(tuple(same)))
    return tuple(result)


def without_the_whole(conditions: list[Condition]) -> list[Condition]:
    """10月、11月、12月这三个月里到期的2026年任务: the year that the months are of adds nothing to them, nor does a day
    at all to the wording of a deadline (每年都要做、有固定日期的)."""
    stretches = [d for c in conditions for d in (c.parts if isinstance(c, Or) else (c,))]
    worded = any(isinstance(d, DeadlineIs) for d in stretches)
    days = [d for d in stretches if isinstance(d, DueIn)]
    narrower = [d for d in days if d.start and d.end and any(d != other and _within(d, other) for other in days)]
    covered = all(isinstance(d, DueIn) for d in stretches) and [d for d in days if all(_within(n, d) for n in narrower)]
    return [c for c in conditions if not (worded and c == DueIn(None, None, getattr(c, "words", "")))
            and not (narrower and covered and c in covered and c not in narrower)]  # fmt: skip


def _within(one: DueIn, other: DueIn) -> bool:
    bounds = (one.start, one.end, other.start, other.end)
    return None not in bounds and bounds[2] <= bounds[0] and bounds[1] <= bounds[3]  # type: ignore[operator]


def apart(one: DueIn, other: DueIn) -> bool:
    """Whether no task can fall due in both stretches of time."""
    ends = ((one.end, other.start), (other.end, one.start))
    return any(end is not None and start is not None and end < start for end, start in ends)


def without_opposites(conditions: Sequence[Condition], measure: str) -> tuple[Condition, ...]:
    """ "独家牵头的、联合牵头的都要": counts of one field that cannot both hold are alternatives, unless they are
    compared; together they may say no more than that the field is there."""
    counts = [c for c in conditions if isinstance(c, UnitCount)]
    opposite = [c for c in counts if any(_below(c, other) or _below(other, c) for other in counts)]
    if not opposite or measure == "compare":
        return tuple(conditions)
    others = tuple(c for c in conditions if c not in opposite)
    every = any(_below(a, b) and a.low in (None, 0, 1) and b.high is None and b.low == (a.high or 0) + 1
                for a in opposite for b in opposite)  # fmt: skip
    return others if every else (*others, Or(tuple(opposite)))


def _below(count: UnitCount, other: UnitCount) -> bool:
    same = count.role == other.role
    return same and count.high is not None and other.low is not None and count.high < other.low


def conjuncts_of(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """What several conditions together ask for, in order."""
    return tuple(part for condition in conditions for part in conjuncts(condition))


def without_model(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """A task that others are to agree with is none of them: "任务9。和它同一个时限的还有几项"."""
    parts = conjuncts_of(conditions)
    models = {part.number for part in parts if isinstance(part, SameAs)}
    models |= {n for p in parts if isinstance(p, Not) and isinstance(p.part, NumberIn) for n in p.part.numbers}
    return tuple(c for c in conditions if not (isinstance(c, NumberIn) and c.numbers and models >= set(c.numbers)))


def without_echo(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """甲和乙两家联合牵头: a count that only says how many units were named together bounds nothing."""
    named: dict[str, set[Condition]] = {}
    for condition in conjuncts_of(conditions):
        if isinstance(condition, UnitIs):
            named.setdefault(condition.role, set()).add(condition)
    return tuple(
        c
        for c in conditions
        if not (isinstance(c, UnitCount) and c.low == c.high and c.low == len(named.get(c.role, ())) and c.low > 1)
    )
