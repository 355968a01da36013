"""A reading that no task can meet, read again without what was hardly meant.

Of conditions that exclude each other one was only spoken of; a word that no task writes and that nobody says is
written ("头尾两号也在内") is no condition; units that no task names together may have been named one by one; and a unit
or a day that is wrong of the one task spoken of is a mistake to put right, not a condition. Any other reading keeps its
honest answer that there is no such task.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.conditions import Condition, DeadlineIs, DueIn, Mentions, NumberIn, Or, UnitCount, UnitIs
from assistant.retrieve.left_over import also_left_over
from assistant.retrieve.source import Source
from assistant.types import Plan, Premise, Reading
from assistant.understand.algebra import all_of, conjuncts, conjuncts_of
from assistant.understand.contradictions import without_contradictions

_QUOTED = re.compile("[“\"「『《‘'](.*?)[”\"」』》’']")
_FIGURE = re.compile(r"\d")


def reconsidered(reading: Reading, text: str, source: Source) -> Reading:
    """``reading`` of ``text``, each plan that nothing meets without what was hardly meant of its condition."""
    for at, plan in enumerate(reading.plans):
        parts = conjuncts(plan.condition)
        if plan.measure == "compare" or len(parts) < 2 or not _in_doubt(parts, text, source):
            continue
        if source.tasks(plan.condition):
            continue
        changed, premise, strange = _reconsidered(plan, text, source)
        if changed == plan or changed.condition is None:
            continue
        reading = replace(
            reading,
            plans=(*reading.plans[:at], changed, *reading.plans[at + 1 :]),
            premises=(*reading.premises, premise) if premise else reading.premises,
        )
        reading = also_left_over(reading, *strange)
    return reading


def _in_doubt(parts: Sequence[Condition], text: str, source: Source) -> bool:
    """Whether any of ``parts`` might not be meant: asked before the records are, which takes longer."""
    named = any(isinstance(c, UnitIs | DueIn | DeadlineIs) for c in conjuncts_of(parts))
    return named or without_contradictions(parts) != tuple(parts) or any(_is_strange(c, text, source) for c in parts)


def _reconsidered(plan: Plan, text: str, source: Source) -> tuple[Plan, Premise | None, tuple[str, ...]]:
    """The plan that is left, a mistake in the question that it puts right, and the words that are no condition."""
    parts = without_contradictions(conjuncts(plan.condition))
    strange = [c for c in parts if _is_strange(c, text, source)]
    parts = tuple(c for c in parts if c not in strange)
    words = tuple(word for c in strange for word in _worded(c))
    left = replace(plan, condition=all_of(parts))
    if left.condition is None or source.tasks(left.condition):
        return left, None, words
    apart = all_of(_one_by_one(parts)) if not _matches("together", text) else None
    if apart is not None and source.tasks(apart):
        return replace(left, condition=apart), None, words
    of_tasks = _matches("listing", text)
    for wrong in (c for c in parts if isinstance(c, UnitIs | DueIn | DeadlineIs) and not of_tasks):
        others = [c for c in parts if c != wrong]
        meant = source.tasks(all_of(others)) if all(isinstance(c, Mentions) for c in others) else ()
        if len(meant) == 1:
            number = NumberIn((meant[0].number,))
            told = replace(left, measure="describe", condition=number, topic=None, asked="")
            return told, Premise(number, claim=wrong, words=text), words
    return left, None, words


def _one_by_one(parts: Sequence[Condition]) -> tuple[Condition, ...]:
    """``parts`` with units in one role as alternatives; what only says that there are several of them goes."""
    flat = conjuncts_of(parts)
    units = [c for c in flat if isinstance(c, UnitIs)]
    roles = {role: [c for c in units if c.role == role] for role in dict.fromkeys(c.role for c in units)}
    several = {role for role, same in roles.items() if len(same) > 1}
    others = [c for c in flat if not isinstance(c, UnitIs | UnitCount) or c.role not in several]
    return (*others, *(Or(tuple(roles[role])) for role in roles if role in several)) if several else tuple(parts)


def _is_strange(condition: Condition, text: str, source: Source) -> bool:
    """Whether a word or a wording of a deadline that no task holds was taken for one though nobody says that it is."""
    words = _worded(condition)
    if isinstance(condition, Mentions):
        written = any(word in task.text for word in words for task in source.document.tasks)
    else:
        written = any(map(_FIGURE.search, words)) or bool(source.tasks(condition))
    quoted = _QUOTED.findall(text)
    meant = (any(word in said for said in quoted) or _said(word, text) for word in words)
    return bool(words) and not written and not any(meant)


def _worded(condition: Condition) -> tuple[str, ...]:
    """The words that a task, or its deadline, has to hold."""
    if isinstance(condition, DeadlineIs):
        return (condition.literal,)
    return condition.words if isinstance(condition, Mentions) else ()


def _said(word: str, text: str) -> bool:
    """Whether the message says in so many words that tasks write ``word``."""
    around = _forms()
    return any(
        around["before"].search(text[: found.start()]) or around["after"].match(text[found.end() :])
        for found in re.finditer(re.escape(word), text, re.IGNORECASE)
    )


def _matches(kind: str, text: str) -> bool:
    return _forms()[kind].search(text) is not None


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    shapes = {"before": r"(?:{})[了过着]?\s*$", "after": r"\s*(?:{})", "together": r"{}", "listing": r"{}"}
    return {kind: re.compile(shapes[kind].format("|".join(raw[kind])), re.IGNORECASE) for kind in shapes}
