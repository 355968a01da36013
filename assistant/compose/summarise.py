"""Summaries: every task in one line, grouped by section or by deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.listing import SHORT, by_section, gist_line
from assistant.compose.lists import unit_asked
from assistant.compose.markdown import blocks, bullets, gist, safe
from assistant.compose.subject import subject
from assistant.compose.units import grouped
from assistant.types import ComputedFact, Result, Role
from index.types import Task

_ROLES: tuple[Role, ...] = ("lead", "responsible")


def render_summarise(ctx: Context, result: Result) -> Part:
    """The tasks in few words, and the units that stand in a role that is asked about, too."""
    part = _summary(ctx, result)
    told = [_units_in(ctx, result, role) for role in _ROLES if role in result.plan.fields and result.cited]
    return replace(part, text=blocks(part.text, *told)) if told else part


def _units_in(ctx: Context, result: Result, role: Role) -> str:
    names = [ctx.unit(str(group.key)) for group in grouped(result.tasks, role)]
    said = ctx.say("units.headline", role=ctx.role(role), count=len(names), units=ctx.join(names))
    return said if names else ctx.say("units.none", role=ctx.role(role))


def _summary(ctx: Context, result: Result) -> Part:
    """One sentence over all of them, then every task by its gist; a few in one sentence where that was wished."""
    tasks = result.tasks
    common = {
        "subject": subject(ctx, result.plan), "count": len(tasks), "lead": _lead(ctx, result),
        "deadlines": _deadlines(ctx, tasks),
    }  # fmt: skip
    facts: tuple[ComputedFact, ...] = (fact("count", len(tasks)),)
    if not result.cited:
        # Of the whole document no task is cited: what is said of all of them is computed.
        facts += (fact("lead", common["lead"]), fact("deadlines", common["deadlines"]))
    if ctx.form.shape == "sentence" and len(tasks) <= SHORT:
        items = (ctx.say("list.sentence_item", gist=safe(gist(t.text, 40)), cite=ctx.cite(t)) for t in tasks)
        return Part(ctx.say("list.summary_one", items=ctx.say("joint.clause").join(items), **common), facts)
    if ctx.form.shape == "sentence" and not result.cited:
        return Part(ctx.say("list.summary", **common), facts)
    if ctx.form.shape == "sentence":
        return Part(ctx.say("list.summary_one", items=ctx.cites(tasks), **common), facts)
    first = ctx.say("list.summary", **common)
    if not result.cited:
        lines = (ctx.say("document.section_line", heading=ctx.heading(index), count=len(members))
                 for index, members in by_section(tasks).items())  # fmt: skip
        return Part(blocks(first, bullets(lines)), facts)
    groups = _groups(ctx, tasks)
    if len(groups) == 1 or len(tasks) <= 3:
        return Part(blocks(first, bullets(gist_line(ctx, task) for task in tasks)), facts)
    parts = []
    for heading, members in groups.items():
        title = ctx.say("list.summary_group", heading=heading, count=len(members))
        parts.append(blocks(title, bullets(gist_line(ctx, task) for task in members)))
    return Part(blocks(first, *parts), facts)


def _groups(ctx: Context, tasks: Sequence[Task]) -> dict[str, list[Task]]:
    sections = by_section(tasks)
    if len(sections) > 1:
        return {ctx.heading(index): members for index, members in sections.items()}
    return _by_deadline(ctx, tasks)


def _by_deadline(ctx: Context, tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """The tasks under each literal deadline, the earliest first; those without come last."""
    found: dict[str, list[Task]] = {}
    for task in sorted(tasks, key=_due):
        wording = safe(task.deadline.literal) if task.deadline else ctx.say("units.no_deadline")
        found.setdefault(wording, []).append(task)
    return found


def _due(task: Task) -> date:
    return (task.deadline.due if task.deadline else None) or date.max


def _lead(ctx: Context, result: Result) -> str:
    """Who leads them, apart from the unit that was asked for."""
    tasks = result.tasks
    groups = grouped(tasks, "lead")
    if not groups:
        return ctx.say("list.summary_no_lead")
    asked = unit_asked(result)
    named = asked.names if asked is not None and asked.role == "lead" else ()
    groups = [group for group in groups if group.key not in named]
    full = [group for group in groups if len(group.tasks) == len(tasks)]
    if named and not full:
        return ""
    if full:
        return ctx.say("list.summary_lead_all", unit=ctx.units(str(group.key) for group in full))
    top = [group for group in groups if len(group.tasks) == len(groups[0].tasks)]
    return ctx.say("list.summary_lead", unit=ctx.units(str(group.key) for group in top), count=len(top[0].tasks))


def _deadlines(ctx: Context, tasks: Sequence[Task]) -> str:
    said = (ctx.say("list.summary_deadline", literal=wording, count=len(members))
            for wording, members in _by_deadline(ctx, tasks).items())  # fmt: skip
    return ctx.say("list.summary_deadlines", deadlines=ctx.join(said))
