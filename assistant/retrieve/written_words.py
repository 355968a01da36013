"""Words that no rule used and that some of the tasks asked for write: "内容关乎信用,时限为2018年,牵头单位有经信委".

They are no condition of their own wording, but to drop them would list tasks that nobody asked for; where none of the
tasks writes them, or hardly any is left out, they stay named as not understood.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.conditions import Mentions, NumberIn, UnitIs, leaves
from assistant.retrieve.left_over import with_left_over
from assistant.retrieve.source import Source
from assistant.types import Plan, Reading
from assistant.understand.algebra import all_of, conjuncts
from assistant.understand.texts.literal import as_compared
from index.tokens import tokenize

_NARROWED = ("list", "count", "describe", "exists", "summarise", "units", "breakdown")
_LEAST = 2  # characters of a word that tasks write
_AROUND = 2  # characters beside it that are no word of the document: a verb (关乎信用) or 类
_FEW = 0.2  # share of the document's tasks that hold a word which tells them apart


def narrowed_by_words(reading: Reading, source: Source) -> Reading:
    """``reading`` of one plan with the words that it left over, as far as they tell its tasks apart."""
    if len(reading.plans) != 1 or reading.premises or not reading.unexplained:
        return reading
    plan = reading.plans[0]
    if plan.condition is None or plan.topic or plan.measure not in _NARROWED or _names_tasks(plan):
        return reading
    names = "|".join(name for c in leaves(plan.condition) if isinstance(c, UnitIs) for name in (c.label, *c.names))
    telling = {said: _telling(said, source) for said in reading.unexplained}
    words = {said: word for said, word in telling.items() if word and word not in names}  # 财政口: the bureau
    narrowed = all_of((*conjuncts(plan.condition), *(Mentions((word,)) for word in words.values())))
    found, before = len(source.tasks(narrowed)), len(source.tasks(plan.condition))
    if not words or not 0 < found < before:
        return reading
    left = tuple(said for said in reading.unexplained if said not in words)
    return with_left_over(replace(reading, plans=(replace(plan, condition=narrowed),)), left)


def _names_tasks(plan: Plan) -> bool:
    return any(isinstance(c, NumberIn) for c in conjuncts(plan.condition))


def _telling(said: str, source: Source) -> str | None:
    """The word of ``said`` (no figure) that a few tasks of the document write, where hardly more is said."""
    texts = [as_compared(task.text) for task in source.document.tasks]
    few = _FEW * len(texts)
    telling = (
        word for word in _words(said) if word not in of_talk() and 0 < sum(word in text for text in texts) <= few
    )
    return next(telling, None)


def _words(said: str) -> Iterator[str]:
    """``said`` as a whole, and each of its words beside which little is said."""
    if said.isdigit():
        return
    yield said
    yield from (word for word in tokenize(said) if len(word) >= _LEAST and len(said) - len(word) <= _AROUND)


@cache
def of_talk() -> frozenset[str]:
    """Words of talking about a document and one's work with it, which tell no task although some write them."""
    raw: dict[str, Sequence[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return frozenset(raw["talk"])
