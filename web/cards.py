"""Cited tasks -> cards with the document's literal wording, grouped by section. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Citation
from index.types import Document, Task
from web.labels import AnswerWords
from web.markup import escaped


@dataclass(frozen=True, slots=True)
class Card:
    """A task to show: ``anchor`` is the id of its element, unique on the page."""

    document: Document
    task: Task
    anchor: str


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading of one document, in document order."""

    heading: str
    cards: tuple[Card, ...]


def find_cards(citations: Sequence[Citation], documents: Mapping[str, Document], prefix: str) -> tuple[Card, ...]:
    """The tasks that are cited, once each, in document order; citations of a document that is gone are left out.

    ``prefix`` starts every anchor: "t3" makes the fifth task of the first document "t3-0-4".
    """
    order = {name: index for index, name in enumerate(documents)}
    found: dict[tuple[int, int], Card] = {}
    for citation in citations:
        document = documents.get(citation.document)
        task = _task_at(document, citation.position) if document else None
        if document is None or task is None:
            continue
        place = (order[citation.document], task.position)
        found[place] = Card(document, task, f"{prefix}-{place[0]}-{place[1]}")
    return tuple(found[place] for place in sorted(found))


def _task_at(document: Document, position: int) -> Task | None:
    if 0 <= position < len(document.tasks) and document.tasks[position].position == position:
        return document.tasks[position]
    return next((task for task in document.tasks if task.position == position), None)


def anchors_by_number(cards: Sequence[Card]) -> dict[str, str]:
    """What the answer's text calls a task -> the id of its card; the first document wins where numbers repeat."""
    anchors: dict[str, str] = {}
    for card in cards:
        anchors.setdefault(str(card.task.number), card.anchor)
    return anchors


def grouped(cards: Sequence[Card], words: AnswerWords) -> tuple[CardGroup, ...]:
    """``cards`` by document and section, keeping their order."""
    groups: dict[tuple[str, int | None], list[Card]] = {}
    for card in cards:
        groups.setdefault((card.document.id, card.task.section), []).append(card)
    return tuple(CardGroup(_heading(group[0], words), tuple(group)) for group in groups.values())


def _heading(card: Card, words: AnswerWords) -> str:
    if card.task.section is None:
        return words.no_section
    section = card.document.sections[card.task.section]
    # The path names the headings above; the section's own label and title come last, as printed.
    above = [part for part in section.path if part not in (section.title, section.heading)]
    return " › ".join([*above, section.heading])


def cards_html(cards: Sequence[Card], words: AnswerWords, several_documents: bool = False) -> str:
    """Every card in full, under the heading of its section with the number of cards there."""
    return "".join(_group_html(group, words, several_documents) for group in grouped(cards, words))


def _group_html(group: CardGroup, words: AnswerWords, several_documents: bool) -> str:
    source = f"{group.cards[0].document.title} · " if several_documents else ""
    count = escaped(words.count.format(count=len(group.cards)))
    heading = f'<h3 class="section">{escaped(source + group.heading)} <span class="count">{count}</span></h3>'
    return f'<section class="group">{heading}{"".join(card_html(card, words) for card in group.cards)}</section>'


def card_html(card: Card, words: AnswerWords) -> str:
    """One task: number, text, units, deadline and section, each as the document words it, or said to be missing."""
    task, words = card.task, words.told(card.document.roles)
    rows = [
        (words.lead, task.lead.literal),
        (words.responsible, task.responsible.literal),
        (words.deadline, task.deadline.literal if task.deadline else None),
        (words.section, _heading(card, words)),
    ]
    if task.note:
        rows.append((words.note, task.note))
    number = escaped(str(task.number))
    place = (
        f'<p class="place"><button type="button" data-source="{escaped(card.document.id)}"'
        f' data-start="{task.span.start}" data-end="{task.span.end}" aria-expanded="false">'
        f"{escaped(words.in_document)}</button></p>"
    )
    return (
        f'<article class="card" id="{escaped(card.anchor)}" tabindex="-1" data-task="{number}"'
        f' data-document="{escaped(card.document.id)}">'
        f'<h4 class="number">{escaped(words.task.format(number=task.number))}</h4>'
        f'<p class="wording" lang="zh-CN">{escaped(task.text)}</p>'
        f'<dl class="fields">{"".join(_row_html(label, value, words) for label, value in rows)}</dl>'
        f"{place if card.document.text else ''}</article>"
    )


def _row_html(label: str, value: str | None, words: AnswerWords) -> str:
    wording = (
        f'<dd lang="zh-CN">{escaped(value)}</dd>' if value else f'<dd class="missing">{escaped(words.missing)}</dd>'
    )
    return f"<div><dt>{escaped(label)}</dt>{wording}</div>"
