"""The view to ask in: conversations, transcript, question box, and the events that connect them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr
from pydantic import ValidationError

from web.chat import Assistant, Conversation, Memory, begin, finish, replay, with_edit
from web.labels import ConversationWords
from web.markup import escaped, sendable
from web.notice import notice_html
from web.scripts import script
from web.transcript import transcript_html
from web.turns import Edit, Turns, read_turns, write_turns
from web.words import Words

PARALLEL_QUESTIONS = 8

# Gradio pastes the value into the template as data, never as a template: text like ${...} or {{...}} stays text.
# What is drawn anew at every answer would be read aloud anew: new answers are said in a log of their own.
_LOG_TEMPLATE = (
    '<div class="transcript" role="region" aria-label="{label}">${{value}}</div>'
    '<div id="announce" class="unseen" role="log" aria-live="polite" aria-relevant="additions"'
    ' aria-label="{label}"></div>'
)
# Clears the box only of what was answered: after an error, or with a new text begun meanwhile, it keeps its text.
_CLEAR_WHEN_ANSWERED = (
    "(now, answered) => { const done = (now.toWellFormed?.() ?? now) === answered;"
    " if (done) window.taskPage.draft.keep(''); return done ? '' : now; }"
)
# The browser's own copy is the one that counts: it outlives the server, and a page that was open in another tab.
_KEPT = "(typed, kept) => [typed, window.taskPage.turns()]"
_REMEMBER = "(kept) => { window.taskPage.remember(kept); }"
_RECALL = "() => [window.taskPage.recall()]"
_DRAFT = "() => window.taskPage.draft.get()"

Updates = tuple[Any, ...]


class ChatView:
    """The view over one assistant in one language; make it inside a ``gr.Blocks``."""

    def __init__(self, assistant: Assistant, memory: Memory, words: Words) -> None:
        self._assistant = assistant
        self._memory = memory
        self._words = words

    def build(self, page: gr.Blocks) -> None:
        """Lay the view out and attach its events."""
        words = self._words
        gr.HTML(notice_html(self._assistant.documents.values(), words), js_on_load=None, apply_default_css=False)
        log = gr.HTML(
            self._drawn(Conversation()),
            html_template=_LOG_TEMPLATE.format(label=escaped(words.page.log_label)),
            elem_id="log",
            js_on_load=script("chat"),
            apply_default_css=False,
        )
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label=words.page.question_label,
                placeholder=words.page.question_placeholder,
                lines=1,
                max_lines=6,
                autofocus=True,
                scale=1,
                min_width=120,
                elem_id="question",
                html_attributes=gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off", spellcheck=False),
            )
            send = gr.Button(words.page.send, variant="primary", scale=0, min_width=80, elem_id="send")
            gr.HTML(
                conversations_html(words.conversations, words.page.clear),
                elem_id="conversations",
                js_on_load=script("conversations"),
                apply_default_css=False,
            )
        self._connect(page, log, box, send)

    def _drawn(self, conversation: Conversation, **more: Any) -> str:
        return transcript_html(conversation, self._assistant.documents, self._words, **more)

    def _connect(self, page: gr.Blocks, log: gr.HTML, box: gr.Textbox, send: gr.Button) -> None:
        kept = gr.Textbox(visible=False)
        answered = gr.Textbox(visible=False)
        asked = gr.on(
            [box.submit, send.click, log.submit],
            self._receive,
            inputs=[box, kept],
            outputs=[log, kept, answered],
            js=_KEPT,
            show_progress="hidden",
            trigger_mode="once",
            concurrency_limit=PARALLEL_QUESTIONS,
            api_visibility="private",
        )
        asked.success(fn=None, inputs=[kept], js=_REMEMBER, api_visibility="private")
        asked.success(fn=None, inputs=[box, answered], outputs=[box], js=_CLEAR_WHEN_ANSWERED, api_visibility="private")
        page.load(fn=None, outputs=[box], js=_DRAFT, api_visibility="private")
        page.load(
            self._reopen,
            inputs=[kept],
            outputs=[log, kept],
            js=_RECALL,
            show_progress="hidden",
            api_visibility="private",
        ).success(fn=None, inputs=[kept], js=_REMEMBER, api_visibility="private")

    # --- events -----------------------------------------------------------------------------------------------------

    def _receive(self, typed: str, kept: str, event: gr.EventData) -> Iterator[Updates]:
        """A question typed or clicked, a condition changed, or another conversation to show."""
        sent = event._data if isinstance(event._data, Mapping) else {}
        turns = read_turns(kept)
        if "turns" in sent:
            yield self._shown(read_turns(sent["turns"]))
        elif "turn" in sent:
            yield self._shown(_edited(turns, sent))
        else:
            clicked = sent.get("question")
            yield from self._asked(clicked if isinstance(clicked, str) else (typed or ""), turns)

    def _asked(self, question: str, turns: Turns) -> Iterator[Updates]:
        so_far = self._replayed(turns)
        exchange = begin(so_far, question)
        yield self._drawn(so_far, pending=exchange, warm=self._assistant.is_warm), gr.skip(), gr.skip()
        apology = self._words.page.failed_text
        exchange = finish(self._assistant, so_far, exchange, apology, self._memory)
        now = so_far.plus(exchange)
        yield self._drawn(now), write_turns(now.turns), None if exchange.problem else sendable(question)

    def _shown(self, turns: Turns) -> Updates:
        conversation = self._replayed(turns)
        return self._drawn(conversation), write_turns(conversation.turns), gr.skip()

    def _reopen(self, kept: str) -> Updates:
        turns = read_turns(kept)
        return self._shown(turns)[:2] if turns.turns else (gr.skip(), gr.skip())

    def _replayed(self, turns: Turns) -> Conversation:
        return replay(self._assistant, turns, self._words.page.failed_text, self._memory)


def _edited(turns: Turns, sent: Mapping[str, Any]) -> Turns:
    """``turns`` as the browser wants them changed; as they were where that makes no sense."""
    index = sent["turn"]
    if not isinstance(index, int):
        return turns
    if sent.get("undo"):
        return with_edit(turns, index, None)
    try:
        return with_edit(turns, index, Edit.model_validate(sent.get("edit")))
    except ValidationError:
        return turns


def conversations_html(words: ConversationWords, clear: str) -> str:
    """The list of conversations, which the browser fills from what it keeps."""
    labels = {"remove": words.remove, "clear-all": words.clear_all, "sure": words.sure, "blank": words.blank}
    data = "".join(f' data-{name}="{escaped(label)}"' for name, label in labels.items())
    return (
        f'<div class="conversation-tools"><button type="button" id="clear">{escaped(clear)}</button>'
        f'<button type="button" class="fresh">{escaped(words.fresh)}</button>'
        f'<details class="conversations"{data}><summary>{escaped(words.title)} <span class="count"></span></summary>'
        f'<div class="panel"><ul></ul><p class="hint">{escaped(words.kept)}</p>'
        f'<button type="button" class="clear-all">{escaped(words.clear_all)}</button></div></details></div>'
    )
