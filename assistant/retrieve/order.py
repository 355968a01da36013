"""The order of the tasks that a question wishes for (按时限排序, 从晚到早)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.types import Form
from index.types import Task


def ordered(tasks: Sequence[Task], form: Form) -> tuple[Task, ...]:
    """By deadline (none last), lead unit or document order; equals stay in document order."""
    if form.order == "deadline":
        dated = [t for t in tasks if t.deadline and t.deadline.due]
        dated.sort(key=lambda t: t.deadline.due if t.deadline and t.deadline.due else date.max, reverse=form.descending)
        return (*dated, *(t for t in tasks if t not in dated))
    if form.order == "unit":
        return tuple(sorted(tasks, key=lambda t: t.lead.literal or ""))
    return tuple(sorted(tasks, key=lambda t: t.position, reverse=form.descending))
