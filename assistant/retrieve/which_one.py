"""Questions for the field of a task that name it by a word which many tasks hold: 平台什么时候能建好.

Any one of these tasks would be a guess, so the asker is asked back, with the tasks that hold the word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.types import Plan
from assistant.understand.alternatives import alternatives
from assistant.understand.texts.literal import as_compared
from index.tokens import normalise
from index.types import Task

_FORMS = Path(__file__).with_name("which_one.toml")
_ONE_WORD = re.compile(r"[\u3400-\u9fff]{2,4}")
_MANY = 6  # tasks that hold the word: of fewer, all are told
_FIELDS = {"lead", "responsible", "deadline"}


def many_of_one_word(plan: Plan, query: str, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that ``query`` may mean, where it asks one field and names no more than a word that many hold."""
    if len(plan.fields) != 1 or plan.fields[0] not in _FIELDS or plan.condition is not None:
        return ()
    word = alternatives(_FORMS, "asked").sub("", normalise(query).strip(" ?!。,.~"))
    if not _ONE_WORD.fullmatch(word):
        return ()
    held = tuple(task for task in tasks if word in as_compared(task.text))
    return held if len(held) >= _MANY else ()
