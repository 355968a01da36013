"""A section told by the one beside it: 第四部分的下一部分, 第三部分后面是哪个部分, 第六部分紧接在哪一部分后面."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from assistant.understand.tokens import Token
from index.types import Document

_NOUN = "(?:大?部分|部份|章节?|板块|大块|块)"
_NAMED = rf"[”\"]?(?:(?:那|这)一?个?{_NOUN})?"
_CLOSE = "(?:紧?(?:接|跟|挨)着|紧邻|紧)?"
# What is asked for stays a word of its own (哪个部分); a section that is only named (下一部分) goes with it.
_ASKED = rf"(?=(?:哪|什么|第几)(?:一?个?){_NOUN})"
_THERE = rf"(?:的?(?:那|这)?一?个?{_NOUN}|的?(?:{_CLOSE}的)?(?:又|就)?(?:是|为)?{_ASKED})"
_NEXT = re.compile(rf"{_NAMED}的?{_CLOSE}(?:往?[下后][面边头]?|[之以]后|接下来|往后){_CLOSE}{_THERE}")
_PREVIOUS = re.compile(rf"{_NAMED}的?{_CLOSE}(?:往?[上前][面边头]?|[之以]前|往前){_CLOSE}{_THERE}")
_STANDS = rf"{_NAMED}是?(?:{_CLOSE}(?:排|列|放|接|跟|挨)?着?(?:在|于)|紧[接跟挨]着?(?:在|于)?)"
_BEHIND = re.compile(rf"{_STANDS}(?=哪一?个?{_NOUN}的?(?:[之以]后|后[面边头]?))")
_BEFORE = re.compile(rf"{_STANDS}(?=哪一?个?{_NOUN}的?(?:[之以]前|前[面边头]?))")
_STEPS = ((_NEXT, 1), (_BEFORE, 1), (_PREVIOUS, -1), (_BEHIND, -1))
_OPENS = re.compile(r"(?:紧?(?:接|跟|挨)着|紧邻|排在|位于)$")
_COST = 0.08
# 下一部分 and 上一部分 beside what was spoken of, as cues.toml names them.
STEPS = {"next_section": 1, "previous_section": -1}


def beside(index: int, step: int, document: Document) -> tuple[int, ...]:
    """The section ``step`` after the one at ``index``; none there gives an empty tuple."""
    return (index + step,) if 0 <= index + step < len(document.sections) else ()


def sections_beside(text: str, named: Sequence[Token], document: Document) -> Iterator[Token]:
    """SECT tokens for the sections next to those ``named``."""
    for token in named:
        indexes = cast(tuple[int, ...], token.value) if token.type == "SECT" else ()
        for pattern, step in _STEPS if len(indexes) == 1 else ():
            found = pattern.match(text, token.end)
            if found is not None:
                opened = _OPENS.search(text, 0, token.start)
                start = opened.start() if opened else token.start
                yield Token("SECT", beside(indexes[0], step, document), start, found.end(), _COST)
                break
