"""All tasks, filtered and sorted as the task view, the charts and the exports ask. Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.types import Role
from index.types import Document, Task

PAGE_SIZE = 20
Sort = Literal["number", "lead", "section", "deadline"]


class TaskQuery(BaseModel):
    """What to show of the tasks; it comes from a form or an address, so everything is checked. Empty means all.

    ``deadline`` is a year, "none" (no deadline written) or a literal wording; ``with_lead`` narrows to tasks that a
    second unit leads too; ``section`` counts the document's sections from 0.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    document: Annotated[str, Field(max_length=200)] = ""
    unit: Annotated[str, Field(max_length=100)] = ""
    role: Role = "either"
    with_lead: Annotated[str, Field(max_length=100)] = ""
    section: Annotated[int, Field(ge=-1, le=100_000)] = -1
    deadline: Annotated[str, Field(max_length=200)] = ""
    ongoing: Literal["", "yes", "no"] = ""
    text: Annotated[str, Field(max_length=200)] = ""
    sort: Sort = "number"
    descending: bool = False
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the tasks that a query finds. ``page`` is the one shown: the last one where a later was asked."""

    tasks: tuple[Task, ...]
    found: int
    page: int
    pages: int


def read_query(sent: object) -> TaskQuery:
    """The query that a form or an address sent; the default for every field that makes no sense."""
    given: dict[str, Any] = dict(sent) if isinstance(sent, Mapping) else {}
    while True:
        try:
            return TaskQuery.model_validate(given)
        except ValidationError as error:
            faulty = {fault["loc"][0] for fault in error.errors() if fault["loc"]}
            given = {name: value for name, value in given.items() if name not in faulty} if faulty else {}


def document_of(query: TaskQuery, documents: Mapping[str, Document]) -> Document:
    """The document that the query names, else the first one."""
    return documents.get(query.document) or next(iter(documents.values()))


def in_role(task: Task, role: Role) -> tuple[str, ...]:
    return {"lead": task.lead.units, "responsible": task.responsible.units, "either": task.units}[role]


def find(document: Document, query: TaskQuery) -> tuple[Task, ...]:
    """Every task that the query asks for, sorted."""
    wanted = folded(query.text).split()
    found = [task for task in document.tasks if _fits(task, query) and _holds(task, wanted)]
    found.sort(key=_KEYS[query.sort])
    return tuple(reversed(found)) if query.descending else tuple(found)


def _fits(task: Task, query: TaskQuery) -> bool:
    return (
        (not query.unit or query.unit in in_role(task, query.role))
        and (not query.with_lead or query.with_lead in task.lead.units)
        and (query.section < 0 or task.section == query.section)
        and _due(task, query.deadline)
        and (not query.ongoing or (task.deadline is not None and task.deadline.ongoing) == (query.ongoing == "yes"))
    )


def _due(task: Task, wanted: str) -> bool:
    if not wanted:
        return True
    if task.deadline is None:
        return wanted == "none"
    return wanted == task.deadline.literal or (task.deadline.due is not None and wanted == str(task.deadline.due.year))


def folded(text: str) -> str:
    """Text as a search compares it: width and letter case do not matter."""
    return unicodedata.normalize("NFKC", text).lower()


def _holds(task: Task, words: Sequence[str]) -> bool:
    if not words:
        return True
    literal = [task.text, task.lead.literal, task.responsible.literal, task.deadline and task.deadline.literal]
    everything = folded(" ".join([str(task.number), *(part for part in literal if part)]))
    return all(word in everything for word in words)


_KEYS: Mapping[Sort, Callable[[Task], Any]] = {
    "number": lambda task: task.position,
    "lead": lambda task: (not task.lead.literal, task.lead.literal or "", task.position),
    "section": lambda task: (-1 if task.section is None else task.section, task.position),
    "deadline": lambda task: (
        task.deadline is None or task.deadline.due is None,
        task.deadline.due.isoformat() if task.deadline and task.deadline.due else "",
        task.position,
    ),
}


def paged(tasks: Sequence[Task], page: int, size: int = PAGE_SIZE) -> TaskPage:
    """The page of ``tasks`` to show."""
    pages = max(1, -(-len(tasks) // size))
    page = min(page, pages)
    return TaskPage(tuple(tasks[(page - 1) * size : page * size]), len(tasks), page, pages)


# --- neighbours ----------------------------------------------------------------------------------------------------

MAX_TWINS = 3
# Below this share of common pairs of characters two tasks of the genre only share its phrases.
TWIN_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Tasks near one: with the same lead, in the same section, worded alike (best first)."""

    lead: tuple[Task, ...]
    section: tuple[Task, ...]
    twins: tuple[Task, ...]


def neighbours(document: Document, task: Task) -> Neighbours:
    others = [other for other in document.tasks if other.position != task.position]
    same_lead = [other for other in others if task.lead.units and set(task.lead.units) & set(other.lead.units)]
    same_section = [other for other in others if task.section is not None and other.section == task.section]
    pairs = _pairs(task.text)
    scored = [(_share(pairs, _pairs(other.text)), other) for other in others]
    twins = sorted((s for s in scored if s[0] >= TWIN_SHARE), key=lambda s: (-s[0], s[1].position))[:MAX_TWINS]
    return Neighbours(tuple(same_lead), tuple(same_section), tuple(task for _, task in twins))


def _pairs(text: str) -> frozenset[str]:
    letters = [char for char in folded(text) if char.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
