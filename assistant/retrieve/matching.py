"""The tasks that a plan's condition and its topic select together."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.retrieve.joined import meant
from assistant.retrieve.source import Source
from assistant.retrieve.written_words import of_talk
from assistant.types import Plan, SectionIn
from assistant.understand.texts.literal import longest_piece
from index.types import Task


def matching(plan: Plan, source: Source) -> tuple[Task, ...]:
    """The condition, narrowed by the topic: by its words where the document uses them, else by meaning."""
    tasks = source.tasks(plan.condition)
    if not plan.topic or not tasks:
        return tasks
    if plan.joined is not None and plan.topic == plan.joined.words and (narrowed := meant(plan.joined, tasks, source)):
        return narrowed
    literal = holding(plan, source)
    if literal or plan.condition is not None:
        return literal or tasks
    hits = source.records.nearest(plan.topic, [t.position for t in tasks])
    best = {h.position for h in source.records.best(plan.topic, hits)}
    return tuple(t for t in tasks if t.position in best) or tasks


def holding(plan: Plan, source: Source) -> tuple[Task, ...]:
    """The tasks of the condition that hold the words of the topic, as far as the document uses them."""
    texts = [t.text for t in source.document.tasks]
    pieces = [piece for w in (plan.topic or "").split() if (piece := longest_piece(w, texts))]
    telling = [piece for piece in pieces if len(piece) > 1 and piece not in of_talk()]
    words = telling or pieces  # 新闻发布会 数: of the second nobody speaks
    tasks = source.tasks(plan.condition) if words else ()
    whole = tuple(t for t in tasks if all(w in t.text for w in words))
    return _any_of_those(plan, tasks, texts) or whole


def _any_of_those(plan: Plan, tasks: Sequence[Task], texts: list[str]) -> tuple[Task, ...]:
    """执法公示、裁量这些: what is counted up is in one task or another; beside a section alone it names the section."""
    things = (plan.topic or "").split("、")
    words = [piece for thing in things if (piece := longest_piece(thing, texts))]
    if len(words) < 2 or " " in (plan.topic or "") or isinstance(plan.condition, SectionIn):
        return ()
    return tuple(t for t in tasks if any(w in t.text for w in words))


def picked(plan: Plan, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The items of the result that were asked for: the first, the last two."""
    if not plan.pick:
        return tuple(tasks)
    return tuple(tasks[i] for i in plan.pick if -len(tasks) <= i < len(tasks))
