"""Months and days without a year (6月底, 年中, in June): any of the years in which the document's tasks fall due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from assistant.conditions import DueIn, Or
from assistant.understand.days.home_dates import home_year
from assistant.understand.numbers.numerals import MONTH, parse_numeral
from assistant.understand.tokens import Context, Token

_NO_YEAR = r"(?<![\d年])"
_MONTH = re.compile(
    rf"{_NO_YEAR}(?P<month>{MONTH})月"
    r"(?:份|底|末|初|中旬?|上旬|下旬|(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?)[日号])?"
    r"(?=[那当这]一?天|之?前|之?内|到期|完成|截止|的|就|要|结束|[,)?]|$)"
)
_MIDDLE = re.compile(
    r"(?<![去今明前后\d])年中(?=(?:这个|的)?(?:时候|时)?(?:之|以)?(?:前|内|就|要|得|到期|完成|截止|办|做|交|收|的))|(?<=[在到为是])年中(?![间的途])"
    r"|in the middle of (?:the|a|any) year|mid-?year"
)
_MONTHS = tuple(name.lower() for name in calendar.month_name)
_ENGLISH = re.compile(rf"\b(?:in|during|(?:by |at )?(?:the )?end of) (?P<name>{'|'.join(_MONTHS[1:])})\b(?! ?\d)")
_MIDDLE_MONTHS = (6, 7)


def _years(context: Context) -> list[int]:
    return sorted({t.deadline.due.year for t in context.document.tasks if t.deadline and t.deadline.due})


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _any_year(m: re.Match[str], months: tuple[int, int], day: int | None, years: list[int]) -> Token:
    """Due within those months, or on that day, of any of ``years``."""
    first, last = months
    parts = tuple(
        DueIn(date(y, first, min(day or 1, _last(y, first))), date(y, last, min(day or 31, _last(y, last))), m[0])
        for y in years
    )
    return Token("COND", Or(parts) if len(parts) > 1 else parts[0], m.start(), m.end(), 0.1)


def yearless_dates(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for every month or day of ``text`` that names no year, where the document has several years."""
    if home_year(context.document) is not None:
        return
    found: list[tuple[re.Match[str], tuple[int, int], int | None]] = []
    for m in _MONTH.finditer(text):
        month = parse_numeral(m["month"]) or 1
        found.append((m, (month, month), parse_numeral(m["day"] or "")))
    found += [(m, _MIDDLE_MONTHS, None) for m in _MIDDLE.finditer(text)]
    found += [(m, (_MONTHS.index(m["name"]),) * 2, None) for m in _ENGLISH.finditer(text)]
    years = _years(context) if found else []
    yield from (_any_year(m, months, day, years) for m, months, day in found if years)
