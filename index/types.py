"""The data that flows from a file to a searchable task. All frozen; spans are half-open character offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# The year of every due date in a document that names no year (6月底前): days compare, and none is said with a year.
NO_YEAR = 1901
_SUCH_YEARS = range(NO_YEAR - 1, NO_YEAR + 3)

ChunkKind = Literal["task", "clause", "question"]
TaskNumber = int | str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of ``Document.text``."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class UnitField:
    """A 牵头单位 or 责任单位 field: the units it names, and its literal wording.

    ``units`` are names as the document writes them, one by one, without a trailing 等; "市、区审计部门" is
    two units, 市审计部门 and 区审计部门. ``open`` is true where the literal ends in 等 (the list is left open).
    """

    units: tuple[str, ...] = ()
    literal: str | None = None
    span: Span | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A 完成时限: literal wording, the last day it allows (None where it names none), whether work continues after."""

    literal: str
    due: date | None
    ongoing: bool
    span: Span | None = None


def tells_year(day: date) -> bool:
    """Whether the year of a due date is one that the document names."""
    return day.year not in _SUCH_YEARS


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over tasks. ``index`` counts all sections from 0; ``number`` is its own (一 -> 1), if any."""

    index: int
    number: int | None
    label: str
    title: str
    path: tuple[str, ...]
    span: Span | None = None

    @property
    def heading(self) -> str:
        """As printed: label and title, e.g. "一、推进行政权力运行全流程公开"."""
        return f"{self.label}{self.title}"


@dataclass(frozen=True, slots=True)
class Task:
    """One task. ``number`` is what citations show; ``position`` counts from 0 in document order and is unique."""

    document: str
    number: TaskNumber
    position: int
    label: str
    text: str
    span: Span
    section: int | None = None
    lead: UnitField = field(default_factory=UnitField)
    responsible: UnitField = field(default_factory=UnitField)
    deadline: Deadline | None = None
    note: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit it names in either role, lead first, without repetition."""
        return tuple(dict.fromkeys(self.lead.units + self.responsible.units))

    def units_in(self, role: str) -> tuple[str, ...]:
        """The units it names as ``lead`` or ``responsible``, in either role for any other word."""
        if role == "lead":
            return self.lead.units
        return self.responsible.units if role == "responsible" else self.units


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What a document calls who leads its tasks and who else is responsible, as nouns and as verbs.

    A document without 牵头单位 that sets 责任单位 beside 协助单位: 责任单位, 负责, 协助单位, 协助.
    """

    lead: str
    leads: str
    responsible: str
    assists: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the document itself, e.g. 成文日期. ``value`` is "" where the document leaves the line blank."""

    name: str
    value: str
    span: Span | None = None


def years_due(tasks: Iterable[Task]) -> list[int]:
    """The years in which tasks fall due, as the document names them."""
    days = {task.deadline.due for task in tasks if task.deadline and task.deadline.due}
    return sorted({day.year for day in days if tells_year(day)})


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """A document as read. All spans point into ``text``, the decoded text; ``sha256`` is of the file's bytes.

    ``roles`` are its own names of both roles where it has no label for the lead (RoleNames), else None.
    """

    id: str
    title: str
    text: str
    sha256: str
    source: str
    layout: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    facts: tuple[Fact, ...] = ()
    jurisdiction: str | None = None
    roles: RoleNames | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded, one Chroma entry each: a whole task, one clause of it, or one anticipated question."""

    document: str
    position: int
    kind: ChunkKind
    text: str
    ordinal: int = 0

    @property
    def id(self) -> str:
        return f"{self.document}:{self.position}:{self.kind}:{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A task found by meaning. ``score`` in [0, 1] is comparable within one index; ``rank`` counts from 0; ``coverage``
    is the share of the question's words, by how rare they are, that the task and its questions hold."""

    document: str
    position: int
    score: float
    rank: int
    coverage: float = 0.0
