"""A unit that is missed is asked after: "怎么没有市教委,它没有任务吗", "难道没有市公安局牵头的"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.tokens import Token

_MISSED = re.compile(
    r"(?:根本|压根|完全|都|也|就|还)?(?:没有?|无|木有|未见|不见|找不[到着]|查不[到着]|看不[到见着]|瞧不见"
    r"|没(?:有)?(?:看|见|找|查|搜|提|写|列|出现|瞧)[到见着过了]?)"
)
_WONDERED = re.compile("怎么(?!样|办)|为什么|为何|为啥|咋|难道|莫非|是不是|奇怪|居然|竟然|[?吗么吧]")
_WHY = re.compile("为什么|为何|为啥")
# What a question of its own holds; beside these the unit only bounds what is asked.
_OF_ITS_OWN = (
    "NUM", "SECT", "DATE", "COUNT", "COUNTN", "WHO", "WHEN", "FIELD", "SAMEAS", "EXCEPT", "SHARE", "MOST", "LIST",
    "ONLY", "TOGETHER", "QUOTE", "SECTIONN", "SECTALL", "SECTNONE", "DISTRIBUTION", "UNITN", "YEARN", "ELSE", "MORE",
)  # fmt: skip
_BETWEEN = ("HAS", "MENTION", "IN", "IS", "DOCUMENTN", "SPACE")
_SAYS_NOTHING = (
    "HISTORY", "NOT", "TASKN", "DUTY", "DOCUMENTN", "YESNO", "FILL", "IN", "IS", "HAS", "QUESTION", "ROLE", "COMMA",
    "EMPTY", "MENTION", "SMALLTALK", "LIST",
)  # fmt: skip


# What asks whether words are there that somebody did not find: 是真没写还是我漏了, 有没有这俩字.
_WHETHER = re.compile("有没有|是不是|真(?:的)?(?:就)?没|漏了|看漏|看走眼|眼花|[吗么]$|到底|究竟")
_OPENING = ("FILL", "WORD", "BELIEF", "DOCUMENTN", "HISTORY", "COMMA", "IN", "IS", "TASKN", "FIELD")
_OF_WORDS = ("MENTION", "FILL", "EXACT")


def with_the_missed(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` with the unit or the words that are said to be missing as what is looked for."""
    return _with_the_words(tokens, sentence) or _with_the_unit(tokens, sentence)


def _with_the_words(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """ "翻了半天没见着“养老服务”四个字,是真没写还是我漏了": whether the words stand there; [] for other sentences."""
    at = next((i for i, t in enumerate(tokens) if _MISSED.fullmatch(sentence, t.start, t.end)), None)
    if at is None or not all(t.type in _OPENING for t in tokens[:at]):
        return []
    words = next((i for i in range(at + 1, len(tokens)) if tokens[i].type not in _BETWEEN), len(tokens))
    end = next((i for i in range(words + 1, len(tokens)) if not any(tokens[i].has(k) for k in _OF_WORDS)), len(tokens))
    named = tokens[words : words + 1]
    quoted = any(t.type == "QUOTE" for t in named) or any(t.has("MENTION") for t in tokens[words + 1 : end])
    clause = end < len(tokens) and tokens[end].has("COMMA") and not sentence[: tokens[end].start].endswith("的")
    if not (quoted and clause and _WHETHER.search(sentence, tokens[end].end)):
        return []
    looked = Token("MENTION", "yes", tokens[at].start, tokens[at].end)
    return [looked, *named, Token("YESNO", "yes", tokens[end].start, tokens[end].end)]


def _with_the_unit(tokens: Sequence[Token], sentence: str) -> list[Token]:
    if not _WONDERED.search(sentence):
        return list(tokens)
    plain = [t for t in tokens if t.types != ("FILL",) and not _asks_why(t, sentence)]
    at = next((i for i, t in enumerate(plain) if _is_missed(plain, i, sentence)), None)
    if at is None or any(t.type == "UNIT" for t in plain[:at]) or any(t.has(k) for t in plain for k in _OF_ITS_OWN):
        return list(tokens)
    unit = next(i for i, t in enumerate(plain) if i > at and t.type == "UNIT")
    comma = next((i for i, t in enumerate(plain) if i > unit and t.has("COMMA")), len(plain))
    rest = plain[comma:]
    kept = [] if all(any(t.has(k) for k in _SAYS_NOTHING) for t in rest) else rest
    end = len(sentence)
    return [*plain[unit:comma], *kept, Token("YESNO", "yes", end, end)]


def _is_missed(tokens: Sequence[Token], at: int, sentence: str) -> bool:
    token = tokens[at]
    if token.type not in ("NOT", "EMPTY") or not _MISSED.fullmatch(sentence, token.start, token.end):
        return False
    after = next((t for t in tokens[at + 1 :] if t.type not in _BETWEEN), None)
    return after is not None and after.type == "UNIT"


def _asks_why(token: Token, sentence: str) -> bool:
    """为 and 什么 of 为什么 ask for nothing that is listed."""
    return any(m.start() <= token.start and token.end <= m.end() for m in _WHY.finditer(sentence))
