"""Kinds of figures (percentages, times, working days) that a task's text can hold."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from assistant.understand.needed import Patterns
from index.types import Task


@lru_cache(maxsize=1)
def _figures() -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    raw = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))["figure"]
    return {form: row["name"] for row in raw for form in row["forms"]}, {
        r["name"]: re.compile(r["written"]) for r in raw
    }


@lru_cache(maxsize=1)
def figure_forms() -> Patterns[str]:
    """Wordings and the name of the kind of figure that each means."""
    return Patterns.of(
        (form[3:] if form.startswith("re:") else re.escape(form), name) for form, name in _figures()[0].items()
    )


def has_figure(task: Task, name: str) -> bool:
    """Whether the task's text holds a figure of this kind."""
    return bool(_figures()[1][name].search(task.text))
