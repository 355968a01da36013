"""Sections asked for by what none of their tasks meets: 没有任何任务由甲牵头的部分, 哪几部分甲一条都没牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Condition, Not, UnitIs
from assistant.understand.tokens import Bounds, Token

_SECTIONS = re.compile("部分|部份|章|板块|块")
_ANY = re.compile("任何|半|一[项条个件]")
_OTHERS = ("SECT", "WHO", "UNITN", "MOST", "LEAST", "NUM")


def denies_sections(recognised: Sequence[Token], text: str) -> bool:
    """Whether ``recognised`` asks for sections, names none, and says that something is true of no task there."""
    if any(t.type in _OTHERS for t in recognised):
        return False
    return any(_asks(t, text) for t in recognised) and any(
        _denies(t, recognised[at + 1 :], text) for at, t in enumerate(recognised)
    )


def _asks(token: Token, text: str) -> bool:
    spread = token.type == "DISTRIBUTION" and _SECTIONS.search(text[token.start : token.end])
    return bool(spread) or token.value_of("FIELD") == "section" or token.type == "SECTIONN"


def _denies(token: Token, after: Sequence[Token], text: str) -> bool:
    """A count of nought, or 没有任何任务: 没有牵头单位的任务 denies a field."""
    if token.type == "COUNTN" and isinstance(token.value, Bounds):
        return token.value.low == token.value.high == 0
    following = [t for t in after if t.type not in ("HAS", "ROLE")][:3]
    return token.type in ("NOT", "EMPTY") and any(
        t.type in ("TASKN", "DUE") and _ANY.search(text[token.start : t.start]) for t in following
    )


def said_of_none(condition: Condition | None, recognised_text: str) -> Condition | None:
    """What no task of the sections meets: 没牵头任何任务 denies the unit's lead itself."""
    denied = isinstance(condition, Not) and isinstance(condition.part, UnitIs) and "任何" in recognised_text
    return condition.part if denied and isinstance(condition, Not) else condition
