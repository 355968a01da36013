"""Sections asked for by what none of their tasks meets: 没有任何任务由甲牵头的部分, 甲是不是每个部分都牵头,缺哪个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Condition, FieldMissing, Not, UnitIs
from assistant.understand.algebra import all_of, conjuncts
from assistant.understand.tokens import Bounds, Token

_SECTIONS = re.compile("部分|部份|章|板块|块")
_ANY = re.compile("任何|半|一[项条个件]")
# 一条都不牵头 of a section; 每个部分都有…,缺哪个部分 of those that are left.
_NO_ONE = re.compile("(?:一|半)[项条个件](?:的?(?:牵头|挑头|领头|责任|配合|负责)的?)?(?:任务)?[都也](?:没有?|不)")
_WHICH_ONE = re.compile("是哪(?:一?个|几个|些|一?块)[?。! ]*$")
_LACKING = re.compile("(?:缺|少|漏|差|落|剩)(?:了|掉|下)?(?:的)?(?:是)?哪")
# Which section it is, in a sentence of its own behind what is said of them.
_WHICH = re.compile(
    r"(?P<said>(?:[一二两三四五六七八九十]个|每一?个|各个?|[有哪]一?个)(?:大)?(?:部分|部份|板块|章)[^?。!;]*?"
    r"(?:(?:一|半)[项条个件](?:任务)?[都也][没不]|[都均]有)[^?。!;]*)[?。!;]+\s*"
    r"(?P<which>(?:那|具体|又)?(?:是|(?:缺|少|漏|差)(?:了|的)?(?:是)?)哪(?:一?个|几个|些|一?块)"
    r"(?:(?:大)?(?:部分|部份|板块|章)|(?=[?。! ]*$)))"
)
_OTHERS = ("SECT", "WHO", "UNITN", "MOST", "LEAST", "NUM")


def denies_sections(recognised: Sequence[Token], text: str) -> bool:
    """Whether ``recognised`` asks for sections, names none, and says that something is true of no task there."""
    if any(t.type in _OTHERS for t in recognised):
        return False
    spread = any(t.has("EACH") for t in recognised) and bool(_LACKING.search(text))
    which = any(t.value_of("FIELD") == "section" for t in recognised)
    which = which or (_SECTIONS.search(text) is not None and _WHICH_ONE.search(text) is not None)
    if which and (spread or _NO_ONE.search(text)):
        return True
    return any(_asks(t, text) for t in recognised) and any(
        _denies(t, recognised[at + 1 :], text) for at, t in enumerate(recognised)
    )


def with_which_joined(text: str) -> str:
    """ "六个部分里甲有没有一条都不牵头的?是哪个部分" as one question."""
    return _WHICH.sub(r"\g<said>,\g<which>", text)


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
    """What no task of the sections meets: 没牵头任何任务 and 一条牵头任务都没有 deny the unit's lead itself."""
    if not ("任何" in recognised_text or _NO_ONE.search(recognised_text)):
        return condition
    if isinstance(condition, Not) and isinstance(condition.part, UnitIs):
        return condition.part
    parts = conjuncts(condition)
    absent = [c.name for c in parts if isinstance(c, FieldMissing) and c.name != "deadline"]
    units = tuple(replace(c, role=absent[0]) for c in parts if absent and isinstance(c, UnitIs) and c.role == "either")
    return all_of(units) if len(absent) == 1 and len(units) == len(parts) - 1 > 0 else condition
