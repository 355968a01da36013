"""What the page itself says, read once from ``words.toml``; sentences of answers live in ``prompts/``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from assistant.types import Answer, Language
from web.labels import (
    AboutWords,
    ActionWords,
    AnswerWords,
    ChartWords,
    ConversationWords,
    EvaluationWords,
    ExampleWords,
    ExportWords,
    Labels,
    NoticeWords,
    OperatorWords,
    PageWords,
    ServeWords,
    TaskWords,
    WarmWords,
)

FOLDER = Path(__file__).resolve().parent


class Words(Labels):
    """words.toml as the page in one language needs it. ``answer`` has the labels beside an answer, by its language."""

    lang: Language
    html_lang: str
    page: PageWords
    warm: WarmWords
    notice: NoticeWords
    examples: tuple[ExampleWords, ...]
    conversations: ConversationWords
    actions: ActionWords
    tasks: TaskWords
    charts: ChartWords
    export: ExportWords
    evaluation: EvaluationWords
    about: AboutWords
    operator: OperatorWords
    answer: dict[Language, AnswerWords]
    serve: ServeWords

    def beside(self, answer: Answer) -> AnswerWords:
        """The labels to show beside ``answer``: in its language, Chinese where that has none."""
        return self.answer.get(answer.reading.language, self.answer["zh"])


@cache
def page_words(language: Language = "zh") -> Words:
    """words.toml, checked; raises pydantic.ValidationError where a label is missing or unknown."""
    raw = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    own = raw[language]
    # Files call an outcome what the page calls it.
    own["export"]["outcomes"] = raw["answer"][language]["outcomes"]
    return Words.model_validate({**own, "lang": language, "answer": raw["answer"], "serve": raw["serve"]})
