"""What the asker took for granted, against the records: a wrong premise is put right first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.compose.context import Context
from assistant.compose.describe import describe
from assistant.compose.listing import SHORT, gist_line
from assistant.compose.markdown import blocks, bullets, capital, gist, safe
from assistant.compose.outcomes import leaves, reasons
from assistant.compose.subject import condition_subject
from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    FieldName,
    Figure,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Or,
    PremiseCheck,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)  # fmt: skip
from assistant.understand.algebra import all_of, turned_round
from assistant.understand.asking.reasons import asks_why
from assistant.understand.numbers.stated_figures import Compared, compared, figures_in
from index.types import Document, Task


def render_premise(ctx: Context, check: PremiseCheck) -> str:
    """是的 or 不是 first, then the right value with its task."""
    premise = check.premise
    if premise.count is not None:
        return _count(ctx, check, premise.count)
    if premise.claim is None:
        words = ctx.asked(premise.words)
        return ctx.say("premise.right_plain" if check.held else "premise.wrong_plain", words=words) if words else ""
    if not check.tasks:
        return " ".join(
            [ctx.say("premise.no_tasks", words=ctx.words(premise.condition)), *reasons(ctx, premise.condition)]
        )
    # Tasks named by number, or found by what they are about, are answered one by one; a set as a whole.
    if isinstance(premise.condition, NumberIn | None) and len(check.tasks) <= 3:
        fields = claimed_fields(premise.claim)
        return blocks(*(_about(ctx, check, task, fields) for task in check.tasks))
    return _every(ctx, check)


def evidence(check: PremiseCheck, document: Document) -> tuple[Task, ...]:
    """The tasks that a premise's answer cites: none where nothing is claimed of single tasks."""
    claims = check.premise.claim is not None or (check.premise.count is not None and not check.premise.aside)
    return check.tasks if claims and not of_whole_document(check, document) else ()


def of_whole_document(check: PremiseCheck, document: Document) -> bool:
    """A premise about all tasks that no single task shows (一共120项): it is answered without citing every task."""
    return check.premise.condition in (None, And(())) and len(check.tasks) in (0, len(document.tasks))


def _count(ctx: Context, check: PremiseCheck, claimed: int) -> str:
    premise = check.premise
    whole = of_whole_document(check, ctx.document)
    actual = len(ctx.document.tasks) if whole else len(check.tasks)
    subject = condition_subject(ctx, premise.condition)
    if check.held and premise.aside:
        first = ctx.say("premise.aside", subject=subject, count=actual)
    elif check.held:
        first = ctx.say("premise.right_count", subject=subject, count=actual)
    else:
        first = ctx.say("premise.wrong_count", subject=subject, count=actual, claimed=claimed)
    told = premise.aside or (check.held and _told_anyway(ctx, premise.condition))
    if whole or told or not check.tasks:
        return first
    if len(check.tasks) <= SHORT and ctx.form.shape == "full":
        return blocks(first, bullets(gist_line(ctx, task) for task in check.tasks))
    return blocks(first, ctx.cites(check.tasks))


def _told_anyway(ctx: Context, condition: Condition | None) -> bool:
    """ "市发展改革委牵头的五项任务分别是什么": the answer itself lists the tasks that were counted."""
    return any(plan.measure in ("list", "count", "describe") and plan.condition == condition
               for plan in ctx.reading.plans)  # fmt: skip


def _every(ctx: Context, check: PremiseCheck) -> str:
    """A claim about a set: all of it holds, or these tasks are otherwise."""
    premise = check.premise
    subject = condition_subject(ctx, premise.condition)
    claimed = condition_subject(ctx, premise.claim)
    count = len(check.tasks)
    if check.held:
        first = ctx.say("premise.right_every", subject=subject, count=count, claimed=claimed)
        return blocks(first, "" if of_whole_document(check, ctx.document) else ctx.cites(check.tasks))
    otherwise = turned_round(cast(Condition, premise.claim))
    exceptions = condition_subject(ctx, all_of(filter(None, (premise.condition, otherwise))))
    first = ctx.say("premise.wrong_every", subject=exceptions, count=count)
    fields = claimed_fields(premise.claim)
    if count > SHORT:
        return blocks(first, ctx.cites(check.tasks))
    said = []
    for task in check.tasks:
        sentences = capital(ctx.say("describe.joint").join(describe(ctx, task, fields)))
        said.append(
            ctx.say("describe.cited", sentences=sentences, cite=ctx.cite(task)) if sentences else gist_line(ctx, task)
        )
    return blocks(first, bullets(said))


def _about(ctx: Context, check: PremiseCheck, task: Task, fields: tuple[FieldName, ...]) -> str:
    """One task: its right values, what it was taken for, and the role a misplaced unit really has."""
    said = [_which(ctx, task)] if isinstance(check.premise.claim, NumberIn) else describe(ctx, task, fields)
    quote = ctx.say("field.quoted", text=safe(task.text.rstrip("。"))) if "text" in fields else ""
    if check.held:
        said = [*said, quote] if quote else said
        verdict = "premise.unreasoned" if asks_why(check.premise.words) else "premise.right"
        return ctx.say(verdict, sentences=ctx.say("describe.joint").join(said), cite=ctx.cite(task))
    # What is rejected stands behind the value that is right.
    worded, valued = (_all_rejected(ctx, task, check, about_text) for about_text in (True, False))
    if said:
        said[-1] += valued if quote else worded + valued
    if quote:
        text = ctx.say("premise.text", number=safe(task.number), quote=quote) + worded + ("" if said else valued)
        said = [*said, text] if worded else [text, *said]
    said += [words for leaf in leaves(check.premise.claim) if (words := _real_role(ctx, task, leaf, fields))]
    return ctx.say("premise.wrong", sentences=ctx.say("describe.joint").join(said), cite=ctx.cite(task))


def _which(ctx: Context, task: Task) -> str:
    """The task itself, where its number is what was claimed."""
    return ctx.say("premise.which", number=safe(task.number), gist=safe(gist(task.text, 28)))


def _all_rejected(ctx: Context, task: Task, check: PremiseCheck, about_text: bool) -> str:
    """What the text, or what the fields of a task were taken for."""
    claims = (leaf for leaf in leaves(check.premise.claim) if isinstance(leaf, Mentions) is about_text)
    return "".join(_rejected(ctx, task, leaf, check.premise.words) for leaf in claims)


def _rejected(ctx: Context, task: Task, leaf: Condition, said: str = "") -> str:
    """What it was taken for: 不是市财政局; 不止市民政局 where the unit is one of several."""
    match leaf:
        case UnitIs(role=role, names=names, only=only, label=label):
            unit = ctx.label(label, names)
            present = not set(names).isdisjoint(task.units_in(role))
            if role != "either" and not task.units_in(role):
                return ""
            if present:
                return ctx.say("premise.not_only", value=unit) if only else ""
            return ctx.say("premise.not_value", value=unit)
        case DueIn() | NumberIn():
            met = isinstance(leaf, DueIn) and _met(task, leaf)
            return "" if met else ctx.say("premise.not_value", value=ctx.words(leaf))
        case DeadlineIs(literal):
            return ctx.say("premise.not_value", value=ctx.asked(literal)) if _literal(task) != literal else ""
        case Ongoing(wanted):
            return ctx.say("premise.not_ongoing" if wanted else "premise.ongoing")
        case Mentions(words):
            return _not_written(ctx, words, said, task)
        case SectionIn(sections):
            if task.section in sections or not sections:
                return ""
            return ctx.say("premise.not_value", value=ctx.join(ctx.section(index) for index in sections))
        case _:
            return ""


def _not_written(ctx: Context, words: Sequence[str], said: str, task: Task) -> str:
    """The words that the task lacks; for a figure, what it writes in its place."""
    figures = _figures(words, said, task)
    if figures is not None:
        return "".join(_not_figure(ctx, figure) for figure in figures if not figure.held)
    absent = [word for word in words if word not in task.text]
    return "".join(ctx.say("premise.not_word", word=ctx.asked(word)) for word in absent)


def _figures(words: Sequence[str], said: str, task: Task) -> list[Compared] | None:
    """The stated figure that the words are, against the task; None where they are no figure."""
    found = [c for c in compared(said, (task,)) if c.stated.figure in words]
    return found if any(w.figure in words for w in figures_in(said)) else None


def _not_figure(ctx: Context, figure: Compared) -> str:
    """What the task writes in place of a figure that was stated."""
    stated = ctx.asked(_with_period(figure))
    if not figure.written:
        return ctx.say("premise.not_word", word=stated)
    right = ctx.join(safe(w.clause) for w in figure.written)
    return ctx.say("premise.not_figure", right=right, stated=stated)


def _with_period(figure: Compared) -> str:
    """The stated figure, after its period where that is what differs."""
    stated = figure.stated
    period = stated.period if stated.number is not None and stated.clause.isascii() is False else None
    differs = period is not None and all(w.period != period for w in figure.written)
    return f"{period}{stated.figure}" if differs else stated.figure


def _met(task: Task, due: DueIn) -> bool:
    day = task.deadline.due if task.deadline else None
    return day is not None and (due.start is None or due.start <= day) and (due.end is None or day <= due.end)


def _literal(task: Task) -> str | None:
    return task.deadline.literal if task.deadline else None


def _real_role(ctx: Context, task: Task, leaf: Condition, fields: tuple[FieldName, ...]) -> str:
    """A unit that stands in the other role is said to, unless that field is already shown."""
    if not isinstance(leaf, UnitIs) or leaf.role == "either":
        return ""
    other: FieldName = "responsible" if leaf.role == "lead" else "lead"
    # Where the claimed role is blank the sentence already names the units of the other one.
    asked, shown = set(leaf.names), other in fields or not task.units_in(leaf.role)
    if shown or not asked.isdisjoint(task.units_in(leaf.role)) or asked.isdisjoint(task.units_in(other)):
        return ""
    return ctx.say("premise.real_role", unit=ctx.label(leaf.label, leaf.names), role=ctx.role(other))


def claimed_fields(claim: Condition | None) -> tuple[FieldName, ...]:
    """The fields that a claim speaks of, in order, without repetition."""
    return tuple(dict.fromkeys(_fields(claim)))


def _fields(claim: Condition | None) -> Sequence[FieldName]:
    match claim:
        case UnitIs(role="either") | UnitCount(role="either"):
            return ("lead", "responsible")
        case UnitIs(role="lead") | UnitCount(role="lead"):
            return ("lead",)
        case UnitIs() | UnitCount():
            return ("responsible",)
        case FieldMissing(name) | SameAs(name):
            return (name,)
        case DueIn() | DeadlineIs() | Ongoing():
            return ("deadline",)
        case SectionIn():
            return ("section",)
        case Mentions() | Figure():
            return ("text",)
        case And(parts) | Or(parts):
            return [name for part in parts for name in _fields(part)]
        case Not(part):
            return _fields(part)
        case _:
            return ("lead", "responsible", "deadline")
