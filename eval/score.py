"""One answer against what its question expects. Pure: the same question and answer give the same row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.types import Answer
from eval.facts import states
from eval.questions import Question
from eval.split import Half, half_of
from index.types import TaskNumber


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one question.

    ``exact``: must ⊆ cited ⊆ must ∪ may. ``facts_ok`` is None where the question names no facts. ``outcome`` is what
    came back, None where nothing did; ``error`` then says why, and nothing of the row counts as right.
    ``milliseconds`` is the time the last turn took, None where it was not measured.
    """

    id: str
    kind: str
    half: Half
    right: bool
    exact: bool
    facts_ok: bool | None
    outcome_ok: bool
    expected_outcome: str
    outcome: str | None
    milliseconds: float | None
    error: str | None = None
    generation: str | None = None
    turns: tuple[str, ...] = ()
    must: tuple[TaskNumber, ...] = ()
    facts: tuple[str, ...] = ()
    missing: tuple[TaskNumber, ...] = ()
    extra: tuple[TaskNumber, ...] = ()
    missing_facts: tuple[str, ...] = ()
    text: str = ""


def cited(answer: Answer, document: str | None = None) -> tuple[TaskNumber, ...]:
    """The task numbers cited, in order, each once; one of a document not asked about is ``document/number``."""
    home = document or answer.document
    numbers: list[TaskNumber] = [
        citation.task if citation.document == home else f"{citation.document}/{citation.task}"
        for citation in answer.citations
    ]
    return tuple(dict.fromkeys(numbers))


def score(question: Question, answer: Answer, milliseconds: float) -> Row:
    """The row of an answer: right where citations are exact, every fact is stated and the outcome is expected."""
    numbers = cited(answer, question.document)
    missing = tuple(number for number in question.must if number not in numbers)
    extra = tuple(number for number in numbers if number not in question.must and number not in question.may)
    missing_facts = tuple(fact for fact in question.facts if not states(answer.text, fact))
    outcome_ok = str(answer.outcome) in question.outcomes
    exact = not missing and not extra
    return Row(
        id=question.id,
        kind=question.kind,
        half=half_of(question.id),
        right=exact and not missing_facts and outcome_ok,
        exact=exact,
        facts_ok=not missing_facts if question.facts else None,
        outcome_ok=outcome_ok,
        expected_outcome=question.outcome,
        outcome=str(answer.outcome),
        milliseconds=milliseconds,
        generation=answer.generation,
        turns=question.turns,
        must=question.must,
        facts=question.facts,
        missing=missing,
        extra=extra,
        missing_facts=missing_facts,
        text=answer.text,
    )


def failed(question: Question, error: Exception) -> Row:
    """The row of a question whose asking raised: wrong in every respect that is asked of it."""
    return Row(
        id=question.id,
        kind=question.kind,
        half=half_of(question.id),
        right=False,
        exact=False,
        facts_ok=False if question.facts else None,
        outcome_ok=False,
        expected_outcome=question.outcome,
        outcome=None,
        milliseconds=None,
        error=f"{type(error).__name__}: {error}",
        turns=question.turns,
        must=question.must,
        facts=question.facts,
        missing=question.must,
        missing_facts=question.facts,
    )


def without_texts(row: Row) -> Row:
    """The figures of a row alone: what is kept of the held-out half."""
    error = row.error.split(":")[0] if row.error else None
    return replace(row, error=error, turns=(), must=(), facts=(), missing=(), extra=(), missing_facts=(), text="")
