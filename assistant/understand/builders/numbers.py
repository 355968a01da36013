"""What matched rules about task numbers mean: neighbours, positions in a section, agreement with another task."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from assistant.conditions import And, Condition, DueIn, FieldMissing, Not, NumberIn, SameAs, UnitIs
from assistant.understand.sections.beside import STEPS, beside
from assistant.understand.tokens import Bounds, Context, Numbers, Slice, Tokens, first_of, holds, last_of
from index.sections import inside, printed_number
from index.types import Task, TaskNumber


def _steps_from(tokens: Tokens, context: Context, steps: Iterable[int]) -> Condition | None:
    """The tasks that many places after (negative: before) the one named; a number beyond the ends matches nothing."""
    asked = _anchor(tokens, context)
    if len(asked) != 1:
        return None
    known = list(context.numbers)
    if asked[0] not in known:
        return NumberIn(asked)
    at = known.index(asked[0])
    found: list[TaskNumber] = [known[at + step] for step in steps if 0 <= at + step < len(known)]
    beyond: TaskNumber = (asked[0] + next(iter(steps))) if isinstance(asked[0], int) else "-"
    return NumberIn(tuple(found) or (beyond,))


def _anchor(tokens: Tokens, context: Context) -> tuple[TaskNumber, ...]:
    """The task that others are counted from: by number, or by its place in the document or a part."""
    number = first_of(tokens, "NUM")
    if isinstance(number, Numbers):
        return number.numbers
    place, sections = cast(Slice, first_of(tokens, "SLICE")), cast("tuple[int, ...] | None", first_of(tokens, "SECT"))
    tasks = context.document.tasks if sections is None else inside(sections, context.document)
    return tuple(task.number for task in tasks)[place.start : place.stop]


def neighbour_next(tokens: Tokens, context: Context) -> Condition | None:
    return _steps_from(tokens, context, (1,))


def neighbour_previous(tokens: Tokens, context: Context) -> Condition | None:
    return _steps_from(tokens, context, (-1,))


def with_the_one_beside(tokens: Tokens, context: Context) -> Condition | None:
    """ "任务30和它后面那条": both of them."""
    beside = _steps_from(tokens, context, (1 if holds(tokens, "NEXT", "CMPGT") else -1,))
    asked = _anchor(tokens, context)
    return NumberIn((*asked, *beside.numbers)) if isinstance(beside, NumberIn) else None


def neighbours(tokens: Tokens, context: Context) -> Condition | None:
    """ "第60项前后各一项": the one before and the one after."""
    return _steps_from(tokens, context, (-1, 1))


def several_beside(tokens: Tokens, context: Context) -> Condition | None:
    """ "第15项后面两项", "第15项的前三项": so many tasks from that one on, or up to it."""
    wanted = cast(Slice, first_of(tokens, "SLICE"))
    if not wanted.beside:
        return None
    before = wanted.start == 0
    n = (wanted.stop or 0) if before else -(wanted.start or 0)
    return _steps_from(tokens, context, range(-n, 0) if before else range(1, n + 1))


def beyond(tokens: Tokens, context: Context) -> Condition | None:
    """ "第95项之后的任务有哪些": all of them; "第48项之后的任务是什么" asks for one."""
    asked = cast(Numbers, first_of(tokens, "NUM")).numbers
    after = holds(tokens, "CMPGT")
    if last_of(tokens, "FIELD") in ("number", "text") or last_of(tokens, "LIST") == "one":
        return _steps_from(tokens, context, (1,) if after else (-1,))
    known = list(context.numbers)
    if len(asked) != 1 or asked[0] not in known:
        return None
    at = known.index(asked[0])
    return NumberIn(tuple(known[at + 1 :] if after else known[:at]))


def within(tokens: Tokens, context: Context) -> Condition | None:
    """ "前20项里谁牵头最多", "第五部分前三项中": the items at an end of the document or of a section as a set."""
    place, sections = cast(Slice, first_of(tokens, "SLICE")), cast("tuple[int, ...] | None", first_of(tokens, "SECT"))
    tasks = context.document.tasks if sections is None else inside(sections, context.document)
    there = [t.number for t in tasks]
    return NumberIn(tuple(there[place.start : place.stop]))


def section_of_task(tokens: Tokens, context: Context) -> tuple[int, ...] | None:
    """ "第53项所在的部分": the sections that the named tasks stand in."""
    named = cast(Numbers, first_of(tokens, "NUM")).numbers
    there = [t.section for t in context.document.tasks if t.number in named and t.section is not None]
    return tuple(dict.fromkeys(there)) or None


def nth_of_section(tokens: Tokens, context: Context) -> Condition | None:
    """ "第7部分第一项" counts within the section, unless the number is that of a task standing there."""
    asked = cast(Numbers, first_of(tokens, "NUM")).numbers
    sections = cast(tuple[int, ...], first_of(tokens, "SECT"))
    tasks = inside(sections, context.document)
    there = [task.number for task in tasks]
    if len(sections) != 1 or (len(asked) != 1 and any(isinstance(n, int) for n in there)):
        return None
    meant = [_placed(number, tasks) for number in asked]
    return NumberIn(tuple(number for number in meant if number is not None)) if None not in meant else None


def _placed(number: TaskNumber, tasks: Sequence[Task]) -> TaskNumber | None:
    """The one of ``tasks`` that ``number`` means: by its whole number, by the label printed, by its place."""
    there = [task.number for task in tasks]
    if number in there:
        return number
    if not isinstance(number, int):
        return None
    labelled = (task.number for task in tasks if isinstance(task.number, str) and printed_number(task) == number)
    return next(labelled, there[number - 1] if 1 <= number <= len(there) else None)


def places_of_section(tokens: Tokens, context: Context) -> Condition | None:
    """ "第六部分第一项和最后一项": both places within the section."""
    sections = cast(tuple[int, ...], first_of(tokens, "SECT"))
    there = [task.number for task in context.document.tasks if task.section in sections]
    found: list[TaskNumber] = []
    for token in tokens:
        if token.has("SLICE"):
            place = cast(Slice, token.value_of("SLICE"))
            found += there[place.start : place.stop]
        elif token.has("NUM"):
            asked = cast(Numbers, token.value_of("NUM")).numbers
            found += [there[n - 1] for n in asked if isinstance(n, int) and n not in there and 1 <= n <= len(there)]
            found += [n for n in asked if n in there]
    slices = any(t.has("SLICE") for t in tokens)
    return NumberIn(tuple(dict.fromkeys(found))) if slices and len(sections) == 1 else None


def same_as(tokens: Tokens, context: Context) -> Condition | None:
    """ "和任务5同一部分、同一牵头单位的": agreement in every field that is said."""
    number, *others = cast(Numbers, first_of(tokens, "NUM")).numbers
    if others and not (holds(tokens, "SAME", "EXACT") and holds(tokens, "AS", "AND", "ABOUT")):
        return None  # compare the deadlines of tasks 2 and 3: with each other, not with a third
    said = [t.value_of("SAME") for t in tokens if t.has("SAME") and t.value_of("SAME") != "any"]
    last = max((at for at, t in enumerate(tokens) if t.has("SAME")), default=len(tokens))
    # A field named before 一样 agrees, too; one named after a wording of its own (时限相同的牵头单位) is asked for.
    said += [t.value for at, t in enumerate(tokens) if t.type in ("ROLE", "FIELD") and (at < last or not said)]
    model = next((t for t in context.document.tasks if t.number == number), None)
    parts = [part for field in dict.fromkeys(said) if (part := _same_field(field, number, model)) is not None]
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))


_ALL_FIELDS = ("lead", "responsible", "deadline")


def same_as_model(tokens: Tokens, context: Context) -> Condition | None:
    """ "以任务56为准,三栏都跟它一样的", "单位和时限都跟任务89一样": agreement in all fields that are said.

    它 may have become the number of the model; a second number is another task.
    """
    numbers = {n for t in tokens if t.type == "NUM" for n in cast(Numbers, t.value).numbers}
    model = next((t for t in context.document.tasks if t.number in numbers), None)
    if len(numbers) != 1 or model is None or not holds(tokens, "MODEL", "FIELD", "ROLE", "ALLFIELDS", "BOTHROLES"):
        return None
    said = [str(t.value_of(kind)) for t in tokens for kind in ("ROLE", "FIELD") if t.has(kind)]
    said += [str(t.value) for t in tokens if t.has("SAME") and t.value != "any"]
    if holds(tokens, "UNITN", "BOTHROLES") and not {"lead", "responsible"} & set(said):
        said += ["lead", "responsible"]
    fields = dict.fromkeys(said or _ALL_FIELDS)
    parts = [part for field in fields if (part := _same_field(field, model.number, model)) is not None]
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))


def due_alike(tokens: Tokens, _: Context) -> Condition | None:
    """ "跟任务48一样拖到最后的": alike in when they fall due."""
    numbers = cast(Numbers, first_of(tokens, "NUM")).numbers
    plain = all(t.value_of("SAME") == "any" for t in tokens if t.has("SAME"))
    return SameAs("deadline", numbers[0]) if len(numbers) == 1 and plain else None


def same_as_told(tokens: Tokens, context: Context) -> Condition | None:
    """ "任务30的时限是多少,还有哪些跟它一样": a second number names no other task."""
    named = {t.value for t in tokens if t.has("NUM")}
    return same_as(tokens, context) if len({cast(Numbers, n).numbers for n in named}) == 1 else None


def _same_field(field: object, number: TaskNumber, model: Task | None) -> Condition | None:
    beside = Not(NumberIn((number,)))
    if field == "lead_any" and model is not None:
        units = model.lead.units
        return And((UnitIs("lead", units, "、".join(units)) if units else FieldMissing("lead"), beside))
    if field == "year" and model is not None and model.deadline and model.deadline.due:
        year = model.deadline.due.year
        return And((DueIn(date(year, 1, 1), date(year, 12, 31), str(year)), beside))
    if field == "month" and model is not None and model.deadline and (day := model.deadline.due):
        last = monthrange(day.year, day.month)[1]
        return And((DueIn(day.replace(day=1), day.replace(day=last), f"{day.month}月"), beside))
    if field in ("lead", "responsible", "deadline", "section"):
        return SameAs(field, number)
    return None


def beside_task(tokens: Tokens, _: Context) -> Condition:
    """ "跟任务12一起归市财政局牵头的": other tasks of which the same holds."""
    return And(
        (cast(Condition, first_of(tokens, "COND")), Not(NumberIn(cast(Numbers, first_of(tokens, "NUM")).numbers)))
    )


def section_pointed(tokens: Tokens, context: Context) -> tuple[int, ...] | None:
    """ "民生实事那张表": the sheet of that name, none that was shown; "数据开放那一章的上一章": the section beside."""
    named, said = cast(tuple[int, ...], tokens[0].value), str(tokens[-1].value_of("HISTORY"))
    if said in STEPS and len(named) == 1:
        return beside(named[0], STEPS[said], context.document)
    return named if said == "said" else None


def numbers_told(tokens: Tokens, _: Context) -> Numbers | None:
    """ "培训那几项(93到95)": the numbers say which tasks the words describe; 那几项里第二项 counts among them."""
    told = cast(Numbers, first_of(tokens, "NUM"))
    bounds = [cast(Bounds, t.value_of("COUNTN")) for t in tokens if t.has("COUNTN")]
    fits = all(b.of == "tasks" and b.low == b.high == len(told.numbers) for b in bounds)
    return None if holds(tokens, "IN") or not fits else told
