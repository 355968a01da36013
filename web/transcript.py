"""The conversation -> HTML: each question with its answer, and beside it the tasks the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.types import Answer
from index.types import Document
from web.cards import Card, anchors_by_number, cards_html, find_cards
from web.chat import Conversation, Exchange
from web.markup import escaped, rendered, shortened
from web.words import AnswerWords, ExampleWords, Words

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
    parts += [exchange_html(exchange, documents, words) for exchange in conversation.exchanges]
    if pending is not None:
        parts.append(_turn_html(pending, _pending_html(words, warm), "", words, "pending"))
    return "".join(parts)


def welcome_html(words: Words) -> str:
    """What to do here, and examples to click."""
    groups = "".join(_examples_html(group) for group in words.examples)
    return f'<section class="welcome"><p>{escaped(words.page.intro)}</p><div class="examples">{groups}</div></section>'


def _examples_html(group: ExampleWords) -> str:
    return f'<div class="example-group"><h3>{escaped(group.title)}</h3>{_asks_html(group.questions)}</div>'


def exchange_html(exchange: Exchange, documents: Mapping[str, Document], words: Words) -> str:
    """One question with its answer on the left and the cited tasks on the right (below it where it is narrow)."""
    if exchange.answer is None:
        problem = exchange.problem or words.page.failed_text
        reply = (
            f'<div class="meta"><span class="outcome failed">{escaped(words.page.failed_outcome)}</span></div>'
            f'<div class="text"><p>{escaped(problem)}</p></div>'
        )
        return _turn_html(exchange, reply, "", words, "failed")
    answer = exchange.answer
    prefix = f"t{exchange.serial}"
    labels = words.beside(answer)
    cited = find_cards(answer.citations, documents, prefix)
    related = find_cards(answer.related, documents, f"{prefix}r")
    reply = _reply_html(answer, {**anchors_by_number(related), **anchors_by_number(cited)}, labels)
    tasks = _tasks_html(cited, related, labels, several=len(documents) > 1)
    return _turn_html(exchange, reply, tasks, words, str(answer.outcome))


def _turn_html(exchange: Exchange, reply: str, tasks: str, words: Words, state: str) -> str:
    question = shortened(exchange.question, SHOWN_QUESTION, words.page.shortened).strip() or words.page.blank_question
    return (
        f'<article class="turn {escaped(state)}{" with-tasks" if tasks else ""}" id="t{exchange.serial}"'
        f' data-state="{escaped(state)}">'
        f'<div class="said"><h2 class="question"><span class="who">{escaped(words.page.asked)}</span>'
        f"<span>{escaped(question)}</span></h2>"
        f'<div class="reply">{reply}</div></div>{tasks}</article>'
    )


def _pending_html(words: Words, warm: bool) -> str:
    return f'<p class="hint">{escaped(words.page.pending if warm else words.page.pending_cold)}</p>'


def _reply_html(answer: Answer, anchors: Mapping[str, str], labels: AnswerWords) -> str:
    """Outcome, the understood condition, the text, then choices and follow-ups to click."""
    choices = _choices_html(answer, labels)
    follow_ups = f'<div class="asks"><h3>{escaped(labels.follow_ups)}</h3>{_asks_html(answer.follow_ups)}</div>'
    return "".join(
        (
            _meta_html(answer, labels),
            f'<div class="text" lang="{escaped(labels.lang)}">{rendered(answer.text, anchors)}</div>',
            choices,
            follow_ups if answer.follow_ups else "",
        )
    )


def _meta_html(answer: Answer, labels: AnswerWords) -> str:
    condition = (
        f'<p class="condition"><b>{escaped(labels.understood)}:</b> {escaped(answer.condition)}</p>'
        if answer.condition
        else ""
    )
    as_of = labels.as_of.format(date=answer.as_of.isoformat())
    elapsed = labels.elapsed.format(milliseconds=f"{answer.milliseconds:.0f}" if answer.milliseconds >= 1 else "<1")
    return (
        f'<div class="meta" lang="{escaped(labels.lang)}">'
        f'<span class="outcome {escaped(answer.outcome)}">{escaped(labels.outcomes[answer.outcome])}</span>'
        f'<span class="when">{escaped(as_of)} · {escaped(elapsed)}</span>{condition}</div>'
    )


def _choices_html(answer: Answer, labels: AnswerWords) -> str:
    if not answer.reading.choices:
        return ""
    buttons = "".join(_ask_html(choice.question, choice.label) for choice in answer.reading.choices)
    return f'<div class="asks choices"><h3>{escaped(labels.choices)}</h3>{buttons}</div>'


def _asks_html(questions: Sequence[str]) -> str:
    return "".join(_ask_html(question, question) for question in questions)


def _ask_html(question: str, label: str) -> str:
    return f'<button type="button" class="ask" data-ask="{escaped(question)}">{escaped(label)}</button>'


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
