"""What retrieval asks of: one document in an opened index, its records and the units of its jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.conditions import Condition
from assistant.retrieve.where import Where, where
from index.answerable import Judgement
from index.sections import section_of
from index.types import Document, Hit, Task, TaskNumber
from index.units import UnitRegistry


class Records(Protocol):
    """What retrieval needs of one document in an opened index."""

    def matching(self, where: Where) -> list[tuple[str, int]]: ...

    def nearest(self, query: str, positions: Iterable[int] | None) -> Sequence[Hit]: ...

    def best(self, query: str, hits: Sequence[Hit]) -> Sequence[Hit]: ...

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement: ...


class Once:
    """The records as one message asks them: what was asked of them before is not asked again."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._matching: dict[str, list[tuple[str, int]]] = {}
        self._nearest: dict[tuple[str, tuple[int, ...] | None], Sequence[Hit]] = {}
        self._best: dict[tuple[str, tuple[Hit, ...]], Sequence[Hit]] = {}

    def matching(self, where: Where) -> list[tuple[str, int]]:
        asked = repr(where)
        if asked not in self._matching:
            self._matching[asked] = self._records.matching(where)
        return self._matching[asked]

    def nearest(self, query: str, positions: Iterable[int] | None) -> Sequence[Hit]:
        asked = query, None if positions is None else tuple(positions)
        if asked not in self._nearest:
            self._nearest[asked] = self._records.nearest(*asked)
        return self._nearest[asked]

    def best(self, query: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        asked = query, tuple(hits)
        if asked not in self._best:
            self._best[asked] = self._records.best(*asked)
        return self._best[asked]

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement:
        return self._records.judge(query, hits)


# How near, and how much nearer than the next, a task of a list is that is picked by its content.
_NEAR, _APART = 0.35, 0.05


@dataclass(frozen=True, slots=True)
class Source:
    """One document in an opened index, with the units of its jurisdiction."""

    records: Records
    document: Document
    registry: UnitRegistry

    def tasks(self, condition: Condition | None) -> tuple[Task, ...]:
        """Every task that meets ``condition``, in document order, as Chroma finds them."""
        found = self.records.matching(where(condition, self.document))
        return tuple(self.document.tasks[position] for _, position in found)


def nearness(source: Source, words: str) -> float:
    """The score of the task nearest to ``words``; 0 where none is near."""
    hits = source.records.nearest(words, None)
    return hits[0].score if hits else 0.0


def answers(source: Source, words: str) -> bool:
    """Whether the search is judged to answer ``words``."""
    return source.records.judge(words, source.records.nearest(words, None)).kind == "answered"


def described(source: Source, words: str) -> TaskNumber | None:
    """The one task that ``words`` describe: the only one that holds them, else the one the search is sure of."""
    literal = [t.number for t in source.document.tasks if words.lower() in t.text.lower()]
    if len(literal) == 1:
        return literal[0]
    hits = source.records.nearest(words, None)
    sure = hits and source.records.judge(words, hits).kind == "answered"
    return source.document.tasks[hits[0].position].number if sure else None


# Of how many of the nearest tasks the scores are added up, and how many times as much a section must have of them.
_VOTING, _CLEARLY, _SOME = 7, 2.0, 0.25


def section_described(source: Source, words: str) -> int | None:
    """Index of the section that ``words`` describe (外地看病那部分): the nearest tasks stand in it; None if unclear."""
    weights: dict[int, float] = {}
    hits = source.records.nearest(words, None)[:_VOTING]
    for hit in hits:
        if (place := section_of(source.document.tasks[hit.position], source.document)) is not None:
            weights[place.index] = weights.get(place.index, 0.0) + hit.score
    ranked = sorted(weights, key=lambda index: -weights[index])
    if not ranked or hits[0].score < _SOME:
        return None
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if weights[ranked[0]] >= _CLEARLY * second else None


def described_among(source: Source, words: str, numbers: Sequence[TaskNumber]) -> TaskNumber | None:
    """The one of the tasks ``numbers`` that ``words`` describe: the only one that holds them, else the nearest."""
    tasks = {t.position: t for t in source.document.tasks if t.number in numbers}
    literal = [t.number for t in tasks.values() if words.lower() in t.text.lower()]
    if len(literal) == 1:
        return literal[0]
    hits = source.records.nearest(words, list(tasks))
    apart = len(hits) == 1 or (len(hits) > 1 and hits[0].score - hits[1].score >= _APART)
    return tasks[hits[0].position].number if hits and apart and hits[0].score >= _NEAR else None
