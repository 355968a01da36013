"""Sections by the label printed before their title alone: (三)里的第4条, 三里面第2条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import Context, Token
from index.types import Document

_NUMERAL = "(?P<n>[一二三四五六七八九十]{1,3})"
_PART = r"(?:个?(?:大?部分|部份|章|大项|板块|大块|大类|篇))?"
_INSIDE = r"(?:(?:这|那)一?(?:个?部分|块|大项))?(?:[之的]?(?:里面?|里头|中|当中|下面?|底下))?的?[,、\s]*"
_ITEM = r"(?=第?\(?[\d一二三四五六七八九十]{1,3}\)?(?:小?项|条|点|款|个|号))"
_BRACKETED = re.compile(rf"(?<![\u4e00-\u9fff\d)])第?\({_NUMERAL}\){_PART}")
_BRACKETED_ITEM = re.compile(rf"(?<![\u4e00-\u9fff\d)])第?\({_NUMERAL}\){_PART}(?={_INSIDE}{_ITEM})")
_BARE_ITEM = re.compile(rf"(?<![\u4e00-\u9fff\d(]){_NUMERAL}(?=[之的]?(?:里面?|里头|当中|下面?|底下)的?{_ITEM}第)")
_COST = 0.06


def printed_heads(text: str, context: Context) -> Iterator[Token]:
    """SECT tokens for the labels of the sections that divide the document.

    Where titles are printed with the label in brackets, it says a section wherever it stands; elsewhere only before
    the task that is looked for in it. A label that tasks or inner sections have is theirs.
    """
    document = context.document
    if _labels_others(document):
        return
    forms = (_BRACKETED if _bracketed(document) else _BRACKETED_ITEM, _BARE_ITEM)
    for m in (m for form in forms for m in form.finditer(text)):
        index = context.section_numbers.get(parse_numeral(m["n"]) or 0)
        yield Token("SECT", () if index is None else (index,), m.start(), m.end(), _COST)


def _bracketed(document: Document) -> bool:
    return any(section.heading.startswith(("(", "（")) for section in document.sections if section.number)


def _labels_others(document: Document) -> bool:
    inner = any(len(section.path) > 1 for section in document.sections)
    return inner or any("（" in task.label[:1] or "(" in task.label[:1] for task in document.tasks)
