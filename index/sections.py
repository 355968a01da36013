"""The tree of a document's sections: which stand under which, and the tasks in a section and all below it."""

from __future__ import annotations

import re
from collections.abc import Container

from index.reading.numerals import to_int
from index.types import Document, Section, Task

_LABEL = re.compile(r"\d+|[零〇一二三四五六七八九十百]+")


def parent_of(section: Section, document: Document) -> Section | None:
    """The section around it; where a path occurs twice, the nearest before. None for one that stands at the top."""
    above = [s for s in document.sections[: section.index] if s.path == section.path[:-1]]
    return above[-1] if above else None


def top_of(section: Section, document: Document) -> Section:
    """The outermost section around it, itself where it stands at the top."""
    parent = parent_of(section, document)
    return section if parent is None else top_of(parent, document)


def section_of(task: Task, document: Document, *, outermost: bool = True) -> Section | None:
    """The section a task is counted under: of nested ones the outermost, or the one it stands in itself."""
    own = None if task.section is None else document.sections[task.section]
    return own if own is None or not outermost else top_of(own, document)


def children_of(parent: Section | None, document: Document) -> tuple[Section, ...]:
    """The sections right under one; those at the top for None."""
    return tuple(s for s in document.sections if parent_of(s, document) == parent)


def inside(sections: Container[int], document: Document) -> tuple[Task, ...]:
    """The tasks in any of these sections or below them, in document order."""
    within = set()
    for section in document.sections:
        parent = parent_of(section, document)
        if section.index in sections or (parent is not None and parent.index in within):
            within.add(section.index)
    return tuple(task for task in document.tasks if task.section in within)


def printed_number(task: Task) -> int | None:
    """The integer of a task's printed label: 3 for "（三）", "3." and "2.3"; None for codes and for no label."""
    found = _LABEL.findall(task.label)
    return to_int(found[-1]) if found and not re.search("[A-Za-z]", task.label) else None


def plain_label(task: Task) -> str:
    """A task's printed label without the punctuation behind it: "1.2", "KJ-01", "（三）"."""
    return task.label.strip().rstrip(".．、:：")
