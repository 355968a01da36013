"""What a page prints around a document: page numbers, running headers, buttons (``data/genre/page.toml``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from index.layouts.labels import find_labels, opening_label
from index.layouts.markers import read_marker
from index.layouts.rows import Row
from index.layouts.torn import mended, torn_numbers
from index.reading.passage import clean
from index.reading.source import Source
from index.reading.vocabulary import page

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLOSED = tuple("。！？；!?;：:）)")
_LONGEST_HEADER = 40


def rows_of(source: Source) -> list[Row]:
    """The lines that hold the document's own text, in order."""
    rows = []
    for index, line in enumerate(source.lines):
        passage = clean(source.text, line.span)
        if passage:
            raw = source.text[line.span.start : line.span.end]
            rows.append(Row(index, passage, raw[:1] in " \u3000\t\u00a0", line.level, line.table))
    torn = torn_numbers(rows) if source.wrapped else set()
    numbers = {row.index for i, row in enumerate(rows) if row.index not in torn and _is_page_number(rows, i)}
    headers = _running_headers(rows, numbers) if source.wrapped else frozenset()
    furniture = page().furniture
    kept = [
        row
        for row in rows
        if row.index not in numbers and row.compact not in headers and not furniture.fullmatch(row.compact)
    ]
    return mended(kept) if source.wrapped else kept


def _is_page_number(rows: Sequence[Row], at: int) -> bool:
    text = rows[at].compact
    if rows[at].table is not None or not page().number.fullmatch(text):
        return False
    # A bare number follows a finished sentence or another mark of the page; otherwise it belongs to the text.
    before = rows[at - 1].compact if at else ""
    return not text.isdecimal() or before.endswith(_CLOSED) or not _HAN.search(before) or at == len(rows) - 1


def _running_headers(rows: Sequence[Row], numbers: Collection[int]) -> frozenset[str]:
    """Short lines that come back, at least once beside a page number or three times in all."""
    count = Counter(row.compact for row in rows if row.table is None)
    positions = [i for i, row in enumerate(rows) if row.index in numbers]
    beside = {rows[j].compact for i in positions for j in range(max(0, i - 2), min(len(rows), i + 3))}
    often = (text for text, times in count.items() if times > 1 and (text in beside or times > 2))
    return frozenset(text for text in often if len(text) <= _LONGEST_HEADER and _can_be_header(text))


def _can_be_header(text: str) -> bool:
    if text.endswith(_CLOSED) or not _HAN.search(text):
        return False
    return not find_labels(text) and opening_label(text) is None and read_marker(text) is None
