"""Questions for a quantity, answered by the task whose text writes one of the same kind: 换多少台 by "电梯240台".

Among the features that ``index.answerable`` weighs: how a question is worded tells less of whether a document answers
it than the document's own figures do (quantities.toml).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.tokens import normalise
from index.values import asked_of

_ASKED = re.compile(r"(?:多少|几)(?P<rest>[\u4e00-\u9fff%]{1,4})")
_NOUN = 2  # characters of a noun
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Words:
    measures: tuple[re.Pattern[str], ...]
    between: str
    number: str
    bare: re.Pattern[str]
    money: tuple[re.Pattern[str], re.Pattern[str]]
    spans: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    of: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    raw = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
    long, clock = re.compile(raw["long"]), re.compile(raw["clock"])
    lasting = re.compile(f"{raw['number']}{raw['between']}{raw['lasting']}")
    return _Words(
        tuple(re.compile(row) for row in raw["measures"]), raw["between"], raw["number"], re.compile(raw["bare"]),
        (re.compile(raw["money"]), re.compile(raw["sum"])),
        ((long, lasting), (clock, re.compile(raw["hours"]))),
        tuple((re.compile(asked), re.compile(written)) for asked, written in raw["of"]),
    )  # fmt: skip


def quantity_told(question: str, text: str) -> tuple[float, float]:
    """Two figures of 0 or 1: a quantity is asked for and ``text`` writes one of that measure; asked for and not."""
    written = writes_quantity(question, text)
    return float(written), float(not written and _asks(normalise(question)))


def _asks(asked: str) -> bool:
    words = _words()
    patterns = (words.bare, _ASKED, *(of for of, _ in (*words.spans, *words.of)))
    return any(pattern.search(asked) for pattern in patterns)


def writes_quantity(question: str, text: str) -> bool:
    """Whether ``text`` has a figure of the measure that ``question`` asks for."""
    asked, written, words = normalise(question), normalise(text), _words()
    if any(of.search(asked) and not held.search(written) for of, held in words.of):
        return False
    if any(of.search(asked) and held.search(written) for of, held in words.spans):
        return True
    if words.bare.search(asked):
        if words.money[0].search(asked):
            return words.money[1].search(written) is not None
        return _DIGIT.search(written) is not None and not asked_of(question, text).lacking
    return any(_held(m["rest"], written) for m in _ASKED.finditer(asked))


def _held(asked: str, written: str) -> bool:
    """A number of the same measure, or of the very noun: 多少船员 by "船员6000人次"."""
    words = _words()
    same = [row for row in words.measures if row.match(asked)]
    figures = (f"{words.number}{words.between}(?:{row.pattern})" for row in same)
    if any(re.search(figure, written) for figure in figures):
        return True
    return not same and asked[:_NOUN] in written and _DIGIT.search(written) is not None
