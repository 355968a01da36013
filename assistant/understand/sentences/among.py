"""The set that a question names first: "提到“公报”的几条任务中,哪条…"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.understand.alternatives import alternatives
from assistant.understand.tokens import Bounds, Context, Numbers, Token

_FORMS = Path(__file__).with_name("among.toml")
_NOUNS = ("TASKN", "DUE", "HISTORY")
_ASKING = ("COMMA", "LIST", "FIELD", "WHO", "COUNT", "NOT", "EXCEPT")


def named_first(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without a 几项 that only says that the set named before has several: "甲牵头的几项里,哪项…"."""
    return [
        replace(t, type="FILL", value="yes", also=()) if t.type == "COUNT" and _of_the_set(tokens, at) else t
        for at, t in enumerate(tokens)
    ]


_FIRST_LONG = 10  # "三项谁牵头" asks again of three tasks, "四十五项谁牵头" of the one of that number
_ASKED_OF_ONE = ("FIELD", "WHO", "WHEN")
_OF_MORE = ("UNIT", "SECT", "DATE", "NUM", "TASKN", "DUE", "MOST", "LEAST", "COUNT", "LIST", "EACH", "HISTORY", "BOTH",
            "WORD", "QUOTE", "SHARE", "MENTION", "ONGOING", "DOCUMENTN", "YESNO", "ALLTASKS")  # fmt: skip


def without_ordinal(tokens: Sequence[Token], context: Context) -> list[Token]:
    """The tokens with 四十五项 as the number of a task where nothing but a field of it is asked: 四十五项归哪个部分."""
    alone = any(t.has(kind) for t in tokens for kind in _ASKED_OF_ONE) and not any(
        t.has(kind) for t in tokens for kind in _OF_MORE
    )
    return [_as_number(t, context) if alone and t.type == "COUNTN" else t for t in tokens]


def _as_number(token: Token, context: Context) -> Token:
    bounds = token.value
    exact = isinstance(bounds, Bounds) and bounds.of == "tasks" and bounds.low == bounds.high
    if not exact or not isinstance(bounds, Bounds) or bounds.low not in context.numbers or bounds.low < _FIRST_LONG:
        return token
    return replace(token, type="NUM", value=Numbers((bounds.low,)))


# What a small word may stand between: 责任单位[那儿]也没写.
_BEFORE_SMALL, _AFTER_SMALL = ("ROLE", "UNIT", "UNITN"), ("EMPTY", "NOT", "TOGETHER")
_SMALL = 4


def without_small_words(tokens: Sequence[Token], context: Context) -> list[Token]:
    """The tokens without a word between a field and what is said of it that no task writes: 责任单位那头压根没写."""
    return [
        replace(t, type="FILL", value="yes", also=()) if _is_small(tokens, at, context) else t
        for at, t in enumerate(tokens)
    ]


# 我们老工商: a unit as it was called.
_OF_OLD = ("老", "原", "旧", "前")


_SELF = ("自己", "自个儿", "自行", "它自己", "他自己")


def without_stress(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """The tokens without a 自己 that only stresses whose work it is: the asker's unit's, or any unit's with no other
    spoken of."""
    alone = alternatives(_FORMS, "alone").search(sentence) is not None
    own = alternatives(_FORMS, "own")
    stressed = [
        t.type == "ONLY" and sentence[t.start : t.end] in _SELF and not (alone and not own.search(sentence[: t.start]))
        for t in tokens
    ]
    return [
        replace(t, type="FILL", value="yes", also=()) if mere else t for t, mere in zip(tokens, stressed, strict=True)
    ]


def _is_small(tokens: Sequence[Token], at: int, context: Context) -> bool:
    token = tokens[at]
    if token.type != "WORD" or len(token) > _SMALL:
        return False
    if token.value in _OF_OLD and at + 1 < len(tokens) and tokens[at + 1].type == "UNIT":
        return True
    before = next((t for t in reversed(tokens[:at]) if t.types != ("FILL",)), None)
    after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",) and not t.has("AND")), None)
    framed = before is not None and after is not None and any(before.has(kind) for kind in _BEFORE_SMALL)
    if not framed or after is None or not any(after.has(kind) for kind in _AFTER_SMALL):
        return False
    return not any(str(token.value) in task.text for task in context.document.tasks)


def _of_the_set(tokens: Sequence[Token], at: int) -> bool:
    before = [t for t in tokens[:at] if t.types != ("FILL",)]
    after = [t for t in tokens[at + 1 :] if t.types != ("FILL",)]
    while after and any(after[0].has(kind) for kind in _NOUNS) and not after[0].has("IN"):
        after = after[1:]
    inside = bool(after) and after[0].has("IN")
    if not (inside and before) or before[-1].has("IN"):  # 在几项里 asks
        return False
    return len(after) > 1 and any(after[1].has(kind) for kind in _ASKING) and len(after) > 2
