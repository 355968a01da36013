"""Whether a text holds the kind of figure that a question asks for: 几个工作日, 多久一次 (figures_asked.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """How a kind of figure is asked for, and how a text writes it."""

    asked: re.Pattern[str]
    written: re.Pattern[str]


@cache
def _kinds() -> tuple[FigureAsked, ...]:
    raw = tomllib.loads(Path(__file__).with_name("figures_asked.toml").read_text(encoding="utf-8"))
    return tuple(FigureAsked(re.compile(row["asked"]), re.compile(row["written"])) for row in raw["kind"])


def answers_figure(question: str, text: str) -> bool:
    """Whether ``text`` writes a figure of a kind that ``question`` asks for."""
    return any(kind.asked.search(question) and kind.written.search(text) for kind in _kinds())
