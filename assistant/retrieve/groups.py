"""Tasks grouped by what they share: a unit in a role, a section, a year, a deadline's wording, a pair of leads."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from assistant.retrieve.source import Source
from assistant.types import Group, GroupBy
from index.sections import section_of
from index.types import Task


def keys_of(task: Task, group: GroupBy, source: Source) -> list[tuple[str | int, str]]:
    """The groups a task belongs to, as (key, label)."""
    match group:
        case "section":
            place = section_of(task, source.document)
            return [] if place is None else [(place.index, place.heading)]
        case "year" | "quarter" | "month":
            due = task.deadline.due if task.deadline else None
            return [] if due is None else [_stretch_of(due, group)]
        case "deadline":
            return [(task.deadline.literal, task.deadline.literal)] if task.deadline else []
        case "task":
            return [(str(task.number), str(task.number))]
        case "pair":
            units = sorted(dict.fromkeys(map(source.registry.usual, task.lead.units)))
            return [("、".join(p), "、".join(p)) for i, a in enumerate(units) for p in [(a, b) for b in units[i + 1 :]]]
        case _:
            return [(unit, unit) for unit in dict.fromkeys(map(source.registry.usual, task.units_in(group)))]


def _stretch_of(day: date, group: GroupBy) -> tuple[str | int, str]:
    """The year, or the quarter or month of a year, that a day lies in; keys in the order of time."""
    if group == "year":
        return day.year, str(day.year)
    part = day.month if group == "month" else (day.month + 2) // 3
    return day.year * 100 + part, str(day.year * 100 + part)


def groups_of(tasks: Sequence[Task], group: GroupBy, source: Source) -> list[Group]:
    """The groups that tasks fall into; tasks that all stand in one part of the document are told by its sections."""
    found: dict[str | int, tuple[str, list[Task]]] = {}
    if group == "section" and len({section_of(task, source.document) for task in tasks}) == 1:
        for task in tasks:
            if (own := section_of(task, source.document, outermost=False)) is not None:
                found.setdefault(own.index, (own.heading, []))[1].append(task)
        return [Group(key, label, tuple(members)) for key, (label, members) in found.items()]
    if group == "both":
        each = [{g.key for g in groups_of(tasks, role, source)} for role in ("lead", "responsible")]
        return [g for g in groups_of(tasks, "either", source) if all(g.key in units for units in each)]
    for task in tasks:
        for key, label in keys_of(task, group, source):
            found.setdefault(key, (label, []))[1].append(task)
    return [Group(key, label, tuple(members)) for key, (label, members) in found.items()]


def share_of(group: Group, positions: Container[int]) -> float:
    """The share of a group's tasks that are among ``positions``."""
    return sum(task.position in positions for task in group.tasks) / len(group.tasks)


_NEAR = 7
_SOME = 3  # of the nearest tasks: so many tell that a section treats of something


def fullest(groups: Sequence[Group], nearest: Sequence[int], claimed: Sequence[int] = ()) -> list[Group]:
    """The one group that most of the nearest tasks stand in; of ``claimed``, one that many of them stand in."""
    near = nearest[:_NEAR]
    held = {g.key: sum(task.position in near for task in g.tasks) for g in groups}
    named = [g for g in groups if g.key in claimed and held[g.key] >= _SOME]
    return named[:1] or sorted(groups, key=lambda g: -held[g.key])[:1]


def led_by(group: Group) -> str | None:
    """The one unit that leads every task of a group; None where several do or a task has no lead."""
    leads = {task.lead.units for task in group.tasks}
    only = next(iter(leads)) if len(leads) == 1 else ()
    return only[0] if len(only) == 1 else None
