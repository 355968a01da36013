"""What composing gives: the whole answer's words, and the part that one renderer writes for one plan."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import ComputedFact, Outcome
from index.types import Task


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of an answer. ``text`` is Markdown; ``cited`` and ``related`` are in order and without repetition."""

    outcome: Outcome
    text: str
    cited: tuple[Task, ...] = ()
    facts: tuple[ComputedFact, ...] = ()
    related: tuple[Task, ...] = ()
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a renderer writes for one plan: Markdown without trailing blank lines, and the values it computed."""

    text: str
    facts: tuple[ComputedFact, ...] = ()


def fact(name: str, value: object) -> ComputedFact:
    """A computed value under its name, as text."""
    return ComputedFact(name, str(value))
