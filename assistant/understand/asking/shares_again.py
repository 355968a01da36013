"""What a share asked after another question is of: "其中持续落实的占多少", "那第六部分呢"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Condition, Plan
from assistant.understand.algebra import all_of, conjuncts, conjuncts_of, kind_of
from assistant.understand.findings import Findings

# Words that name the document as what the share is of.
_WHOLE_DOCUMENT = {"DOCUMENTN", "ALLTASKS"}


def share_again(before: Plan, f: Findings) -> tuple[Condition, ...]:
    """A share before with what ``f`` says in its place: another whole where it is of the whole's kind (第六部分呢), or
    else another share of the same whole (那2016年到期的呢); () where the turn before took no share of a part."""
    if before.measure != "share" or len(before.sides) != 1 or not f.conditions or f.flags & _WHOLE_DOCUMENT:
        return ()
    whole = conjuncts(before.sides[0])
    share = tuple(c for c in conjuncts(before.condition) if c not in whole)
    kinds = {kind_of(c) for c in f.conditions}
    if kinds & {kind_of(leaf) for leaf in conjuncts_of(share)} and kinds & {kind_of(c) for c in whole}:
        return ()  # a unit beside another one: either may be meant
    if kinds <= {kind_of(c) for c in whole}:
        return (*(c for c in whole if kind_of(c) not in kinds), *f.conditions, *share)
    return () if kinds & {kind_of(c) for c in whole} else (*whole, *f.conditions)


def of_the_same_whole(
    asked: Plan, before: Plan, base: Sequence[Condition], merged: Sequence[Condition], f: Findings
) -> Plan:
    """``asked`` with the whole that its share is of: the tasks just listed, or the whole of the share before.

    ``base`` are the conditions of the turn before, ``merged`` these with what ``f`` adds or changes.
    """
    if asked.measure != "share" or asked.sides or not f.conditions:
        return asked
    whole = all_of(_just_listed(base, merged, f.conditions) or _spoken_of(before, base, f, conjuncts(asked.condition)))
    return asked if whole is None else replace(asked, sides=(whole,))


def _just_listed(
    base: Sequence[Condition], merged: Sequence[Condition], new: Sequence[Condition]
) -> tuple[Condition, ...]:
    """第二部分占多少 after the tasks without a leading unit: these, and not the document.

    占该部分的百分之几 after those of a section: the section.
    """
    if set(base) == set(merged) and set(new) < set(base):
        return tuple(new)
    return tuple(base) if set(base) < set(merged) else ()


def _spoken_of(
    before: Plan, base: Sequence[Condition], f: Findings, found: Sequence[Condition]
) -> tuple[Condition, ...]:
    """Those of ``found`` that stand for the whole of the share before, or that were asked before."""
    if f.flags & _WHOLE_DOCUMENT:
        return ()
    again = before.measure == "share"
    old = conjuncts(before.sides[0]) if again and len(before.sides) == 1 else tuple(base)
    if again and before.sides:
        kinds = {kind_of(c) for c in old}
        whole = tuple(c for c in found if kind_of(c) in kinds)
    else:
        whole = tuple(c for c in found if c in old) if not again or "IN" in f.flags else ()
    return whole if len(whole) < len(found) else ()
