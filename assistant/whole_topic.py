"""Questions for all that a document says on a topic: 培训这方面有哪些要求 wants every task about training, not the best.

How such questions are worded is data (whole_topic.toml); ``index.topic`` tells which tasks are about the topic.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.source import Source
from index.tokens import normalise
from index.topic import about
from index.types import Task

_LEAST = 2  # characters of a topic
_ROUNDS = 4  # frames around a topic


@cache
def _forms(kind: str) -> re.Pattern[str]:
    raw = tomllib.loads(Path(__file__).with_name("whole_topic.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{form})" for form in raw[kind]))


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
    topic = whole_topic(question)
    if topic is None:
        return (), 0.0
    hits = source.records.nearest(topic, None)
    judged = source.records.judge(topic, hits)
    if judged.kind != "answered" and not answered:
        return (), 0.0
    tasks = source.document.tasks
    return tuple(tasks[hit.position] for hit in about(topic, hits, tasks)), judged.answered
