"""The layout of the page and its events. The only file, with app.py, that knows Gradio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from web.chat import Assistant, Conversation, begin, finish
from web.markup import sendable
from web.notice import notice_html
from web.transcript import transcript_html
from web.warmup import WarmUp, warm_html
from web.words import Words

FOLDER = Path(__file__).resolve().parent
WARM_POLL_SECONDS = 1.0
PARALLEL_QUESTIONS = 8

# Gradio pastes the value into the template as data, never as a template: text like ${...} or {{...}} stays text.
_LOG_TEMPLATE = '<div role="log" aria-live="polite" aria-relevant="additions" aria-label="{label}">${{value}}</div>'
_STATUS_TEMPLATE = '<div role="status">${value}</div>'
# Clears the box only of what was answered: after an error, or with a new text begun meanwhile, it keeps its text.
_CLEAR_WHEN_ANSWERED = "(now, answered) => (now.toWellFormed?.() ?? now) === answered ? '' : now"

Updates = tuple[Any, ...]


def page_script() -> str:
    """What runs in the browser: clicks on examples and citations, scrolling to the newest turn."""
    return (FOLDER / "page.js").read_text(encoding="utf-8")


def page_style() -> str:
    """The style of the page, one file a view."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "style").glob("*.css")))


def build_page(assistant: Assistant, warm_up: WarmUp, words: Words) -> gr.Blocks:
    """The page as Gradio blocks, with its events attached; mount it with app.build_app."""
    page = gr.Blocks(title=words.page.title, analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation())
        answered = gr.Textbox(visible=False)
        log, box, send, clear, status = _layout(assistant, warm_up, words)
        _connect_asking(assistant, words, log=log, box=box, send=send, conversation=conversation, answered=answered)
        clear.click(
            lambda: (Conversation(), transcript_html(Conversation(), assistant.documents, words)),
            outputs=[conversation, log],
            show_progress="hidden",
            api_visibility="private",
        )
        _connect_warming(page, warm_up, words, status)
    return page


def _layout(
    assistant: Assistant, warm_up: WarmUp, words: Words
) -> tuple[gr.HTML, gr.Textbox, gr.Button, gr.Button, gr.HTML]:
    with gr.Row(elem_id="head"):
        gr.HTML(f"<h1>{words.page.title}</h1>", elem_id="title", js_on_load=None, apply_default_css=False)
        status = gr.HTML(
            warm_html(warm_up, words.warm),
            html_template=_STATUS_TEMPLATE,
            elem_id="status",
            js_on_load=None,
            apply_default_css=False,
        )
    gr.HTML(notice_html(assistant.documents.values(), words), js_on_load=None, apply_default_css=False)
    log = gr.HTML(
        transcript_html(Conversation(), assistant.documents, words),
        html_template=_LOG_TEMPLATE.format(label=words.page.log_label),
        elem_id="log",
        js_on_load=page_script(),
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
        clear = gr.Button(words.page.clear, variant="secondary", scale=0, min_width=80, elem_id="clear")
    return log, box, send, clear, status


def _connect_asking(
    assistant: Assistant,
    words: Words,
    *,
    log: gr.HTML,
    box: gr.Textbox,
    send: gr.Button,
    conversation: gr.State,
    answered: gr.Textbox,
) -> None:
    def ask(typed: str, so_far: Conversation, event: gr.EventData) -> Iterator[Updates]:
        clicked = event._data.get("question") if isinstance(event._data, dict) else None
        question = clicked if isinstance(clicked, str) else (typed or "")
        exchange = begin(so_far, question)
        documents = assistant.documents
        yield transcript_html(so_far, documents, words, exchange, assistant.is_warm), gr.skip(), gr.skip()
        exchange = finish(assistant, so_far, exchange, words.page.failed_text)
        now = so_far.plus(exchange)
        kept = None if exchange.problem else sendable(question)
        yield transcript_html(now, documents, words), now, kept

    asked = gr.on(
        [box.submit, send.click, log.submit],
        ask,
        inputs=[box, conversation],
        outputs=[log, conversation, answered],
        show_progress="hidden",
        trigger_mode="once",
        concurrency_limit=PARALLEL_QUESTIONS,
        api_visibility="private",
    )
    asked.success(fn=None, inputs=[box, answered], outputs=[box], js=_CLEAR_WHEN_ANSWERED, api_visibility="private")


def _connect_warming(page: gr.Blocks, warm_up: WarmUp, words: Words, status: gr.HTML) -> None:
    timer = gr.Timer(WARM_POLL_SECONDS)

    def look() -> Updates:
        return warm_html(warm_up, words.warm), gr.Timer(active=warm_up.state == "preparing")

    gr.on(
        [page.load, timer.tick],
        look,
        outputs=[status, timer],
        show_progress="hidden",
        concurrency_limit=None,
        api_visibility="private",
    )
