"""Questions to ask next, each known to have an answer because it was computed from the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from assistant.compose.context import Context
from assistant.compose.lists import phrases_used, unit_asked
from assistant.types import Outcome, Result, UnitIs
from index.types import Task, years_due

LIMIT = 3


def follow_ups(ctx: Context, results: tuple[Result, ...], outcome: Outcome) -> tuple[str, ...]:
    """Up to three questions beside or below this one; general ones where nothing was answered."""
    if outcome == Outcome.AMBIGUOUS or not ctx.document.tasks:
        return ()
    answered = [result for result in results if result.outcome == Outcome.ANSWERED]
    offered = [question for result in answered for question in _for_result(ctx, result)]
    if not offered and outcome != Outcome.ANSWERED:
        offered = [question for result in results for question in _for_empty(ctx, result)] + list(_general(ctx))
    return tuple(islice(dict.fromkeys(offered), LIMIT))


def _for_result(ctx: Context, result: Result) -> Iterator[str]:
    asked = unit_asked(result)
    if asked is not None and asked.role != "either" and isinstance(result.plan.condition, UnitIs):
        yield from _other_role(ctx, asked)
        yield from _one_year(ctx, asked, result)
        yield from _one_section(ctx, asked, result)
    elif result.groups and result.plan.group in ("lead", "responsible"):
        top = ctx.registry.english_name(result.groups[0].label) if ctx.language == "en" else result.groups[0].label
        yield ctx.say(f"follow_up.unit_{result.plan.group}", unit=top)
    elif len(result.tasks) == 1:
        yield from _for_task(ctx, result.tasks[0], result)
    if result.uncovered and result.phrases:
        yield from _phrase(ctx, result)


def _name(ctx: Context, unit: UnitIs) -> str:
    name = unit.label or unit.names[0]
    return ctx.registry.english_name(name) if ctx.language == "en" else name


def _other_role(ctx: Context, unit: UnitIs) -> Iterator[str]:
    other = "responsible" if unit.role == "lead" else "lead"
    if ctx.naming(other, unit.names):
        yield ctx.say(f"follow_up.unit_{other}", unit=_name(ctx, unit))


def _one_year(ctx: Context, unit: UnitIs, result: Result) -> Iterator[str]:
    """The latest year, where the tasks fall due in several."""
    years = years_due(result.tasks)
    if len(years) > 1:
        yield ctx.say(f"follow_up.year_{unit.role}", unit=_name(ctx, unit), year=max(years))


def _one_section(ctx: Context, unit: UnitIs, result: Result) -> Iterator[str]:
    """The section that holds most of the tasks, where there are several."""
    counts = Counter(task.section for task in result.tasks if task.section is not None)
    if len(counts) > 1:
        section = ctx.document.sections[counts.most_common(1)[0][0]]
        yield ctx.say(f"follow_up.section_{unit.role}", unit=_name(ctx, unit), title=section.title)


def _for_task(ctx: Context, task: Task, result: Result) -> Iterator[str]:
    asked = set(result.plan.fields)
    if task.deadline and asked and "deadline" not in asked:
        yield ctx.say("follow_up.task_deadline", number=task.number)
    if task.lead.units and asked and "lead" not in asked:
        yield ctx.say("follow_up.task_lead", number=task.number)
    if task.lead.units and len(ctx.naming("lead", task.lead.units[:1])) > 1:
        unit = task.lead.units[0]
        yield ctx.say("follow_up.unit_lead", unit=ctx.registry.english_name(unit) if ctx.language == "en" else unit)
    if task.section is not None:
        yield ctx.say("follow_up.section", title=ctx.document.sections[task.section].title)


def _phrase(ctx: Context, result: Result) -> Iterator[str]:
    asked = unit_asked(result)
    role = asked.role if asked is not None and asked.role != "either" else "responsible"
    phrase = next((name for name in phrases_used(ctx, result, role) if ctx.naming(role, (name,))), None)
    if phrase is not None:
        name = ctx.registry.english_name(phrase) if ctx.language == "en" else phrase
        yield ctx.say(f"follow_up.unit_{role}", unit=name)


def _for_empty(ctx: Context, result: Result) -> Iterator[str]:
    """The same unit in the role it does have, or the group phrases that may cover it."""
    asked = unit_asked(result)
    if asked is not None:
        for role in ("lead", "responsible"):
            if ctx.naming(role, asked.names):
                yield ctx.say(f"follow_up.unit_{role}", unit=_name(ctx, asked))
    if result.phrases:
        yield from _phrase(ctx, result)


def _general(ctx: Context) -> Iterator[str]:
    tasks = ctx.document.tasks
    if any(task.lead.units for task in tasks):
        yield ctx.say("follow_up.most")
    years = years_due(tasks)
    if years:
        yield ctx.say("follow_up.year", year=years[0])
    if ctx.document.sections and any(task.section == 0 for task in tasks):
        yield ctx.say("follow_up.section", title=ctx.document.sections[0].title)
