"""Dates without a year in messages about a document of one year: 6月底, 上半年, 三季度, 7至9月, 年底, by June.

The year is the document's own (that of its title or of its deadlines), not the one it is asked in. After a date that
names a year (2023年7月到9月) it is that date's, whatever the document.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.understand.days.dates import NAMED_DAYS, find_dates
from assistant.understand.kept import kept
from assistant.understand.numbers.numerals import DAY, MONTH, parse_numeral
from assistant.understand.tokens import Context, Period, Token
from index.types import Document, tells_year

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_M = rf"(?:{MONTH})"
_D = rf"(?:{DAY})"
_NO_YEAR = r"(?<![\d年十一二三四五六七八九第./-])"
_DATED = r"(?:(?P<year>20\d\d)年)?"
_MONTH = re.compile(rf"{_NO_YEAR}(?P<month>{_M})月(?:(?P<day>{_D})[日号]|(?P<third>底|末|初|中旬|上旬|下旬)|份)?")
_STRETCH = re.compile(
    rf"{_NO_YEAR}{_DATED}(?P<first>{_M})月?份?(?:-|—|–|~|到|至)+(?P<last>{_M})月份?(?:底|末)?(?:之间|期间|间)?"
)
_PART = re.compile(
    r"(?<![\d年])(?:(?=第|.季)第?(?P<quarter>[一二三四1-4])个?季度|(?P<half>上|下|前|后)半年)(?:度|之内|内|以内)?"
    r"|\b(?:q(?P<q>[1-4])\b|(?:the )?(?P<nth>first|second|third|fourth|last) (?P<unit>quarter|half))"
    r"(?: of the year)?(?!,? (?:of )?20\d\d)"
)
_END = re.compile(
    r"(?<![\d〇零一二三四五六七八九十每两几半前今本当明后去哪何某多])年(?:底|末|终|内|尾)|岁末"
    r"|(?:the )?year[ -]end(?! 20)|(?:the )?end of (?:the|this) year"
)
# Days that go by a name, where what is due before them is asked for.
_NAMED_DAY = re.compile(
    r"(?<![十二\d年])(?P<name>五一|七一|国庆|十一)(?!月)(?:节|(?:小?长)?假期?|劳动节|当天)*(?=之前|以前|之后|以后|前|后)"
)
_MONTHS = {name.lower(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names)
           if name}  # fmt: skip
_ENGLISH = re.compile(
    rf"\b(?P<end>(?:the )?end of |late )?(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
    r"(?: (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\b)?(?!,? (?:of )?20\d\d)"
)
# Before the fifth month's name; elsewhere "may" is the verb.
_BEFORE_MAY = re.compile(r"\b(?:in|by|before|after|of|since|until|till|during|from|to|early|late|end) $")
_MOST = 0.75
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_GOES_ON = re.compile(r"(?:份|底|末|初)?(?:到|至|-|—|–|~|和|与|、|,|或者?|及|跟|以及)$")
_NAMED_YEAR = re.compile(rf"(?P<year>20\d\d)年{_M}月(?:{_D}[日号])?")


@kept
def home_year(document: Document) -> int | None:
    """The one year that a document is about: its title's, else that of most of its deadlines; None for several."""
    named = {int(year) for year in _YEAR.findall(document.title)}
    if len(named) == 1:
        return named.pop()
    due = Counter(t.deadline.due.year for t in document.tasks if t.deadline and t.deadline.due)
    year, times = due.most_common(1)[0] if due and not named else (None, 0)
    return year if times >= _MOST * due.total() else None


def in_its_year(day: date, document: Document) -> date:
    """The as-of day in the year of a document whose deadlines name none: 6月底前 is overdue in any July."""
    year = home_year(document)
    if year is None or tells_year(date(year, 1, 1)):
        return day
    return date(year, day.month, min(day.day, _last(year, day.month)))


def dates_of(text: str, context: Context) -> Iterator[Token]:
    """The dates of ``text`` that name their year; where the document names none, theirs is the document's."""
    year = home_year(context.document)
    for token in find_dates(text, context.as_of):
        period = token.value
        if year is None or tells_year(date(year, 1, 1)) or not isinstance(period, Period) or not _of_one_year(period):
            yield token
        else:
            first, last = (date(year, d.month, min(d.day, _last(year, d.month))) for d in (period.start, period.end))
            yield replace(token, value=Period(first, last, period.words))


def _of_one_year(period: Period) -> bool:
    """Whether a stretch lies in one year that a message names; 明年 is reckoned from the plan's own."""
    return period.start.year == period.end.year and tells_year(period.start)


def home_dates(text: str, context: Context) -> Iterator[Token]:
    """DATE tokens for the dates of ``text`` without a year, where the document or the date before tells the year."""
    home = home_year(context.document)
    for m in _STRETCH.finditer(text):
        if year := int(m["year"]) if m["year"] else home:
            first, last = parse_numeral(m["first"]) or 1, parse_numeral(m["last"]) or 1
            if first < last:
                yield _stretch(year, first, last, m, 0.05)
    for m in _MONTH.finditer(text):
        if year := _carried(text, m.start()) or home:
            yield from _month(year, parse_numeral(m["month"]) or 1, parse_numeral(m["day"] or ""), m)
    if home is not None:
        yield from _of_the_year(text, home)


def _of_the_year(text: str, year: int) -> Iterator[Token]:
    for m in _NAMED_DAY.finditer(text):
        day = date(year, *NAMED_DAYS[m["name"]])
        yield _token(day, day, m, 0.09)
    for m in _PART.finditer(text):
        months = 6 if m["half"] or m["unit"] == "half" else 3
        said = parse_numeral(m["quarter"] or m["q"] or "") or _NTH.get(m["nth"] or "")
        nth = said or (1 if m["half"] in "上前" else 2)
        last = min(nth, 12 // months) * months
        yield _stretch(year, last - months + 1, last, m, 0.08)
    for m in _END.finditer(text):
        yield _stretch(year, 1, 12, m, 0.09)
    for m in _ENGLISH.finditer(text):
        if m["name"] != "may" or _BEFORE_MAY.search(text[: m.start()]) or m["end"]:
            yield from _month(year, _MONTHS[m["name"]], int(m["day"]) if m["day"] else None, m)


def _carried(text: str, at: int) -> int | None:
    """The year of the date that this one goes on from: 2023年7月到9月."""
    for m in _NAMED_YEAR.finditer(text[:at]):
        if _GOES_ON.fullmatch(text[m.end() : at]):
            return int(m["year"])
    return None


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _month(year: int, month: int, day: int | None, m: re.Match[str]) -> Iterator[Token]:
    last = _last(year, month)
    if day is None:
        early = m.groupdict().get("third") == "初"
        yield _token(date(year, month, 1), date(year, month, 1 if early else last), m, 0.08)
    elif day <= last:
        yield _token(date(year, month, day), date(year, month, day), m, 0.08)


def _stretch(year: int, first: int, last: int, m: re.Match[str], cost: float) -> Token:
    return _token(date(year, first, 1), date(year, last, _last(year, last)), m, cost)


def _token(start: date, end: date, m: re.Match[str], cost: float) -> Token:
    return Token("DATE", Period(start, end, m[0]), m.start(), m.end(), cost)
