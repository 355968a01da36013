"""What a share is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from assistant.types import Condition
from assistant.understand.algebra import conjuncts
from assistant.understand.asking.scalars import scalar_conditions
from assistant.understand.tokens import Token


def whole_of(
    tokens: Sequence[Token], conditions: Sequence[Condition], as_of: date, frame: tuple[int, int, int]
) -> tuple[Condition, ...]:
    """What a share is of: "第六部分里没写牵头单位的占比", "没写牵头单位的占第六部分的多少"; () for the document.

    ``frame`` is where a 在 stands in the text, and the 里 or 中 after it; ``verb`` where the 是 after the share stands.
    """
    opened, inside, verb = frame
    share = next((at for at, t in enumerate(tokens) if t.has("SHARE")), None)
    if share is None:
        return ()
    if scope := _spoken_of(tokens, as_of):
        return scope
    before, after = tokens[:share], tokens[share + 1 :]
    among = [t for t in before if t.end <= inside], [t for t in before if t.end > inside]
    framed = [t for t in before if opened <= t.start < inside], [t for t in before if not opened <= t.start < inside]
    sections = [t for t in tokens if t.type == "SECT" and not any(t.has("DOCUMENTN") for t in after)]
    others = [t for t in tokens if t not in sections]
    told = [t for t in after if t.end <= verb]
    of_first = (before, after) if inside == 0 else ([], [])  # "of the tasks due in 2018, what percentage are led by X"
    clause = told if scalar_conditions(told, as_of) else before, [t for t in after if t.start >= verb > 0]
    claimed = _claimed(tokens[share], before, after, as_of)
    closed = framed if _closes(before, tokens[share], opened, inside) else ([], [])
    for whole, rest in (
        *claimed, closed, _set_off(before), of_first, clause, (after, before), framed, among, (sections, others),
    ):  # fmt: skip
        named = tuple(c for c in scalar_conditions(whole, as_of) if c in conditions)
        if named and scalar_conditions(rest, as_of):
            return named
    return ()


def _spoken_of(tokens: Sequence[Token], as_of: date) -> tuple[Condition, ...]:
    """ "这里面持续落实的占多少": the tasks that were spoken of before are the whole."""
    scope = tuple(c for t in tokens if t.type == "SCOPE" for c in conjuncts(cast(Condition, t.value)))
    whole = any(t.has(kind) for t in tokens for kind in ("DOCUMENTN", "ALLTASKS"))
    return scope if scalar_conditions(tokens, as_of) and not whole else ()


def _claimed(
    share: Token, before: Sequence[Token], after: Sequence[Token], as_of: date
) -> list[tuple[Sequence[Token], Sequence[Token]]]:
    """What a stated share is of: what precedes it (没写牵头单位的七成以上都在第七部分), or else the first thing that
    follows it (most tasks in part five are led by X); nothing for a share that is asked for."""
    if not share.has("CLAIMED"):
        return []
    first = next((at for at, t in enumerate(after, start=1) if scalar_conditions([t], as_of)), 0)
    return [(before, after), (after[:first], after[first:])]


def _closes(before: Sequence[Token], share: Token, opened: int, inside: int) -> bool:
    """ "2020年到期的,在市编办牵头的任务里占多少": 在…里 right before 占 is the whole; in 在第二部分里的占多少 it is
    the share."""
    return opened < inside and bool(before) and before[-1].start == inside and before[-1].end == share.start


def _set_off(before: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """ "没有责任单位的任务,在第二部分的占多少": what a comma sets off is the whole."""
    comma = next((at for at, t in reversed(list(enumerate(before))) if t.has("COMMA")), 0)
    return before[:comma], before[comma:]


def _verb_after_share(recognised: Sequence[Token]) -> int:
    """Where what is told of the share begins (有几成落在第六部分, 有多大比例是…): the first 是 after its word, or 在
    and 由 right after it; -1 for none."""
    at = next((at for at, t in enumerate(recognised) if t.has("SHARE")), None)
    if at is None:
        return -1
    after = [t for t in recognised[at + 1 :] if t.types != ("FILL",)]
    if after and (after[0].has("IN") or after[0].has("BY")):
        return after[0].start
    return next((t.start for t in after if t.has("IS")), -1)


def frame_of(recognised: Sequence[Token], text: str) -> tuple[int, int, int]:
    """Where a 在 stands, the 里, 中 or 当中 after it, and the 是 after the share: what is between the first two, or
    else all that precedes the second, is the whole that the rest is taken from; -1 for nowhere."""
    inside = next((t.start for t in recognised if t.type == "IN"), -1)
    opened = max((t.start for t in recognised if t.start < inside and text[t.start : t.end] == "在"), default=-1)
    return (opened if opened >= 0 else inside), inside, _verb_after_share(recognised)
