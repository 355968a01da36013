"""A document as a layout read it, before its tasks have numbers and its sections an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.layouts.fields import Fields
from index.reading.passage import Passage
from index.types import Section, Span, Task, TaskNumber


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its label and title as printed, the number of its label, and its place."""

    label: str
    number: int | None
    title: str
    span: Span

    @property
    def text(self) -> str:
        return f"{self.label}{self.title}"


Path = tuple[Head, ...]

# A task without label and section among others that have them.
_UNNUMBERED = "未编号"


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task with its printed label ("" for none), the label's kind and integer, and the headings above it."""

    label: str
    kind: str
    number: int | None
    text: Passage
    fields: Fields
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What one layout makes of a document. ``paths`` are all its headings in order, outermost first in each.

    ``others`` counts the tasks whose fields were found as another layout has them.
    """

    layout: str
    tasks: tuple[DraftTask, ...] = ()
    paths: tuple[Path, ...] = ()
    others: int = 0

    @property
    def explained(self) -> tuple[int, int]:
        """How many tasks have a field, as this layout has them; then how many fields there are in all."""
        counts = [task.fields.count for task in self.tasks]
        return sum(count > 0 for count in counts) - self.others, sum(counts)


def sections_of(draft: Draft) -> tuple[Section, ...]:
    """The headings as sections, parents before their children."""
    return tuple(
        Section(i, path[-1].number, path[-1].label, path[-1].title, tuple(head.text for head in path), path[-1].span)
        for i, path in enumerate(draft.paths)
    )


def tasks_of(draft: Draft, document: str) -> tuple[Task, ...]:
    """The tasks with their numbers, in document order."""
    index = {path: i for i, path in enumerate(draft.paths)}
    numbers = _numbers(draft.tasks)
    return tuple(
        Task(
            document=document,
            number=number,
            position=position,
            label=task.label,
            text=task.text.text,
            span=task.text.span,
            section=index.get(task.path),
            lead=task.fields.lead,
            responsible=task.fields.responsible,
            deadline=task.fields.deadline,
            note="；".join(task.fields.notes) or None,
        )
        for position, (task, number) in enumerate(zip(draft.tasks, numbers, strict=True))
    )


def _numbers(tasks: Sequence[DraftTask]) -> list[TaskNumber]:
    """Integers where the labels are unique integers of one kind, else path and label (1.2, KJ-01, one used twice)."""
    if not any(task.label for task in tasks):
        return list(range(1, len(tasks) + 1))
    integers = [task.number for task in tasks if task.number is not None]
    if len({task.kind for task in tasks}) == 1 and len(set(integers)) == len(integers) == len(tasks):
        return list(integers)
    labels = [task.label.strip().rstrip(".．、:：") for task in tasks]
    full = ["/".join((*(head.text for head in t.path), label)) for t, label in zip(tasks, labels, strict=True)]
    return list(_told_apart([number.rstrip("/") for number in full]))


def _told_apart(numbers: Sequence[str]) -> list[str]:
    """Each unique: what is still alike, or empty, gets -1, -2 ... in document order."""
    count = Counter(numbers)
    taken = {number for number in numbers if count[number] == 1}
    last: Counter[str] = Counter()
    result = []
    for number in numbers:
        if number and count[number] == 1:
            result.append(number)
            continue
        while True:
            last[number] += 1
            unique = f"{number or _UNNUMBERED}-{last[number]}"
            if unique not in taken:
                break
        taken.add(unique)
        result.append(unique)
    return result
