"""Words that a question has from one task's text: 信息公开目录什么时候编好 asks when what task 46 says is due."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.texts.literal import as_compared, only_holder
from index.tokens import normalise
from index.types import Task
from index.values import asked_of

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEAST = 6  # characters: fewer are words that many subjects share
_MOST = 2  # tasks that may hold them
# 电子联单那条: of what is pointed at, fewer words will do where one task alone holds them.
_POINTED = re.compile("(?:^|(?<=[\\s,;。?!]))([\u4e00-\u9fff]{2,}?)的?[那这]一?(?:条|项|个任务|件事)")


def told_of(question: str, tasks: Sequence[Task], task: Task) -> bool:
    """Whether ``question`` asks of ``task`` only what every record holds (who, when), with words of its text that at
    most ``_MOST`` of ``tasks`` hold."""
    asked = asked_of(question, task.text)
    pointed = [m[1] for m in _POINTED.finditer(normalise(question))]
    if not asked.lacking and any(_is_meant(piece, tasks, task) for piece in pointed):
        return bool(asked.recorded or asked.held)  # 消费券那条多少钱: its text says so
    if not asked.recorded or asked.lacking or asked.held:
        return False
    return any(piece in as_compared(task.text) and _is_rare(piece, tasks) for piece in _pieces(normalise(question)))


def _pieces(question: str) -> set[str]:
    runs = _HAN.findall(question)
    return {run[at : at + _LEAST] for run in runs for at in range(len(run) - _LEAST + 1)}


def _is_rare(piece: str, tasks: Sequence[Task]) -> bool:
    return sum(piece in as_compared(task.text) for task in tasks) <= _MOST


def _is_meant(words: str, tasks: Sequence[Task], task: Task) -> bool:
    at = only_holder(words, [as_compared(t.text) for t in tasks]) if len(words) < _LEAST else None
    return at is not None and tasks[at] is task
