"""The tables of words.toml, one class each: a label that is missing or unknown stops the start, not a visitor."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from assistant.types import Outcome
from index.types import RoleNames
from prompts import in_own_words


class Labels(BaseModel):
    """A table of words.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def told(self, roles: RoleNames | None) -> Self:
        """The labels beside a document, with its own words for the roles."""
        return self if roles is None else type(self).model_validate(_told(self.model_dump(), roles))


def _told(said: Any, roles: RoleNames) -> Any:
    if isinstance(said, dict):
        return {name: _told(value, roles) for name, value in said.items()}
    if isinstance(said, tuple):
        return tuple(_told(value, roles) for value in said)
    return in_own_words(said, roles) if type(said) is str else said


class PageWords(Labels):
    title: str
    skip: str
    views: str
    chat: str
    tasks: str
    charts: str
    evaluation: str
    about: str
    theme: str
    language: str
    other_language: str
    operator: str
    said: str
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
    earlier: str
    busy: str
    lost: str
    lost_pending: str
    back: str


class WarmWords(Labels):
    label: str
    preparing: str
    ready: str
    failed: str
    preparing_hint: str
    ready_hint: str
    failed_hint: str


class ListWords(Labels):
    title: str
    items: tuple[str, ...]


class NoticeWords(Labels):
    label: str
    covers: str
    covers_flat: str
    plan: str
    blank: str
    facts: tuple[str, ...]
    details: str
    works: ListWords
    limits: ListWords


class ExampleWords(Labels):
    title: str
    questions: tuple[str, ...]


class AnswerWords(Labels):
    lang: str
    understood: str
    change: str
    remove: str
    undo: str
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
    in_document: str
    outcomes: dict[Outcome, str]


class ConversationWords(Labels):
    title: str
    fresh: str
    remove: str
    clear_all: str
    sure: str
    blank: str
    kept: str


class ActionWords(Labels):
    """What can be done with an answer; ``formats`` name XLSX, DOCX, CSV, Markdown."""

    copy_answer: str
    copied: str
    link: str
    linked: str
    export: str
    formats: tuple[str, str, str, str]
    save: str
    failed: str
    verdict: str
    right: str
    wrong: str
    correction: str
    stored: str
    send: str
    cancel: str
    sent: str
    unsent: str


class TaskWords(Labels):
    """The task view. ``roles``: either, lead, responsible; ``ongoings``: any, yes, no; ``columns`` as they sort."""

    filters: str
    document: str
    unit: str
    role: str
    roles: tuple[str, str, str]
    section: str
    deadline: str
    year: str
    ongoing: str
    ongoings: tuple[str, str, str]
    text: str
    text_hint: str
    sort: str
    any: str
    apply: str
    reset: str
    table: str
    found: str
    together: str
    nothing: str
    task: str
    responsible: str
    columns: tuple[str, str, str, str]
    duty: str
    pages: str
    page: str
    before: str
    after: str
    card: str
    close: str
    same_lead: str
    same_section: str
    twins: str
    more: str


class ChartWords(Labels):
    hint: str
    by_unit: str
    by_section: str
    by_year: str
    matrix: str
    lead: str
    responsible: str
    tasks: str
    once: str
    ongoing: str
    undated: str
    mark: str
    together: str


class ExportWords(Labels):
    """What a file says. ``columns``: number, text, lead, responsible, deadline, section, place in the document."""

    answer: str
    question: str
    condition: str
    outcome: str
    as_of: str
    document: str
    sha256: str
    generation: str
    citations: str
    cited: str
    tasks: str
    count: str
    tasks_count: str
    unit: str
    lead: str
    responsible: str
    deadline: str
    leads: str
    is_responsible: str
    duty: str
    task: str
    comma: str
    none: str
    missing: str
    everything: str
    ongoing: str
    once: str
    roles: tuple[str, str, str]
    columns: tuple[str, str, str, str, str, str, str]
    outcomes: dict[Outcome, str]


class EvaluationWords(Labels):
    title: str
    shipped: str
    shipped_hint: str
    none: str
    operator: str
    upload: str
    start: str
    template: str
    limits: str
    kept: str
    not_kept: str
    running: str
    busy: str
    refused: str
    wrong_kind: str
    too_big: str
    too_many: str
    failed: str
    report: str
    save: str


class AboutWords(Labels):
    covers: str
    sha256: str
    generation: str
    version: str
    privacy: ListWords
    keys: ListWords


class OperatorWords(Labels):
    title: str
    login: str
    feedback: str
    nothing: str
    columns: tuple[str, ...]
    export: str
    reload: str
    failed: str
    right: str
    wrong: str


class ServeWords(Labels):
    opening: str
    ready: str
    port_taken: str
    port_forbidden: str
    bad_host: str
