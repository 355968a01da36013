"""The page as Gradio blocks: its head, and one view for each thing to do. Each view is a file of its own."""

from __future__ import annotations

from typing import Any

import gradio as gr

from web.about import about_html
from web.charts import charts_html
from web.chat import Assistant, Memory
from web.evaluation import Reports, evaluation_html
from web.labels import PageWords
from web.markup import escaped
from web.scripts import script
from web.view_chat import ChatView
from web.view_tasks import TaskView
from web.warmup import WarmUp, warm_html
from web.words import Words

WARM_POLL_SECONDS = 1.0
MAX_WAITING = 200
VIEWS = ("chat", "tasks", "charts", "evaluation", "about")

_STATUS_TEMPLATE = '<div role="status">${value}</div>'


def build_page(assistant: Assistant, warm_up: WarmUp, memory: Memory, reports: Reports, words: Words) -> gr.Blocks:
    """The page in one language, with its events attached; mount it with app.build_app."""
    page = gr.Blocks(title=words.page.title, analytics_enabled=False, fill_width=True)
    documents = assistant.documents
    with page:
        status = _head(warm_up, words)
        with gr.Column(elem_id="view-chat", elem_classes="view"):
            ChatView(assistant, memory, words).build(page)
        with gr.Column(elem_id="view-tasks", elem_classes="view"):
            TaskView(assistant, words).build()
        with gr.Column(elem_id="view-charts", elem_classes="view"):
            _still(charts_html(documents.values(), words.charts), script("charts"))
        with gr.Column(elem_id="view-evaluation", elem_classes="view"):
            report = _still(evaluation_html(reports, words.evaluation))
        with gr.Column(elem_id="view-about", elem_classes="view"):
            _still(about_html(documents.values(), assistant.generation, words))
        page.load(
            lambda: evaluation_html(reports, words.evaluation),
            outputs=[report],
            show_progress="hidden",
            api_visibility="private",
        )
        _connect_warming(page, warm_up, words, status)
    # More at once are told to wait, and keep their text.
    page.queue(max_size=MAX_WAITING)
    return page


def _still(html: str, js: str | None = None) -> gr.HTML:
    return gr.HTML(html, js_on_load=js, apply_default_css=False)


def _head(warm_up: WarmUp, words: Words) -> gr.HTML:
    """Title, state, views and tools. Returns the block that shows the state."""
    with gr.Row(elem_id="head"):
        gr.HTML(f"<h1>{escaped(words.page.title)}</h1>", elem_id="title", js_on_load=None, apply_default_css=False)
        status = gr.HTML(
            warm_html(warm_up, words.warm),
            html_template=_STATUS_TEMPLATE,
            elem_id="status",
            js_on_load=None,
            apply_default_css=False,
        )
        gr.HTML(
            frame_html(words.page, words.lang), elem_id="frame", js_on_load=script("frame"), apply_default_css=False
        )
    return status


def frame_html(words: PageWords, lang: str) -> str:
    """The way to each view, to the other language, to light or dark, and where the outcome of an action is said."""
    names = dict(zip(VIEWS, (words.chat, words.tasks, words.charts, words.evaluation, words.about), strict=True))
    links = "".join(
        f'<li><a href="#{view}" data-view-link="{view}">{escaped(name)}</a></li>' for view, name in names.items()
    )
    other, code = ("zh", "zh-CN") if lang == "en" else ("en", "en")
    return (
        f'<nav aria-label="{escaped(words.views)}"><ul>{links}</ul></nav><div class="tools">'
        f'<a href="/?lang={other}" hreflang="{code}" lang="{code}">{escaped(words.other_language)}</a>'
        f'<button type="button" id="theme">{escaped(words.theme)}</button></div>'
        f'<div id="said" class="unseen" role="status" aria-label="{escaped(words.said)}"></div>'
    )


def _connect_warming(page: gr.Blocks, warm_up: WarmUp, words: Words, status: gr.HTML) -> None:
    timer = gr.Timer(WARM_POLL_SECONDS)

    def look() -> tuple[Any, ...]:
        return warm_html(warm_up, words.warm), gr.Timer(active=warm_up.state == "preparing")

    gr.on(
        [page.load, timer.tick],
        look,
        outputs=[status, timer],
        show_progress="hidden",
        concurrency_limit=None,
        api_visibility="private",
    )
