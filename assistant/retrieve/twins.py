"""Two tasks of one wording, one for each level or step, where a question speaks of both: 先市级后市区两级."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.understand.alternatives import alternatives
from assistant.understand.texts.literal import as_compared, pairs
from index.tokens import normalise
from index.types import Hit, Task

_FORMS = Path(__file__).with_name("halves.toml")
_NEAR = 0.75  # share of the best score
_ALIKE = 0.75  # share of their pairs of characters that both write


def with_twins(query: str, found: Sequence[Task], hits: Sequence[Hit], tasks: Sequence[Task]) -> tuple[Task, ...]:
    """``found`` with those of ``hits`` whose texts are nearly the same, where ``query`` speaks of two steps."""
    if not found or not alternatives(_FORMS, "steps").search(normalise(query)):
        return tuple(found)
    near = [tasks[hit.position] for hit in hits if hit.score >= _NEAR * hits[0].score]
    more = [task for task in near if task not in found and any(_alike(task, other) for other in found)]
    return (*found, *more)


def _alike(a: Task, b: Task) -> bool:
    one, other = pairs(as_compared(a.text)), pairs(as_compared(b.text))
    return len(one & other) >= _ALIKE * len(one | other)
