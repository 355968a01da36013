"""A follow-up that widens a bound instead of replacing it: 放宽到2018年, 扩大到第五部分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conditions import Condition, DueIn, SectionIn
from assistant.understand.algebra import merged

_WIDENING = re.compile(
    r"放宽|扩大|扩展|扩充|扩到|延长|延伸|延到|放大|拓宽|拉长|拉到|放到"
    r"|\b(?:widen|extend|expand|broaden|stretch)\w*\b[^,.?]* (?:to|until|till|through)\b"
)


def widened(base: Sequence[Condition], new: Sequence[Condition], text: str) -> tuple[Condition, ...] | None:
    """``base`` with its years or sections widened to hold those of ``new``; None where ``text`` widens neither."""
    if not new or not _WIDENING.search(text):
        return None
    result = list(base)
    for wider in new:
        at = next((at for at, old in enumerate(result) if type(old) is type(wider)), None)
        both = _both(result[at], wider) if at is not None else None
        if at is None or both is None:
            return None
        result[at] = both
    return tuple(result)


def _both(old: Condition, wider: Condition) -> Condition | None:
    match old, wider:
        case DueIn(start=start, end=end), DueIn(start=other, end=until):
            first = None if start is None or other is None else min(start, other)
            last = None if end is None or until is None else max(end, until)
            return replace(wider, start=first, end=last, words=_span(old, wider, forward=other != first))
        case SectionIn(), SectionIn():
            return merged((old, wider), joint=False)[0]
        case _:
            return None


def _span(old: DueIn, wider: DueIn, *, forward: bool) -> str:
    """ "2017年至2018年" in the words of both; "" where one of them has none."""
    both = (old.words, wider.words) if forward else (wider.words, old.words)
    return "至".join(both) if all(both) else ""
