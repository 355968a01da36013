"""Asks every question; one question that fails never stops the others. Judging is apart, in score.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Protocol

from assistant.types import Answer, Turn
from eval.reply import Reply, from_answer
from eval.schema import Question
from eval.score import Row, score
from index.types import Document


class Target(Protocol):
    """What is evaluated: anything that answers a message in a conversation about its documents."""

    @property
    def documents(self) -> Mapping[str, Document]: ...

    def ask(
        self, text: str, /, history: tuple[Turn, ...] = (), as_of: date | None = None, document: str | None = None
    ) -> Answer: ...


def run(questions: Iterable[Question], target: Target, on_row: Callable[[Row], None] | None = None) -> tuple[Row, ...]:
    """One row a question, in order. ``on_row`` is told of each as it is done (a progress bar)."""
    rows = []
    for question in questions:
        row = score(question, ask(question, target), target.documents)
        rows.append(row)
        if on_row is not None:
            on_row(row)
    return tuple(rows)


def ask(question: Question, target: Target) -> Reply:
    """Each turn in order with the turns before it as history; the last answer is timed."""
    history: tuple[Turn, ...] = ()
    earlier: list[Reply] = []
    try:
        for text in question.turns[:-1]:
            answer = target.ask(text, history=history, as_of=question.as_of, document=question.document)
            history = (*history, Turn(text, answer))
            earlier.append(from_answer(answer, question.document))
        started = perf_counter()
        answer = target.ask(question.turns[-1], history=history, as_of=question.as_of, document=question.document)
        last = from_answer(answer, question.document, (perf_counter() - started) * 1000)
    except Exception as error:
        # Whatever it is, it is this question's result: the row names it and counts as wrong.
        return Reply(error=f"{type(error).__name__}: {error}")
    # Earlier answers are kept only where they are judged: most conversations are judged by their end.
    judged = {turn for turn, _ in question.judged}
    kept = tuple(reply if turn in judged else None for turn, reply in enumerate(earlier))
    return replace(last, earlier=kept if any(kept) else ())
