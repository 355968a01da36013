"""Chinese numerals as section and task numbers use them: 一 ... 九百九十九, ①, ㈠, ⒈, ⑴."""

from __future__ import annotations

import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_HAN = "零一二三四五六七八九"


def to_int(text: str) -> int | None:
    """The number a numeral writes (二十一 -> 21, 二〇一八 -> 2018, ⑿ -> 12); None where it writes none."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and text not in _DIGITS and text not in _UNITS:
        folded = unicodedata.normalize("NFKC", text).strip("().")
        return to_int(folded) if folded != text else None
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = current = 0
    for c in text:
        if c in _UNITS:
            total += (current or 1) * _UNITS[c]
            current = 0
        elif c in _DIGITS:
            current = _DIGITS[c]
        else:
            return None
    return total + current if text else None


def to_han(number: int) -> str:
    """The numeral of 1 ... 999, as lists print it: 10 -> 十, 12 -> 十二, 105 -> 一百零五."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_HAN[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN[ones] if ones else "")
