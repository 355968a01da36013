"""English questions by the letter: the tasks that hold the Chinese words of everything that the question is about.

Search by meaning knows fewer English wordings than Chinese ones. But where the genre's glossary knows all that a
question says beside the words that ask, and one task or a few hold it, they answer it (short_questions.toml).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import has_han
from assistant.understand.texts.english import english_words
from assistant.understand.texts.literal import as_compared
from index.english import subjects
from index.tokens import normalise
from index.types import Task

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?%?")
_FEW = 3  # tasks
_ASKED = 0.85  # share of what a whole question is about that a task has to hold
_NAMED = 0.7  # the same of a bare topic, whose last words often only lead up to it: open data rate target


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that say the same in the document's language, any of which will do; ``length`` in words as asked."""

    said: tuple[str, ...]
    length: int


def _phrases(question: str) -> tuple[tuple[_Phrase, ...], str]:
    """What the question is about, and the words that no phrase explains."""
    text = normalise(question)
    found: list[_Phrase] = []
    left, last = "", 0
    for start, end, chinese in subjects(text):
        found.append(_Phrase(tuple(chinese), len(text[start:end].replace("-", " ").split())))
        left, last = f"{left}{text[last:start]} ", end
    left += text[last:]
    numbers = [_Phrase((word,), 1) for word in _WORDS.findall(left) if word[0].isdigit()]
    return (*found, *numbers), left


def topical(question: str, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The few tasks that hold what an English question is about; () where they hold too little of it, or too many."""
    if has_han(question):
        return ()
    phrases, left = _phrases(question)
    words = [word for word in _WORDS.findall(left) if not word[0].isdigit()]
    asking, around = english_words()
    if not phrases or any(word not in asking and word not in around for word in words):
        return ()
    texts = [as_compared(task.text) for task in tasks]
    weights = [_weight(phrase, texts) for phrase in phrases]
    held = [sum(w for p, w in zip(phrases, weights, strict=True) if _holds(text, p)) for text in texts]
    best = max(held, default=0.0)
    least = _ASKED if asking.intersection(words) else _NAMED
    if best < least * sum(weights) or not best:
        return ()
    chosen = tuple(task for task, share in zip(tasks, held, strict=True) if share == best)
    return chosen if len(chosen) <= _FEW else ()


def _holds(text: str, phrase: _Phrase) -> bool:
    return any(word in text for word in phrase.said)


def _weight(phrase: _Phrase, texts: Sequence[str]) -> float:
    """The rarer and the longer, the more it says; a phrase that no task holds says most."""
    return phrase.length * math.log((len(texts) + 1) / (sum(_holds(text, phrase) for text in texts) + 0.5))
