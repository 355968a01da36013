"""A question of content with or without what is said around it: "老房漏雨,房管所不搭理,直管公房修缮哪条有".

What a question about the records says around them is left out. Where meaning alone finds the tasks it may be what tells
which: there the whole message is searched first, and without the rest of it only where that answers nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.retrieve.source import Source, answers
from assistant.retrieve.stories import by_meaning
from assistant.types import Outcome, Question, Reading

_STORY = 45  # characters of a message that tells a story: all of it tells which task is meant


def clearer(
    whole: Question, bare: Question, read: Callable[[Question], Reading], source: Source
) -> tuple[Question, Reading]:
    """``whole``, or ``bare``, which is what is left of it without asides, and what ``read`` makes of the one chosen."""
    reading = read(bare)
    long = len(whole.text) >= _STORY
    thin = _says_too_little(reading)
    if bare.text == whole.text or not (long or thin or _by_meaning(reading)):
        return bare, reading
    told = read(whole)
    if (thin or (_by_meaning(reading) and not _answered(reading, source))) and _of_records(told, source):
        return whole, told
    searched_for = _by_meaning(told) and _answered(told, source)
    if not _by_meaning(reading):
        return (whole, told) if searched_for else (bare, reading)
    without = not long and _answered(reading, source) and not searched_for
    return (bare, reading) if without else (whole, told)


def _says_too_little(reading: Reading) -> bool:
    """Whether it is left open of which tasks something is asked, or all of the document's are counted.

    What was left out may be what says it: "wangxinban qiantou,项数".
    """
    if not reading.plans:
        return reading.outcome is Outcome.AMBIGUOUS and not reading.choices
    return all(plan.measure == "count" and not (plan.condition or plan.topic) for plan in reading.plans)


def _of_records(reading: Reading, source: Source) -> bool:
    """Whether tasks are told by what the records hold, and there are such tasks."""
    told = [plan for plan in reading.plans if plan.condition is not None and not by_meaning(plan)]
    return bool(told) and len(told) == len(reading.plans) and all(source.tasks(plan.condition) for plan in told)


def _by_meaning(reading: Reading) -> bool:
    return bool(reading.plans) and all(map(by_meaning, reading.plans))


def _answered(reading: Reading, source: Source) -> bool:
    """Whether the search answers all that is asked."""
    return all(answers(source, plan.topic or "") for plan in reading.plans)
