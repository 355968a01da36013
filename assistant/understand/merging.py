"""The conditions of a follow-up with those of the turn before: in their place, or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Condition, DueIn, Not, NumberIn, SectionIn, UnitCount, UnitIs
from assistant.understand.algebra import apart, conjuncts_of, kind_of
from assistant.understand.asking.others import left_behind
from assistant.understand.asking.widened import widened
from assistant.understand.parts import Part
from assistant.understand.tokens import Context

_NARROWING = (
    "其中",
    "里面",
    "里头",
    "当中",
    "里",
    "只",
    "仅",
    "限",
    "同时",
    "带",
    "of these",
    "of those",
    "only",
    "just",
    "除了",
    "去掉",
)

# 第五部分里面 names its own whole; 里面 alone is what was spoken of before.
_OF_A_SECTION = re.compile("(?<=部分|板块|这块|那块|该块)的?(?:里面|里头|里边|当中|里|中)")

# "把37项也加进来": beside what was asked before, not instead of it.
_ADDING = re.compile(
    r"加(?:上|进|入|到)|补上|[算列带捎并]上|[算列放并添]进|连同|一[起并块](?:看|列|算|查|比)|\badd\b|include"
)


def merged_with(
    base: Sequence[Condition], new: Sequence[Condition], part: Part, context: Context
) -> tuple[Condition, ...]:
    """New conditions take the place of old ones of their kind; where the message narrows, they are added."""
    new = conjuncts_of(new)
    if (wider := widened(base, new, part.text)) is not None:
        return wider
    if any(isinstance(c, NumberIn) for c in new) and not any(
        isinstance(c, NumberIn) and len(c.numbers) > 1 for c in base
    ):
        return _with_added(base, new) if _ADDING.search(part.text) else tuple(new)
    joined = any(isinstance(c, UnitCount) and c.low == 2 for c in new) or any(
        t.has("TOGETHER") for t in part.recognised
    )
    said = _OF_A_SECTION.sub("", _without_names(part))
    narrowing = joined or any(word in said for word in _NARROWING) or part.has("EXCEPT")
    narrowing = narrowing or (part.has("LIST", "COUNT") and any(t.has("ELSE") for t in part.recognised))
    base = [old for old in base if not left_behind(old, new)]
    kept: list[Condition] = []
    alone = any(isinstance(c, UnitCount) and c.high == 1 for c in new)
    for old in base:
        if alone and isinstance(old, UnitIs) and any(isinstance(c, UnitIs) for c in kept):
            continue  # 单独牵头的呢 after 跟市编办一起的: the partner goes

        if joined and isinstance(old, UnitIs) and old.only:
            old = replace(old, only=False)
        if Not(old) in new:
            continue  # 只牵头不负责的呢 after 既牵头又负责的
        same = [c for c in new if _same_slot(old, c, part) or _other_role(old, c)]
        beside = narrowing and not _must_replace(part)
        if not same or (beside and all(_can_both_hold(old, c, part, context) for c in same)):
            kept.append(old)
    return tuple(dict.fromkeys((*kept, *new)))


def _can_both_hold(old: Condition, new: Condition, part: Part, context: Context) -> bool:
    """Whether a task may be of both: not of two years or two sections, nor, unless it is asked, of two units that no
    task names together. 只看2020年的 after 2018年到期的 asks for others."""
    match old, new:
        case SectionIn(), SectionIn():
            return not set(old.sections).isdisjoint(new.sections)
        case DueIn(), DueIn():
            return not apart(old, new)
        case UnitIs(), UnitIs() if old.names != new.names and not part.has("TOGETHER", "ALSO", "YESNO", "IN"):
            named = ({*task.units_in(old.role)} for task in context.document.tasks)
            return any(units & set(old.names) and units & set(new.names) for units in named)
        case _:
            return True


def _without_names(part: Part) -> str:
    """The words of ``part`` but for names and small words: 市里的 and 里头 in a name narrow nothing."""
    left_out = (t for t in part.recognised if t.type == "UNIT" or (t.types == ("FILL",) and len(t) > 1))
    text = part.text
    for token in left_out:
        at = max(token.start - part.start, 0)
        text = text[:at] + " " * (token.end - part.start - at) + text[token.end - part.start :]
    return text


def _with_added(base: Sequence[Condition], new: Sequence[Condition]) -> tuple[Condition, ...]:
    numbers = [n for c in (*base, *new) if isinstance(c, NumberIn) for n in c.numbers]
    return (*(c for c in new if not isinstance(c, NumberIn)), NumberIn(tuple(dict.fromkeys(numbers))))


def _must_replace(part: Part) -> bool:
    return any(t.value_of("HISTORY") in ("switch", "correct") for t in part.recognised)


def _same_slot(old: Condition, new: Condition, part: Part) -> bool:
    if isinstance(new, Not) or isinstance(old, Not):
        return False
    a, b = kind_of(old), kind_of(new)
    asked_again = part.text.endswith(("呢", "呢?")) or _must_replace(part)
    if a == b:
        return a != "missing" or asked_again
    return a.split()[0] == b.split()[0] == "unit" and asked_again


def _other_role(old: Condition, new: Condition) -> bool:
    """再看看我们当责任单位的 after 我们牵头的: one unit in its other role."""
    units = isinstance(old, UnitIs) and isinstance(new, UnitIs) and old.names == new.names
    return units and {kind_of(old), kind_of(new)} == {"unit lead", "unit responsible"}
