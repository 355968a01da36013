"""X的措施 in a document of 措施 as X的任务 in any, and the number of all its tasks beside a share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Context, Token

# Nouns that a title of the genre may have for its tasks; 的任务 is a cue word in every document.
_NOUNS = re.compile("措施|举措|政策|目标|要点|项目|指标|改革|条款")
_BEFORE = "(?:改革|重点|政策|支持|创新|推广|具体|工作|相关|若干|这些|主要|试点|发展|扶持)*"
# 占27条的百分之几 of a document with 27: all of them.
_WHOLE = re.compile(
    rf"(?<=[占部有共的在体])(?P<n>{NUMERAL})(?:项|条|个|款)(?:重点)?(?:工作)?(?:任务|措施|举措|事项|政策)?(?=的?(?:百分|比|几成|多|几|占|总))"
)


def task_nouns(text: str, context: Context) -> Iterator[Token]:
    """DUE tokens for 的 and the document's own noun, DOCUMENTN for the number of all its tasks beside a share."""
    if nouns := "|".join(dict.fromkeys(_NOUNS.findall(context.document.title))):
        for m in re.finditer(rf"的{_BEFORE}(?:{nouns})", text):
            yield Token("DUE", "yes", m.start(), m.end(), 0.25)
    for m in _WHOLE.finditer(text):
        if parse_numeral(m["n"]) == len(context.numbers):
            yield Token("DOCUMENTN", "yes", m.start(), m.end(), 0.05)
