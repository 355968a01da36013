"""What matched rules about deadlines and task numbers mean."""

from __future__ import annotations

from datetime import date
from typing import cast

from assistant.conditions import And, Condition, DeadlineIs, DueIn, FieldMissing, Not, NumberIn, Ongoing, SameAs, UnitIs
from assistant.understand.dates import day_after, day_before
from assistant.understand.tokens import AsOf, Context, Numbers, Period, Tokens, first_of
from index.types import TaskNumber


def _periods(tokens: Tokens) -> list[Period]:
    return [cast(Period, t.value) for t in tokens if t.type in ("DATE", "TODAY")]


def _due(tokens: Tokens, start: date | None, end: date | None) -> DueIn:
    return DueIn(start, end, _periods(tokens)[0].words)


def due_in(tokens: Tokens, _: Context) -> Condition:
    period = _periods(tokens)[0]
    return _due(tokens, period.start, period.end)


def due_not(tokens: Tokens, context: Context) -> Condition:
    return Not(due_in(tokens, context))


def due_between(tokens: Tokens, _: Context) -> Condition:
    first, last = _periods(tokens)[0], _periods(tokens)[-1]
    return _due(tokens, min(first.start, last.start), max(first.end, last.end))


def due_before(tokens: Tokens, _: Context) -> Condition | None:
    """ "2018年之前" leaves 2018 out; "2018年底前" does not: a due date at year end falls within it."""
    if first_of(tokens, "EARLIER") == "latest":
        return None
    period = _periods(tokens)[0]
    at_end = period.words.endswith(("底", "末", "终")) or period.words.startswith(("end", "the end"))
    return _due(tokens, None, period.end if at_end else day_before(period.start))


def due_until(tokens: Tokens, _: Context) -> Condition:
    return _due(tokens, None, _periods(tokens)[0].end)


def due_after(tokens: Tokens, _: Context) -> Condition | None:
    if first_of(tokens, "EARLIER") == "earliest":
        return None
    return _due(tokens, day_after(_periods(tokens)[0].end), None)


def due_from(tokens: Tokens, _: Context) -> Condition:
    return _due(tokens, _periods(tokens)[0].start, None)


def as_of(tokens: Tokens, _: Context) -> AsOf:
    return AsOf(_periods(tokens)[0].end, first_of(tokens, "OVERDUE") == "due")


def literal_deadline(tokens: Tokens, _: Context) -> Condition:
    return DeadlineIs(cast(str, first_of(tokens, "DLIT")))


def exact_deadline(tokens: Tokens, context: Context) -> Condition | None:
    literal = first_of(tokens, "DLIT")
    if literal is None:
        literals = {task.deadline.literal for task in context.document.tasks if task.deadline}
        words = _periods(tokens)[0].words
        literal = words if words in literals else None
    return DeadlineIs(cast(str, literal)) if literal else due_in(tokens, context)


def ongoing(tokens: Tokens, _: Context) -> Condition:
    return Ongoing(tokens[0].value_of("ONGOING") == "true")


def one_off(_: Tokens, __: Context) -> Condition:
    return Ongoing(False)


def _neighbour(tokens: Tokens, context: Context, step: int) -> Condition | None:
    asked = cast(Numbers, first_of(tokens, "NUM")).numbers
    if len(asked) != 1:
        return None
    known = list(context.numbers)
    if asked[0] not in known:
        return NumberIn(asked)
    at = known.index(asked[0]) + step
    beyond: TaskNumber = (asked[0] + step) if isinstance(asked[0], int) else "-"
    return NumberIn((known[at],) if 0 <= at < len(known) else (beyond,))


def neighbour_next(tokens: Tokens, context: Context) -> Condition | None:
    return _neighbour(tokens, context, 1)


def neighbour_previous(tokens: Tokens, context: Context) -> Condition | None:
    return _neighbour(tokens, context, -1)


def nth_of_section(tokens: Tokens, context: Context) -> Condition | None:
    """ "第7部分第一项" counts within the section, unless the number is that of a task standing there."""
    asked = cast(Numbers, first_of(tokens, "NUM")).numbers
    sections = cast(tuple[int, ...], first_of(tokens, "SECT"))
    there = [task.number for task in context.document.tasks if task.section in sections]
    if len(asked) != 1 or len(sections) != 1 or asked[0] in there or not isinstance(asked[0], int):
        return None
    return NumberIn((there[asked[0] - 1],)) if 1 <= asked[0] <= len(there) else None


def same_as(tokens: Tokens, context: Context) -> Condition | None:
    number = cast(Numbers, first_of(tokens, "NUM")).numbers[0]
    field = next((t.value_of("SAME") for t in tokens if t.has("SAME") and t.value_of("SAME") != "any"), None)
    if field is None:
        role, asked = first_of(tokens, "ROLE"), first_of(tokens, "FIELD")
        field = role if role in ("lead", "responsible") else asked if asked in ("deadline", "section") else None
    model = next((t for t in context.document.tasks if t.number == number), None)
    if field == "lead_any" and model is not None and not model.lead.units:
        return And((FieldMissing("lead"), Not(NumberIn((number,)))))
    if field == "lead_any" and model is not None:
        return And((UnitIs("lead", model.lead.units, "、".join(model.lead.units)), Not(NumberIn((number,)))))
    if field == "year" and model is not None and model.deadline and model.deadline.due:
        year = model.deadline.due.year
        return And((DueIn(date(year, 1, 1), date(year, 12, 31), str(year)), Not(NumberIn((number,)))))
    return SameAs(field, number) if field in ("lead", "responsible", "deadline", "section") else None
