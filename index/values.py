"""What kind of value a question asks for, and whether a task's text holds such a kind (values.toml).

A property of the asking word (多少钱, 几号, 叫什么) and of the text alone, in terms of the genre and of no document:
among the features that ``index.answerable`` weighs.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.tokens import normalise


@dataclass(frozen=True, slots=True)
class ValueKind:
    """How a kind of value is asked for, how a text writes it (None: never), and whether every record holds it."""

    name: str
    asked: re.Pattern[str]
    written: re.Pattern[str] | None
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """How many kinds of value a question asks for that the records hold, that the text holds, and that it lacks."""

    recorded: int
    held: int
    lacking: int


@cache
def value_kinds() -> tuple[ValueKind, ...]:
    """The kinds of values.toml."""
    raw = tomllib.loads(Path(__file__).with_name("values.toml").read_text(encoding="utf-8"))
    return tuple(
        ValueKind(
            row["name"], re.compile(row["asked"]), re.compile(row["written"]) if "written" in row else None,
            row.get("recorded", False),
        )
        for row in raw["kind"]
    )  # fmt: skip


def asked_of(question: str, text: str) -> Asked:
    """The kinds of value that ``question`` asks for, against what the ``text`` of a task holds."""
    told = [(kind, _tells(kind, text)) for kind in _asked(question)]
    recorded = sum(kind.recorded for kind, _ in told)
    held = sum(tells for kind, tells in told if not kind.recorded)
    return Asked(recorded, held, len(told) - recorded - held)


def values_told(question: str, text: str) -> tuple[float, ...]:
    """For each kind of value in turn two figures of 0 or 1: asked for and told, by the records or ``text``; asked for
    and not told."""
    asked = {kind.name: _tells(kind, text) for kind in _asked(question)}
    told = (asked.get(kind.name) for kind in value_kinds())
    return tuple(figure for tells in told for figure in (float(tells is True), float(tells is False)))


def _asked(question: str) -> list[ValueKind]:
    question = normalise(question)
    return [kind for kind in value_kinds() if kind.asked.search(question)]


def _tells(kind: ValueKind, text: str) -> bool:
    """Whether every record holds such a value, or the text does."""
    return kind.recorded or (kind.written is not None and kind.written.search(normalise(text)) is not None)
