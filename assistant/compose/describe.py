"""The fields of given tasks in the document's words; an absent field is said."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.fields import ALL_FIELDS, meaning, pairs, value
from assistant.compose.listing import SHORT, by_section, listing
from assistant.compose.lists import asides, headline
from assistant.compose.markdown import blocks, bullets, capital, gist, safe
from assistant.types import ComputedFact, FieldName, NumberIn, Plan, Result
from index.types import Task


def render_describe(ctx: Context, result: Result) -> Part:
    """One task: a sentence a field. Several: a bullet each; many: a table of the asked fields."""
    plan, tasks = result.plan, result.tasks
    asked = tuple(dict.fromkeys(plan.fields))
    counted = headline(ctx, result) if len(tasks) > 1 and _found_by_condition(plan) else ""
    if ctx.form.shape in ("numbers", "table") or (ctx.form.shape == "lines" and len(tasks) > 1):
        return Part(blocks(counted if ctx.form.shape != "numbers" else "", listing(ctx, tasks, plan)))
    if ctx.form.shape == "gist" and len(tasks) == 1 and set(asked) <= {"number", "text"}:
        return Part(listing(ctx, tasks, plan))
    if asked == ("number",):
        return Part(ctx.say("describe.number", numbers=ctx.cites(tasks)), (fact("count", len(tasks)),))
    if asked == ("section",) and len(tasks) > 1:
        return Part(blocks(headline(ctx, result), _places(ctx, tasks), asides(ctx, result)))
    if len(tasks) > SHORT:
        return Part(blocks(headline(ctx, result), listing(ctx, tasks, plan), asides(ctx, result)))
    if len(tasks) == 1:
        return Part(blocks(_one(ctx, tasks[0], asked, bool(plan.topic)), _overdue(ctx, result)), _days(ctx, result))
    lines = [_line(ctx, task, asked) for task in tasks]
    alike = " ".join(_alike(ctx, tasks, asked))
    return Part(blocks(counted, alike, bullets(lines), _overdue(ctx, result)), _days(ctx, result))


def _found_by_condition(plan: Plan) -> bool:
    """Whether how many tasks there are is news: they were not named one by one."""
    return plan.condition is not None and not isinstance(plan.condition, NumberIn)


def _places(ctx: Context, tasks: Sequence[Task]) -> str:
    """The sections that the tasks stand in, each with its tasks."""
    groups = by_section(tasks)
    return bullets(ctx.say("figure.group", label=ctx.section(index), count=len(there), numbers=ctx.cites(there))
                   for index, there in groups.items())  # fmt: skip


def _alike(ctx: Context, tasks: Sequence[Task], asked: tuple[FieldName, ...]) -> list[str]:
    """What all of the tasks agree in of the asked fields."""
    said = []
    for name in asked:
        values = {value(ctx, task, name) for task in tasks}
        if name in ("number", "text") or len(values) > 1:
            continue
        common, field = values.pop(), ctx.say(f"field.{name}")
        if common is None:
            said.append(ctx.say("describe.all_absent", count=len(tasks), field=field))
        else:
            said.append(ctx.say("describe.all_same", count=len(tasks), field=field, value=common))
    return said


def _one(ctx: Context, task: Task, asked: tuple[FieldName, ...], found: bool) -> str:
    fields = tuple(name for name in asked if name != "number")
    whole: tuple[FieldName, ...] = (*ALL_FIELDS, "note") if task.note else ALL_FIELDS
    sentences = describe(ctx, task, fields or whole)
    if not fields or (fields == ("text",)):
        place = ctx.say("describe.section", number=safe(task.number), section=ctx.section(task.section))
        said = [*sentences, place] if task.section is not None else sentences
        return blocks(_quote(ctx, task), _cited(ctx, task, said))
    if found and "text" not in fields:
        return blocks(_cited(ctx, task, sentences), _quote(ctx, task))
    if "text" in fields:
        return blocks(_quote(ctx, task), _cited(ctx, task, sentences) if sentences else "")
    return _cited(ctx, task, sentences)


def _cited(ctx: Context, task: Task, sentences: list[str]) -> str:
    return ctx.say("describe.cited", sentences=capital(ctx.say("describe.joint").join(sentences)), cite=ctx.cite(task))


def _quote(ctx: Context, task: Task) -> str:
    return ctx.say("describe.quote", cite=ctx.cite(task), text=safe(task.text))


def _line(ctx: Context, task: Task, asked: tuple[FieldName, ...]) -> str:
    """The text, whole where it was asked, and the asked fields; for an absent role the other one as well."""
    fields = tuple(name for name in asked if name not in ("number", "text")) or ALL_FIELDS
    if fields == ("lead",) and not task.lead.units:
        fields = ("lead", "responsible")
    text = task.text if "text" in asked or not asked else gist(task.text, 28)
    return ctx.say("field.beside", cite=ctx.cite(task), text=safe(text), fields=pairs(ctx, task, fields))


def describe(ctx: Context, task: Task, fields: tuple[FieldName, ...]) -> list[str]:
    """A sentence for each field, the section included; the text itself is quoted elsewhere."""
    return [_sentence(ctx, task, name, fields) for name in fields if name not in ("number", "text")]


def _sentence(ctx: Context, task: Task, name: FieldName, fields: tuple[FieldName, ...]) -> str:
    number, said = safe(task.number), value(ctx, task, name)
    if name == "section" and task.section is None:
        return ctx.say("describe.no_section", number=number)
    if name == "section":
        return ctx.say("describe.section", number=number, section=ctx.section(task.section))
    if name == "note":
        return (
            ctx.say("describe.note", number=number, value=said) if said else ctx.say("describe.no_note", number=number)
        )
    if name == "deadline":
        return _deadline(ctx, task, fields)
    units = len(task.units_in(name))
    if said is not None and units > 2:
        return ctx.say(f"describe.{name}_many", number=number, value=said, count=units)
    if said is not None:
        return ctx.say(f"describe.{name}", number=number, value=said)
    other: FieldName = "responsible" if name == "lead" else "lead"
    beside = value(ctx, task, other)
    if beside is None or other in fields:
        return ctx.say(f"describe.no_{name}", number=number)
    return ctx.say(f"describe.no_{name}_but", number=number, other=beside)


def _deadline(ctx: Context, task: Task, fields: tuple[FieldName, ...]) -> str:
    said = value(ctx, task, "deadline")
    if said is None or task.deadline is None:
        return ctx.say("describe.no_deadline", number=safe(task.number))
    if len(fields) == 1 and ctx.language == "zh" and task.deadline.due is not None:
        gloss = meaning(ctx, task.deadline)
        return ctx.say("describe.deadline_meaning", number=safe(task.number), value=said, gloss=gloss)
    return ctx.say("describe.deadline", number=safe(task.number), value=said)


def _overdue(ctx: Context, result: Result) -> str:
    """Whether each described task is past its deadline on the as-of date, where that was asked."""
    if not result.plan.overdue:
        return ""
    said = []
    for task in result.tasks:
        due = task.deadline.due if task.deadline else None
        name = "describe.no_due" if due is None else "describe.overdue" if due < ctx.as_of else "describe.not_overdue"
        more = {} if due is None else {"days": abs((due - ctx.as_of).days)}
        said.append(ctx.say(name, date=ctx.day(ctx.as_of), number=safe(task.number), **more))
    return blocks(*said)


def _days(ctx: Context, result: Result) -> tuple[ComputedFact, ...]:
    """The days between the as-of date and each due date that is reckoned with."""
    dues = [t.deadline.due for t in result.tasks if t.deadline and t.deadline.due] if result.plan.overdue else []
    return tuple(fact("days", abs((due - ctx.as_of).days)) for due in dues)
