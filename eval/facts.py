"""Whether an answer's text states a fact: literal search that forgives typography but never cuts a number in two."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from eval.schema import ALTERNATIVE

_HAN_NUMERALS = "〇零一二两三四五六七八九十百千"
# No digit, decimal part or group of thousands goes on before or after a number. A comma between other digits
# separates two numbers (任务3,4,5).
_NUMBER_STARTS = r"(?<!\d)(?<!\d\.)"
_NUMBER_ENDS = r"(?!\d|\.\d|,\d{3}(?!\d))"
_HAN_STARTS = rf"(?<![{_HAN_NUMERALS}])"
_HAN_ENDS = rf"(?![{_HAN_NUMERALS}])"
# A single English word is no part of another: eight is not in eighteen, four not in twenty-four.
_WORD = re.compile("[a-z]+")
_WORD_STARTS = "(?<![a-z])(?<![a-z]-)"
_WORD_ENDS = "(?!-?[a-z])"
_QUOTED = re.compile(r"\s*[“\"「『](.+)[”\"」』]\s*", re.DOTALL)


def fold(text: str) -> str:
    """Width, compatibility forms and case made alike; white space is kept, since it tells two numbers apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def quotation(fact: str) -> str | None:
    """What stands between the quotation marks of a fact that is all quotation; None of any other."""
    found = _QUOTED.fullmatch(fact)
    return found[1] if found else None


@lru_cache(maxsize=4096)
def _pattern(alternative: str) -> re.Pattern[str]:
    wanted = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", fold(quotation(alternative) or alternative).strip())
    pieces = [re.escape(char) for char in wanted]
    for position in range(1, len(pieces)):
        # White space may stand anywhere but inside a number: "1 2" is no 12.
        if not (wanted[position - 1].isdigit() and wanted[position].isdigit()):
            pieces[position] = r"\s*" + pieces[position]
    return re.compile(_start(wanted) + "".join(pieces) + _end(wanted))


def _start(wanted: str) -> str:
    if _WORD.fullmatch(wanted):
        return _WORD_STARTS
    if wanted[0].isdigit():
        in_thousands = r"(?<!\d,)" if re.match(r"\d{3}(?!\d)", wanted) else ""
        return _NUMBER_STARTS + in_thousands
    return _HAN_STARTS if wanted[0] in _HAN_NUMERALS else ""


def _end(wanted: str) -> str:
    if _WORD.fullmatch(wanted):
        return _WORD_ENDS
    if wanted[-1].isdigit():
        return _NUMBER_ENDS
    return _HAN_ENDS if wanted[-1] in _HAN_NUMERALS else ""


def states(text: str, fact: str) -> bool:
    """Whether ``text`` holds any alternative of ``fact`` (``58%|58.0%``).

    Both are compared after NFKC and case folding, white space left aside. A number has to stand alone: 4 is not in
    42, 3.4 or 4,000, 四 is not in 四十二; neither is eight in eighteen.
    """
    folded = fold(text)
    return any(_pattern(alternative).search(folded) for alternative in fact.split(ALTERNATIVE))
