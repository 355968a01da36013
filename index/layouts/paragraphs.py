"""Lines to paragraphs: lines that a page's width broke are joined again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.layouts.labels import opening_label
from index.layouts.markers import Marker, last_part, read_marker
from index.layouts.rows import Row
from index.reading.passage import Passage, join, join_lines, opens_with_closing

_CLOSED = tuple("。！？；!?;：:")
_HELD = ("、", "，", ",", "（", "(", "“", "《")
_NEAR_WIDTH = 3.0
_LONGEST_BRACKET = 200
_ITEM_ENDS = re.compile(r"[。；;：:]\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the marker it begins with, if any. ``line`` is the index of its first line."""

    passage: Passage
    line: int
    marker: Marker | None = None
    level: int | None = None

    @property
    def body(self) -> Passage:
        """The text behind the marker."""
        return self.passage.cut(self.marker.end) if self.marker else self.passage


def paragraphs_of(rows: Sequence[Row], *, wrapped: bool) -> tuple[Paragraph, ...]:
    """Rows joined to paragraphs; ``wrapped`` where a page's width may have broken them."""
    joiner = _Joiner(_filling(rows) if wrapped else None)
    for row in rows:
        joiner.take(row)
    return tuple(joiner.done)


def _width(text: str) -> float:
    """In full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _begins(text: str) -> bool:
    return opening_label(text) is not None or read_marker(text) is not None


def _filling(rows: Sequence[Row]) -> Callable[[Row], bool] | None:
    """Tells the lines that fill the page's width; None where lines are whole paragraphs."""
    if any(row.full is not None for row in rows):
        return lambda row: bool(row.full)
    width = _wrap_width(rows)
    return None if width is None else lambda row: _width(row.passage.text) >= width - _NEAR_WIDTH


def _wrap_width(rows: Sequence[Row]) -> float | None:
    """The width at which lines were broken: the usual one of lines that stop in mid-sentence; None for whole lines."""
    cut = [
        round(_width(row.passage.text))
        for row, after in pairwise(rows)
        if row.table is None and not row.passage.text.endswith(_CLOSED) and not _begins(after.passage.text)
        and _width(row.passage.text) > 15 and opening_label(row.passage.text) is None
    ]  # fmt: skip
    if len(cut) < 2:
        return None
    width, _ = max(Counter(cut).items(), key=lambda item: (item[1], item[0]))
    full = [w for w in cut if abs(w - width) <= _NEAR_WIDTH]
    longer = sum(_width(row.passage.text) > width + _NEAR_WIDTH for row in rows if row.table is None)
    return float(width) if len(full) >= max(2, 0.5 * len(cut)) and longer <= 0.1 * len(rows) else None


class _Joiner:
    """Takes rows in order; ``done`` holds the paragraphs so far, the last of which may still grow."""

    def __init__(self, fills: Callable[[Row], bool] | None) -> None:
        self.fills = fills
        self.done: list[Paragraph] = []
        self.last: dict[str, int] = {}
        self.previous: Row | None = None

    def take(self, row: Row) -> None:
        text = row.passage.text
        marker = None if opening_label(text) else read_marker(text, self.last)
        if self.previous and self._continues(row, marker):
            last = self.done[-1]
            joined = join((last.passage, row.passage), " ") if self._awaits() else join_lines(last.passage, row.passage)
            self.done[-1] = Paragraph(joined, last.line, last.marker, last.level)
        else:
            self.done.append(Paragraph(row.passage, row.index, marker, row.level))
            if marker:
                number = last_part(marker.label) if marker.kind == "dotted" else marker.number
                self.last[marker.kind] = number or 0
        self.previous = row

    def _continues(self, row: Row, marker: Marker | None) -> bool:
        assert self.previous is not None
        text, before = row.passage.text, self.previous.passage.text
        full = self.fills is not None and self.fills(self.previous)
        if row.table != self.previous.table or row.level is not None or self.previous.level is not None:
            return False
        if opens_with_closing(text) and not before.endswith("。"):
            return row.table is None
        if self.fills is not None and (full or not before.endswith(_CLOSED)) and self._inside_brackets():
            # A line broke inside brackets: what now begins like a field or an item goes on in them.
            return True
        if marker and self._counts_on(marker):
            return True
        if marker or opening_label(text):
            return False
        if self._awaits():
            return True
        if row.table is not None:
            return False
        if full and before.endswith(_CLOSED):
            return not row.indented and not before.endswith(("：", ":"))
        return full or before.endswith(_HELD) or (not before.endswith(_CLOSED) and self._inside_brackets())

    def _counts_on(self, marker: Marker) -> bool:
        """Whether the item before this one stands inside the last paragraph: 26. ……：①……； and below it ②……。"""
        last = self.done[-1]
        if marker.number is None or last.marker is None or last.marker.kind == marker.kind:
            return False
        wanted = (marker.kind, marker.number - 1)
        inner = (read_marker(last.passage.text[m.end() :]) for m in _ITEM_ENDS.finditer(last.passage.text))
        return any((found.kind, found.number) == wanted for found in inner if found)

    def _inside_brackets(self) -> bool:
        """Whether a bracket opened near the end of the last paragraph is still open."""
        tail = self.done[-1].passage.text[-_LONGEST_BRACKET:]
        opened = max(tail.rfind("（"), tail.rfind("("))
        return opened >= 0 and max(tail.rfind("）"), tail.rfind(")")) < opened

    def _awaits(self) -> bool:
        """Whether the last paragraph is a label alone, whose value stands on the next line."""
        text = self.done[-1].passage.text
        label = opening_label(text)
        return label is not None and label.end >= len(text)
