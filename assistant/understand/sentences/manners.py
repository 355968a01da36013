"""The manners around a question: 顺便问下, 请问, 可以帮我找找; 谢谢, 汇总一下."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.understand.spelling.ordinary import begins_a_word
from assistant.understand.tokens import Token

_MANNERS = re.compile(
    "[问请烦帮谢劳替给]|[您你我](?![们家]?$)|顺便|方便|领导|打[扰搅]|叨扰|([\u4e00-\u9fff])\\1|please"
)
# 找找, 列一下, 说说: what is done for the asker, not what is asked.
_LOOKING_UP = re.compile("(?:找|列|查|搜|说|讲|介绍|汇总|梳理|整理|看|数|报)(?:.$|一|出|个|下|介绍)")


def without_manners(text: str, start: int, recognised: Sequence[Token]) -> str:
    """``text``, which begins at ``start`` of its sentence and holds these tokens, without them before and behind."""

    def polite(token: Token) -> bool:
        return _is_polite(token, text, start)

    def empty(token: Token) -> bool:
        return token.type == "FILL" or polite(token)

    spoken = [t for t in recognised if t.type != "COMMA"]
    opening = list(takewhile(empty, spoken))
    while opening and not polite(opening[-1]):
        opening.pop()
    if len(opening) == len(spoken):
        return text
    first = spoken[len(opening)].start if opening else start  # after a preamble (想问两件事:) too
    last = max((t.start for t in recognised if t.type == "COMMA"), default=-1)
    closing = last > first and all(empty(t) for t in spoken if t.start > last)
    return text[first - start : last - start if closing else None]


def _is_polite(token: Token, text: str, start: int) -> bool:
    said = text[token.start - start :][: len(token)]
    if begins_a_word(text, token.end - start - 1):
        return False
    if token.type in ("LIST", "SUMMARISE"):
        return bool(_LOOKING_UP.match(said))
    return token.type in ("SMALLTALK", "CONFIRM") or (token.types == ("FILL",) and bool(_MANNERS.search(said)))
