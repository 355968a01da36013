"""The page as Gradio blocks: its head, and one view for each thing to do. Each view is a file of its own."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from web.about import about_html
from web.charts import charts_html
from web.chat import Assistant, Memory
from web.evaluation import Reports, evaluation_html
from web.labels import PageWords
from web.markup import escaped
from web.scripts import edition, script
from web.view_chat import ChatView
from web.view_tasks import TaskView
from web.view_upload import Evaluator, UploadRules, UploadView
from web.warmup import WarmUp, warm_html
from web.words import Words

VIEWS = ("chat", "tasks", "charts", "evaluation", "about")

# Most questions in a file that anybody may have evaluated; the operator sets no such bounds.
PUBLIC_QUESTIONS = 300

_STATUS_TEMPLATE = '<div role="status">${value}</div>'


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page is made over. ``evaluator`` is there where everybody may have questions evaluated."""

    assistant: Assistant
    warm_up: WarmUp
    memory: Memory
    reports: Reports
    evaluator: Evaluator | None = None


def build_page(parts: Parts, words: Words) -> gr.Blocks:
    """The page in one language; mount it with app.build_app. Nothing goes through Gradio's queue: its own message
    about a lost connection would replace the page's."""
    page = gr.Blocks(title=words.page.title, analytics_enabled=False, fill_width=True)
    assistant = parts.assistant
    documents = assistant.documents
    with page:
        _head(parts, words)
        with gr.Column(elem_id="view-chat", elem_classes="view"):
            ChatView(assistant, parts.memory, words).build(page)
        with gr.Column(elem_id="view-tasks", elem_classes="view"):
            TaskView(assistant, words).build()
        with gr.Column(elem_id="view-charts", elem_classes="view"):
            _still(charts_html(documents.values(), words.charts), script("charts"))
        with gr.Column(elem_id="view-evaluation", elem_classes="view"):
            _evaluation(parts, words)
        with gr.Column(elem_id="view-about", elem_classes="view"):
            _still(about_html(documents.values(), assistant.generation, words))
    return page


def _still(html: str, js: str | None = None) -> gr.HTML:
    return gr.HTML(html, js_on_load=js, apply_default_css=False)


def _head(parts: Parts, words: Words) -> None:
    """Title, state, views and tools."""

    def look(_: object = None) -> str:
        return warm_html(parts.warm_up, words.warm)

    with gr.Row(elem_id="head"):
        gr.HTML(f"<h1>{escaped(words.page.title)}</h1>", elem_id="title", js_on_load=None, apply_default_css=False)
        gr.HTML(
            look(), html_template=_STATUS_TEMPLATE, elem_id="status", js_on_load=script("status"),
            apply_default_css=False, server_functions=[look],
        )  # fmt: skip
        frame = frame_html(words.page, words.lang) + lost_html(words.page, parts.assistant.generation)
        gr.HTML(frame, elem_id="frame", js_on_load=script("frame"), apply_default_css=False)


def _evaluation(parts: Parts, words: Words) -> None:
    def report(_: object = None) -> str:
        return evaluation_html(parts.reports, words.evaluation)

    gr.HTML(
        f'<div class="evaluation">{report()}</div>', js_on_load=script("evaluation"), apply_default_css=False,
        server_functions=[report],
    )  # fmt: skip
    if parts.evaluator is not None:
        UploadView(parts.evaluator, UploadRules(PUBLIC_QUESTIONS), words).build()


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


def lost_html(words: PageWords, generation: str) -> str:
    """Where it is said that the server cannot be reached, and which edition of the page this is."""
    return (
        f'<div id="lost" role="alert" data-lost="{escaped(words.lost)}" data-back="{escaped(words.back)}"'
        f' data-edition="{edition(generation)}"></div>'
    )
