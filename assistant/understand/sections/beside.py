"""A section told by those beside it: 第四部分的下一部分, 第三部分后面是哪个部分, the section after Section 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Token
from index.types import Document

_NOUN = "(?:大?部分|部份|章节?|板块|大块|块)"
_NAMED = rf"[”\"]?(?:(?:那|这)一?个?{_NOUN})?"
# How closely it stands there, wherever in the phrase that is said: 紧接着, 紧邻, 跟它挨着的.
_TOUCHES = "(?:接|跟|挨|连|贴|邻|靠|随|承|相邻|相连|排)"
_CLOSE = rf"(?:[、,]?(?:(?:和|跟|与)(?:它|其|之))?(?:紧|直接|马上|立刻)?(?:{_TOUCHES}(?:着|在|了)?|紧)(?:的|其)?)*"
_OVER = r"(?:(?:讲|说|写|看|读|做)?完了?(?:之?后|以后)?|结束(?:之?后|以后)?|过[了后]),?"
# What is asked for stays a word of its own (哪个部分); a section that is only named (下一部分) goes with it.
_ASKED = rf"(?=(?:哪|什么|第几|啥)(?:一?个?){_NOUN}?)"
_COUNT = rf"(?:第?(?P<n>{NUMERAL})个?)"
_THERE = (
    rf"(?:的?(?:那|这)?(?:一?个?|{_COUNT}){_NOUN}|的?(?:{_CLOSE}的?)(?:那|这)一?个?{_NOUN}"
    rf"|的?{_CLOSE}(?:又|就|便)?(?:轮到|是|为)?的?(?:又|就)?(?:是|为)?{_ASKED})"
)
_STEP = r"(?:再|又)?(?:数|看|推|翻|挪|走|读|移)?"
_AFTER = rf"(?:(?:再|紧接着)?往?[下后][面边头]?{_STEP}|[之以其]后|接下来|接下去|往后{_STEP}|随后|紧接着|过后)"
_EARLIER = rf"(?:(?:再)?往?[上前][面边头]?{_STEP}|[之以其]前|往前{_STEP}|再往前)"
_NEXT = re.compile(rf"{_NAMED}的?(?:{_OVER})?{_CLOSE}{_AFTER}{_CLOSE}{_THERE}")
_PREVIOUS = re.compile(rf"{_NAMED}的?{_CLOSE}{_EARLIER}{_CLOSE}{_THERE}")
_STANDS = rf"{_NAMED}是?(?:{_CLOSE}(?:排|列|放|接|跟|挨)?着?(?:在|于)|紧[接跟挨]着?(?:在|于)?)"
_BEHIND = re.compile(rf"{_STANDS}(?=哪一?个?{_NOUN}的?(?:[之以]后|后[面边头]?))")
_BEFORE = re.compile(rf"{_STANDS}(?=哪一?个?{_NOUN}的?(?:[之以]前|前[面边头]?))")
# 紧接着第三部分的是哪个部分: nothing else says which side it is.
_FOLLOWED = re.compile(rf"{_NAMED}的(?:那|这)?(?:一?个?{_NOUN}|又?(?:是|为){_ASKED})")
_STEPS = ((_NEXT, 1), (_BEFORE, 1), (_PREVIOUS, -1), (_BEHIND, -1))
_OPENS = re.compile(r"(?:紧?(?:接|跟|挨|连|随)(?:着|在|了)?|紧邻着?|排在?|位于|处在|放在|列在|在)$")
_FOLLOWS = re.compile(r"(?:紧(?:接|跟|挨|随|连)(?:着|在|了)?|(?:接|跟|连)着)$")
_BETWEEN = re.compile(
    rf"{_NAMED}的?(?:之间|中间|当中|正中间?)的?(?:夹着)?(?:的?(?:那|这)?一?个?{_NOUN}|的?是?{_ASKED})"
)
_BETWEEN_OPENS = re.compile(r"(?:夹在|介于|位于|处在|处于|排在|在)$")
_PAIRED = re.compile(r"[”\"]?(?:和|与|跟|及|同|、)[“\"]?$")
_COST = 0.08
# 下一部分 and 上一部分 beside what was spoken of, as cues.toml names them.
STEPS = {"next_section": 1, "previous_section": -1}

_CLOSELY = r"(?:(?:right|immediately|directly|just|straight) )?"
_BEFORE_IT = r"(?:before|precedes|preceding|ahead of|in front of)"
_AFTER_IT = r"(?:after|follows|following|behind)"
_VERB = r"(?:comes?|stands?|is|sits?|goes|appears?|falls?)"
_THING = r"(?:section|part|chapter|one)"
_ENGLISH = (
    (rf"(?P<asked>what|which {_THING}|which) (?:{_VERB} )?{_CLOSELY}{_AFTER_IT} $", 1),
    (rf"(?P<asked>what|which {_THING}|which) (?:{_VERB} )?{_CLOSELY}{_BEFORE_IT} $", -1),
    (rf"(?:the )?(?:next )?{_THING} (?:(?:that|which) )?(?:{_VERB} )?{_CLOSELY}{_AFTER_IT} $", 1),
    (rf"(?:the )?(?:previous )?{_THING} (?:(?:that|which) )?(?:{_VERB} )?{_CLOSELY}{_BEFORE_IT} $", -1),
)
_ENGLISH_STEPS = tuple((re.compile(rf"\b{pattern}"), step) for pattern, step in _ENGLISH)
_ENGLISH_BEHIND = (
    (re.compile(rf" (?:is )?{_CLOSELY}followed by (?=(?:what|which) {_THING}|what)"), 1),
    (re.compile(rf" (?:is )?{_CLOSELY}preceded by (?=(?:what|which) {_THING}|what)"), -1),
)


def beside(index: int, step: int, document: Document) -> tuple[int, ...]:
    """The section ``step`` after the one at ``index``; none there gives an empty tuple."""
    return (index + step,) if 0 <= index + step < len(document.sections) else ()


def _one_side(text: str, token: Token, index: int, document: Document) -> Token | None:
    for pattern, step in _STEPS:
        found = pattern.match(text, token.end)
        if found is not None:
            steps = step * (parse_numeral(found.groupdict().get("n") or "一") or 1)
            opened = _OPENS.search(text, 0, token.start)
            start = opened.start() if opened else token.start
            return Token("SECT", beside(index, steps, document), start, found.end(), _COST)
    opened, followed = _FOLLOWS.search(text, 0, token.start), _FOLLOWED.match(text, token.end)
    if opened and followed:
        return Token("SECT", beside(index, 1, document), opened.start(), followed.end(), _COST)
    return None


def _english(text: str, token: Token, index: int, document: Document) -> Iterator[Token]:
    """ "what comes right after Section 2": the words that ask for it are a question of a section by themselves."""
    for pattern, step in _ENGLISH_STEPS:
        found = pattern.search(text, 0, token.start)
        if found is not None:
            asked = found.groupdict().get("asked")
            start = found.end("asked") if asked else found.start()
            if asked:
                yield Token("FIELD", "section", found.start(), start, _COST)
            yield Token("SECT", beside(index, step, document), start, token.end, _COST)
            return
    for pattern, step in _ENGLISH_BEHIND:
        found = pattern.match(text, token.end)
        if found is not None:
            yield Token("SECT", beside(index, step, document), token.start, found.end(), _COST)


def _between(text: str, named: Sequence[Token]) -> Iterator[Token]:
    """The sections that stand between two that are named."""
    for last in named:
        found = _BETWEEN.match(text, last.end)
        if found is None:
            continue
        for first in (last, *named):
            joined = first is last or (first.end < last.start and _PAIRED.fullmatch(text, first.end, last.start))
            ends = sorted({*cast(tuple[int, ...], first.value), *cast(tuple[int, ...], last.value)})
            if joined and len(ends) == 2:
                opened = _BETWEEN_OPENS.search(text, 0, first.start)
                start = opened.start() if opened else first.start
                yield Token("SECT", tuple(range(ends[0] + 1, ends[1])), start, found.end(), _COST)


def sections_beside(text: str, named: Sequence[Token], document: Document) -> Iterator[Token]:
    """SECT tokens for the sections next to those ``named``, or between two of them."""
    sections = [token for token in named if token.type == "SECT"]
    for token in sections:
        indexes = cast(tuple[int, ...], token.value)
        if len(indexes) == 1:
            if (found := _one_side(text, token, indexes[0], document)) is not None:
                yield found
            yield from _english(text, token, indexes[0], document)
    yield from _between(text, sections)
