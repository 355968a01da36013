"""The list numbers of a Word document. Word computes them when it shows a paragraph; they are nowhere in its text.

Follows ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level, itself or through its style; a list names
its levels; a level's text holds %1 ... %9 for the counters of the levels down to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from index.reading.numerals import to_han

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)


def value_of(element: Any) -> str | None:
    """The w:val of an element, None where there is no such element."""
    return None if element is None else element.get(f"{_W}val")


def _roman(number: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text += letters
            number -= value
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": str,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x245F + n) if n <= 20 else str(n),
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "upperLetter": lambda n: chr(64 + n) if n <= 26 else str(n),
    "lowerLetter": lambda n: chr(96 + n) if n <= 26 else str(n),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        to_han,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int
    linked: str | None


@dataclass(slots=True)
class Numbering:
    """Counts through a document's paragraphs in order; ``label`` must be asked once for each of them."""

    lists: dict[str, tuple[str, dict[int, _Level]]]
    overrides: dict[tuple[str, int], int]
    styles: dict[str, Any]
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        relations = document.part.rels.values()
        part = next((r.target_part for r in relations if r.reltype.endswith("/numbering")), None)
        if part is None:
            return cls({}, {}, styles)
        root = part.element
        abstracts = {a.get(f"{_W}abstractNumId"): a for a in root.iter(f"{_W}abstractNum")}
        lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        overrides: dict[tuple[str, int], int] = {}
        for num in root.iter(f"{_W}num"):
            number = num.get(f"{_W}numId")
            abstract = value_of(num.find(f"{_W}abstractNumId")) or ""
            lists[number] = (abstract, _levels(abstracts.get(abstract)))
            for override in num.iter(f"{_W}lvlOverride"):
                start = value_of(override.find(f"{_W}startOverride"))
                if start is not None:
                    overrides[number, int(override.get(f"{_W}ilvl", "0"))] = int(start)
        return cls(lists, overrides, styles)

    def label(self, paragraph: Any) -> str:
        """The number Word prints before a paragraph, "" for none or a bullet; counts it."""
        number, depth = self._list_of(paragraph)
        abstract, levels = self.lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counters[abstract]
        if (number, depth) in self.overrides and (number, depth) not in self.begun:
            counts[depth] = self.overrides[number, depth] - 1
        self.begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.style in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda m: self._count(counts, levels, int(m[1]) - 1), level.text)

    @staticmethod
    def _count(counts: dict[int, int], levels: dict[int, _Level], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return _FORMATS.get(level.style, str)(counts.get(depth, level.start))

    def heading_level(self, paragraph: Any) -> int | None:
        """1-6 where the paragraph's style is a heading."""
        style = self.styles.get(value_of(paragraph.find(f"{_W}pPr/{_W}pStyle")) or "")
        if style is None:
            return None
        match = _HEADING.match(value_of(style.find(f"{_W}name")) or "")
        return int(match[1]) if match else None

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's; ("", 0) for none."""
        properties = paragraph.find(f"{_W}pPr")
        style = value_of(None if properties is None else properties.find(f"{_W}pStyle"))
        for _ in range(12):
            numbered = None if properties is None else properties.find(f"{_W}numPr")
            if numbered is not None:
                number = value_of(numbered.find(f"{_W}numId"))
                depth = value_of(numbered.find(f"{_W}ilvl"))
                if number is not None:
                    return number, int(depth) if depth is not None else self._linked(number, style)
            element = self.styles.get(style or "")
            if element is None:
                break
            properties = element.find(f"{_W}pPr")
            if properties is not None and properties.find(f"{_W}numPr") is not None:
                continue
            style = value_of(element.find(f"{_W}basedOn"))
        return "", 0

    def _linked(self, number: str, style: str | None) -> int:
        """The level of a list that belongs to a style, where the paragraph does not say it."""
        levels = self.lists.get(number, ("", {}))[1]
        return next((depth for depth, level in levels.items() if style and level.linked == style), 0)


def _levels(abstract: Any) -> dict[int, _Level]:
    if abstract is None:
        return {}
    levels: dict[int, _Level] = {}
    for element in abstract.iter(f"{_W}lvl"):
        levels[int(element.get(f"{_W}ilvl", "0"))] = _Level(
            value_of(element.find(f"{_W}numFmt")) or "decimal",
            value_of(element.find(f"{_W}lvlText")) or "",
            int(value_of(element.find(f"{_W}start")) or "1"),
            value_of(element.find(f"{_W}pStyle")),
        )
    return levels
