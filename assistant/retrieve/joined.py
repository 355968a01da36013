"""The tasks of a condition that a topic joined to it means, though none writes its words: 州商务局牵头的、跟卖茶有关的.

The condition stays exact; among its tasks the search by meaning tells which are meant, by how they stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conditions import Condition, Mentions
from assistant.retrieve.left_over import also_left_over, with_left_over
from assistant.retrieve.source import Source
from assistant.types import Joined, Plan, Reading
from assistant.understand.algebra import all_of, conjuncts
from assistant.understand.asking.joined_topics import things_of
from assistant.understand.texts.literal import as_compared, longest_piece
from index.topic import about
from index.types import Hit, Task

# Score of the nearest task, its share of the best score in the whole document, and the share of it that tasks which
# are not meant have at most; the second of each where the words may be no topic at all.
_NEAR, _OF_BEST, _APART = (0.2, 0.2), (0.4, 0.95), (0.8, 0.72)
_ALIKE = 0.75  # share of the best score that each task that is meant has


def with_topics(reading: Reading, source: Source) -> Reading:
    """``reading`` with the topics that are joined to its conditions, where tasks stand out for them.

    Elsewhere the whole list is given, and the words are named as not understood.
    """
    for at, plan in enumerate(reading.plans):
        if plan.joined is None:
            continue
        narrowed = _narrowed(plan, plan.joined, source)
        if narrowed is not None:
            reading = _used(reading, plan.joined.words)
        elif plan.measure == "content" and plan.topic and not plan.topic_first and not _holds(plan, source):
            narrowed = replace(plan, measure="list", topic=None)
            reading = also_left_over(reading, plan.joined.words)
        if narrowed is not None:
            reading = replace(reading, plans=(*reading.plans[:at], narrowed, *reading.plans[at + 1 :]))
    return reading


def _narrowed(plan: Plan, topic: Joined, source: Source) -> Plan | None:
    condition = all_of(c for c in conjuncts(plan.condition) if not _of_the_topic(c, topic.words))
    if condition is None or not meant(topic, source.tasks(condition), source):
        return None
    return replace(plan, condition=condition, topic=topic.words, topic_first=False, asked="")


def _of_the_topic(condition: Condition, topic: str) -> bool:
    """Whether the condition is a word of the topic, that tasks happen to write."""
    return isinstance(condition, Mentions) and all(word in topic for word in condition.words)


def _holds(plan: Plan, source: Source) -> bool:
    words = (plan.topic or "").split()
    return any(all(word in as_compared(task.text) for word in words) for task in source.tasks(plan.condition))


def _used(reading: Reading, words: str) -> Reading:
    return with_left_over(reading, tuple(word for word in reading.unexplained if not _same(word, words)))


def _same(word: str, topic: str) -> bool:
    return word in topic or topic in word


def meant(topic: Joined, tasks: Sequence[Task], source: Source) -> tuple[Task, ...]:
    """Those of ``tasks`` that stand out for the things that ``topic`` names; () where for one of them none does."""
    found: dict[int, Task] = {}
    texts = [as_compared(task.text) for task in source.document.tasks]
    for thing in things_of(topic.words):
        piece = longest_piece(thing, texts)
        holders = [task for task in tasks if piece is not None and piece in as_compared(task.text)]
        more = holders or _standing_out(thing, tasks, source, sure=topic.sure)
        if not more:
            return ()
        found |= {task.position: task for task in more}
    return tuple(found[position] for position in sorted(found))


def _standing_out(thing: str, tasks: Sequence[Task], source: Source, *, sure: bool) -> list[Task]:
    hits: Sequence[Hit] = source.records.nearest(thing, [task.position for task in tasks])
    best = source.records.nearest(thing, None)
    kind = 0 if sure else 1
    if not hits or hits[0].score < max(_NEAR[kind], _OF_BEST[kind] * best[0].score):
        return []
    alike = [hit for hit in hits if hit.score >= _ALIKE * hits[0].score]
    near = {hit.position for hit in about(thing, alike, source.document.tasks)}
    others = [hit.score for hit in hits if hit.position not in near]
    if others and max(others) > _APART[kind] * hits[0].score:
        return []
    return [task for task in tasks if task.position in near]
