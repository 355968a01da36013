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
    question, text = normalise(question), normalise(text)
    asked = [kind for kind in value_kinds() if kind.asked.search(question)]
    recorded = sum(kind.recorded for kind in asked)
    held = sum(kind.written is not None and kind.written.search(text) is not None for kind in asked)
    return Asked(recorded, held, len(asked) - recorded - held)


def told_of(question: str, text: str) -> tuple[float, ...]:
    """For each kind of value in turn two figures of 0 or 1: asked for and told, by the records or ``text``; asked for
    and not told."""
    question, text = normalise(question), normalise(text)
    found: list[float] = []
    for kind in value_kinds():
        asked = kind.asked.search(question) is not None
        told = asked and (kind.recorded or (kind.written is not None and kind.written.search(text) is not None))
        found += [float(told), float(asked and not told)]
    return tuple(found)
