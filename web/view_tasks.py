"""The view of all tasks: form, table and card, drawn by the server from what the form says."""

from __future__ import annotations

from collections.abc import Mapping

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
        """Lay the view out."""
        query = TaskQuery()

        # Functions of the component and no events: an answer that is overtaken by the next one is thrown away.
        def draw_form(sent: object) -> str:
            return self._form(read_query(sent))

        def draw_table(sent: object) -> str:
            return self._table(read_query(sent), sent.get("open") if isinstance(sent, Mapping) else None)

        gr.HTML(
            self._form(query), elem_id="task-form", js_on_load=script("tasks"), apply_default_css=False,
            server_functions=[draw_form],
        )  # fmt: skip
        gr.HTML(
            self._table(query, None), elem_id="task-list", js_on_load=script("task_list"), apply_default_css=False,
            server_functions=[draw_table],
        )  # fmt: skip

    def _form(self, query: TaskQuery) -> str:
        return form_html(self._assistant.documents, query, self._words)

    def _table(self, query: TaskQuery, opened: object) -> str:
        documents = self._assistant.documents
        table = table_html(documents, query, self._words)
        card = ""
        if isinstance(opened, int):
            card = task_html(document_of(query, documents), opened, self._words)
        state = " opened" if card else ""
        return f'<div class="task-view{state}"><div class="found">{table}</div>{card}</div>'
