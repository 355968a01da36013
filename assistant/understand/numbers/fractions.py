"""Shares that a message states and wants to have checked: 超过一半, 不到三分之一, 七成以上, more than half."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Token

# How far a share may be from a fraction that is said to be about it, or is said without a bound.
_ABOUT, _PLAIN = Fraction(6, 100), Fraction(2, 100)
_HALF = Fraction(1, 2)
_ASSERTING = ("YESNO", "BELIEF", "CONFIRM")
_LATIN = re.compile(r"[a-z]")
_COST = 0.15


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A fraction and how the share is said to stand to it: more, least, less, most, about, plain."""

    bound: str
    value: Fraction

    def holds(self, part: int, whole: int) -> bool:
        share = Fraction(part, whole) if whole else Fraction(0)
        match self.bound:
            case "more":
                return share > self.value
            case "least":
                return share >= self.value
            case "less":
                return share < self.value
            case "most":
                return share <= self.value
            case bound:
                return abs(share - self.value) <= (_ABOUT if bound == "about" else _PLAIN)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("fractions.toml").read_text(encoding="utf-8"))


def _any(forms: Sequence[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(f)}\b" if _LATIN.match(f) else re.escape(f) for f in ordered)


@lru_cache(maxsize=1)
def _stated() -> re.Pattern[str]:
    raw = _words()
    bound = _any([form for forms in raw["bound"].values() for form in forms])
    value = (
        rf"(?P<of>{NUMERAL})分之(?P<n>{NUMERAL})|(?P<tenths>[一二两三四五六七八九1-9])成(?P<rest>[半一二三四五六七八九1-9])?"
        rf"|百分之(?P<hundred>{NUMERAL})|(?P<percent>\d{{1,3}}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)"
        rf"|{_any([form for forms in raw['values'].values() for form in forms])}"
    )
    word = _any([form for forms in raw["words"].values() for form in forms])
    # 七大部分, 各大部分 and 多数据 are no fractions.
    return re.compile(
        rf"(?P<before>{bound})?(?:全部|全体|总数|总任务数|所有)?的?(?:任务)?的?\s?(?P<value>{value})(?:的|还)?(?P<after>{bound}|多)?"
        rf"|(?<![\d一二三四五六七八九十几哪各两])(?P<word>{word})(?!据)"
    )


# What belongs to a stated share and says no more: 超过一半的任务都, more than half of the tasks.
_OF_TASKS = re.compile(
    r"(?:的)?(?:任务|工作|事项|条目|活儿?)?(?:也|就)?(?:(?:都|均|全)(?![写填标注]))?(?:是(?!不是|否)|由|归)?"
    r"|,?\s?(?:of )?(?:all )?(?:the |its |their |these )?(?:tasks?|items)?(?:\sis\b|\sare\b)?"
)


def _share(m: re.Match[str]) -> StatedShare:
    raw = _words()
    if m["word"]:
        return StatedShare("more" if m["word"] in raw["words"]["more_half"] else "less", _HALF)
    said = {m["before"], m["after"]} - {None}
    bounds = [name for name, forms in raw["bound"].items() if said & set(forms)]
    bound = bounds[0] if bounds else "least" if m["after"] == "多" else "plain"
    return StatedShare(bound, _value(m))


def _value(m: re.Match[str]) -> Fraction:
    if m["of"]:
        return Fraction(parse_numeral(m["n"]) or 0, parse_numeral(m["of"]) or 1)
    if m["tenths"]:
        hundredths = 5 if m["rest"] == "半" else parse_numeral(m["rest"] or "0") or 0  # 八成五 and 八成半 are 85 %
        return Fraction(parse_numeral(m["tenths"]) or 0, 10) + Fraction(hundredths, 100)
    if m["hundred"] or m["percent"]:
        return Fraction(m["percent"] or str(parse_numeral(m["hundred"]) or 0)) / 100
    return next(Fraction(name) for name, forms in _words()["values"].items() if m["value"] in forms)


def stated_share(text: str) -> StatedShare | None:
    """The first share that ``text`` states; None where it states none.

    >>> stated_share("还不到三分之一"), stated_share("有几项")
    (StatedShare(bound='less', value=Fraction(1, 3)), None)
    """
    m = _stated().search(text)
    return None if m is None else _share(m)


def find_stated_shares(text: str, cues: Sequence[Token], written: str) -> list[Token]:
    """SHARE tokens for the shares that a yes/no question states; elsewhere 大多数 only says how things mostly are.

    A figure that the document's own text ``written`` holds is what a task demands (不低于4%), no share of the tasks.
    """
    sure = any(t.value_of("HISTORY") == "sure" for t in cues)
    if not sure and not any(t.has(kind) for t in cues for kind in _ASSERTING):
        return []
    found = []
    for m in _stated().finditer(text):
        if m["value"] and m["value"] in written:
            continue
        rest = _OF_TASKS.match(text, m.end())
        end = rest.end() if rest else m.end()
        found.append(Token("SHARE", "stated", m.start(), end, _COST, (("CLAIMED", "stated"),)))
    return found
