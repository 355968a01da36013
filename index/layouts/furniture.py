"""What a page prints around a document: page numbers, running headers, buttons (``data/genre/page.toml``)."""

from __future__ import annotations

import re
from collections import defaultdict
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
            rows.append(Row(index, passage, raw[:1] in " \u3000\t\u00a0", line.level, line.table, line.full))
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
    """Short lines that come back at the turn of pages: beside page numbers, or between blank lines again and again."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.table is None and len(row.compact) <= _LONGEST_HEADER:
            places[row.compact].append(i)
    turns = {j for i, row in enumerate(rows) if row.index in numbers for j in range(i - 2, i + 3)} | {0}
    headers = set()
    for text, at in places.items():
        if len(at) > 1 and _can_be_header(text):
            turning = sum(i in turns for i in at) * 2 >= len(at)
            if turning or (len(at) > 2 and all(_stands_alone(rows, i) for i in at)):
                headers.add(text)
    return frozenset(headers)


def _stands_alone(rows: Sequence[Row], at: int) -> bool:
    """Between blank lines."""
    before = rows[at - 1].index if at else -2
    after = rows[at + 1].index if at + 1 < len(rows) else rows[at].index + 2
    return rows[at].index - before > 1 and after - rows[at].index > 1


def _can_be_header(text: str) -> bool:
    if text.endswith(_CLOSED) or not _HAN.search(text):
        return False
    return not find_labels(text) and opening_label(text) is None and read_marker(text) is None
