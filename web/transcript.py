"""The conversation -> HTML: each question with its answer, and beside it the tasks the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.types import Document
from web.cards import Card, anchors_by_number, cards_html, find_cards
from web.chat import Conversation, Exchange
from web.labels import AnswerWords, ExampleWords
from web.markup import escaped, shortened
from web.reply import asks_html, reply_html
from web.words import Words

SHOWN_QUESTION = 600


def transcript_html(
    conversation: Conversation,
    documents: Mapping[str, Document],
    words: Words,
    pending: Exchange | None = None,
    warm: bool = True,
) -> str:
    """The welcome, every exchange, and the one that is being answered (``pending``), oldest first."""
    parts = [welcome_html(words)]
    if conversation.dropped:
        parts.append(f'<p class="hint">{escaped(words.page.too_many.format(count=len(conversation.exchanges)))}</p>')
    parts += [exchange_html(exchange, documents, words, index) for index, exchange in enumerate(conversation.exchanges)]
    if pending is not None:
        parts.append(_turn_html(pending, _pending_html(words, warm), "", words, "pending"))
    return "".join(parts)


def welcome_html(words: Words) -> str:
    """What to do here, and examples to click."""
    groups = "".join(_examples_html(group) for group in words.examples)
    return f'<section class="welcome"><p>{escaped(words.page.intro)}</p><div class="examples">{groups}</div></section>'


def _examples_html(group: ExampleWords) -> str:
    return f'<div class="example-group"><h3>{escaped(group.title)}</h3>{asks_html(group.questions)}</div>'


def exchange_html(exchange: Exchange, documents: Mapping[str, Document], words: Words, index: int = 0) -> str:
    """One question with its answer on the left and the cited tasks on the right (below it where it is narrow).

    ``index`` counts the exchanges that are kept.
    """
    if exchange.answer is None:
        problem = exchange.problem or words.page.failed_text
        reply = (
            f'<div class="meta"><span class="outcome failed">{escaped(words.page.failed_outcome)}</span></div>'
            f'<div class="text"><p>{escaped(problem)}</p></div>'
        )
        return _turn_html(exchange, reply, "", words, "failed", index)
    answer = exchange.answer
    prefix = f"t{exchange.serial}"
    labels = words.beside(answer)
    cited = find_cards(answer.citations, documents, prefix)
    related = find_cards(answer.related, documents, f"{prefix}r")
    anchors = {**anchors_by_number(related), **anchors_by_number(cited)}
    changed = bool(exchange.asked.edits)
    reply = reply_html(answer, documents.get(answer.document), anchors, labels, words.actions, changed)
    tasks = _tasks_html(cited, related, labels, several=len(documents) > 1)
    return _turn_html(exchange, reply, tasks, words, str(answer.outcome), index)


def _turn_html(exchange: Exchange, reply: str, tasks: str, words: Words, state: str, index: int = 0) -> str:
    asked, note = exchange.asked, words.page.shortened
    question = shortened(asked.q, SHOWN_QUESTION, note, asked.characters).strip() or words.page.blank_question
    return (
        f'<article class="turn {escaped(state)}{" with-tasks" if tasks else ""}" id="t{exchange.serial}"'
        f' data-index="{index}" data-state="{escaped(state)}">'
        f'<div class="said"><h2 class="question"><span class="who">{escaped(words.page.asked)}</span>'
        f"<span>{escaped(question)}</span></h2>"
        f'<div class="reply">{reply}</div></div>{tasks}</article>'
    )


def _pending_html(words: Words, warm: bool) -> str:
    return f'<p class="hint">{escaped(words.page.pending if warm else words.page.pending_cold)}</p>'


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
