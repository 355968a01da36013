"""The clauses of a sentence: which ask something of their own, and where one question ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.tokens import Token

# How a clause begins or ends that asks again what was asked before, of something else.
_ECHO = re.compile(
    r"[\s,]*(?:还有|另外|以及|至于|那么|那|再有|再就是|顺便|对了|and also|also|and|what about|how about)"
)
_ECHOED = re.compile(r"呢[\s,?!~]*$")
_STRONG = ("LIST", "COUNT", "WHO", "WHEN", "RELATIVE", "SHARE", "SECTCOUNT")
_COMPARING = ("COMPARE", "MORE", "SAME", "EARLIER")
_SUBJECT = ("COND", "NUM", "SECT", "UNITS", "DOCFACT", "SAMEAS", "SLICE")


def echoes(clause: str) -> bool:
    return bool(_ECHO.match(clause) or _ECHOED.search(clause))


def asks(tokens: Sequence[Token]) -> bool:
    return any(t.has(kind) for t in tokens for kind in _STRONG) or any(t.type in ("FIELD", "ROLE") for t in tokens)


def pressing(tokens: Sequence[Token]) -> bool:
    """It holds an interrogative of its own: 几项, which."""
    return any(t.has(kind) for t in tokens for kind in _STRONG)


def stands_alone(tokens: Sequence[Token]) -> bool:
    """It asks something of its own: an interrogative and something to ask it of."""
    if any(t.type == "OFFTOPIC" for t in tokens):
        return True
    worded = sum(len(t) for t in tokens if t.type in ("WORD", "QUOTE")) >= 3
    if not any(t.has(kind) for t in tokens for kind in _STRONG) and not any(
        t.type == "FIELD" and t.value != "deadline" for t in tokens
    ):
        # "时间上又是2018年" names a field and its value: a condition, no question.
        return (worded or any(t.type in ("NUM", "SECT", "UNIT", "UNITS", "SAMEAS") for t in tokens)) and asks(tokens)
    return worded or any(t.type in (*_SUBJECT, "UNIT", "DATE") for t in tokens)


def _asks_again(clause: Sequence[Token], words: str) -> bool:
    """ "还有22项的呢" names another thing to ask the same of; "这两项谁牵头" speaks of all that was named."""
    if any(t.value_of("HISTORY") == "list" for t in clause):
        return asks(clause)
    named = any(t.type in (*_SUBJECT, "UNIT") for t in clause) and not any(t.has("HISTORY") for t in clause)
    return named and echoes(words)


def _asks_of_them(before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """ "第七部分几项,其中谁牵头最多": a question of the tasks that the one before asked for."""
    return bool(clause) and clause[0].has("IN") and pressing(clause) and pressing(before)


def questions(reduced: Sequence[Token], sentence: str) -> list[list[Token]]:
    """Split where each side of a comma is a question of its own: "市保密局牵头哪项,市审计局又牵头哪项"."""
    parts: list[list[Token]] = [[]]
    compared = any(t.has(kind) for t in reduced for kind in _COMPARING)
    for at, token in enumerate(reduced):
        if parts[-1] and (token.type == "COMMA" or (token.type == "AND" and not compared and pressing(parts[-1]))):
            rest = list(reduced[at + 1 :])
            nearest = next((i for i, t in enumerate(rest) if t.type == "COMMA"), len(rest))
            clause = rest[:nearest] if nearest else rest
            if _only_opens(parts[-1], token, clause):
                parts[-1].append(token)
                continue
            words = sentence[token.end : rest[nearest].start if 0 < nearest < len(rest) else len(sentence)]
            asks = stands_alone(clause) or _asks_again(clause, words) or _asks_of_them(parts[-1], clause)
            if (len(parts) > 1 or stands_alone(parts[-1])) and asks:
                parts.append([])
                continue
        parts[-1].append(token)
    return [part for part in parts if part]


def _only_opens(before: Sequence[Token], mark: Token, clause: Sequence[Token]) -> bool:
    """What ``mark`` ends is no question yet: "甲牵头的任务中,…" names where to look, and the first word of
    "统计甲牵头且…的任务数" asks for what its last word names."""
    if mark.type == "COMMA":
        return before[-1].type == "IN" and not pressing(before)
    if not pressing(clause):
        return True
    asking = [t for t in before if pressing((t,))]
    return asking == [before[0]] and before[0].has("COUNT") and not pressing(clause[:1])
