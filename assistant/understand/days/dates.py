"""Dates and stretches of dates in a message."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant.understand.days.english_dates import english_dates
from assistant.understand.numbers.numerals import DAY, MONTH, parse_numeral
from assistant.understand.tokens import Period, Token

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))
_OFFSETS: dict[str, int] = _WORDS["years_from_now"]
# 17、18年底, 16和17年: 年 is said once, after the last of a row.
_IN_A_ROW = r"(?=(?:(?:、|,|和|跟|与|及|/|以及|还有)(?:20)?[12]\d){1,3}年)"
_ABSOLUTE = (
    rf"(?<![\d第])(?<!任务)[12]\d{_IN_A_ROW}|"
    r"20\d\d|[二2][〇零0][一二三][〇零一二三四五六七八九]|(?<!\d)[12]\d(?=年)"
    r"|(?<![〇零一二三四五六七八九十])[一二][〇零一二三四五六七八九](?=年)"
)
_RELATIVE = "|".join(sorted(_OFFSETS, key=len, reverse=True))
_MONTH = rf"(?P<month>{MONTH})"
_DAY = rf"(?P<day>{DAY})"
_END = r"(?:(?:年|的)?(?:年底|年末|岁末|末|底|年终|年内|12月底|12月份|12月))"
_PART = r"(?P<part>上半年|下半年|前半年|后半年|第[一二三四1-4]个?季度|[一二三四1-4]季度)"
_YEAR = rf"(?:(?P<year>{_ABSOLUTE})年?|(?P<word>{_RELATIVE})的?)"
_FULL = re.compile(rf"(?:(?P<year>{_ABSOLUTE})[-/.年]|(?P<word>{_RELATIVE})的?){_MONTH}[-/.月]{_DAY}[日号]?")
_MONTHLY = re.compile(
    rf"(?:(?P<year>{_ABSOLUTE})年|(?P<word>{_RELATIVE})的?){_MONTH}月份?(?P<third>底|末|初|中旬?|上旬|下旬)?"
)
_DASHED = re.compile(rf"(?P<year>{_ABSOLUTE})-{_MONTH}(?![\d-])")
_PARTS = re.compile(rf"(?:{_YEAR})?{_PART}")
NAMED_DAYS: dict[str, list[int]] = _WORDS["named_days"]
_NAMED = re.compile(rf"{_YEAR}(?P<name>{'|'.join(NAMED_DAYS)})(?!月)(?:节|那天|当天)?")
_YEARS = re.compile(
    rf"(?P<year>{_ABSOLUTE})(?:{_END}|(?:年度?|财年)?(?!\d))"
    rf"|(?P<word>{_RELATIVE})(?:年?底|年?末|年终|年内)?"
)
# The end of the year it is now: 年底前, 年内.
_THIS_YEAR = re.compile(
    r"(?<![\d〇零一二三四五六七八九十每两几半前今本当明后去哪何某多])年(?:(?:底|末|终)(?=之?前|以前|到期|完成|要|得|截止|为止)|内)"
)
_SPANS: dict[str, list[int]] = _WORDS["stretches_from_now"]
_TWO_YEARS = re.compile(rf"(?P<span>{'|'.join(_SPANS)})(?:这?两年|两个年度)")
_AHEAD = re.compile(
    r"(?:未来|今后|接下来|往后|之后的|此后)的?(?P<n>[两二三四五2-5])年(?:里|内|之内|间)?"
    r"|(?<![\d〇零一二三四五六七八九十第])(?P<m>[一两二三四五1-5])年(?:之内|以内|内)"
)
# 半年内到期, 未来三个月; without 未来 a deadline has to be spoken of: 三个月内更新 is content.
_MONTHS_AHEAD = re.compile(
    r"(?:未来|今后|接下来|往后|之后的|此后|随后)的?(?P<n>半年|[一两二三四五六七八九十\d]{1,2}个月)(?:里|内|之内|间)?"
    r"|(?<![\d〇零一二三四五六七八九十上下前后])(?P<m>半年|[一两二三四五六七八九十\d]{1,2}个月)(?:之|以)?内"
    r"(?=.{0,5}(?:到期|截止|完成|办完|做完|办结|干完|交差))"
    r"|\bwithin (?:the next )?(?P<e>half a year|six months|\d+ months)|\bin the next (?P<f>six months|\d+ months)"
)
_YEARS_ON = re.compile(r"(?<![\d〇零一二三四五六七八九十第])(?P<n>[一两二三四五1-5])年(?:以|之)?后")
_PLANS: dict[str, list[int]] = _WORDS["plans"]
_PLAN = re.compile(
    rf"[“\"]?(?P<plan>{'|'.join(_PLANS)})[”\"]?(?:规划)?(?:时期|期(?![间内满末]))?"
    rf"(?:(?P<end>末期?|期?末|结束|收官|期满|届满|收尾|完|最后一年)|期间|期内|(?<=期)内?)(?:之?年)?"
)
_TODAY = re.compile(r"今天|今日|眼下|此刻|today|现在|目前|当前|此时|now")


def _year(text: str) -> int:
    value = parse_numeral(text) or 0
    return value + 2000 if value < 100 else value


def _year_of(m: re.Match[str], as_of: date) -> int:
    """The year that a match names or counts from the as-of date; 0 beyond the calendar."""
    named = m.groupdict()
    year = _year(named["year"]) if named.get("year") else as_of.year + _OFFSETS.get(named.get("word") or "", 0)
    return year if date.min.year <= year <= date.max.year else 0


def _token(start: date, end: date, m: re.Match[str]) -> Token:
    return Token("DATE", Period(start, end, m[0]), m.start(), m.end(), 0.1)


def _whole(first: int, last: int, m: re.Match[str]) -> Iterator[Token]:
    if date.min.year <= first <= last <= date.max.year:
        yield _token(date(first, 1, 1), date(last, 12, 31), m)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _days(text: str, as_of: date) -> Iterator[Token]:
    for m in _FULL.finditer(text):
        try:
            day = date(_year_of(m, as_of), parse_numeral(m["month"]) or 0, parse_numeral(m["day"]) or 0)
        except ValueError:
            continue
        yield _token(day, day, m)
    for m in _NAMED.finditer(text):
        if year := _year_of(m, as_of):
            day = date(year, *NAMED_DAYS[m["name"]])
            yield _token(day, day, m)


def _months(text: str, as_of: date) -> Iterator[Token]:
    for m in (*_MONTHLY.finditer(text), *_DASHED.finditer(text)):
        year, month = _year_of(m, as_of), parse_numeral(m["month"]) or 1
        if year:
            last = date(year, month, 1) if m.groupdict().get("third") == "初" else _month_end(year, month)
            yield _token(date(year, month, 1), last, m)


def _part_of_year(text: str, as_of: date) -> Iterator[Token]:
    for m in _PARTS.finditer(text):
        year, part = _year_of(m, as_of), m["part"]
        if not year:
            continue
        if "半年" in part:
            first, last = (1, 6) if part[0] in "上前" else (7, 12)
        else:
            quarter = parse_numeral(re.sub("[第个季度]", "", part)) or 1
            first, last = quarter * 3 - 2, quarter * 3
        yield _token(date(year, first, 1), _month_end(year, last), m)


def _years(text: str, as_of: date) -> Iterator[Token]:
    for m in (*_YEARS.finditer(text), *_THIS_YEAR.finditer(text)):
        if year := _year_of(m, as_of):
            yield from _whole(year, year, m)
    for m in _TWO_YEARS.finditer(text):
        first, last = _SPANS[m["span"]]
        yield from _whole(as_of.year + first, as_of.year + last, m)
    for m in _PLAN.finditer(text):
        first, last = _PLANS[m["plan"]]
        yield from _whole(last if m["end"] else first, last, m)


def _counted_years(text: str, as_of: date) -> Iterator[Token]:
    """ "未来两年", "三年内" from the as-of date on; "四年后" the year that is then."""
    for m in _AHEAD.finditer(text):
        n = parse_numeral(m["n"] or m["m"]) or 1
        if as_of.year + n <= date.max.year:
            yield _token(as_of, date(as_of.year + n, as_of.month, min(as_of.day, 28)), m)
    for m in _MONTHS_AHEAD.finditer(text):
        said = m["n"] or m["m"] or m["e"] or m["f"]
        counted = re.sub(r"个月| months", "", said)
        months = 6 if said in ("半年", "half a year", "six months") else parse_numeral(counted) or 1
        years, month = divmod(as_of.month - 1 + months, 12)
        if as_of.year + years <= date.max.year:
            yield _token(as_of, date(as_of.year + years, month + 1, min(as_of.day, 28)), m)
    for m in _YEARS_ON.finditer(text):
        year = as_of.year + (parse_numeral(m["n"]) or 1)
        yield from _whole(year, year, m)


def find_dates(text: str, as_of: date) -> list[Token]:
    """Every date in ``text``: DATE tokens holding a Period; 今年 and 去年 count from ``as_of``.

    A year and "the end of" a year are both the whole year: documents of the genre set due dates at year ends.
    """
    found = [
        *_days(text, as_of), *_months(text, as_of), *_part_of_year(text, as_of), *_years(text, as_of),
        *_counted_years(text, as_of), *english_dates(text, as_of),
    ]  # fmt: skip
    found += [Token("TODAY", Period(as_of, as_of, m[0]), m.start(), m.end(), 0.2) for m in _TODAY.finditer(text)]
    return [t for t in found if isinstance(t.value, Period) and t.value.start <= t.value.end]


def day_before(day: date) -> date:
    """The day before; the first day of the calendar has none and stays."""
    return day - timedelta(days=1) if day > date.min else day


def day_after(day: date) -> date:
    """The day after; the last day of the calendar has none and stays."""
    return day + timedelta(days=1) if day < date.max else day
