"""One list of tasks in every dress that documents of the genre have: the readers must not care which.

``DRESSES`` names each with the suffix of its file and the function that gives the file's bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests import dresses_tables as tables
from tests import dresses_text as texts
from tests.dresses_text import TITLE, Plain

__all__ = ["DRESSES", "TITLE", "Plain"]

DRESSES: dict[str, tuple[str, Callable[[Sequence[Plain]], bytes]]] = {
    "labelled": ("txt", texts.labelled_txt),
    "messy": ("txt", texts.messy_txt),
    "trailing": ("txt", texts.trailing_txt),
    "trailing-labelled-wrapped": ("txt", texts.trailing_labelled_wrapped_txt),
    "inline": ("txt", texts.inline_txt),
    "sentence": ("txt", texts.sentence_txt),
    "labelled-md": ("md", texts.labelled_md),
    "table-md": ("md", tables.table_md),
    "labelled-html": ("html", texts.labelled_html),
    "table-html": ("html", tables.table_html),
    "table-csv": ("csv", tables.table_csv),
    "table-xlsx": ("xlsx", tables.table_xlsx),
    "table-docx": ("docx", tables.table_docx),
    "prose-docx": ("docx", texts.prose_docx),
    "prose-pdf": ("pdf", texts.prose_pdf),
    "table-pdf": ("pdf", tables.table_pdf),
}
