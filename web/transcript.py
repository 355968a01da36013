"""The conversation -> HTML: each question with its answer, and beside it the tasks the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.types import Document
from web.cards import Card, anchors_by_number, cards_html, find_cards
from web.chat import Exchange
from web.labels import AnswerWords, ExampleWords
from web.markup import escaped, shortened
from web.reply import asks_html, reply_html
from web.turns import KEPT_TURNS
from web.words import Words

SHOWN_QUESTION = 600


def frame_html(words: Words) -> str:
    """What stands before any exchange: the welcome, and patterns of what the browser itself draws while it waits."""
    hint = escaped(words.page.too_many.format(count=KEPT_TURNS))
    return (
        f'{welcome_html(words)}<p class="hint dropped" hidden>{hint}</p>'
        f'<button type="button" class="ask earlier" hidden></button><div class="turns"></div>'
        f'<template data-state="pending">{_pattern_html(words, "pending", words.page.pending)}</template>'
        f'<template data-state="failed">{_pattern_html(words, "failed", words.page.failed_text)}</template>'
    )


def _pattern_html(words: Words, state: str, said: str) -> str:
    """An exchange whose question the browser fills in."""
    reply = f'<p class="hint">{escaped(said)}</p>' if state == "pending" else _failed_html(said, words)
    return _turn_html("", "", reply, "", words, state)


def exchanges_html(exchanges: Sequence[Exchange], documents: Mapping[str, Document], words: Words) -> str:
    """Every one of them, oldest first."""
    return "".join(exchange_html(exchange, documents, words) for exchange in exchanges)


def welcome_html(words: Words) -> str:
    """What to do here, and examples to click."""
    groups = "".join(_examples_html(group) for group in words.examples)
    return f'<section class="welcome"><p>{escaped(words.page.intro)}</p><div class="examples">{groups}</div></section>'


def _examples_html(group: ExampleWords) -> str:
    return f'<div class="example-group"><h3>{escaped(group.title)}</h3>{asks_html(group.questions)}</div>'


def exchange_html(exchange: Exchange, documents: Mapping[str, Document], words: Words) -> str:
    """One question with its answer on the left and the cited tasks on the right (below it where it is narrow)."""
    asked, note = exchange.asked, words.page.shortened
    question = shortened(asked.q, SHOWN_QUESTION, note, asked.characters).strip() or words.page.blank_question
    prefix = f"t{exchange.serial}"
    if exchange.answer is None:
        reply = _failed_html(exchange.problem or words.page.failed_text, words)
        return _turn_html(prefix, question, reply, "", words, "failed")
    answer = exchange.answer
    labels = words.beside(answer)
    cited = find_cards(answer.citations, documents, prefix)
    related = find_cards(answer.related, documents, f"{prefix}r")
    anchors = {**anchors_by_number(related), **anchors_by_number(cited)}
    changed = bool(asked.edits)
    reply = reply_html(answer, documents.get(answer.document), anchors, labels, words.actions, changed)
    tasks = _tasks_html(cited, related, labels, several=len(documents) > 1)
    return _turn_html(prefix, question, reply, tasks, words, str(answer.outcome))


def _turn_html(id_: str, question: str, reply: str, tasks: str, words: Words, state: str) -> str:
    return (
        f'<article class="turn {escaped(state)}{" with-tasks" if tasks else ""}" id="{escaped(id_)}"'
        f' data-state="{escaped(state)}">'
        f'<div class="said"><h2 class="question"><span class="who">{escaped(words.page.asked)}</span>'
        f'<span class="asked">{escaped(question)}</span></h2>'
        f'<div class="reply">{reply}</div></div>{tasks}</article>'
    )


def _failed_html(problem: str, words: Words) -> str:
    return (
        f'<div class="meta"><span class="outcome failed">{escaped(words.page.failed_outcome)}</span></div>'
        f'<div class="text"><p>{escaped(problem)}</p></div>'
    )


def _tasks_html(cited: Sequence[Card], related: Sequence[Card], labels: AnswerWords, several: bool) -> str:
    """The column of cards: the cited ones, and apart from them those that are only near."""
    parts = []
    if cited:
        count = escaped(labels.count.format(count=len(cited)))
        title = f'<h3 class="heading">{escaped(labels.cited)} <span class="count">{count}</span></h3>'
        parts.append(
            f'{title}<div class="cards cited" tabindex="0" role="region" aria-label="{escaped(labels.cited)}">'
            f"{cards_html(cited, labels, several)}</div>"
        )
    if related:
        title = f'<summary class="heading">{escaped(labels.related)}</summary>'
        parts.append(
            f'<details class="related" open>{title}<div class="cards" tabindex="0" role="region"'
            f' aria-label="{escaped(labels.related)}">{cards_html(related, labels, several)}</div></details>'
        )
    # The live region announces the answer; reading 42 cards aloud after it would bury it.
    return (
        f'<aside class="tasks" lang="{escaped(labels.lang)}" aria-live="off">{"".join(parts)}</aside>' if parts else ""
    )
