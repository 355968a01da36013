"""The document's own noun for its sections (五大行动, 哪个模块): read as 部分, which is what it means there."""

from __future__ import annotations

import re
from collections import Counter

from assistant.understand.kept import kept
from assistant.understand.numbers.numerals import NUMERAL
from index.types import Document

_PART = "部分"
# As long as 部分 itself, so that every place in the message stays where it is.
_NOUNS = ("行动", "工程", "领域", "专项", "战役", "体系", "计划", "方面")
_COLUMNS = ("模块", "类别", "维度")
_NOTE = re.compile(r"[（(][^（()）]*[)）]$")
_MOST = 0.6
_LEAST = 3
_COUNTED = rf"(?:哪一?|各|每一?|第(?:{NUMERAL})|(?:{NUMERAL})|几|多少|同一?|这(?:{NUMERAL})?)[个大项类]{{0,2}}"


def as_parts(text: str, document: Document) -> str:
    """``text`` with 部分 for the noun that most sections are titled with, where it is asked which, how many or each."""
    nouns = [noun for noun in _said(document) if noun in text]
    if not nouns or len(document.sections) < _LEAST:
        return text
    return re.sub(rf"(?P<before>{_COUNTED})(?:{'|'.join(nouns)})(?![\u4e00-\u9fff]*[”\"])", rf"\g<before>{_PART}", text)


@kept
def _said(document: Document) -> tuple[str, ...]:
    titles = [_NOTE.sub("", section.title) for section in document.sections if len(section.path) == 1]
    ends = Counter(title[-2:] for title in titles)
    texts = "".join(task.text for task in document.tasks)
    own = [noun for noun in _NOUNS if titles and ends[noun] >= _MOST * len(titles)]
    return (*own, *(noun for noun in _COLUMNS if noun not in texts))
