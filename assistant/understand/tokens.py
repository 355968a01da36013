"""Typed spans over a message: what the recognisers give and the rules combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.conditions import Role, UnitIs
from index.types import Document, TaskNumber
from index.units import UnitName, UnitRegistry

# What the cover pays for a unit that no registry knows and only the form of the name suggests.
GUESSED_UNIT = 1.5


@dataclass(frozen=True, slots=True)
class Token:
    """Characters ``[start, end)`` of the message, what kind of thing they are, and what they mean.

    ``also`` holds what else the same words can mean; the rules decide which meaning fits.

    ``cost`` is what the cover pays for using it: less than leaving its characters unexplained (1 each).
    """

    type: str
    value: object
    start: int
    end: int
    cost: float = 0.3
    also: tuple[tuple[str, object], ...] = ()

    def __len__(self) -> int:
        return self.end - self.start

    def has(self, kind: str) -> bool:
        # Asked some hundred times a message, of tokens that mostly mean one thing.
        return self.type == kind or (bool(self.also) and any(other == kind for other, _ in self.also))

    def value_of(self, kind: str) -> object:
        """Its value read as ``kind``; None where it cannot be read so."""
        if self.type == kind or not self.also:
            return self.value if self.type == kind else None
        return next((value for other, value in self.also if other == kind), None)

    @property
    def types(self) -> tuple[str, ...]:
        return (self.type, *(kind for kind, _ in self.also))


@dataclass(frozen=True, slots=True)
class Units:
    """Units named together; ``joint`` where the words between them say "or" (False) or leave it open (None)."""

    names: tuple[UnitName, ...]
    joint: bool | None = None


def units_of(conditions: Iterable[UnitIs]) -> Units:
    """The units that conditions ask for, as if the question had named them."""
    return Units(tuple(dict.fromkeys(UnitName(c.label, c.names, c.label, "unit") for c in conditions)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Task numbers as asked; ``bare`` where they came as a list or range without 第/任务, ``described`` where the words
    say what is true of the numbers (odd, above 95) rather than which they are."""

    numbers: tuple[TaskNumber, ...]
    bare: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Items of an ordered list: ``[start:stop]`` as Python counts; ``classifier`` is 项/条/个 as said.

    ``beside``: said so that it may also count from another item (第15项后面两项).
    """

    start: int | None
    stop: int | None
    classifier: str = "项"
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a stretch of dates, both ends included; ``words`` as said."""

    start: date
    end: date
    words: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a message is read against: a document, its units, and the as-of date that 今年 and 去年 refer to.

    ``find`` gives the one task that words clearly describe, None where none or several fit; ``among`` the one of a
    few tasks that they describe best; ``find_section`` the index of the section whose tasks they describe.
    """

    document: Document
    registry: UnitRegistry
    as_of: date
    section_numbers: dict[int, int]
    numbers: tuple[TaskNumber, ...]
    find: Callable[[str], TaskNumber | None] = field(default=lambda words: None, compare=False)
    among: Callable[[str, Sequence[TaskNumber]], TaskNumber | None] = field(
        default=lambda words, numbers: None, compare=False
    )
    find_section: Callable[[str], int | None] = field(default=lambda words: None, compare=False)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A stated count: ``low <= n <= high`` of units (家, 名称), tasks (项, 条) or sections (个部分)."""

    low: int | None
    high: int | None
    of: str


@dataclass(frozen=True, slots=True)
class RoleBounds:
    """A count of the tasks that a unit has in a role (只牵头过一项的)."""

    role: Role
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that 逾期 is reckoned from; ``inclusive`` where what falls due on it counts (该完成的)."""

    day: date
    inclusive: bool


Tokens = Sequence[Token]


def first_of(tokens: Tokens, kind: str) -> object:
    """The value of the first token that can be read as ``kind``; None for none."""
    return next((t.value_of(kind) for t in tokens if t.has(kind)), None)


def last_of(tokens: Tokens, kind: str) -> object:
    """The value of the last token that can be read as ``kind``; None for none."""
    return next((t.value_of(kind) for t in reversed(tokens) if t.has(kind)), None)


def holds(tokens: Tokens, *kinds: str) -> bool:
    """Whether any token can be read as any of ``kinds``."""
    return any(t.has(kind) for t in tokens for kind in kinds)


def kinds_of(tokens: Sequence[Token]) -> set[str]:
    """The types of the tokens; 一个牵头单位 also says 同一个, of tasks that are named."""
    numbered = any(t.type == "NUM" for t in tokens)
    return {kind for t in tokens for kind in (t.types if numbered or t.type != "COND" else (t.type,))}


def _is_comma(token: Token) -> bool:
    return token.has("COMMA")


def clauses_of(tokens: Iterable[Token], closes: Callable[[Token], bool] = _is_comma) -> list[list[Token]]:
    """The clauses of a sentence, each with the token that ``closes`` it; the last is empty where nothing follows."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        clauses[-1].append(token)
        if closes(token):
            clauses.append([])
    return clauses
