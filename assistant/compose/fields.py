"""A task's fields in the document's literal wording; an absent field is said, never left out."""

from __future__ import annotations

from assistant.compose.context import Context
from assistant.compose.markdown import safe
from assistant.types import FieldName
from assistant.words import said_day
from index.types import Deadline, Task, UnitField, tells_year

ROLE_FIELDS: tuple[FieldName, ...] = ("lead", "responsible")
ALL_FIELDS: tuple[FieldName, ...] = ("lead", "responsible", "deadline")


def literal(task: Task, name: FieldName) -> str | None:
    """The field as the document writes it (not escaped), None where it is absent."""
    match name:
        case "lead" | "responsible":
            field = task.lead if name == "lead" else task.responsible
            return field.literal or "、".join(field.units) or None
        case "deadline":
            return task.deadline.literal if task.deadline else None
        case "section":
            return None if task.section is None else str(task.section)
        case "note":
            return task.note
        case "number":
            return str(task.number)
        case "text":
            return task.text


def value(ctx: Context, task: Task, name: FieldName) -> str | None:
    """The field for an answer, safe in Markdown; in English with a gloss beside the Chinese."""
    match name:
        case "lead" | "responsible":
            return _units(ctx, task.lead if name == "lead" else task.responsible)
        case "deadline":
            return deadline(ctx, task.deadline)
        case "section":
            return None if task.section is None else ctx.section(task.section)
        case "note":
            return safe(task.note) if task.note else None
        case "text":
            return ctx.say("field.quoted", text=safe(task.text))
        case "number":
            return ctx.cite(task)


def cell(ctx: Context, task: Task, name: FieldName) -> str:
    """The field for a table cell or a bullet: "未写" where it is absent."""
    return value(ctx, task, name) or ctx.say("field.absent")


def pairs(ctx: Context, task: Task, names: tuple[FieldName, ...]) -> str:
    """Several fields in one line: 牵头单位:…;责任单位:…."""
    said = (ctx.say("field.pair", field=ctx.say(f"field.{name}"), value=cell(ctx, task, name)) for name in names)
    return ctx.say("joint.clause").join(said)


def _units(ctx: Context, field: UnitField) -> str | None:
    if ctx.language == "en" and field.units:
        return ctx.units(field.units)
    wording = field.literal or "、".join(field.units)
    return safe(wording) if wording else None


def deadline(ctx: Context, field: Deadline | None) -> str | None:
    """The literal wording; in English with what it means."""
    if field is None:
        return None
    if ctx.language == "zh":
        return safe(field.literal)
    return ctx.say("field.deadline_glossed", literal=safe(field.literal), gloss=meaning(ctx, field))


def meaning(ctx: Context, field: Deadline) -> str:
    """What a deadline means: the last day it allows, and whether work continues."""
    suffix = "_ongoing" if field.ongoing else ""
    if field.due is None:
        return ctx.say(f"deadline.undated{suffix}")
    if (field.due.month, field.due.day) == (12, 31) and tells_year(field.due):
        return ctx.say(f"deadline.year_end{suffix}", year=field.due.year)
    return ctx.say(f"deadline.day{suffix}", date=said_day(field.due, ctx.language))
