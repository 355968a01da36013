"""An answer -> HTML: how it came out, the understood condition as chips, the text, what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.types import Answer, Plan
from assistant.words import plan_words
from index.types import Document
from web.chips import Chip, chips
from web.labels import ActionWords, AnswerWords
from web.markup import escaped, rendered

FORMATS = ("xlsx", "docx", "csv", "md")


def reply_html(answer: Answer, document: Document | None, anchors: Mapping[str, str], labels: AnswerWords,
               actions: ActionWords, changed: bool = False) -> str:  # fmt: skip
    """Outcome, the understood condition, the text, then choices, follow-ups and actions.

    ``changed``: the condition is not the one the question was understood as, so it can be put back.
    """
    follow_ups = f'<div class="asks"><h3>{escaped(labels.follow_ups)}</h3>{asks_html(answer.follow_ups)}</div>'
    return "".join(
        (
            _meta_html(answer, document, labels, changed),
            f'<div class="text" lang="{escaped(labels.lang)}">{rendered(answer.text, anchors)}</div>',
            _choices_html(answer, labels),
            follow_ups if answer.follow_ups else "",
            _actions_html(actions),
        )
    )


def _meta_html(answer: Answer, document: Document | None, labels: AnswerWords, changed: bool) -> str:
    as_of = labels.as_of.format(date=answer.as_of.isoformat())
    elapsed = labels.elapsed.format(milliseconds=f"{answer.milliseconds:.0f}" if answer.milliseconds >= 1 else "<1")
    return (
        f'<div class="meta" lang="{escaped(labels.lang)}">'
        f'<span class="outcome {escaped(answer.outcome)}">{escaped(labels.outcomes[answer.outcome])}</span>'
        f'<span class="when">{escaped(as_of)} · {escaped(elapsed)}</span>'
        f"{_condition_html(answer, document, labels, changed)}</div>"
    )


# --- the understood condition --------------------------------------------------------------------------------------


def _condition_html(answer: Answer, document: Document | None, labels: AnswerWords, changed: bool) -> str:
    """The condition as chips where its parts can be told apart, else in words."""
    found = chips(answer.reading, document) if document else ()
    if not found and not answer.condition:
        return ""
    undo = f'<button type="button" class="undo" data-undo="">{escaped(labels.undo)}</button>' if changed else ""
    shown = _chips_html(answer, found, document, labels) if found and document else escaped(answer.condition)
    return f'<div class="condition"><b>{escaped(labels.understood)}:</b> {shown}{undo}</div>'


def _chips_html(answer: Answer, found: Sequence[Chip], document: Document, labels: AnswerWords) -> str:
    items: list[str] = []
    of = (document.sections, answer.reading.language, document.roles)
    everything = plan_words(Plan("list"), *of)
    for index, plan in enumerate(answer.reading.plans):
        rest = plan_words(replace(plan, condition=None, topic=None), *of)
        items += [_chip_html(chip, labels) for chip in found if chip.plan == index]
        if rest and (rest != everything or not items):
            items.append(f'<li class="chip fixed">{escaped(rest)}</li>')
    return f'<ul class="chips">{"".join(items)}</ul>'


def _chip_html(chip: Chip, labels: AnswerWords) -> str:
    place = f"{chip.plan}.{chip.part}"
    words = escaped(chip.words)
    shown = f'<span class="words">{words}</span>'
    if chip.options:
        options = "".join(f'<option value="{escaped(o.to)}">{escaped(o.words)}</option>' for o in chip.options)
        label = escaped(labels.change.format(condition=chip.words))
        shown = (
            f'<select data-edit="{place}" aria-label="{label}"><option value="" selected>{words}</option>'
            f"{options}</select>"
        )
    drop = escaped(labels.remove.format(condition=chip.words))
    button = f'<button type="button" data-drop="{place}" aria-label="{drop}" title="{drop}">×</button>'
    return f'<li class="chip">{shown}{button if chip.removable else ""}</li>'


# --- questions to click, and actions -------------------------------------------------------------------------------


def _choices_html(answer: Answer, labels: AnswerWords) -> str:
    if not answer.reading.choices:
        return ""
    buttons = "".join(ask_html(choice.question, choice.label) for choice in answer.reading.choices)
    return f'<div class="asks choices"><h3>{escaped(labels.choices)}</h3>{buttons}</div>'


def asks_html(questions: Sequence[str]) -> str:
    return "".join(ask_html(question, question) for question in questions)


def ask_html(question: str, label: str) -> str:
    return f'<button type="button" class="ask" data-ask="{escaped(question)}">{escaped(label)}</button>'


def files_html(words: ActionWords) -> str:
    """A button for each kind of file."""
    return "".join(
        f'<button type="button" data-save="{format_}" aria-label="{escaped(words.save.format(format=name))}">'
        f"{escaped(name)}</button>"
        for format_, name in zip(FORMATS, words.formats, strict=True)
    )


def _actions_html(words: ActionWords) -> str:
    """Copy, link, files and the verdict, one line of quiet buttons; the form of the verdict opens below it."""
    verdicts = "".join(
        f'<button type="button" data-verdict="{name}">{escaped(label)}</button>'
        for name, label in (("right", words.right), ("wrong", words.wrong))
    )
    return (
        f'<div class="actions" data-failed="{escaped(words.failed)}">'
        f'<button type="button" data-copy="" data-done="{escaped(words.copied)}">{escaped(words.copy_answer)}</button>'
        f'<button type="button" data-link="" data-done="{escaped(words.linked)}">{escaped(words.link)}</button>'
        f'<span class="files"><span>{escaped(words.export)}</span>{files_html(words)}</span>'
        f'<span class="files"><span>{escaped(words.verdict)}</span>{verdicts}</span>'
        f'<span class="said-line"></span></div>{_verdict_html(words)}'
    )


def _verdict_html(words: ActionWords) -> str:
    return (
        f'<div class="verdict" role="group" aria-label="{escaped(words.verdict)}" hidden'
        f' data-done="{escaped(words.sent)}" data-failed="{escaped(words.unsent)}"><b class="chosen"></b>'
        f'<label>{escaped(words.correction)}<textarea rows="2" maxlength="2000"></textarea></label>'
        f'<p class="hint">{escaped(words.stored)}</p>'
        f'<button type="button" class="ask" data-send="">{escaped(words.send)}</button>'
        f'<button type="button" class="ask" data-cancel="">{escaped(words.cancel)}</button></div>'
    )
