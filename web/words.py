"""What the page itself says, read once from ``words.toml``; sentences of answers live in ``prompts/``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.types import Answer, Language, Outcome

FOLDER = Path(__file__).resolve().parent


class _Table(BaseModel):
    """A table of words.toml: a label that is missing or unknown stops the start, not a visitor."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageWords(_Table):
    title: str
    lang: str
    intro: str
    question_label: str
    question_placeholder: str
    send: str
    clear: str
    log_label: str
    asked: str
    blank_question: str
    shortened: str
    pending: str
    pending_cold: str
    failed_outcome: str
    failed_text: str
    too_many: str


class WarmWords(_Table):
    label: str
    preparing: str
    ready: str
    failed: str
    preparing_hint: str
    ready_hint: str
    failed_hint: str


class ListWords(_Table):
    title: str
    items: tuple[str, ...]


class NoticeWords(_Table):
    label: str
    covers: str
    covers_flat: str
    plan: str
    blank: str
    facts: tuple[str, ...]
    details: str
    works: ListWords
    limits: ListWords


class ExampleWords(_Table):
    title: str
    questions: tuple[str, ...]


class AnswerWords(_Table):
    lang: str
    understood: str
    as_of: str
    elapsed: str
    follow_ups: str
    choices: str
    cited: str
    related: str
    count: str
    task: str
    lead: str
    responsible: str
    deadline: str
    note: str
    section: str
    missing: str
    no_section: str
    outcomes: dict[Outcome, str]


class ServeWords(_Table):
    opening: str
    ready: str
    port_taken: str
    port_forbidden: str
    bad_host: str


class Words(_Table):
    """All of words.toml. ``answer`` has the labels beside an answer, by the answer's language."""

    page: PageWords
    warm: WarmWords
    notice: NoticeWords
    examples: tuple[ExampleWords, ...]
    answer: dict[Language, AnswerWords]
    serve: ServeWords

    def beside(self, answer: Answer) -> AnswerWords:
        """The labels to show beside ``answer``: in its language, Chinese where that has none."""
        return self.answer.get(answer.reading.language, self.answer["zh"])


@cache
def page_words() -> Words:
    """words.toml, checked; raises pydantic.ValidationError where a label is missing or unknown."""
    return Words.model_validate(tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8")))
