"""What a share asked after another question is of: "其中持续落实的占多少", "那第六部分呢"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Condition, Plan
from assistant.understand.algebra import all_of, conjuncts, kind_of
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
    if kinds & {kind_of(leaf) for c in share for leaf in conjuncts(c)} and kinds & {kind_of(c) for c in whole}:
        return ()  # a unit beside another one: either may be meant
    if kinds <= {kind_of(c) for c in whole}:
        return (*(c for c in whole if kind_of(c) not in kinds), *f.conditions, *share)
    return () if kinds & {kind_of(c) for c in whole} else (*whole, *f.conditions)


def of_the_same_whole(before: Plan, base: Sequence[Condition], f: Findings, asked: Plan) -> Plan:
    """``asked`` with the whole that its share is of: the one before, or the tasks that were just spoken of."""
    if asked.measure != "share" or asked.sides or f.flags & _WHOLE_DOCUMENT or not f.conditions:
        return asked
    found = conjuncts(asked.condition)
    old = conjuncts(before.sides[0]) if before.measure == "share" and len(before.sides) == 1 else tuple(base)
    kinds = {kind_of(c) for c in old}
    whole = tuple(c for c in found if c in old) if before.measure != "share" else ()
    if before.measure == "share" and before.sides:
        whole = tuple(c for c in found if kind_of(c) in kinds)
    elif before.measure == "share":
        whole = tuple(c for c in found if c in old) if "IN" in f.flags else ()
    return replace(asked, sides=(all_of(whole),)) if whole and len(whole) < len(found) else asked  # type: ignore[arg-type]
