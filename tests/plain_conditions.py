"""Conditions read over the records themselves, one task at a time: what the query to Chroma is compared with."""

from __future__ import annotations

import re

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Mentions,
    Not,
    Noted,
    NumberIn,
    Ongoing,
    Or,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from index.types import Document, Task, TaskNumber

WRITTEN = {
    "百分比": r"\d+(?:\.\d+)?%|百分之",
    "次数": r"[\d一二两三四五六七八九十]+次(?!性)",
    "办理时间": r"\d+个?(?:工作日|小时|天|日内)",
    "电话或热线": r"(?<!\d)1\d{4}(?!\d)|热线|电话",
    # Numbers that say how much: a hotline of five digits says nothing.
    "数字指标": r"(?<!\d)\d{1,4}(?!\d)",
}


def _units(task: Task, role: str) -> tuple[str, ...]:
    return {"lead": task.lead.units, "responsible": task.responsible.units, "either": task.units}[role]


def _unit(task: Task, condition: UnitIs) -> bool:
    units = set(_units(task, condition.role))
    if not condition.only:
        return bool(units.intersection(condition.names))
    if "、" in condition.label:  # named together: all of them, and nothing else
        return units == set(condition.names)
    return bool(units) and units <= set(condition.names)


def _count(task: Task, condition: UnitCount) -> bool:
    """A field that is absent names no number of units at all."""
    n = len(_units(task, condition.role))
    low, high = condition.low or 0, condition.high if condition.high is not None else n
    return (n > 0 or condition.role == "either") and low <= n <= high


def _missing(task: Task, name: str) -> bool:
    return {"lead": not task.lead.units, "responsible": not task.responsible.units, "deadline": task.deadline is None}[
        name
    ]


def _due(task: Task, condition: DueIn) -> bool:
    due = task.deadline.due if task.deadline else None
    if due is None:
        return False
    return (condition.start or due) <= due <= (condition.end or due)


def _same(task: Task, condition: SameAs, document: Document) -> bool:
    model = next((t for t in document.tasks if t.number == condition.number), None)
    if model is None or task is model:
        return False
    match condition.name:
        case "lead" | "responsible":
            return set(_units(task, condition.name)) == set(_units(model, condition.name))
        case "deadline":
            return (task.deadline and task.deadline.literal) == (model.deadline and model.deadline.literal)
        case "section":
            return task.section == model.section


def meets(task: Task, condition: Condition, document: Document) -> bool:
    """Whether one task meets a condition."""
    match condition:
        case And(parts=parts):
            return all(meets(task, part, document) for part in parts)
        case Or(parts=parts):
            return any(meets(task, part, document) for part in parts)
        case Not(part=part):
            return not meets(task, part, document)
        case SameAs():
            return _same(task, condition, document)
        case UnitIs():
            return _unit(task, condition)
        case UnitCount():
            return _count(task, condition)
        case _:
            return _meets_itself(task, condition)


def _meets_itself(task: Task, condition: Condition) -> bool:
    match condition:
        case DueIn():
            return _due(task, condition)
        case FieldMissing(name=name):
            return _missing(task, name)
        case NumberIn(numbers=numbers):
            return task.number in numbers
        case SectionIn(sections=sections):
            return task.section in sections
        case DeadlineIs(literal=literal):
            return task.deadline is not None and task.deadline.literal == literal
        case Ongoing(value=value):
            return (task.deadline is not None and task.deadline.ongoing) == value
        case Mentions(words=words):
            return any(word.lower() in task.text.lower() for word in words)
        case Noted(words=words):
            return bool(task.note) and (not words or any(word in (task.note or "") for word in words))
        case Figure(name=name):
            return re.search(WRITTEN[name], task.text) is not None
    raise AssertionError(f"no such condition: {condition}")


def chosen(condition: Condition, document: Document) -> list[TaskNumber]:
    """The numbers of the tasks that meet a condition, in document order."""
    return [task.number for task in document.tasks if meets(task, condition, document)]
