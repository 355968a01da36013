"""From what the records gave to the words of the answer: one renderer a measure, premises first, notes last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.compose.averages import render_average
from assistant.compose.compare import render_compare
from assistant.compose.composed import Composed, Part
from assistant.compose.context import Context
from assistant.compose.describe import render_describe
from assistant.compose.facts import render_document, render_sections
from assistant.compose.figures import render_breakdown, render_rank, render_share
from assistant.compose.follow_ups import follow_ups
from assistant.compose.lists import render_again, render_content, render_exists, render_list
from assistant.compose.markdown import blocks
from assistant.compose.notes import render_notes
from assistant.compose.outcomes import render_beside, render_empty, render_not_stated, render_reading, render_which
from assistant.compose.premises import claimed_fields, evidence, render_premise
from assistant.compose.summarise import render_summarise
from assistant.compose.units import render_duty, render_units
from assistant.types import ComputedFact, Measure, Outcome, PremiseCheck, Reading, Result
from index.types import Document, Task
from index.units import UnitRegistry

Renderer = Callable[[Context, Result], Part]

RENDERERS: dict[Measure, Renderer] = {
    "list": render_list,
    "count": render_list,
    "rank": render_rank,
    "share": render_share,
    "average": render_average,
    "breakdown": render_breakdown,
    "describe": render_describe,
    "units": render_units,
    "compare": render_compare,
    "summarise": render_summarise,
    "duty": render_duty,
    "document": render_document,
    "sections": render_sections,
    "exists": render_exists,
    "content": render_content,
    "smalltalk": lambda ctx, result: render_reading(ctx, Outcome.SMALLTALK),
    "claim": render_list,
}
_LISTS = ("list", "count")
_REFUSALS = (Outcome.NOT_STATED, Outcome.EMPTY, Outcome.AMBIGUOUS, Outcome.OUT_OF_SCOPE, Outcome.SMALLTALK)


def compose(reading: Reading, results: Sequence[Result], checks: Sequence[PremiseCheck], document: Document,
            registry: UnitRegistry, as_of: date) -> Composed:  # fmt: skip
    """The answer to a reading, worded by the templates of its language.

    Cited are the tasks of the premise checks and of every answered result, in this order and without repetition; the
    answer counts as answered when any part of it is.
    """
    shown = [task for check in checks for task in evidence(check, document)]
    answered = [result for result in results if result.outcome == Outcome.ANSWERED and not _said(result, checks)]
    cited = _unique([*shown, *(task for result in answered for task in result.cited)])
    outcome = _outcome(reading, results, checks)
    positions = frozenset(task.position for task in cited)
    ctx = Context(reading, document, registry, as_of, reading.form.language or reading.language, positions)
    parts = [
        Part("") if _beside(result, answered, checks) else _part(ctx, result, results[:at])
        for at, result in enumerate(results)
    ] or ([] if checks else [render_reading(ctx, outcome)])
    text = blocks(
        render_notes(ctx, reading, first=True),
        *(render_premise(ctx, check) for check in checks),
        *(part.text for part in parts),
        render_notes(ctx, reading),
    )
    facts = _facts(ctx, parts)
    related = [task for result in results for task in result.related if task.position not in positions]
    offered = follow_ups(ctx, tuple(results), outcome)
    return Composed(outcome, text, cited, facts, _unique(related), offered)


def _beside(result: Result, answered: Sequence[Result], checks: Sequence[PremiseCheck]) -> bool:
    """Nothing to say: a premise has said it, or it is small talk beside an answer."""
    return _said(result, checks) or bool(answered and result.outcome == Outcome.SMALLTALK)


def _said(result: Result, checks: Sequence[PremiseCheck]) -> bool:
    """Whether putting a premise right has already said all that this result could."""
    plan = result.plan
    if plan.measure == "claim":
        return bool(checks)
    asked = [check.premise for check in checks if check.premise.condition == plan.condition and check.tasks]
    covered = any({*plan.fields} <= {*claimed_fields(premise.claim)} for premise in asked if premise.claim)
    return plan.measure == "describe" and bool(plan.fields) and covered


def _facts(ctx: Context, parts: Sequence[Part]) -> tuple[ComputedFact, ...]:
    """The named values of every part, then what else was computed on the way."""
    named = dict.fromkeys(item for part in parts for item in part.facts)
    known = {item.value for item in named} | {item.name for item in named}
    return (*named, *(ComputedFact(name, value) for value, name in ctx.ledger.items() if value not in known))


def _listed_before(result: Result, before: Sequence[Result]) -> bool:
    """Every task of a list or count stands in a list of the same answer: 第三部分几项,其中持续落实的几项."""
    listed = {task.position for one in before if one.plan.measure in _LISTS for task in one.cited}
    return result.plan.measure in _LISTS and bool(result.cited) and {t.position for t in result.cited} <= listed


def _part(ctx: Context, result: Result, before: Sequence[Result]) -> Part:
    match result.outcome:
        case Outcome.ANSWERED if result.beside:
            return render_beside(ctx, result)
        case Outcome.ANSWERED if _listed_before(result, before):
            return render_again(ctx, result)
        case Outcome.ANSWERED:
            return RENDERERS[result.plan.measure](ctx, result)
        case Outcome.EMPTY:
            return render_empty(ctx, result)
        case Outcome.NOT_STATED:
            return render_not_stated(ctx, result)
        case Outcome.AMBIGUOUS if result.related:
            return render_which(ctx, result)
        case other:
            return render_reading(ctx, other)


def _outcome(reading: Reading, results: Sequence[Result], checks: Sequence[PremiseCheck]) -> Outcome:
    outcomes = [result.outcome for result in results]
    # "2019年到期的三项发我": there is none to send, whatever is said of their number.
    asked = {
        result.plan.condition for result in results if result.outcome is Outcome.EMPTY and result.plan.measure == "list"
    }
    counted = any(c.premise.count is not None and c.premise.condition not in asked for c in checks)
    if Outcome.ANSWERED in outcomes or counted or any(check.tasks for check in checks):
        return Outcome.ANSWERED
    if outcomes or checks:
        return next((outcome for outcome in _REFUSALS if outcome in outcomes), Outcome.EMPTY)
    return reading.outcome or Outcome.OUT_OF_SCOPE


def _unique(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple({(task.document, task.position): task for task in tasks}.values())
