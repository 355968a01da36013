"""Units: which ones meet a condition, and the duty sheet of one unit."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.composed import Part, fact
from assistant.compose.context import ROLES, Context
from assistant.compose.fields import pairs
from assistant.compose.figures import scope_line
from assistant.compose.listing import SHORT, by_section, gist_line, listing
from assistant.compose.lists import covered, unit_asked
from assistant.compose.markdown import blocks, bullets, gist, safe, table
from assistant.compose.ranking import label
from assistant.types import FieldName, Group, Result
from index.sections import section_of
from index.types import Task

_FEW = 3  # tasks without a lead whose responsible units are told instead


def render_units(ctx: Context, result: Result) -> Part:
    """The units that the matching tasks name in the asked role, each with its tasks; excluded units left out."""
    role = _role(result)
    if result.plan.group not in (None, "lead", "responsible", "either"):
        groups = list(result.groups)
        labels = [label(ctx, result.plan, group) for group in groups]
    else:
        groups = [g for g in result.groups or grouped(result.tasks, role) if g.key not in result.plan.excluded]
        labels = [ctx.unit(str(group.key)) for group in groups]
    shown = {task.position for group in groups for task in group.tasks}
    others = [task for task in result.cited if task.position not in shown]
    facts = (fact("units", len(groups)), *(fact(str(group.key), len(group.tasks)) for group in groups))
    without = [task for task in others if not task.units_in(role)]
    only_excluded = [task for task in others if task.units_in(role)]
    lines = bullets(_line(ctx, result, name, group) for name, group in zip(labels, groups, strict=True))
    if ctx.form.shape == "table":
        head = [ctx.say(f"figure.{name}") for name in ("head_group", "head_count", "head_tasks")]
        lines = table(head, ([name, ctx.number(len(group.tasks)), ctx.cites(group.tasks)]
                             for name, group in zip(labels, groups, strict=True)))  # fmt: skip
    words = ctx.role(role) if result.plan.group in (None, *ROLES, "either") else ctx.say("units.groups")
    if result.plan.group == "both":
        words = ctx.say("units.both")
    first = ctx.say("units.headline", role=words, count=len(groups), units=ctx.join(labels))
    if not groups:
        first = "" if without else ctx.say("units.none", role=words)
    parts = [first, scope_line(ctx, result), lines if ctx.form.shape != "sentence" or not groups else ""]
    beside = tuple(name for name in result.plan.fields if name not in (*ROLES, "number", "text"))
    if beside and len(result.tasks) <= SHORT:
        parts.append(bullets(_beside(ctx, task, beside) for task in result.tasks))
    if without:
        parts.append(ctx.say("units.without", count=len(without), role=ctx.role(role), numbers=ctx.cites(without)))
    if without and role == "lead" and len(result.tasks) <= _FEW:
        # Who does it is what is asked: where nobody leads, the other role tells.
        parts.append(bullets(_beside(ctx, task, ("responsible",)) for task in without))
    if only_excluded:
        parts.append(ctx.say("units.excluded", count=len(only_excluded), numbers=ctx.cites(only_excluded)))
    if ctx.form.shape == "sentence" and groups:
        parts.append(ctx.cites(result.cited))
    return Part(blocks(*parts), facts)


def _beside(ctx: Context, task: Task, fields: tuple[FieldName, ...]) -> str:
    return ctx.say("field.beside", cite=ctx.cite(task), text=safe(gist(task.text, 28)), fields=pairs(ctx, task, fields))


def _line(ctx: Context, result: Result, name: str, group: Group) -> str:
    """A unit with its tasks; with the sections that they stand in, where these are what was asked."""
    if result.plan.in_sections is None:
        return ctx.say("units.line", unit=name, count=len(group.tasks), numbers=ctx.cites(group.tasks))
    places = {place.index for task in group.tasks if (place := section_of(task, ctx.document)) is not None}
    named = ctx.join(ctx.section_short(index) for index in sorted(places))
    return ctx.say("units.in_sections", unit=name, count=len(group.tasks), places=len(places), sections=named,
                   numbers=ctx.cites(group.tasks))  # fmt: skip


def grouped(tasks: Sequence[Task], role: str) -> list[Group]:
    """The units named in a role with their tasks, most tasks first, then in order of first appearance."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        for name in task.units_in(role):
            found.setdefault(name, []).append(task)
    groups = [Group(name, name, tuple(members)) for name, members in found.items()]
    return sorted(groups, key=lambda group: -len(group.tasks))


def _role(result: Result) -> str:
    if result.plan.group in ("lead", "responsible", "either"):
        return str(result.plan.group)
    asked = [name for name in result.plan.fields if name in ROLES]
    return asked[0] if len(asked) == 1 else "either" if asked else "lead"


def render_duty(ctx: Context, result: Result) -> Part:
    """A unit's duty sheet: how many tasks it leads and is responsible for, then both lists."""
    asked = unit_asked(result)
    names = frozenset(asked.names) if asked else frozenset()
    roles = {role: [t for t in result.tasks if not names.isdisjoint(t.units_in(role))] for role in ROLES}
    unit = ctx.label(asked.label, asked.names) if asked else ctx.say("units.unit")
    counts = {role: len(tasks) for role, tasks in roles.items()}
    first = ctx.say(
        "units.duty", unit=unit, count=len(result.tasks), lead=counts["lead"], responsible=counts["responsible"]
    )
    both = [task for task in roles["lead"] if task in roles["responsible"]]
    twice = ctx.say("units.duty_both", count=len(both), numbers=ctx.cites(both)) if both else ""
    parts = [blocks(ctx.say(f"units.duty_{role}", count=len(tasks)), _sheet(ctx, result, tasks))
             for role, tasks in roles.items() if tasks]  # fmt: skip
    shown = {task.position for tasks in roles.values() for task in tasks}
    parts.append(_sheet(ctx, result, [task for task in result.tasks if task.position not in shown]))
    facts = (fact("count", len(result.tasks)), fact("lead", counts["lead"]), fact("responsible", counts["responsible"]))
    spread = spreads(ctx, result.tasks)
    return Part(blocks(first, twice, spread, *parts, covered(ctx, result)), facts)


def _sheet(ctx: Context, result: Result, tasks: Sequence[Task]) -> str:
    """A role's tasks: short ones by gist, long ones as a table by section."""
    if ctx.form.shape == "full" and len(tasks) <= SHORT:
        return bullets(gist_line(ctx, task) for task in tasks)
    return listing(ctx, tasks, result.plan)


def spreads(ctx: Context, tasks: Sequence[Task]) -> str:
    """How the tasks spread over sections and deadlines, in one paragraph."""
    sections = by_section(tasks)
    said = []
    if len(sections) > 1:
        parts = ctx.join(ctx.say("units.spread_part", name=ctx.section_short(index), count=len(members))
                         for index, members in sections.items())  # fmt: skip
        said.append(ctx.say("units.by_section", parts=parts))
    deadlines: dict[str, int] = {}
    for task in tasks:
        wording = safe(task.deadline.literal) if task.deadline else ctx.say("units.no_deadline")
        deadlines[wording] = deadlines.get(wording, 0) + 1
    parts = ctx.join(ctx.say("units.spread_part", name=wording, count=count) for wording, count in deadlines.items())
    said.append(ctx.say("units.by_deadline", parts=parts))
    return ctx.say("units.spread", parts=ctx.say("joint.clause").join(said)) if tasks else ""
