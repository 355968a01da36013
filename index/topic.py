"""Which tasks are about a topic, where all of them are wanted: 政务公开培训这方面有哪些要求.

The tasks that a search finds for the topic alone, where they are about as near to it as the nearest. One that holds
the topic's words, or stands beside one that is about it, may be somewhat farther: documents put together what belongs
together. Nothing here is learnt, and no anticipated question is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from index.english import with_chinese
from index.tokens import terms
from index.types import Hit, Task

_LEAST = 0.4  # score of a hit
_ENOUGH = 0.94  # share of the best score, with what is added to it
_BESIDE = 0.15  # added for a task beside one that is about the topic
_HELD = 0.3  # added for one that holds all of the topic's words that the document writes, less for some of them
_NEAR = 0.85  # share of the best score
_REACH = 2  # tasks between which two still stand beside each other


def about(topic: str, hits: Sequence[Hit], tasks: Sequence[Task]) -> tuple[Hit, ...]:
    """Those of ``hits``, found for ``topic`` among ``tasks``, that are about it, in document order."""
    candidates = [hit for hit in hits if hit.score >= _LEAST] or list(hits[:1])
    if not candidates:
        return ()
    held = _held(topic, candidates, tasks)
    near = [hit.score / hits[0].score for hit in candidates]
    worth = [share + _HELD * held[hit.position] for hit, share in zip(candidates, near, strict=True)]
    # One that holds none of the topic's words joins those beside it only where it is about as near by itself.
    beside = [
        _BESIDE if held[hit.position] or share >= _NEAR else 0.0 for hit, share in zip(candidates, near, strict=True)
    ]
    found = [candidates[0]]
    while more := [
        hit
        for hit, value, added in zip(candidates, worth, beside, strict=True)
        if hit not in found and value + added * _beside(hit, found, tasks) >= _ENOUGH
    ]:
        found += more
    return tuple(sorted(found, key=lambda hit: hit.position))


def _beside(hit: Hit, found: Sequence[Hit], tasks: Sequence[Task]) -> bool:
    """Whether one of those found stands close by in the same section."""
    section = tasks[hit.position].section
    return any(
        tasks[other.position].section == section and abs(hit.position - other.position) <= _REACH for other in found
    )


def _held(topic: str, hits: Sequence[Hit], tasks: Sequence[Task]) -> dict[int, float]:
    """For each hit's place the share of the topic's terms that its text holds, the rarer the weightier, of those that
    any task holds."""
    texts = [_terms(task.text) for task in tasks]
    holders = {term: sum(term in text for text in texts) for term in set(terms(with_chinese(topic)))}
    weights = {term: math.log((len(texts) + 1) / (count + 0.5)) for term, count in holders.items() if count}
    whole = sum(weights.values()) or 1.0
    return {
        hit.position: sum(weight for term, weight in weights.items() if term in texts[hit.position]) / whole
        for hit in hits
    }


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    """The terms of a task's text, which every question asks for again."""
    return frozenset(terms(text))
