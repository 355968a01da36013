"""Conditions on tasks: a small boolean algebra over the fields of a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.types import TaskNumber

Role = Literal["lead", "responsible", "either"]


@dataclass(frozen=True, slots=True)
class UnitIs:
    """The unit field of ``role`` names any of ``names``; ``only``: nothing else. ``label`` is what was asked."""

    role: Role
    names: tuple[str, ...]
    label: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class FieldMissing:
    """The document leaves this field out."""

    name: Literal["lead", "responsible", "deadline"]


@dataclass(frozen=True, slots=True)
class NumberIn:
    """The task's number is one of these, as citations show it."""

    numbers: tuple[TaskNumber, ...]


@dataclass(frozen=True, slots=True)
class SectionIn:
    """The task stands under one of these sections (indexes of ``Document.sections``)."""

    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DueIn:
    """The due date lies in ``[start, end]``; None leaves a side open."""

    start: date | None
    end: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineIs:
    """The literal wording of the deadline is exactly this."""

    literal: str


@dataclass(frozen=True, slots=True)
class Ongoing:
    """The deadline says the work continues (持续落实), or that it does not."""

    value: bool


@dataclass(frozen=True, slots=True)
class Mentions:
    """The task's text contains any of these words literally."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What the document notes beside the task (备注, 推广范围) contains any of these words; without words: anything.

    ``column`` is the one column that says so ("" for plain remarks), None for any of them.
    """

    words: tuple[str, ...]
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The task's text contains a kind of figure, by its name in the data (百分比, 工作日 ...)."""

    name: str


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many units the field of ``role`` names: ``low <= n <= high`` (None leaves a side open)."""

    role: Role
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class SameAs:
    """Agrees in ``name`` with the task of this number (which is itself left out)."""

    name: Literal["lead", "responsible", "deadline", "section"]
    number: TaskNumber


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = (
    UnitIs | FieldMissing | NumberIn | SectionIn | DueIn | DeadlineIs | Ongoing | Mentions | Noted | Figure | UnitCount
    | SameAs | And | Or | Not
)  # fmt: skip


def leaves(condition: Condition | None) -> tuple[Condition, ...]:
    """The simple conditions that a condition is made of, in the order in which they stand in it."""
    match condition:
        case None:
            return ()
        case Not(part):
            return leaves(part)
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
    return (condition,)


def words_of(condition: Condition | None) -> tuple[str, ...]:
    """The words that tasks are to mention, wherever in ``condition`` they stand."""
    return tuple(word for leaf in leaves(condition) if isinstance(leaf, Mentions) for word in leaf.words)


@dataclass(frozen=True, slots=True)
class Joined:
    """A topic in everyday words beside a condition; ``sure`` where the words can be nothing but a topic."""

    words: str
    sure: bool = True
