"""What a 完成时限 allows: "2016年底前完成并持续落实" -> the last day, and whether work goes on after it.

The words are in ``data/genre/deadline.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from index.reading.numerals import to_int
from index.reading.vocabulary import alternation, load
from index.types import Deadline

_CLAUSE = re.compile(r"[，,；;。\n]|并(?=[^入])")
_HAN_YEAR = re.compile(r"([一二][〇○零O一二三四五六七八九]{3})(?=年)")
_HAN_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})(?=[月日号]|季度|[、和至到-][一二三四]季度)")
_DASH = r"\s*(?:-|—+|–|~|～|至|到)\s*"
_QUARTER_END = {1: 3, 2: 6, 3: 9, 4: 12}
_THIRDS = {"上旬": 10, "初": 10, "中旬": 20, "中": 15}


@dataclass(frozen=True, slots=True)
class _Words:
    ongoing: re.Pattern[str]
    recurring: re.Pattern[str]
    starting: re.Pattern[str]
    season: re.Pattern[str]
    opening: re.Pattern[str]
    longest: int
    relative: dict[str, int]
    when: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load("deadline")
    relative: dict[str, int] = data["relative_years"]
    when = "|".join((
        rf"(?P<y0>(?:19|20)\d\d)年?{_DASH}(?P<range>(?:19|20)\d\d)(?!\d)年?(?:底|末)?",
        r"(?P<iso_y>(?:19|20)\d\d)\s*[-./]\s*(?P<iso_m>\d{1,2})(?:\s*[-./]\s*(?P<iso_d>\d{1,2}))?(?!\d)",
        r"十(?P<plan>[一二三四五六七])?五[”\"]?(?:时期|期间|规划期)?(?:末|底|内)?",
        rf"(?:(?P<year>(?:19|20)\d\d)年?度?|(?P<relative>{alternation(list(relative))}))?的?(?:"
        r"(?:第?|[-/]?[Qq])(?P<quarter>[1-4])(?:季度|(?<=[Qq][1-4])(?!\d))"
        r"|[-/]?[Hh](?P<half_year>[12])(?!\d)"
        r"|(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
        r"|(?P<half>上半年|下半年|年中|年底|年末|年内|年终|全年|年前)"
        r"|(?P<rest>底|末|内|终|前)?)",
    ))  # fmt: skip
    return _Words(
        ongoing=re.compile(alternation(data["ongoing"])),
        recurring=re.compile(data["recurring"]),
        starting=re.compile(data["starting"]),
        season=re.compile(f"(?:{alternation(data['seasons'])})"),
        opening=re.compile(data["opening"]),
        longest=data["longest"],
        relative=relative,
        when=re.compile(when),
    )


def parse_deadline(literal: str, default_year: int | None) -> Deadline:
    """What a 完成时限 says. ``due`` is the latest day that any of its dates allows, both ends included; "6月前" allows
    June. ``default_year`` completes "年底前"; without it such a wording names no date. Recurring work (每季度), seasons
    (汛期前) and mere starts (7月1日起) have no due date; recurring and open-ended work is ongoing.
    """
    words = _words()
    text = _normal(literal)
    recurring = bool(words.recurring.search(text))
    days: list[date] = []
    started = False
    year: int | None = None
    for clause in _CLAUSE.split(text):
        # "每年11月底前": what follows the recurrence is no due date, what precedes it is.
        again = words.recurring.search(clause)
        for found in _days(clause[: again.start()] if again else clause, year, default_year):
            year = found.year
            started = started or found.starts
            if found.day is not None:
                days.append(found.day)
    ongoing = recurring or bool(words.ongoing.search(text)) or (started and not days)
    return Deadline(literal, max(days, default=None), ongoing)


def looks_like_deadline(text: str) -> bool:
    """Whether a clause without a label is a deadline: it opens with a time or a word for open-ended work."""
    compact = _normal(text)
    words = _words()
    return 1 < len(compact) <= words.longest and bool(words.opening.match(compact))


def _normal(text: str) -> str:
    compact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("，", ",")).replace(",", "，")
    compact = _HAN_YEAR.sub(lambda m: str(to_int(m[1])), compact)
    return _HAN_NUMBER.sub(lambda m: str(to_int(m[1]) or m[1]), compact)


@dataclass(frozen=True, slots=True)
class _Found:
    year: int | None
    day: date | None
    starts: bool


def _days(clause: str, year: int | None, default_year: int | None) -> Iterator[_Found]:
    """Every date of a clause; a year carries over to the dates after it ("2021年6月启动、12月完成")."""
    words = _words()
    for match in words.when.finditer(clause):
        if not match[0].strip("的") or (match["rest"] and not (match["year"] or match["relative"])):
            continue
        own = _year(match, default_year)
        year = own or year
        after = clause[match.end() :]
        if words.starting.match(after):
            yield _Found(year, None, True)
        elif _is_bare(match) and (words.season.match(after) or after[:1].isdecimal()):
            # "2022年汛期前" names no day; in "2022年1-6月" the months do.
            yield _Found(year, None, False)
        else:
            yield _Found(year, _last_day(match, year or default_year), False)


def _is_bare(match: re.Match[str]) -> bool:
    """Only a year."""
    return bool(match["year"]) and not any(match[name] for name in ("quarter", "half_year", "month", "half", "rest"))


def _year(match: re.Match[str], default_year: int | None) -> int | None:
    for name in ("range", "iso_y", "year"):
        if match[name]:
            return int(match[name])
    if match["relative"] and default_year is not None:
        return default_year + _words().relative[match["relative"]]
    return None


def _last_day(match: re.Match[str], year: int | None) -> date | None:
    if match["plan"] or match[0].startswith("十"):
        # The tenth five-year plan (十五) ended in 2005, each later one five years after.
        return date(2005 + 5 * (to_int(match["plan"] or "零") or 0), 12, 31)
    if year is None:
        return None
    month = match["iso_m"] or match["month"]
    if month:
        return _clipped(year, int(month), match["iso_d"] or match["day"], match["part"])
    if match["quarter"]:
        return _clipped(year, _QUARTER_END[int(match["quarter"])], None, None)
    if match["half"] in ("上半年", "年中") or match["half_year"] == "1":
        return date(year, 6, 30)
    return date(year, 12, 31)


def _clipped(year: int, month: int, day: str | None, part: str | None) -> date | None:
    """The day, or the month's last; 6月31日 means the end of June."""
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    wanted = int(day) if day else _THIRDS.get(part or "", last)
    return date(year, month, max(1, min(wanted, last)))
