"""Questions asked on a day that the tests know, and the tasks that an answer cites."""

from __future__ import annotations

from datetime import date

from assistant import Answer, Assistant

AS_OF = date(2017, 3, 1)


def ask(assistant: Assistant, question: str) -> Answer:
    """The answer to one message on ``AS_OF``."""
    return assistant.ask(question, as_of=AS_OF)


def cited(answer: Answer) -> list[int | str]:
    """The numbers of the tasks cited, in order."""
    return [citation.task for citation in answer.citations]
