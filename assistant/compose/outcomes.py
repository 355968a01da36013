"""Saying no, with its type: no such task, not stated, ambiguous, out of scope; and small talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.listing import gist_line
from assistant.compose.lists import covered
from assistant.compose.markdown import blocks, bullets, safe
from assistant.compose.near_units import near_unit
from assistant.compose.subject import subject
from assistant.types import And, Condition, DueIn, Mentions, Not, NumberIn, Or, Outcome, Result, SectionIn, UnitIs
from index.sections import children_of
from index.types import TaskNumber, years_due
from prompts import templates

_EMPTY_BY_MEASURE = {
    "count": "outcome.empty_count",
    "exists": "outcome.empty_exists",
    "document": "outcome.empty_document",
}


def render_empty(ctx: Context, result: Result) -> Part:
    """No such task: the condition that nothing meets, and why as far as the document tells."""
    plan = result.plan
    name = _EMPTY_BY_MEASURE.get(plan.measure, "outcome.empty")
    if name == "outcome.empty_document":
        return Part(ctx.say(name))
    if plan.measure == "units" and plan.condition is None:  # 每个部分都牵头的单位: there are tasks, but no such unit
        return Part(ctx.say("outcome.empty_units"), (fact("count", 0),))
    if plan.pick and result.matched:
        said = ctx.say("outcome.no_place", subject=subject(ctx, plan), count=result.matched)
        return Part(said, (fact("count", result.matched),))
    why = " ".join(reasons(ctx, plan.condition))
    said = "" if why and _says_itself(plan.condition) else ctx.say(name, subject=subject(ctx, plan))
    return Part(blocks(said, why, covered(ctx, result)), (fact("count", 0),))


def _says_itself(condition: Condition | None) -> bool:
    """A number or a section that does not exist: the reason names it."""
    return isinstance(condition, NumberIn) or (isinstance(condition, SectionIn) and not condition.sections)


def reasons(ctx: Context, condition: Condition | None) -> list[str]:
    """Why nothing meets a condition, as far as the document tells: no such number, unit, section, year or word."""
    return list(dict.fromkeys(reason for leaf in leaves(condition) for reason in _reasons(ctx, leaf)))


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that have no parts, negated ones left out."""
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    elif condition is not None and not isinstance(condition, Not):
        yield condition


def _reasons(ctx: Context, leaf: Condition) -> Iterator[str]:
    match leaf:
        case UnitIs(role=role, names=names):
            yield from _unit_reasons(ctx, leaf, role, names)
        case NumberIn(numbers):
            yield from _no_numbers(ctx, numbers)
        case SectionIn(sections) if not any(0 <= index < len(ctx.document.sections) for index in sections):
            yield from no_section(ctx)
        case DueIn(start=start, end=end) if not _any_due(ctx, start, end):
            yield _due_reason(ctx)
        case Mentions(words):
            for word in words:
                if not any(word in task.text for task in ctx.document.tasks):
                    yield ctx.say("outcome.not_mentioned", word=ctx.asked(word))
        case _:
            return


def _no_numbers(ctx: Context, numbers: Sequence[TaskNumber]) -> Iterator[str]:
    tasks = ctx.document.tasks
    known = {str(task.number) for task in tasks}
    unknown = [number for number in numbers if str(number) not in known]
    if unknown and tasks:
        asked, ends = ctx.asked(ctx.mention(unknown)), (safe(tasks[0].number), safe(tasks[-1].number))
        yield ctx.say("outcome.no_numbers", numbers=asked, first=ends[0], last=ends[1], count=len(tasks))


def _unit_reasons(ctx: Context, leaf: UnitIs, role: str, names: tuple[str, ...]) -> Iterator[str]:
    unit = ctx.label(leaf.label, names)
    if not ctx.naming("either", names):
        near = near_unit(leaf.label, ctx.registry, {u for task in ctx.document.tasks for u in task.units})
        name = "outcome.unnamed_unit_near" if near else "outcome.unnamed_unit"
        yield ctx.say(name, unit=unit, near=ctx.unit(near)) if near else ctx.say(name, unit=unit)
    elif role != "either" and not ctx.naming(role, names):
        other = "responsible" if role == "lead" else "lead"
        count = len(ctx.naming(other, names))
        yield ctx.say("outcome.other_role", unit=unit, role=ctx.role(other), count=count)


def no_section(ctx: Context) -> Iterator[str]:
    """The sections there are, where the one asked for does not exist."""
    sections = children_of(None, ctx.document)
    if sections:
        headings = ctx.join(safe(section.heading) for section in sections)
        yield ctx.say("outcome.no_section", count=len(sections), headings=headings)
    else:
        yield ctx.say("outcome.no_section_at_all")


def _any_due(ctx: Context, start: date | None, end: date | None) -> bool:
    days = [task.deadline.due for task in ctx.document.tasks if task.deadline and task.deadline.due]
    return any((start or day) <= day <= (end or day) for day in days)


def _due_reason(ctx: Context) -> str:
    years = years_due(ctx.document.tasks)
    return (
        ctx.say("outcome.no_due", years=ctx.join(map(ctx.number, years))) if years else ctx.say("outcome.no_due_date")
    )


def render_not_stated(ctx: Context, result: Result) -> Part:
    """The document does not say; near tasks are offered, labelled and not cited."""
    topic = result.plan.topic
    first = ctx.say("outcome.not_stated_topic", topic=ctx.asked(topic)) if topic else ctx.say("outcome.not_stated")
    if result.plan.refused == "status":
        first = ctx.say("outcome.no_status")
    near = bullets(gist_line(ctx, task) for task in result.related)
    return Part(blocks(first, ctx.say("outcome.related") if near else "", near))


def render_which(ctx: Context, result: Result) -> Part:
    """Many tasks speak of what one of them is asked about: some of them are offered."""
    near = bullets(gist_line(ctx, task) for task in result.related)
    return Part(blocks(ctx.say("outcome.which_task", count=result.matched), near))


def render_beside(ctx: Context, result: Result) -> Part:
    """No task says it, but a sentence of the document that belongs to none: quoted, nothing cited."""
    quoted = bullets(ctx.say("outcome.beside_quote", said=safe(said)) for said in result.beside)
    return Part(blocks(ctx.say("outcome.beside"), quoted), tuple(fact("beside", said) for said in result.beside))


def render_reading(ctx: Context, outcome: Outcome) -> Part:
    """An answer that rests on no plan: ambiguous, out of scope, not stated, small talk."""
    match outcome:
        case Outcome.AMBIGUOUS:
            return Part(_ambiguous(ctx))
        case Outcome.SMALLTALK:
            return Part(_smalltalk(ctx))
        case Outcome.NOT_STATED:
            return Part(ctx.say("outcome.not_stated"))
        case Outcome.EMPTY:
            return Part(ctx.say("outcome.empty_plain"))
        case _:
            title, count = safe(ctx.document.title), len(ctx.document.tasks)
            return Part(ctx.say("outcome.out_of_scope", title=title, count=count))


def _ambiguous(ctx: Context) -> str:
    if not ctx.reading.choices:
        number = ctx.document.tasks[0].number if ctx.document.tasks else 1
        return ctx.say("outcome.ambiguous_plain", number=safe(number))
    offered = []
    for choice in ctx.reading.choices:
        label, question = ctx.asked(choice.label), ctx.asked(choice.question)
        whole = label != question and question
        offered.append(ctx.say("outcome.choice", label=label, question=question) if whole
                       else ctx.say("outcome.choice_only", label=label))  # fmt: skip
    return blocks(ctx.say("outcome.ambiguous"), bullets(offered))


def _smalltalk(ctx: Context) -> str:
    """The reply of this name; a greeting where the name is unknown."""
    name = f"smalltalk.{ctx.reading.smalltalk}"
    if name not in templates(ctx.language):
        name = "smalltalk.greeting"
    return ctx.say(name, title=safe(ctx.document.title), count=len(ctx.document.tasks))
