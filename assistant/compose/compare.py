"""Comparisons: tasks field by field; units, sections or years by their counts, deadlines and shared tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.fields import cell, literal
from assistant.compose.listing import SHORT, gist_line, legend, table_cell
from assistant.compose.markdown import blocks, bullets, safe, table
from assistant.compose.subject import condition_subject
from assistant.compose.units import grouped
from assistant.types import And, ComputedFact, Condition, DeadlineIs, FieldName, NumberIn, Result
from index.types import Task

_FIELDS: tuple[FieldName, ...] = ("section", "lead", "responsible", "deadline")

_ROLES: tuple[FieldName, ...] = ("lead", "responsible")


def render_compare(ctx: Context, result: Result) -> Part:
    """Tasks named by number are compared field by field, everything else as sets."""
    sides = result.sides or tuple((task,) for task in result.tasks)
    conditions = result.plan.sides
    single = all(len(side) == 1 for side in sides)
    if single and (not conditions or all(isinstance(condition, NumberIn) for condition in conditions)):
        return _tasks(ctx, result, [side[0] for side in sides])
    return _sets(ctx, result, sides)


def _tasks(ctx: Context, result: Result, tasks: Sequence[Task]) -> Part:
    asked = tuple(name for name in result.plan.fields if name not in ("number", "text")) or _FIELDS
    same = [name for name in asked if len({_comparable(task, name) for task in tasks}) == 1]
    different = [name for name in asked if name not in same]
    said = []
    if same:
        said.append(ctx.say("compare.same", values=_same(ctx, tasks[0], same)))
    if different:
        said.append(ctx.say("compare.different", fields=_names(ctx, different)))
    said += [_shared_units(ctx, tasks, name) for name in different if name in ("lead", "responsible")]
    said += [_earlier(ctx, tasks)] if "deadline" in different else []
    head = [ctx.say("compare.item"), *(ctx.cite(task) for task in tasks)]
    absent = ctx.say("field.absent")
    rows = [[ctx.say(f"field.{name}"), *(table_cell(ctx, task, name, absent) for task in tasks)] for name in asked]
    if not result.plan.fields or "text" in result.plan.fields:
        rows.insert(0, [ctx.say("field.text"), *(safe(task.text) for task in tasks)])
    return Part(blocks(" ".join(part for part in said if part), table(head, rows), legend(ctx, tasks)))


def _comparable(task: Task, name: FieldName) -> object:
    """Units are the same whatever their order; every other field by its wording."""
    if name == "lead":
        return frozenset(task.lead.units)
    return frozenset(task.responsible.units) if name == "responsible" else literal(task, name)


def _same(ctx: Context, task: Task, names: Sequence[FieldName]) -> str:
    return ctx.say("joint.clause").join(
        ctx.say("field.pair", field=ctx.say(f"field.{name}"), value=cell(ctx, task, name)) for name in names
    )


def _names(ctx: Context, names: Sequence[FieldName]) -> str:
    return ctx.join(ctx.say(f"field.{name}") for name in names)


def _shared_units(ctx: Context, tasks: Sequence[Task], name: FieldName) -> str:
    """The units that all of them name in a role they otherwise differ in."""
    fields = [task.lead if name == "lead" else task.responsible for task in tasks]
    if not all(field.units for field in fields):
        return ""
    shared = [unit for unit in fields[0].units if all(unit in field.units for field in fields)]
    role = ctx.role(name)
    return (
        ctx.say("compare.shared_units", role=role, units=ctx.units(shared))
        if shared
        else ctx.say("compare.no_shared_units", role=role)
    )


def _earlier(ctx: Context, tasks: Sequence[Task]) -> str:
    """Which is due first and which last, or that only the work after the due date differs."""
    dates = {task.position: task.deadline.due for task in tasks if task.deadline and task.deadline.due}
    if len(dates) < len(tasks):
        return ""
    first, last = min(dates.values()), max(dates.values())
    if first == last:
        return ctx.say("compare.same_day")
    earliest = [task for task in tasks if dates[task.position] == first]
    latest = [task for task in tasks if dates[task.position] == last]
    apart = _apart(ctx, first, last)
    return ctx.say("compare.order", earliest=ctx.cites(earliest), latest=ctx.cites(latest), apart=apart)


def _apart(ctx: Context, first: date, last: date) -> str:
    """How far two days lie apart: whole years, else months, else days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if first.day != last.day and not (_ends_a_month(first) and _ends_a_month(last)):
        return ctx.say("compare.days_apart", days=(last - first).days)
    if months % 12:
        return ctx.say("compare.months_apart", months=months)
    return ctx.say("compare.years_apart", years=months // 12, months=months)


def _ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _sets(ctx: Context, result: Result, sides: Sequence[Sequence[Task]]) -> Part:
    names = [_name(ctx, with_scope(side, result.plan.condition)) for side in result.plan.sides]
    names += [ctx.say("compare.side", number=number + 1) for number in range(len(names), len(sides))]
    counts = [len(side) for side in sides]
    facts = [fact(name, count) for name, count in zip(names, counts, strict=True)]
    positions = [{task.position for task in side} for side in sides]
    common = [task for task in sides[0] if all(task.position in other for other in positions)]
    first = ctx.say("joint.clause").join(
        ctx.say("compare.count", name=name, count=count) for name, count in zip(names, counts, strict=True)
    )
    said = [ctx.say("compare.counts", counts=first, difference=_difference(ctx, names, counts, facts))]
    if common:
        said.append(ctx.say("compare.common", count=len(common), numbers=ctx.cites(common)))
    elif all(counts):
        said.append(ctx.say("compare.no_common"))
    said += [_goes_on(ctx, result, names, sides)]
    said += [_both_sides(ctx, sides, name) for name in result.plan.fields if name in ("lead", "responsible")]
    if "deadline" in result.plan.fields:
        said += [_due(ctx, names, sides, which) for which in ("first", "last")]
    if not result.cited:  # the whole document, of which nothing is cited: what its table tells is computed
        facts += [fact(value, count) for side in sides for value, count in _told(ctx, side)]
    rows = [[ctx.say("compare.total"), *map(ctx.number, counts)]]
    rows += [[ctx.say(f"field.{name}"), *(_spread(ctx, side, name) for side in sides)] for name in _asked(result)]
    head = [ctx.say("compare.item"), *names]
    lists = [_side_list(ctx, name, side) for name, side in zip(names, sides, strict=True)]
    return Part(
        blocks(
            ("" if ctx.language == "zh" else " ").join(filter(None, said)),
            table(head, rows),
            *lists,
            legend(ctx, result.tasks),
        ),
        tuple(facts),
    )


def _goes_on(ctx: Context, result: Result, names: Sequence[str], sides: Sequence[Sequence[Task]]) -> str:
    """Of two wordings of one due date: which of them has to go on after it."""
    deadlines = [side[0].deadline for side in sides if side and side[0].deadline]
    worded = all(isinstance(side, DeadlineIs) for side in result.plan.sides) and len(deadlines) == len(sides)
    if not worded or len({d.due for d in deadlines}) != 1 or len({d.ongoing for d in deadlines}) != 2:
        return ""
    going = [name for name, d in zip(names, deadlines, strict=True) if d.ongoing]
    return ctx.say("compare.goes_on", names=ctx.join(going))


def _both_sides(ctx: Context, sides: Sequence[Sequence[Task]], role: FieldName) -> str:
    """The units that stand in a role on every side."""
    named = [dict.fromkeys(str(group.key) for group in grouped(side, role)) for side in sides]
    shared = [unit for unit in named[0] if all(unit in other for other in named)]
    if not shared:
        return ctx.say("compare.no_shared_units", role=ctx.role(role))
    return ctx.say("compare.shared_units", role=ctx.role(role), units=ctx.units(shared))


def _due(ctx: Context, names: Sequence[str], sides: Sequence[Sequence[Task]], which: str) -> str:
    """When the first (or the last) task of each side falls due, and whose is the earliest (the latest)."""
    dated = [[(t.deadline.due, t.position, t) for t in side if t.deadline and t.deadline.due] for side in sides]
    if not all(dated):
        return ""
    pick = min if which == "first" else max
    first = [pick(side) for side in dated]
    days = [due for due, _, _ in first]
    said = ctx.say("joint.clause").join(
        ctx.say(f"compare.{which}_due", name=name, deadline=cell(ctx, task, "deadline"))
        for name, (_, _, task) in zip(names, first, strict=True)
    )
    if len(set(days)) == 1:
        return ctx.say(f"compare.{which}_due_same", firsts=said)
    ahead = [name for name, day in zip(names, days, strict=True) if day == pick(days)]
    return ctx.say(f"compare.{which}_due_order", firsts=said, name=ctx.join(ahead))


def _name(ctx: Context, side: Condition) -> str:
    return ctx.say("compare.name", subject=condition_subject(ctx, side))


def with_scope(side: Condition, scope: Condition | None) -> Condition:
    """A side within what the whole comparison is limited to."""
    return side if scope is None else And((scope, side))


def _difference(ctx: Context, names: Sequence[str], counts: Sequence[int], facts: list[ComputedFact]) -> str:
    """Who has more and by how many; everything equal said."""
    most, least = max(counts), min(counts)
    if most == least:
        return ctx.say("compare.equal")
    facts.append(fact("difference", most - least))
    top, bottom = names[counts.index(most)], names[counts.index(least)]
    return ctx.say("compare.more", top=top, bottom=bottom, difference=most - least)


def _asked(result: Result) -> tuple[FieldName, ...]:
    asked = tuple(name for name in result.plan.fields if name not in ("number", "text"))
    return asked or ("deadline", "lead", "responsible")


def _told(ctx: Context, side: Sequence[Task]) -> list[tuple[str, int]]:
    """The values that the rows of a table tell of a side, with their counts."""
    units = [(str(group.key), len(group.tasks)) for name in _ROLES for group in grouped(side, name)]
    return [*units, *Counter(cell(ctx, task, "deadline") for task in side).items()]


def _spread(ctx: Context, side: Sequence[Task], name: FieldName) -> str:
    """The values of a field in a side with their counts; the four most frequent units."""
    if name in ("lead", "responsible"):
        groups = grouped(side, name)
        said = [(safe(group.key), len(group.tasks)) for group in groups[:4]]
        more = ctx.say("compare.and_more") if len(groups) > 4 else ""
    else:
        counted: dict[str, int] = {}
        for task in side:
            wording = cell(ctx, task, name)
            counted[wording] = counted.get(wording, 0) + 1
        said, more = list(counted.items()), ""
    parts = ctx.join(ctx.say("units.spread_part", name=value, count=count) for value, count in said)
    return parts + more if parts else ctx.say("field.absent")


def _side_list(ctx: Context, name: str, side: Sequence[Task]) -> str:
    if not side:
        return ""
    heading = ctx.say("list.section", heading=name, count=len(side))
    if len(side) <= SHORT and ctx.form.shape == "full":
        return blocks(heading, bullets(gist_line(ctx, task) for task in side))
    return blocks(heading, ctx.cites(side))
