"""Everyday words of a question as the words that the document writes (``data/genre/everyday.toml``).

Where nobody wrote down how people would ask, 没处停车 shares no word with 增设泊位. A row of the data lists what
documents write for an everyday word; the first of these that the document does write are put in its place, and the
document's own words are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from index.reading.vocabulary import load
from index.tokens import normalise

_MOST = 2  # official words put in the place of one


@cache
def _rows() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Everyday words as one pattern a row, and the official ones, the best first."""
    rows: dict[str, str] = load("everyday")["words"]
    return tuple((re.compile(said), tuple(official.split())) for official, said in rows.items())


def in_official_words(question: str, written: str) -> str:
    """``question`` with what a document that writes ``written`` calls what the question says in everyday words."""
    said = normalise(question)
    for pattern, official in _rows():
        if pattern.search(said) is None:
            continue
        words = _written(official, written)
        if words and words[0] not in said:
            said = pattern.sub(_unless_written(written, " ".join(words)), said)
    return said if said != normalise(question) else question


def _written(official: Sequence[str], written: str) -> list[str]:
    """The first words that are written, without those that are parts of another."""
    words: list[str] = []
    for word in official:
        if word in written and not any(word in other for other in words):
            words.append(word)
    return words[:_MOST]


def _unless_written(written: str, words: str) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0] if found[0] in written else words
