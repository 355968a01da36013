"""Chinese and Arabic numerals as they are written in questions."""

from __future__ import annotations

import re

NUMERAL = r"(?:\d{1,9}|两|[零〇一二三四五六七八九十百]{1,6})"
# A month and a day of one, as alternatives that a pattern puts into a group of its own.
MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100}
_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_NTHS = re.findall(
    r"\w+",
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth",
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _english(ones: list[str], tens_alone: str) -> dict[str, int]:
    """Words for 0 to 100, "twenty-one" and "twenty one" alike; ``tens_alone`` ends a word for whole tens."""
    words = {word: value for value, word in enumerate(ones)}
    for at, ten in enumerate(_TENS):
        value = 20 + 10 * at
        words[re.sub("y$", tens_alone, ten)] = value
        for joint in ("-", " "):
            words |= {f"{ten}{joint}{one}": value + n for n, one in enumerate(ones[:10]) if n}
    return words


_CARDINALS = _english(_ONES, "y") | {"one hundred": 100, "a hundred": 100}
_ORDINALS = _english(_NTHS, "ieth") | {"hundredth": 100, "one hundredth": 100}


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
    """The value of an English numeral or ordinal up to a hundred ("seventh", "twenty-one", "3rd"); None for others."""
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", word):
        return int(match[1])
    return _CARDINALS.get(word, _ORDINALS.get(word))


def _longest_first(words: dict[str, int]) -> str:
    return "|".join(sorted((word for word, value in words.items() if value), key=len, reverse=True))


ENGLISH_ORDINAL = _longest_first(_ORDINALS) + r"|\d+(?:st|nd|rd|th)"
ENGLISH_CARDINAL = _longest_first(_CARDINALS)
