"""Dates and stretches of dates in a message."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.understand.numerals import parse_numeral
from assistant.understand.tokens import Period, Token

_YEAR = r"(?P<year>20\d\d|[二2][〇零0][一二三][〇零一二三四五六七八九]|(?<!\d)[12]\d(?=年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_END = r"(?:(?:年|的)?(?:年底|年末|岁末|末|底|年终|年内|12月底|12月份|12月))"
_PART = r"(?P<part>上半年|下半年|第?[一二三四1-4]季度)"
_FULL = re.compile(rf"{_YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}[日号]?")
_MONTHLY = re.compile(
    rf"{_YEAR}年{_MONTH}月份?(?P<last>底|末)?|{_YEAR.replace('year', 'year2')}-(?P<month2>0[1-9]|1[0-2])(?!\d)"
)
_PARTS = re.compile(rf"{_YEAR}年?{_PART}")
_YEARS = re.compile(rf"{_YEAR}(?P<end>{_END})|{_YEAR.replace('year', 'year2')}(?:年度?|财年)?(?!\d)")
_RELATIVE = re.compile(r"(?P<word>前年|去年|上一年|今年|本年度?|当年|明年|后年)(?P<end>年?底|年?末|年终|年内)?")
_ENGLISH = re.compile(
    rf"(?:the )?(?:end of|year[- ]end)(?: the year)? {_YEAR}|(?:the )?year {_YEAR.replace('year', 'year2')}"
)
_TODAY = re.compile(r"今天|今日|眼下|此刻|today|现在|目前|当前|此时|now")
_OFFSETS = {"前年": -2, "去年": -1, "上一年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "后年": 2}


def _year(text: str) -> int:
    value = parse_numeral(text) or 0
    return value + 2000 if value < 100 else value


def _whole(year: int, words: str, start: int, end: int, *, late: bool = False) -> Token:
    period = Period(date(year, 12 if late else 1, 31 if late else 1), date(year, 12, 31), words)
    return Token("DATE", period, start, end, 0.1)


def _full(text: str) -> Iterator[Token]:
    for m in _FULL.finditer(text):
        try:
            day = date(_year(m["year"]), parse_numeral(m["month"]) or 0, parse_numeral(m["day"]) or 0)
        except ValueError:
            continue
        yield Token("DATE", Period(day, day, m[0]), m.start(), m.end(), 0.1)


def _months(text: str) -> Iterator[Token]:
    for m in _MONTHLY.finditer(text):
        year = _year(m["year"] or m["year2"])
        month = parse_numeral(m["month"] or m["month2"]) or 1
        last = date(year, month, calendar.monthrange(year, month)[1])
        yield Token("DATE", Period(date(year, month, 1), last, m[0]), m.start(), m.end(), 0.1)


def _part_of_year(text: str) -> Iterator[Token]:
    for m in _PARTS.finditer(text):
        year, part = _year(m["year"]), m["part"]
        if "半年" in part:
            first, last = (1, 6) if part[0] == "上" else (7, 12)
        else:
            quarter = parse_numeral(part.removeprefix("第").removesuffix("季度")) or 1
            first, last = quarter * 3 - 2, quarter * 3
        end = date(year, last, calendar.monthrange(year, last)[1])
        yield Token("DATE", Period(date(year, first, 1), end, m[0]), m.start(), m.end(), 0.1)


def _years(text: str, as_of: date) -> Iterator[Token]:
    for m in _YEARS.finditer(text):
        yield _whole(_year(m["year"] or m["year2"]), m[0], m.start(), m.end())
    for m in _RELATIVE.finditer(text):
        year = as_of.year + _OFFSETS.get(m["word"], 0)
        if m["word"] in _OFFSETS and date.min.year <= year <= date.max.year:
            yield _whole(year, m[0], m.start(), m.end())
    for m in _ENGLISH.finditer(text):
        yield _whole(_year(m["year"] or m["year2"]), m[0], m.start(), m.end())
    for m in _TODAY.finditer(text):
        yield Token("TODAY", Period(as_of, as_of, m[0]), m.start(), m.end(), 0.2)


def find_dates(text: str, as_of: date) -> list[Token]:
    """Every date in ``text``: DATE tokens holding a Period; 今年 and 去年 count from ``as_of``.

    A year and "the end of" a year are both the whole year: documents of the genre set due dates at year ends.
    """
    found = [*_full(text), *_months(text), *_part_of_year(text), *_years(text, as_of)]
    return [t for t in found if isinstance(t.value, Period) and t.value.start <= t.value.end]


def day_before(day: date) -> date:
    """The day before; the first day of the calendar has none and stays."""
    return day - timedelta(days=1) if day > date.min else day


def day_after(day: date) -> date:
    """The day after; the last day of the calendar has none and stays."""
    return day + timedelta(days=1) if day < date.max else day
