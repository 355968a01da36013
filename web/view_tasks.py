"""The view of all tasks: form, table and card, drawn by the server from what the form says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from web.chat import Assistant
from web.scripts import script
from web.task_table import form_html, table_html, task_html
from web.tasks import TaskQuery, document_of, read_query
from web.words import Words


class TaskView:
    """The view over one assistant in one language; make it inside a ``gr.Blocks``."""

    def __init__(self, assistant: Assistant, words: Words) -> None:
        self._assistant = assistant
        self._words = words

    def build(self) -> None:
        """Lay the view out and attach its events."""
        query = TaskQuery()
        form = gr.HTML(
            form_html(self._assistant.documents, query, self._words),
            elem_id="task-form",
            js_on_load=script("tasks"),
            apply_default_css=False,
        )
        table = gr.HTML(
            self._table(query, None), elem_id="task-list", js_on_load=script("task_list"), apply_default_css=False
        )
        form.submit(
            self._find, outputs=[form, table], show_progress="hidden", trigger_mode="always_last",
            concurrency_limit=None, api_visibility="private",
        )  # fmt: skip

    def _find(self, event: gr.EventData) -> tuple[Any, ...]:
        sent = event._data if isinstance(event._data, Mapping) else {}
        query = read_query(sent.get("query"))
        # The form is only drawn anew where something else set it: whoever types in it keeps the cursor.
        form = form_html(self._assistant.documents, query, self._words) if sent.get("whole") else gr.skip()
        return form, self._table(query, sent.get("open"))

    def _table(self, query: TaskQuery, opened: object) -> str:
        documents = self._assistant.documents
        table = table_html(documents, query, self._words)
        card = ""
        if isinstance(opened, int):
            card = task_html(document_of(query, documents), opened, self._words)
        state = " opened" if card else ""
        return f'<div class="task-view{state}"><div class="found">{table}</div>{card}</div>'
