"""What a share is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.types import Condition
from assistant.understand.asking.scalars import scalar_conditions
from assistant.understand.tokens import Token


def whole_of(
    tokens: Sequence[Token], conditions: Sequence[Condition], as_of: date, frame: tuple[int, int]
) -> tuple[Condition, ...]:
    """What a share is of: "第六部分里没写牵头单位的占比", "没写牵头单位的占第六部分的多少"; () for the document.

    ``frame`` is where a 在 stands in the text, and the 里 or 中 after it.
    """
    opened, inside = frame
    share = next((at for at, t in enumerate(tokens) if t.has("SHARE")), None)
    if share is None:
        return ()
    before, after = tokens[:share], tokens[share + 1 :]
    among = [t for t in before if t.end <= inside], [t for t in before if t.end > inside]
    framed = [t for t in before if opened <= t.start < inside], [t for t in before if not opened <= t.start < inside]
    sections = [t for t in tokens if t.type == "SECT" and not any(t.has("DOCUMENTN") for t in after)]
    others = [t for t in tokens if t not in sections]
    verb = next((t.start for t in after if t.has("IS")), -1)
    told = [t for t in after if t.end <= verb]
    of_first = (before, after) if inside == 0 else ([], [])  # "of the tasks due in 2018, what percentage are led by X"
    clause = told if scalar_conditions(told, as_of) else before, [t for t in after if t.start >= verb > 0]
    for whole, rest in (of_first, clause, (after, before), framed, among, (sections, others)):
        named = tuple(c for c in scalar_conditions(whole, as_of) if c in conditions)
        if named and scalar_conditions(rest, as_of):
            return named
    return ()


def inside_of(recognised: Sequence[Token], text: str) -> tuple[int, int]:
    """Where a 在 stands, and the 里, 中 or 当中 after it: what is between them, or else all that precedes the second,
    is the whole that the rest is taken from; -1 for nowhere."""
    inside = next((t.start for t in recognised if t.type == "IN"), -1)
    opened = max((t.start for t in recognised if t.start < inside and text[t.start : t.end] == "在"), default=-1)
    return (opened if opened >= 0 else inside), inside
