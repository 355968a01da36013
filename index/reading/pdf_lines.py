"""Printed characters to lines. A line is what shares a middle, not a baseline: the digits of a narrow font often sit
a little higher or lower than the Chinese around them, and would otherwise become lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from index.reading.vocabulary import glyphs


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line: its text, and its place in points from the top left of the page."""

    text: str
    top: float
    left: float
    right: float
    size: float
    indented: bool = False


def lines_of(characters: Sequence[Any], *, indent_from: float | None = None) -> list[PrintedLine]:
    """pdfplumber's characters as lines from top to bottom. ``indented`` is measured from the page's usual left edge."""
    visible = [c for c in characters if c["text"].strip()]
    if not visible:
        return []
    rows = _rows(visible)
    spaces = [c for c in characters if not c["text"].strip()]
    left = _usual_left(rows) if indent_from is None else indent_from
    return [_line(row, spaces, left) for row in rows]


def _rows(characters: Sequence[Any]) -> list[list[Any]]:
    """Characters whose middles differ by less than half their height, each row from left to right."""
    rows: list[list[Any]] = []
    middles: list[float] = []
    for character in sorted(characters, key=_middle):
        if rows and _middle(character) - middles[-1] < 0.45 * max(_size(character), _size(rows[-1][0])):
            rows[-1].append(character)
            # The row's middle is that of its largest characters: a mark or a small digit must not pull it away.
            middles[-1] = median(map(_middle, rows[-1]))
        else:
            rows.append([character])
            middles.append(_middle(character))
    return [sorted(row, key=lambda c: (c["x0"], c["x1"])) for row in rows]


def _middle(character: Any) -> float:
    return float(character["top"] + character["bottom"]) / 2


def _size(character: Any) -> float:
    return float(character["bottom"] - character["top"]) or 1.0


def _usual_left(rows: Sequence[Sequence[Any]]) -> float:
    """The left edge of wrapped lines: the smallest that at least a fifth of the lines come near."""
    edges = sorted(float(row[0]["x0"]) for row in rows)
    need = max(1, len(edges) // 5)
    return next((edge for edge in edges if sum(abs(other - edge) < 3 for other in edges) >= need), edges[0])


def _line(row: Sequence[Any], spaces: Sequence[Any], left: float) -> PrintedLine:
    size = median(_size(c) for c in row)
    text = ""
    previous: Any = None
    for character in row:
        if previous is not None:
            # Overprinted twice to look bold.
            if character["text"] == previous["text"] and abs(character["x0"] - previous["x0"]) < 0.3 * size:
                continue
            text += _gap(previous, character, spaces, size)
        text += character["text"]
        previous = character
    return PrintedLine(
        text.translate(glyphs()),
        min(float(c["top"]) for c in row),
        float(row[0]["x0"]),
        float(row[-1]["x1"]),
        size,
        float(row[0]["x0"]) - left > 1.2 * size,
    )


def _gap(before: Any, after: Any, spaces: Sequence[Any], size: float) -> str:
    gap = float(after["x0"] - before["x1"])
    if gap > 1.5 * size:
        return "  "
    latin = before["text"].isascii() and after["text"].isascii()
    if latin and gap > 0.15 * size:
        printed = any(before["x0"] < s["x0"] < after["x1"] and abs(_middle(s) - _middle(after)) < size for s in spaces)
        return " " if printed or gap > 0.3 * size else ""
    return ""
