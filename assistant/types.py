"""The data that flows from a question to a cited answer. All frozen; nothing here does any work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from assistant.conditions import (
    And as And,
)
from assistant.conditions import (
    Condition as Condition,
)
from assistant.conditions import (
    DeadlineIs as DeadlineIs,
)
from assistant.conditions import (
    DueIn as DueIn,
)
from assistant.conditions import (
    FieldMissing as FieldMissing,
)
from assistant.conditions import (
    Figure as Figure,
)
from assistant.conditions import (
    Joined as Joined,
)
from assistant.conditions import (
    Mentions as Mentions,
)
from assistant.conditions import (
    Not as Not,
)
from assistant.conditions import (
    Noted as Noted,
)
from assistant.conditions import (
    NumberIn as NumberIn,
)
from assistant.conditions import (
    Ongoing as Ongoing,
)
from assistant.conditions import (
    Or as Or,
)
from assistant.conditions import (
    Role as Role,
)
from assistant.conditions import (
    SameAs as SameAs,
)
from assistant.conditions import (
    SectionIn as SectionIn,
)
from assistant.conditions import (
    UnitCount as UnitCount,
)
from assistant.conditions import (
    UnitIs as UnitIs,
)
from index.types import Task, TaskNumber

Shape = Literal["full", "numbers", "lines", "table", "sentence", "gist"]
FieldName = Literal["lead", "responsible", "deadline", "section", "text", "number", "note"]
Language = Literal["zh", "en"]
Measure = Literal[
    "list", "count", "rank", "share", "average", "breakdown", "describe", "units", "compare", "summarise", "duty",
    "document", "sections", "exists", "content", "smalltalk", "claim",
]  # fmt: skip


class Outcome(StrEnum):
    """What kind of answer it is: "no" is an answer with a type."""

    ANSWERED = "answered"
    EMPTY = "empty"
    NOT_STATED = "not_stated"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    SMALLTALK = "smalltalk"


# --- what was asked ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Form:
    """The wished form of the answer; ``decimals`` are the places after the point of a computed share or average."""

    shape: Shape = "full"
    order: Literal["number", "deadline", "section", "unit"] | None = None
    descending: bool = False
    language: Language | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Having:
    """A bound on a group's count (units that lead exactly one task): ``low <= n <= high``."""

    low: int | None = None
    high: int | None = None


GroupBy = Role | Literal["section", "year", "quarter", "month", "deadline", "pair", "task", "both"]
Across = Literal["gap", "sum"]
Refused = Literal["foreign", "unstated", "status", "detail"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One query over the records.

    ``condition`` selects tasks exactly, ``topic`` narrows them by meaning, ``measure`` says what is wanted of them;
    ``joined`` is a topic that narrows only where tasks stand out for it, and has become the ``topic`` then;
    with ``topic_first`` the topic alone finds the tasks and the condition serves only where it finds none.
    ``asked`` are the words of the message that the plan was read from, where its topic is only some of them.
    ``sides`` are the two or more things of a comparison, or the whole that a share is of; ``in_sections`` bounds over
    how many sections a unit's tasks spread, ``exclusive`` keeps the units that have no other tasks; ``each`` keeps the
    sections all or none of whose tasks meet the condition, or that one unit leads; ``pick`` keeps items of the ordered
    result (0-based, negative from the end); ``across`` is what is asked of the places of a ranking together: how far
    apart they are, how many tasks they have in all. ``refused`` is why the words alone tell that the document does not
    answer: another plan, what no such document states, how far a task has come, a detail that tasks would write.
    """

    measure: Measure
    condition: Condition | None = None
    topic: str | None = None
    topic_first: bool = False
    asked: str = ""
    fields: tuple[FieldName, ...] = ()
    group: GroupBy | None = None
    having: Having | None = None
    descending: bool = True
    limit: int | None = None
    pick: tuple[int, ...] = ()
    sides: tuple[Condition, ...] = ()
    facts: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    refused: Refused | None = None
    in_sections: Having | None = None
    each: Literal["all", "none", "one"] | None = None
    exclusive: bool = False
    overdue: bool = False
    across: Across | None = None
    joined: Joined | None = None


@dataclass(frozen=True, slots=True)
class Premise:
    """Something the asker takes for granted of the tasks in ``condition``; checked against the records.

    ``claim`` is a condition that those tasks have to meet, ``count`` a number they have to have; ``aside`` where it
    is said on the way to what is asked of some of them.
    """

    condition: Condition | None
    claim: Condition | None = None
    count: int | None = None
    words: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the readings offered when a question is ambiguous: words to show, and the question to ask instead."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message was understood to ask. ``unexplained`` are words that could not be used; ``notes`` are template
    names with values, said beside the answer (a unit's later name, the role that was assumed ...)."""

    plans: tuple[Plan, ...] = ()
    premises: tuple[Premise, ...] = ()
    outcome: Outcome | None = None
    unexplained: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    form: Form = field(default_factory=Form)
    language: Language = "zh"
    notes: tuple[tuple[str, str], ...] = ()
    smalltalk: str | None = None
    own_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A message after cleaning. ``text`` is what is read (NFKC, simplified, one space), ``original`` what was typed."""

    original: str
    text: str
    language: Language
    truncated: bool = False


# --- what is answered ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A task the answer rests on: its document, the number to show, and where its text stands in the document."""

    document: str
    task: TaskNumber
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ComputedFact:
    """A value that was computed rather than quoted: a count, a share, a rank."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply. ``text`` is Markdown; ``condition`` is what was understood, in words; ``related`` are tasks offered as
    可能相关 (not cited); ``follow_ups`` are questions known to have answers; ``probability`` is that of a question of
    content being answered by these tasks, None where nothing was searched."""

    outcome: Outcome
    text: str
    citations: tuple[Citation, ...]
    facts: tuple[ComputedFact, ...]
    reading: Reading
    condition: str
    as_of: date
    document: str
    document_sha256: str
    generation: str
    related: tuple[Citation, ...] = ()
    follow_ups: tuple[str, ...] = ()
    milliseconds: float = 0.0
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier exchange of the conversation: what was asked and what was answered."""

    question: str
    answer: Answer


# --- what the records gave -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that share a value of ``Plan.group``: a unit's name, a section's index, a year or a deadline's literal."""

    key: str | int
    label: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class PremiseCheck:
    """A premise against the records: ``tasks`` show the right value; ``held`` tells whether it was true."""

    premise: Premise
    held: bool
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What one plan gave, computed exhaustively. ``tasks`` in document order unless the plan orders them.

    ``groups`` are ordered as the plan ranks them and already cut to ``limit`` (ties kept); ``sides`` hold the tasks of
    each side of a comparison; ``matched`` counts before ``pick``; ``total`` counts the document's tasks; ``cited`` are
    the tasks the answer rests on; ``related`` are near tasks to offer, never cited; ``uncovered`` counts, for a
    department that group phrases may also cover, the tasks that name only such a phrase (the phrases in ``phrases``);
    ``probability`` that the tasks answer a question of content, None where nothing was searched; ``beside`` are the
    sentences beside the tasks that answer in their place.
    """

    plan: Plan
    outcome: Outcome
    tasks: tuple[Task, ...]
    cited: tuple[Task, ...]
    matched: int
    total: int
    groups: tuple[Group, ...] = ()
    sides: tuple[tuple[Task, ...], ...] = ()
    related: tuple[Task, ...] = ()
    uncovered: int = 0
    phrases: tuple[str, ...] = ()
    probability: float | None = None
    beside: tuple[str, ...] = ()
