"""Quantities with their unit, and numbers to call, that a task of the document writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Context, Token

_IN_CHINESE = {"working day": "个工作日", "class hour": "课时", "hour": "小时", "per cent": "%", "percent": "%"}
_QUANTITY = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|{NUMERAL})"
    r"(?P<unit>个工作日|小时|课时|%| ?(?:working days?|class hours?|hours?|per ?cent)\b)"
    r"|(?<!\d)(?P<code>\d{4,})(?=[这那][个一串组]|(?:热线|电话|号码)?(?:出现|写|提|登|印)?在(?:哪|第几)[一几些]?[条项个号])"
)


def quantities(text: str, context: Context) -> Iterator[Token]:
    """Stated quantities and numbers to call that a task holds literally: 24小时, 三个工作日, 90%, 12345."""
    for m in _QUANTITY.finditer(text):
        unit = m["unit"] and _IN_CHINESE.get(m["unit"].strip().removesuffix("s"), m["unit"])
        said = m["code"] or f"{parse_numeral(m['n']) or m['n']}{unit}"
        if any(re.search(rf"(?<!\d){re.escape(said)}", t.text) for t in context.document.tasks):
            yield Token("QUANTITY", said, m.start(), m.end(), 0.3)
