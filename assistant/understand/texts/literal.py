"""Words of a question in the text of a task, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.tokens import normalise

_PIECE = 4
_PAIR = 2


@lru_cache(maxsize=4096)
def as_compared(text: str) -> str:
    """A task's text, normalised: a question is compared with those of all tasks."""
    return normalise(text)


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def said_in(words: str, text: str) -> bool:
    """Whether ``text`` holds the words, or a piece of them long enough to be no accident: 讲|行政执法公示."""
    if words in text:
        return True
    return any(words[at : at + _PIECE] in text for at in range(len(words) - _PIECE + 1))


def longest_piece(words: str, texts: list[str]) -> str | None:
    """The longest part of ``words`` that some text holds: all of them, or a piece of at least four characters."""
    for size in range(len(words), 0, -1):
        if size < min(_PIECE, len(words)):
            return None
        for at in range(len(words) - size + 1):
            if any(words[at : at + size] in text for text in texts):
                return words[at : at + size]
    return None


_SHORTENED = 3  # times as long as its short form what it stands for may be: 长护险, 长期护理保险


def only_holder(words: str, texts: Sequence[str]) -> int | None:
    """Which one of ``texts`` speaks of ``words``: the only one that holds them, their end (修|厕所) or what they are
    short for (长护险, 长期护理保险)."""
    ends = [re.escape(words[at:]) for at in range(len(words) - 1)]
    short = f"[^,;。]{{0,{_SHORTENED - 1}}}?".join(map(re.escape, words))
    for form in (*ends[:1], *([short] if len(words) > _PAIR else []), *ends[1:]):
        if found := [at for at, text in enumerate(texts) if re.search(form, text)]:
            return found[0] if len(found) == 1 else None
    return None
