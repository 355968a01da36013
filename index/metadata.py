"""What Chroma entries can be filtered by: the fields of their tasks as metadata, and conditions on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from index.types import ChunkKind, Document, Section, Task

Value = str | int | list[str] | list[int]
Metadata = dict[str, Value]
Where = dict[str, Any]

# What every entry has; a record query is answered from the entries of whole tasks alone, which have all the keys.
# To repeat them in each clause and question would make a query three times as slow and a build twice as slow.
ENTRY_KEYS = ("kind", "document", "position")

# Every key the entry of a task may have. A key is left out where its list would be empty: Chroma refuses empty lists.
KEYS = (
    "kind", "document", "position", "number", "number_int", "sections", "lead", "responsible", "units", "has_lead",
    "has_responsible", "lead_count", "responsible_count", "due", "has_deadline", "ongoing", "deadline",
)  # fmt: skip

# What ``number_int`` and ``due`` hold where the task has no integer number and no due date.
NO_NUMBER = -1
NO_DATE = 0

# SQLite takes some thirty thousand values in one query.
_MOST_PLACES = 10_000


def task_metadata(document: Document) -> dict[int, Metadata]:
    """The fields of every task by its position; ``kind`` is added by ``entry_metadata``.

    ``due`` is yyyymmdd as an integer; ``sections`` are the indexes of the innermost section and its ancestors.
    What is so or not is 1 or 0: Chroma has no index over truth values, and would read every value of every entry.
    """
    above = [list(_with_ancestors(section, document.sections)) for section in document.sections]
    return {task.position: _fields(task, above) for task in document.tasks}


def entry_metadata(kind: ChunkKind, fields: Metadata) -> Metadata:
    """The metadata of one entry: what it is, and the fields of its task; of a clause or a question, only which task."""
    whole = {"kind": kind, **fields}
    return whole if kind == "task" else {key: whole[key] for key in ENTRY_KEYS}


def _fields(task: Task, above: list[list[int]]) -> Metadata:
    deadline = task.deadline
    due = deadline.due if deadline else None
    fields: Metadata = {
        "document": task.document,
        "position": task.position,
        "number": str(task.number),
        "number_int": task.number if isinstance(task.number, int) else NO_NUMBER,
        "has_lead": int(bool(task.lead.units or task.lead.literal)),
        "has_responsible": int(bool(task.responsible.units or task.responsible.literal)),
        "lead_count": len(task.lead.units),
        "responsible_count": len(task.responsible.units),
        "due": int(due.strftime("%Y%m%d")) if due else NO_DATE,
        "has_deadline": int(deadline is not None),
        "ongoing": int(deadline is not None and deadline.ongoing),
        "deadline": deadline.literal if deadline else "",
    }
    lists: dict[str, list[str] | list[int]] = {
        "sections": above[task.section] if task.section is not None else [],
        "lead": list(task.lead.units),
        "responsible": list(task.responsible.units),
        "units": list(task.units),
    }
    return fields | {key: values for key, values in lists.items() if values}


def _with_ancestors(section: Section, sections: tuple[Section, ...]) -> Iterator[int]:
    """Innermost first. Where a path occurs twice (numbering that starts again) the nearest one before is the parent."""
    yield section.index
    for length in range(len(section.path) - 1, 0, -1):
        prefix = section.path[:length]
        parents = [other.index for other in sections[: section.index] if other.path == prefix]
        if parents:
            yield parents[-1]


# --- conditions ----------------------------------------------------------------------------------------------------


def keys_of(where: object) -> set[str]:
    """The keys a condition asks about."""
    if isinstance(where, Mapping):
        own = {key for key in where if not key.startswith("$")}
        return own.union(*(keys_of(value) for value in where.values()))
    return set().union(*(keys_of(part) for part in where)) if isinstance(where, list | tuple) else set()


def at_places(places: Iterable[tuple[str, int]]) -> Where | None:
    """The condition that an entry belongs to one of these tasks; None where they are none, or too many to list."""
    positions: dict[str, list[int]] = {}
    for document, position in places:
        positions.setdefault(document, []).append(position)
    if sum(map(len, positions.values())) > _MOST_PLACES:
        return None
    parts: list[Where] = [
        {"$and": [{"document": document}, {"position": {"$in": found}}]} for document, found in positions.items()
    ]
    return {"$or": parts} if len(parts) > 1 else next(iter(parts), None)


def both(first: Where, second: Where | None) -> Where:
    """Both conditions at once; the first alone where there is no second."""
    if not second:
        return first
    parts = second["$and"] if list(second) == ["$and"] else [second]
    return {"$and": [first, *parts]} if isinstance(parts, list | tuple) else {"$and": [first, second]}
