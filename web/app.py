"""The page as a web application: Gradio mounted on FastAPI, nothing loaded from or sent to any other host."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

# Gradio reads these while it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI

from web.chat import Assistant
from web.page import build_page, page_style
from web.security import SecurityHeaders
from web.warmup import WarmUp
from web.words import page_words

SANS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")
MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")
UPLOAD_LIMIT = "1kb"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#1d4f91"/>'
    '<text x="16" y="23" font-size="20" text-anchor="middle" fill="#fff">问</text></svg>'
)


def build_app(assistant: Assistant) -> FastAPI:
    """The application that serves the page at "/". The embedding starts to load when the server starts."""
    words = page_words()
    warm_up = WarmUp(assistant)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warm_up.start()
        yield

    # FastAPI's own documentation pages load scripts from a CDN.
    app = FastAPI(title=words.page.title, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(SecurityHeaders)
    gr.mount_gradio_app(
        app,
        build_page(assistant, warm_up, words),
        path="/",
        theme=_theme(),
        css=page_style(),
        head=_head(words.page.lang),
        footer_links=[],
        run_history=False,
        max_file_size=UPLOAD_LIMIT,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
    )
    return app


def _head(lang: str) -> str:
    """What Gradio's page lacks: the language of the page, and an icon other than Gradio's own."""
    icon = f"data:image/svg+xml,{quote(ICON)}"
    return f'<script>document.documentElement.lang = "{lang}";</script><link rel="icon" href="{icon}">'


def _theme() -> gr.themes.Base:
    """Gradio's plain theme with fonts of the visitor's system: its default ones would be fetched."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="sm",
        spacing_size="sm",
        font=[gr.themes.Font(name) for name in SANS],
        font_mono=[gr.themes.Font(name) for name in MONO],
    )
