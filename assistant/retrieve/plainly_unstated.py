"""Details that are asked for in so many words and that none of the tasks found writes: 谁是组长, 网址是多少, 请的哪家.

Such a question is about a task as a whole, so search is sure of it; what it asks is not there all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understand.asking.details import unwritten
from index.tokens import normalise
from index.types import Hit, Task

# Characters of a question that asks one thing: what a longer message asks beside the detail may well be answered.
_LONGEST, _LONGEST_ENGLISH = 40, 110
_SEEN = 3  # tasks


def plainly_unstated(question: str, hits: Sequence[Hit], tasks: Sequence[Task]) -> bool:
    """Whether ``question`` asks for nothing but a detail that none of the tasks found for it (``hits``) writes."""
    asked = normalise(question).strip(" ?")
    if not hits or "?" in asked or len(asked) > (_LONGEST_ENGLISH if asked.isascii() else _LONGEST):
        return False
    return unwritten(asked, (tasks[hit.position].text for hit in hits[:_SEEN]), of_records=False)


def detail_unwritten(question: str, tasks: Sequence[Task]) -> bool:
    """Whether ``question`` asks of these tasks a detail that none of them writes, nor the notes beside it."""
    return unwritten(normalise(question), (f"{task.text}\n{task.note or ''}" for task in tasks), of_records=True)
