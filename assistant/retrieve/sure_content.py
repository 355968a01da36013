"""A reading that leaves most of a message over gives way to the search, where the search is sure of what is asked.

"政府网站最少多久更新一回,谁牵头" holds 最少 and 谁牵头, the words of a ranking of units; what is asked stands in the
words that such a reading has no use for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.conditions import Mentions, leaves, words_of
from assistant.retrieve.halves import asked_apart, each_clear
from assistant.retrieve.source import Source
from assistant.types import Outcome, Plan, Question, Reading
from assistant.understand.asking.told import is_weak

_SURE = 0.7
# Characters of a message that says enough to be searched though nothing of it was read, and of one that tells a story.
_SENTENCE, _STORY = 14, 45
# Characters that the reading does not use: so many and such a share of the message, or more.
_LEAST, _MUCH, _MANY = 6, 0.2, 10
# What is worked out over the tasks that a condition selects; of others, what is asked is certain.
_WEIGHED = ("rank", "claim", "summarise", "list", "units", "exists", "count", "content", "describe")

# Whether and where words are written is asked of just these words.
_BY_WORDS = ("list", "exists", "count")


def content_where_sure(reading: Reading, question: Question, source: Source, alone: Callable[[], Reading]) -> Reading:
    """``reading``, or the search by all words of ``question``; ``alone`` reads it without the turns before."""
    apart = _asks_apart(reading, question, source)
    if not (apart or _leaves_much(reading, question, source)) or alone().plans != reading.plans:
        return reading
    if apart:
        return _searching(reading, question)
    judged = source.records.judge(question.text, source.records.nearest(question.text, None))
    told = len(question.text) >= _STORY
    if judged.answered + judged.near * told < _SURE or (judged.kind != "answered" and not told):
        return reading
    return _searching(reading, question)


def _searching(reading: Reading, question: Question) -> Reading:
    """``reading`` as the search by all words of ``question``."""
    notes = tuple(note for note in reading.notes if note[0] not in ("unexplained", "district"))
    plan = _search(reading.plans, question.text)
    return replace(reading, plans=(plan,), premises=(), unexplained=(), notes=notes, outcome=None, smalltalk=None)


def _asks_apart(reading: Reading, question: Question, source: Source) -> bool:
    """Whether several things are asked, one of them of content already, and each is near to a task of its own."""
    others = [plan for plan in reading.plans if plan.measure != "content" or plan.condition is not None]
    content = any(plan.measure == "content" for plan in reading.plans)
    if not others or not content or not all(_of_words(plan, source) for plan in others):
        return False
    return each_clear(asked_apart(question.text), source)


def _of_words(plan: Plan, source: Source) -> bool:
    """Whether nothing but words, a unit in no role or a day selects the plan's tasks, not all of them named."""
    weak = (isinstance(leaf, Mentions) or is_weak(leaf, source.document) for leaf in leaves(plan.condition))
    return plan.measure in ("content", "list", "exists") and plan.condition is not None and all(weak)


def _leaves_much(reading: Reading, question: Question, source: Source) -> bool:
    """Whether the reading rests on nothing that is certainly meant and uses little of what is said."""
    if not reading.plans:
        told = reading.outcome is not Outcome.AMBIGUOUS or sum(map(len, reading.unexplained)) >= _LEAST
        return told and not reading.choices and len(question.text) >= _SENTENCE
    read = [plan for plan in reading.plans if not _searched(plan)]
    story = len(question.text) >= _STORY
    if not read or not all(_is_loose(plan, source) or (story and plan.measure == "content") for plan in read):
        return False
    left = sum(map(len, reading.unexplained)) + sum(_by_chance(plan, source) for plan in read)
    return left >= max(_LEAST, min(_MUCH * len(question.text), _MANY))


def _searched(plan: Plan) -> bool:
    """Whether the search by meaning finds the plan's tasks already."""
    return plan.measure == "content" and (plan.condition is None or plan.topic_first or bool(plan.asked))


def _search(plans: Sequence[Plan], text: str) -> Plan:
    fields = tuple(dict.fromkeys(field for plan in plans for field in plan.fields))
    return Plan("content", topic=text, fields=fields)


def _is_loose(plan: Plan, source: Source) -> bool:
    """Whether the plan rests on nothing that is certainly meant."""
    resting = leaves(plan.condition)
    told = plan.measure in _BY_WORDS and any(isinstance(leaf, Mentions) for leaf in resting)
    return plan.measure in _WEIGHED and not told and all(is_weak(leaf, source.document) for leaf in resting)


def _by_chance(plan: Plan, source: Source) -> int:
    """Characters that the plan takes for words to be mentioned, which no task writes, and for its topic."""
    unwritten = (w for w in words_of(plan.condition) if not any(w in task.text for task in source.document.tasks))
    return sum(map(len, unwritten)) + len(plan.topic or "")
