"""Averages: tasks of a group, units of a task, units of a section."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.figures import scope_line
from assistant.compose.markdown import blocks
from assistant.types import FieldName, Result, SectionIn
from assistant.understand.algebra import conjuncts
from index.sections import children_of


def render_average(ctx: Context, result: Result) -> Part:
    """What a group has on average, with the division it comes from."""
    if result.plan.group == "task":
        return _units_per_task(ctx, result)
    if roles := _roles(result):
        return _units_per_group(ctx, result, roles)
    groups, placed = len(result.groups), sum(len(group.tasks) for group in result.groups)
    whole = _places(ctx, result)
    average = ctx.mean(placed, whole)
    about = "average" if not whole or placed % whole == 0 else "average_about"
    each = _each(ctx, result)
    first = ctx.say(f"figure.{about}", each=each, average=average, count=placed, groups=whole)
    if whole != groups:
        first += ctx.say("figure.average_some", each=each, some=groups, average=ctx.mean(placed, groups))
    facts = (fact("average", average), fact("count", placed), fact("groups", whole))
    return Part(blocks(first, scope_line(ctx, result), _counted(ctx, result)), facts)


def _roles(result: Result) -> list[FieldName]:
    """The roles that are asked for; any other field that is asked beside an average has no units to count."""
    return [name for name in result.plan.fields if name in ("lead", "responsible")]


def _each(ctx: Context, result: Result) -> str:
    """What the average is taken over: sections, where no other groups are named."""
    return ctx.say(f"figure.each_{result.plan.group or 'section'}")


def _counted(ctx: Context, result: Result) -> str:
    """The tasks an average under a condition is of: what is cited is to be seen."""
    return ctx.say("figure.tasks", numbers=ctx.cites(result.cited)) if result.cited else ""


def _places(ctx: Context, result: Result) -> int:
    """How many groups the tasks are spread over: of sections those without any of these tasks count, too."""
    if result.plan.group not in (None, "section") or result.plan.condition is None:
        return len(result.groups)
    named = [c for c in conjuncts(result.plan.condition) if isinstance(c, SectionIn)]
    return len(result.groups) if named else len(children_of(None, ctx.document)) or len(result.groups)


def _units_per_task(ctx: Context, result: Result) -> Part:
    """How many units a task names in a role, over all tasks and over those that name any; a line for each role, and
    one for both together."""
    roles = _roles(result) or ["lead"]
    lines, facts = [], []
    for role in [*roles, *(["either"] if len(roles) > 1 else [])]:
        counts = [len(task.units_in(role)) for task in result.tasks]
        named = sum(1 for count in counts if count)
        average, beside = ctx.mean(sum(counts), len(counts)), ctx.mean(sum(counts), named)
        said = {"role": ctx.role(role), "average": average, "units": sum(counts), "tasks": len(counts)}
        if named == len(counts):
            lines.append(ctx.say("figure.units_per_task_all", **said))
        else:
            lines.append(ctx.say("figure.units_per_task", **said, named=named, beside=beside))
        facts += [fact("average", average), fact("average of those named", beside), fact("units", sum(counts))]
    return Part(blocks(*lines, scope_line(ctx, result), _counted(ctx, result)), tuple(facts))


def _units_per_group(ctx: Context, result: Result, roles: Sequence[FieldName]) -> Part:
    """How many different units the tasks of a section or of a year name in a role."""
    each = _each(ctx, result)
    lines, facts = [], []
    for role in roles:
        counts = [len({unit for task in group.tasks for unit in task.units_in(role)}) for group in result.groups]
        average = ctx.mean(sum(counts), len(counts))
        lines.append(ctx.say("figure.units_per_group", each=each, role=ctx.role(role), average=average,
                             units=sum(counts), groups=len(counts)))  # fmt: skip
        facts += [fact("average", average), fact("units", sum(counts)), fact("groups", len(counts))]
    return Part(blocks(*lines, scope_line(ctx, result), _counted(ctx, result)), tuple(facts))
