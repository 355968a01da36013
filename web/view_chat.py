"""The view to ask in: conversations, transcript and question box. The browser asks and draws (script/chat.js)."""

from __future__ import annotations

from typing import Any

import gradio as gr

from web.chat import Assistant, Memory
from web.labels import ConversationWords, PageWords
from web.markup import escaped
from web.notice import notice_html
from web.scripts import script
from web.talk import Talk
from web.transcript import frame_html
from web.words import Words

# New answers are said in a log of their own: cards of 42 tasks read aloud would bury the answer.
_LOG_TEMPLATE = (
    '<div class="transcript" role="region" aria-label="{label}" data-cold="{cold}"'
    ' data-busy="{busy}" data-lost="{lost}" data-failed="{failed}" data-earlier="{earlier}">${{value}}</div>'
    '<div id="announce" class="unseen" role="log" aria-live="polite" aria-relevant="additions"'
    ' aria-label="{label}"></div>'
)
_TYPED = "(typed) => { window.taskPage.send({ question: typed ?? '' }); }"
_DRAFT = "() => window.taskPage.draft.get()"


class ChatView:
    """The view over one assistant in one language; make it inside a ``gr.Blocks``."""

    def __init__(self, assistant: Assistant, memory: Memory, words: Words) -> None:
        self._assistant = assistant
        self._talk = Talk(assistant, memory, words)
        self._words = words

    def build(self, page: gr.Blocks) -> None:
        """Lay the view out and attach its events."""
        words = self._words
        gr.HTML(notice_html(self._assistant.documents.values(), words), js_on_load=None, apply_default_css=False)

        # A function of the component and no event: whatever goes wrong on the way is the page's own to tell.
        def talk(sent: object) -> dict[str, Any]:
            return self._talk.answer(sent)

        gr.HTML(
            frame_html(words), html_template=_log_template(words.page), elem_id="log", js_on_load=script("chat"),
            apply_default_css=False, server_functions=[talk],
        )  # fmt: skip
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
        gr.on([box.submit, send.click], fn=None, inputs=[box], js=_TYPED, api_visibility="private")
        page.load(fn=None, outputs=[box], js=_DRAFT, api_visibility="private")


def _log_template(words: PageWords) -> str:
    labels = {"label": words.log_label, "cold": words.pending_cold, "busy": words.busy, "lost": words.lost_pending,
              "failed": words.failed_text, "earlier": words.earlier}  # fmt: skip
    return _LOG_TEMPLATE.format_map({name: escaped(label) for name, label in labels.items()})


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
