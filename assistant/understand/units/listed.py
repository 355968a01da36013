"""The units that the tasks of a document name."""

from __future__ import annotations

from assistant.understand.kept import kept
from index.types import Document


@kept
def units_listed(document: Document) -> frozenset[str]:
    """The name of every unit that any task names in either role."""
    return frozenset(unit for task in document.tasks for unit in task.units)
