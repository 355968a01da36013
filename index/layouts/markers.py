"""The numbers that paragraphs begin with: 一、 （一） 1. 第三条 KJ-01. Patterns in ``data/genre/markers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index.reading.numerals import to_int
from index.reading.vocabulary import load


@dataclass(frozen=True, slots=True)
class Marker:
    """``label`` as printed; ``number`` its integer, None for 1.2 and KJ-01; the text begins at ``end``."""

    kind: str
    label: str
    number: int | None
    end: int


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    guarded: bool


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_Kind(m["kind"], re.compile(m["pattern"]), m.get("guarded", False)) for m in load("markers")["marker"])


def read_marker(text: str, last: Mapping[str, int] | None = None) -> Marker | None:
    """The marker a paragraph begins with. ``last`` holds the latest number of each kind: a wording that could be
    a quantity ("12.12345热线", "3.5 万人") counts only as the next of its series.
    """
    for kind in _kinds():
        match = kind.pattern.match(text)
        if match is None:
            continue
        label = match[0].strip()
        number = None if kind.name in ("dotted", "code") else to_int(match["n"])
        if kind.guarded and not _continues(kind.name, match["n"], number, last or {}):
            continue
        if number == 0 or (number is None and kind.name not in ("dotted", "code")):
            continue
        return Marker(kind.name, label, number, match.end())
    return None


def _continues(kind: str, written: str, number: int | None, last: Mapping[str, int]) -> bool:
    if kind == "dotted":
        parts = [int(part) for part in re.split(r"[.．]", written)]
        return parts[-1] == last.get("dotted", 0) + 1 or parts[-1] == 1
    return number is not None and number == last.get(kind, 0) + 1


def last_part(label: str) -> int:
    """The last number of a dotted label: 2.13 -> 13."""
    digits = re.findall(r"\d+", label)
    return int(digits[-1]) if digits else 0
