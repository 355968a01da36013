"""The day that a message supposes it to be: "假设今天是2016年7月1日,半年内到期的任务"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from assistant.question import clean
from assistant.types import Question, Turn
from assistant.understand.days.dates import find_dates
from assistant.understand.lexicon import cue_lexicon, find_forms
from assistant.understand.tokens import Period, Token

_ABSOLUTE = re.compile(r"20\d\d|(?<!\d)\d\d年|[二2][〇零0]")
_EDGE = ",;。?!:"
_OPENS = re.compile(rf"(?:^|[{_EDGE}])\s*$")
_CLOSES = re.compile(rf"\s*(?:$|[{_EDGE}])")
# What is reckoned from today.
_RECKONED = re.compile(
    r"[今明去后]年|本年|年[内底]|[半个两三四五]年(?:之|以)?[内后]|月(?:之|以)?内|[上下本这][个]?(?:季度|月)|[上下前后]半年|未来|今后"
    r"|接下来|下一?[批拨波]|最近|往后|马上|即将|快要|多久|几天|多少天|截至目前|到目前为止"
    r"|(?:this|next|last|coming) (?:year|month|quarter)|within|next|upcoming|how (?:long|many (?:days|months))|so far"
)
_CUES = ("OVERDUE", "REMAINING", "COUNTDOWN", "TODAY")
# What may be asked of that very day: 哪些刚好到期.
_FALLS = re.compile(r"到期|截止|完成|交|due|finish|complete|deadline")
_MONTH_END = r"[一二三四五六七八九十\d]{1,2}月(?:份|底|末|初|中旬?)?[(]"


@dataclass(frozen=True, slots=True)
class _Words:
    """The forms of supposed.toml: each group as one pattern, and what may stand on either side of the day."""

    groups: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = tomllib.loads((Path(__file__).parent / "supposed.toml").read_text(encoding="utf-8"))
    joined = {kind: "|".join(sorted(forms, key=len, reverse=True)) for kind, forms in raw.items()}
    groups = {kind: re.compile(forms) for kind, forms in joined.items()}
    before = "|".join(joined[kind] for kind in ("suppose", "now", "be", "frame"))
    behind = "|".join(joined[kind] for kind in ("behind", "reckoning"))
    return _Words(groups, re.compile(rf"(?:\s|{_MONTH_END}|{before})+$"), re.compile(rf"(?:\s|{behind})+"))


def _longest(text: str, as_of: date) -> Iterator[Token]:
    """The days and stretches that are named with their year, none inside another."""
    days = [t for t in find_dates(text, as_of) if _ABSOLUTE.search(text[t.start : t.end])]
    yield from (t for t in days if not any(o is not t and o.start <= t.start and t.end <= o.end for o in days))


def _supposes(text: str, day: Token) -> tuple[int, int, bool] | None:
    """Where the supposition around ``day`` begins and ends, and whether its words leave no doubt; None for none."""
    words = _words()
    left = words.before.search(text, 0, day.start)
    right = words.behind.match(text, day.end)
    start, end = left.start() if left else day.start, right.end() if right else day.end
    said, after = text[start : day.start], text[day.end : end]
    found = {kind for kind, pattern in words.groups.items() if pattern.search(said)}
    framed = "frame" in found and words.groups["reckoning"].search(after) is not None
    certain = framed or ("now" in found and bool({"suppose", "be"} & found))
    bounded = _OPENS.search(text, 0, start) and _CLOSES.match(text, end)
    if not (certain or (bounded and "suppose" in found)):
        return None
    return start, end, certain


def _reckons(rest: str) -> bool:
    return bool(_RECKONED.search(rest)) or any(
        t.has(kind) for t in find_forms(rest, cue_lexicon(), 0.3) for kind in _CUES
    )


def supposed_day(text: str, as_of: date) -> tuple[str, date | None]:
    """``text`` without the day that it supposes, and that day; the text as it is and None where nothing needs it."""
    for day in _longest(text, as_of):
        found = _supposes(text, day)
        if found is None:
            continue
        start, end, certain = found
        rest = f"{text[:start].rstrip(_EDGE)},{text[end:].lstrip(_EDGE)}".strip(", ")
        if rest and (_reckons(rest) or (certain and not _FALLS.search(rest))):
            return rest, cast(Period, day.value).end
    return text, None


def as_supposed(question: Question, history: Sequence[Turn], as_of: date) -> tuple[Question, date]:
    """``question`` and the day it is answered on: the one that it or an earlier message supposes, else ``as_of``."""
    rest, day = supposed_day(question.text, as_of)
    if day is not None:
        return replace(question, text=rest), day
    if not history or not _reckons(question.text):
        return question, as_of
    earlier = (supposed_day(clean(turn.question).text, as_of)[1] for turn in reversed(history))
    return question, next((found for found in earlier if found is not None), as_of)
