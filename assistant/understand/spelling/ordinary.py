"""What ordinary writing is made of: evidence that a word which nothing here knows is right as it was typed.

Documents of other subjects bring words that no cue or glossary holds (drone, 态度差). A repair is better than what was
typed only where it makes the text much likelier as ordinary writing: by the frequencies of the bundled tokenizer's
pieces, by less common words of the corpus it was trained on, and by the names that are looked for.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import orjson

from index.tokens import MODEL_FOLDER, WORDS_FILE

_TELLING = 4  # letters of an English word: shorter ones are the pinyin of something too often
# Natural logarithms of how often: a less common word is rarer than nearly every piece, an unknown character
# rarer still; a name of the document or a word of the genre is among the most usual.
_RARE = -14.0
_UNHEARD = -18.0
_NAMED = -8.0
# What a question rests on is no slip: 哪级政府 is no 区级政府, 收几毛 no 收集毛.
_WHAT_IS_ASKED = frozenset("哪谁啥几")
# How many characters beside a repair tell whether it fits: longer words reach into it seldom.
_BESIDE = 5
# How much likelier a repair has to be for each character that it changes: slips are rare themselves.
_SLIP = 6.0


@cache
def ordinary_english() -> frozenset[str]:
    """The English words of a dictionary that are long enough to tell."""
    from spellchecker import SpellChecker

    words = SpellChecker(language="en").word_frequency.words()
    return frozenset(word for word in words if len(word) >= _TELLING)


@cache
def ordinary_chinese() -> frozenset[str]:
    """The words of the training corpus that are less common than those that the tokenizer has a piece for."""
    return frozenset((MODEL_FOLDER / WORDS_FILE).read_text(encoding="utf-8").split())


def begins_a_word(text: str, at: int) -> bool:
    """Whether the character there and the next are an ordinary word: 请客 says nothing of 请."""
    return text[at : at + 2] in ordinary_chinese()


@cache
def _pieces() -> tuple[dict[str, float], int]:
    """How likely each word is, and how long the longest is."""
    vocabulary = orjson.loads((MODEL_FOLDER / "tokenizer.json").read_bytes())["model"]["vocab"]
    pieces = {**dict.fromkeys(ordinary_chinese(), _RARE), **dict(vocabulary)}
    return pieces, max(map(len, pieces))


def _likelihood(text: str, names: Collection[str]) -> float:
    """The logarithm of how likely the likeliest segmentation of ``text`` is."""
    pieces, longest = _pieces()
    best = [0.0]
    for end in range(1, len(text) + 1):
        words = ((start, text[start:end]) for start in range(max(0, end - longest), end))
        best.append(max(best[start] + _of_word(word, pieces, names) for start, word in words))
    return best[-1]


def _of_word(word: str, pieces: dict[str, float], names: Collection[str]) -> float:
    usual = pieces.get(word)
    if usual is None:
        usual = _RARE if _is_verb_and_asked(word) else _UNHEARD * len(word)
    return max(usual, _NAMED) if word in names else usual


def _is_verb_and_asked(word: str) -> bool:
    """找谁, 去哪, 买啥 are as good as words, but no corpus of news has them."""
    return len(word) == 2 and word[1] in _WHAT_IS_ASKED


def gain(text: str, start: int, stop: int, put: str, names: Collection[str] = ()) -> float:
    """How much likelier ``text`` becomes with ``put`` in place of ``text[start:stop]``."""
    before, after = text[max(0, start - _BESIDE) : start], text[stop : stop + _BESIDE]
    return _likelihood(before + put + after, names) - _likelihood(before + text[start:stop] + after, names)


def is_better(text: str, start: int, stop: int, put: str, names: Collection[str] = ()) -> bool:
    """Whether ``put`` in place of ``text[start:stop]`` is likelier by more than slips are rare."""
    typed = text[start:stop]
    wrong = [a for a, b in zip(typed, put, strict=False) if a != b]
    if _WHAT_IS_ASKED.intersection(wrong):
        return False
    slips = len(wrong) + abs(len(typed) - len(put))
    return gain(text, start, stop, put, names) >= _SLIP * slips
