"""Questions for all that a document says on a topic: 培训这方面有哪些要求 wants every task about training.

How such questions are worded is data (whole_topic.toml); ``index.topic`` tells which tasks are about the topic.
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.retrieve.short_questions import naming, short
from assistant.retrieve.source import Source
from assistant.understand.alternatives import alternatives
from index.tokens import normalise
from index.topic import about
from index.types import Task

_FORMS = Path(__file__).with_name("whole_topic.toml")

_LEAST = 2  # characters of a topic
TELLING, _FEW = 3, 5  # tasks that hold the topic's one word: fewer do not tell all, more are listed by the word
_SURE = 0.5
_ROUNDS = 4  # frames around a topic


def _forms(kind: str) -> re.Pattern[str]:
    return alternatives(_FORMS, kind)


def whole_topic(question: str) -> str | None:
    """The topic of which ``question`` wants all that is said; None where it wants something else."""
    text = normalise(question).strip(" ?!。,.;")
    if _forms("one").search(text):
        return None
    if _forms("all").search(text):
        left = _forms("all").sub(" ", text)
    elif _forms("bare").search(text):
        left = text
    else:
        return None
    for _ in range(_ROUNDS):
        left = _forms("frame").sub("", left.strip())
    return left if len(left) >= _LEAST else None


def all_about(question: str, source: Source, *, answered: bool) -> tuple[tuple[Task, ...], float]:
    """The tasks about the whole topic that is asked for, and how sure it is that they answer; () where none is, or
    where neither the question (``answered``) nor its topic alone is one that the document answers."""
    topic, tasks = whole_topic(question), source.document.tasks
    if topic is None:
        return (), 0.0
    asked = short(question)
    named = naming(asked, tasks)[1] if asked else ()
    if len(named) >= TELLING:
        return (named, _SURE) if len(named) <= _FEW else ((), 0.0)
    hits = source.records.nearest(topic, None)
    judged = source.records.judge(topic, hits)
    if judged.kind != "answered" and not answered and not named:
        return (), 0.0
    found = {hit.position for hit in about(topic, hits, tasks)} | {task.position for task in named}
    return tuple(tasks[position] for position in sorted(found)), judged.answered
