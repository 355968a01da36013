"""Records without a vector store: ``where`` evaluated over the tasks' metadata, nearest by shared characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.answerable import Judgement
from index.metadata import task_metadata
from index.types import Document, Hit


@dataclass(frozen=True)
class FakeRecords:
    """Stands in for an opened index over one document; every answer is computed from it."""

    document: Document

    def matching(self, where: dict[str, Any]) -> list[tuple[str, int]]:
        fields = task_metadata(self.document)
        found = [
            task for task in self.document.tasks if _holds(where, {**fields[task.position], "#document": task.text})
        ]
        return [(task.document, task.position) for task in found]

    def nearest(self, query: str, positions: Iterable[int] | None) -> Sequence[Hit]:
        kept = set(range(len(self.document.tasks)) if positions is None else positions)
        wanted = {query[i : i + 2] for i in range(len(query) - 1)}
        scored = [
            (sum(pair in task.text for pair in wanted) / max(len(wanted), 1), task.position)
            for task in self.document.tasks
            if task.position in kept
        ]
        ordered = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        return [Hit(self.document.id, position, score, rank) for rank, (score, position) in enumerate(ordered)]

    def best(self, query: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        return hits[:1]

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement:
        answered = hits[0].score if hits else 0.0
        return Judgement("answered" if answered > 0.5 else "near", answered)


def _holds(where: dict[str, Any], fields: dict[str, Any]) -> bool:
    (key, value), *_ = where.items()
    if key == "$and":
        return all(_holds(part, fields) for part in value)
    if key == "$or":
        return any(_holds(part, fields) for part in value)
    (operator, operand), *_ = value.items() if isinstance(value, dict) else {"$eq": value}.items()
    actual: Any = fields.get(key, [])
    tests: dict[str, Callable[[], bool]] = {
        "$eq": lambda: actual == operand,
        "$ne": lambda: actual != operand,
        "$in": lambda: actual in operand,
        "$nin": lambda: actual not in operand,
        "$gte": lambda: actual >= operand,
        "$lte": lambda: actual <= operand,
        "$gt": lambda: actual > operand,
        "$lt": lambda: actual < operand,
        "$contains": lambda: operand in actual,
        "$not_contains": lambda: operand not in actual,
    }
    return tests[operator]()
