"""Asks every question and judges the answers; one question that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from time import perf_counter
from typing import Protocol

from assistant.types import Answer, Turn
from eval.questions import Question
from eval.score import Row, failed, score


class Target(Protocol):
    """What is evaluated: anything that answers a message in a conversation."""

    def ask(
        self, text: str, /, history: tuple[Turn, ...] = (), as_of: date | None = None, document: str | None = None
    ) -> Answer: ...


def run(questions: Iterable[Question], target: Target, on_row: Callable[[Row], None] | None = None) -> tuple[Row, ...]:
    """One row a question, in order. ``on_row`` is told of each as it is done (a progress bar)."""
    rows = []
    for question in questions:
        row = ask(question, target)
        rows.append(row)
        if on_row is not None:
            on_row(row)
    return tuple(rows)


def ask(question: Question, target: Target) -> Row:
    """Each turn in order with the turns before it as history; the last answer is judged and timed."""
    history: tuple[Turn, ...] = ()
    try:
        for text in question.turns[:-1]:
            answer = target.ask(text, history=history, as_of=question.as_of, document=question.document)
            history = (*history, Turn(text, answer))
        started = perf_counter()
        answer = target.ask(question.turns[-1], history=history, as_of=question.as_of, document=question.document)
        return score(question, answer, (perf_counter() - started) * 1000)
    except Exception as error:
        # Whatever it is, it is this question's result: the row names it and counts as wrong.
        return failed(question, error)
