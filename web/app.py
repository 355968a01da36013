"""The page as a web application: Gradio mounted on FastAPI, nothing loaded from or sent to any other host."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

# Gradio reads these while it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI

from assistant.settings import Settings, load_settings
from assistant.types import Language
from web.chat import Assistant, Memory
from web.evaluation import Reports
from web.feedback import FeedbackStore
from web.language import LanguageChoice
from web.page import Parts, build_page
from web.routes import Routes
from web.scripts import page_style, print_style, shared_script
from web.security import SecurityHeaders
from web.view_operator import MOST_QUESTIONS, build_operator_page, login_check
from web.view_upload import Evaluator, UploadRules
from web.warmup import WarmUp
from web.words import Words, page_words

SANS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")
MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")
UPLOAD_LIMIT = "1kb"
# Apart from the runs that the page shows to everybody.
UPLOADED = "uploaded"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#1d4f91"/>'
    '<text x="16" y="23" font-size="20" text-anchor="middle" fill="#fff">问</text></svg>'
)


def build_app(assistant: Assistant, settings: Settings | None = None) -> FastAPI:
    """The application: the page at "/" and in English at "/en/", the operator's at "/operator/" and
    "/en/operator/" where a password is set. The embedding starts to load when the server starts."""
    settings = settings or load_settings()
    warm_up, memory, evaluator = WarmUp(assistant), Memory(), Evaluator(assistant)
    reports, store = Reports(settings.runs), FeedbackStore(settings.feedback)
    parts = Parts(assistant, warm_up, memory, reports, evaluator if settings.open_evaluation else None)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warm_up.start()
        yield

    # FastAPI's own documentation pages load scripts from a CDN.
    app = FastAPI(title=page_words().page.title, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(LanguageChoice)
    app.add_middleware(SecurityHeaders)
    app.include_router(Routes(assistant, memory, store, reports, {"zh": page_words(), "en": page_words("en")}).router)
    # A path takes whatever those before it leave, so "/" comes last.
    if settings.operator_password is not None:
        rules = UploadRules(MOST_QUESTIONS, settings.runs / UPLOADED)
        check = login_check(settings.operator_password.get_secret_value())
        for words, path in ((page_words("en"), "/en/operator"), (page_words(), "/operator")):
            page = build_operator_page(store, reports, evaluator, rules, assistant.generation, words)
            _mount(app, page, path, words.lang, auth=check, auth_message=words.operator.login)
    for words, path in ((page_words("en"), "/en"), (page_words(), "/")):
        _mount(app, build_page(parts, words), path, words.lang)
    return app


def _mount(app: FastAPI, page: gr.Blocks, path: str, language: Language, **more: Any) -> None:
    options: dict[str, Any] = {"max_file_size": UPLOAD_LIMIT, **more}
    gr.mount_gradio_app(
        app,
        page,
        path=path,
        theme=_theme(),
        css=page_style(),
        head=_head(page_words(language)),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        **options,
    )


def _head(words: Words) -> str:
    """What Gradio's page lacks: its language, what the views share, an icon other than Gradio's own, and the style
    on paper."""
    icon = f"data:image/svg+xml,{quote(ICON)}"
    return (
        f'<script>document.documentElement.lang = "{words.html_lang}";\n{shared_script()}</script>'
        f'<link rel="icon" href="{icon}"><style media="print">{print_style()}</style>'
    )


def _theme() -> gr.themes.Base:
    """Gradio's plain theme with fonts of the visitor's system: its default ones would be fetched."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="sm",
        spacing_size="sm",
        font=[gr.themes.Font(name) for name in SANS],
        font_mono=[gr.themes.Font(name) for name in MONO],
    ).set(
        # The login is Gradio's own page without our style, and its blue is too light for white letters.
        button_primary_background_fill="#1d4f91",
        button_primary_background_fill_hover="#1d4f91",
        button_primary_background_fill_dark="#8ab8f2",
        button_primary_background_fill_hover_dark="#8ab8f2",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#10151d",
        input_border_color="#545f6e",
        input_border_color_dark="#a5b0be",
        input_border_width="1px",
    )
