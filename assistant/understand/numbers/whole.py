"""The number of all tasks said of them: 100项任务里, 占27条的百分之几 of a document with as many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Context, Token

_WITHIN = re.compile(
    rf"(?<![第\d])(?:全部|所有|整整|整个|整|总共|这|全)*(?:的|是)?(?P<n>{NUMERAL})(?:项|条|个)(?:重点)?(?:工作)?(?:任务)?"
    r"(?:里面|里头|里边|当中|之中|其中|中间|中|里|内)"
    r"|\b(?:of|among|in|out of)(?: all)?(?: the| these)? (?P<e>\d+) (?:tasks|items)\b"
)
_SHARE_OF = re.compile(
    rf"(?<=[占部有共的在体])(?P<n>{NUMERAL})(?:项|条|个|款)(?:重点)?(?:工作)?(?:任务|措施|举措|事项|政策)?(?P<e>)"
    r"(?=的?(?:百分|比|几成|多|几|占|总))"
)


def find_whole(text: str, context: Context) -> Iterator[Token]:
    """DOCUMENTN tokens: all tasks of the document, not the hundredth."""
    for pattern in (_WITHIN, _SHARE_OF):
        for m in pattern.finditer(text):
            if parse_numeral(m["n"] or m["e"]) == len(context.numbers):
                yield Token("DOCUMENTN", "yes", m.start(), m.end(), 0.05)
