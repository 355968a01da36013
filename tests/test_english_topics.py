"""English questions by the letter: what the glossary knows of them, and the tasks that hold it."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome


@pytest.mark.parametrize(
    ("question", "tasks"),
    [("one-stop service", {30}), ("credit website", {54}), ("open data rate target", {49}),
     ("How many class hours of training do openness staff need?", {96})],
)  # fmt: skip
def test_what_one_task_holds_is_answered(assistant: Assistant, question: str, tasks: set[int]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert {c.task for c in answer.citations} == tasks


@pytest.mark.parametrize("question", ["hotline call fee", "Where can I download the gazette?", "likewise"])
def test_what_the_texts_lack_is_not(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.NOT_STATED
    assert not answer.citations
