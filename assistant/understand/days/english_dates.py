"""Dates as English messages write them: 1 March 2018, December 2017, the second half of 2016, next year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from assistant.understand.tokens import Period, Token

_MONTHS = {name.lower(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names)
           if name}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FULL = (
    re.compile(rf"\b(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}\b"),
    re.compile(rf"\b{_MONTH} (?:the )?{_DAY},? {_YEAR}\b"),
)
_MONTHLY = re.compile(rf"\b(?:the end of |end of |late )?{_MONTH},? (?:of )?{_YEAR}\b")
_HALF = re.compile(rf"\b(?:the )?(?P<half>first|second) half of (?:the year )?{_YEAR}\b")
_QUARTER = re.compile(
    rf"\b(?:q(?P<q>[1-4]) (?:of )?|(?:the )?(?P<word>first|second|third|fourth|last) quarter of ){_YEAR}\b"
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_START = re.compile(rf"\b(?:the )?(?:start|beginning) of {_YEAR}\b|\bearly {_YEAR.replace('year', 'year2')}\b")
_WHOLE = re.compile(
    rf"(?:the )?(?:end of|year[- ]end)(?: the year)? {_YEAR}|(?:the )?year {_YEAR.replace('year', 'year2')}"
)
_RELATIVE = re.compile(r"\b(?:the end of )?(?:(?P<word>this|last|next|the current|the coming) year)\b")
_OFFSETS = {"this": 0, "the current": 0, "last": -1, "next": 1, "the coming": 1}


def _token(start: date, end: date, m: re.Match[str]) -> Token:
    return Token("DATE", Period(start, end, m[0]), m.start(), m.end(), 0.1)


def _stretch(year: int, first: int, last: int, m: re.Match[str]) -> Token:
    return _token(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), m)


def _exact(text: str) -> Iterator[Token]:
    for pattern in _FULL:
        for m in pattern.finditer(text):
            try:
                day = date(int(m["year"]), _MONTHS[m["month"]], int(m["day"]))
            except ValueError:
                continue
            yield _token(day, day, m)
    for m in _START.finditer(text):
        day = date(int(m["year"] or m["year2"]), 1, 1)
        yield _token(day, day, m)


def english_dates(text: str, as_of: date) -> Iterator[Token]:
    """DATE tokens of English wordings; "next year" counts from ``as_of``."""
    yield from _exact(text)
    for m in _MONTHLY.finditer(text):
        yield _stretch(int(m["year"]), _MONTHS[m["month"]], _MONTHS[m["month"]], m)
    for m in _HALF.finditer(text):
        yield _stretch(int(m["year"]), 1 if m["half"] == "first" else 7, 6 if m["half"] == "first" else 12, m)
    for m in _QUARTER.finditer(text):
        quarter = int(m["q"]) if m["q"] else _QUARTERS[m["word"]]
        yield _stretch(int(m["year"]), quarter * 3 - 2, quarter * 3, m)
    for m in _WHOLE.finditer(text):
        yield _stretch(int(m["year"] or m["year2"]), 1, 12, m)
    for m in _RELATIVE.finditer(text):
        year = as_of.year + _OFFSETS[m["word"]]
        if date.min.year <= year <= date.max.year:
            yield _stretch(year, 1, 12, m)
