"""Questions at the end of a story: what is asked may stand in the sentences before, which a plan has no part of.

"老师说要用外面的机构来评。我想引用原文,请问是哪一条?" names what is asked for before it asks. Where the message as a
whole, or its end, is clearly nearer to a task than what was read of it as the question, it is searched instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.retrieve.source import Source, answers, nearness
from assistant.types import Plan
from index.tokens import normalise

_LONG = 40  # characters of a message that tells a story
_TOLD = 14  # the same where what it asks says nothing by itself
_BARE = 8  # characters that ask nothing by themselves
_LEFT = 8  # characters that its plans leave out
_NEARER = 0.05  # by how much the score of the best task is higher
_SENTENCE = re.compile(r"(?<=[?!。;])|(?<=[a-z][.]) ")


def searched(plan: Plan) -> bool:
    """Whether nothing but meaning finds the plan's tasks."""
    return plan.measure == "content" and plan.condition is None and bool(plan.topic) and not plan.asked


def by_meaning(plan: Plan) -> bool:
    """Whether meaning comes first, though some unit or day is spoken of."""
    return searched(plan) or (plan.measure == "content" and plan.topic_first and bool(plan.topic))


def joined(plans: Sequence[Plan]) -> Plan:
    """One plan for all of these questions, in their order, with the fields that any of them asks for."""
    topics = [plan.topic or "" for plan in plans]
    fields = tuple(dict.fromkeys(field for plan in plans for field in plan.fields))
    facts = tuple(dict.fromkeys(fact for plan in plans for fact in plan.facts))
    return replace(plans[0], topic="?".join(topic.rstrip("?。") for topic in topics), fields=fields, facts=facts)


def told_at_length(plans: Sequence[Plan], source: Source, text: str) -> Sequence[Plan]:
    """``plans``, or one that searches with more of the message ``text`` where that finds what they do not."""
    bare = all(len(plan.topic or "") < _BARE for plan in plans)
    if len(text) < (_TOLD if bare else _LONG) or not plans or not all(map(by_meaning, plans)):
        return plans
    if sum(len(plan.topic or "") for plan in plans) + _LEFT > len(text) and len(plans) == 1:
        return plans
    if not bare and not any(answers(source, plan.topic or "") for plan in plans):
        return plans  # what is asked is not stated, whatever the story is near to
    least = max(nearness(source, plan.topic or "") for plan in plans) + _NEARER
    nearest = max(endings(text), key=lambda words: nearness(source, words))
    whole = replace(joined(plans), topic=nearest, condition=None, topic_first=False)
    return (whole,) if nearness(source, nearest) >= least else plans


def endings(text: str) -> list[str]:
    """A message, and its last sentence, two and three where it has more of them."""
    said = [sentence for sentence in _SENTENCE.split(normalise(text)) if sentence.strip()]
    return ["".join(said), *("".join(said[-many:]) for many in (3, 2, 1) if many < len(said))]
