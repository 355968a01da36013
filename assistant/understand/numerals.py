"""Chinese and Arabic numerals as they are written in questions."""

from __future__ import annotations

import re

NUMERAL = r"(?:\d{1,9}|两|[零〇一二三四五六七八九十百]{1,6})"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


def parse_numeral(text: str) -> int | None:
    """The value of a numeral: "49", "四十九", "二〇一六", "一百"; None where it is none.

    >>> parse_numeral("一百零五"), parse_numeral("二〇一六"), parse_numeral("十")
    (105, 2016, 10)
    """
    if re.fullmatch(r"\d+", text):
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or (1 if total % _UNITS[c] == 0 else 0)) * _UNITS[c]
            digit = 0
    return total + digit


def parse_english(word: str) -> int | None:
    """The value of an English numeral or ordinal up to twenty ("seventh", "two", "3rd"); None where it is none."""
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", word):
        return int(match[1])
    for words in (_ENGLISH, _ORDINALS):
        if word in words:
            return words.index(word)
    return None


ENGLISH_ORDINAL = "|".join([*_ORDINALS[1:], r"\d+(?:st|nd|rd|th)"])
ENGLISH_CARDINAL = "|".join(_ENGLISH[1:])
