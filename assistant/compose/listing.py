"""A list of tasks in the wished form: bullets with the whole text, a compact table when long, or numbers only."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.context import Context
from assistant.compose.fields import ALL_FIELDS, ROLE_FIELDS, cell, literal, pairs
from assistant.compose.markdown import blocks, bullets, gist, safe, table
from assistant.types import FieldName, Plan
from index.types import Task

SHORT = 8
"""Lists up to this many tasks are bullets that quote the whole text; longer ones are tables."""
GIST = 32


def listing(ctx: Context, tasks: Sequence[Task], plan: Plan) -> str:
    """The tasks in the order given, as the question wishes them."""
    if not tasks:
        return ""
    match ctx.form.shape:
        case "numbers":
            return ctx.cites(tasks)
        case "lines":
            return bullets(_line(ctx, task, plan) for task in tasks)
        case "sentence" | "gist":
            return _sentence(ctx, tasks)
        case "table":
            return blocks(_table(ctx, tasks, _columns(plan)), legend(ctx, tasks))
        case "full":
            return _full(ctx, tasks, plan)


def _full(ctx: Context, tasks: Sequence[Task], plan: Plan) -> str:
    columns = _columns(plan)
    if len(tasks) <= SHORT:
        return blocks(bullets(full_line(ctx, task, columns) for task in tasks), legend(ctx, tasks))
    sections = by_section(tasks)
    if len(sections) == 1 or not _in_document_order(tasks):
        return blocks(_table(ctx, tasks, columns), legend(ctx, tasks))
    parts = []
    for index, members in sections.items():
        heading = ctx.say("list.section", heading=ctx.heading(index), count=len(members))
        parts.append(blocks(heading, _table(ctx, members, columns)))
    return blocks(*parts, legend(ctx, tasks))


def full_line(ctx: Context, task: Task, columns: tuple[FieldName, ...] = ALL_FIELDS) -> str:
    """One task with its whole text and fields."""
    return ctx.say("field.beside", cite=ctx.cite(task), text=safe(task.text), fields=_pairs(ctx, task, columns))


def _pairs(ctx: Context, task: Task, columns: tuple[FieldName, ...]) -> str:
    absent = ctx.say("field.absent")
    said = (
        ctx.say("field.pair", field=ctx.say(f"field.{name}"), value=table_cell(ctx, task, name, absent))
        for name in columns
    )
    return ctx.say("joint.clause").join(said)


def gist_line(ctx: Context, task: Task, limit: int = 48) -> str:
    """One task by its number and the beginning of its text."""
    return ctx.say("list.gist", cite=ctx.cite(task), gist=safe(gist(task.text, limit)))


def by_section(tasks: Sequence[Task]) -> dict[int | None, list[Task]]:
    """The tasks under each section, sections in order of first appearance."""
    found: dict[int | None, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.section, []).append(task)
    return found


def legend(ctx: Context, tasks: Sequence[Task]) -> str:
    """In English, what the units of a table are called; nothing in Chinese."""
    if ctx.language == "zh":
        return ""
    names = dict.fromkeys(name for task in tasks for name in task.units)
    known = [name for name in names if ctx.registry.english_name(name) != name]
    entries = [
        ctx.say("list.legend_entry", unit=safe(name), english=safe(ctx.registry.english_name(name))) for name in known
    ]
    return ctx.say("list.legend", entries=ctx.say("joint.clause").join(entries)) if entries else ""


def _columns(plan: Plan) -> tuple[FieldName, ...]:
    asked = tuple(name for name in plan.fields if name not in ("number", "text"))
    return asked or ALL_FIELDS


def _line(ctx: Context, task: Task, plan: Plan) -> str:
    asked = tuple(name for name in plan.fields if name != "number")
    if asked:
        return ctx.say("list.line", cite=ctx.cite(task), fields=pairs(ctx, task, asked))
    return ctx.cite(task) if plan.fields else gist_line(ctx, task)


def _sentence(ctx: Context, tasks: Sequence[Task]) -> str:
    if len(tasks) > SHORT:
        return ctx.say("list.sentence", items=ctx.cites(tasks))
    items = [ctx.say("list.sentence_item", gist=safe(gist(task.text, GIST)), cite=ctx.cite(task)) for task in tasks]
    return ctx.say("list.sentence", items=ctx.say("joint.clause").join(items))


def _table(ctx: Context, tasks: Sequence[Task], columns: tuple[FieldName, ...]) -> str:
    head = [ctx.say("field.number"), ctx.say("field.gist"), *(ctx.say(f"field.{name}") for name in columns)]
    absent = ctx.say("field.absent")
    rows = []
    for task in tasks:
        cells = (table_cell(ctx, task, name, absent) for name in columns)
        rows.append([ctx.cite(task), safe(gist(task.text, GIST)), *cells])
    return table(head, rows)


def table_cell(ctx: Context, task: Task, name: FieldName, absent: str) -> str:
    """Like ``fields.cell``, but units only in Chinese: the legend under a table says their English names."""
    if name in ROLE_FIELDS:
        wording = literal(task, name)
        return safe(wording) if wording else absent
    return cell(ctx, task, name)


def _in_document_order(tasks: Sequence[Task]) -> bool:
    positions = [task.position for task in tasks]
    return positions == sorted(positions)
