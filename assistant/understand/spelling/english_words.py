"""English words that are no words, put right: wich year, the open data platfrom, finshed.

Only a word that is in no dictionary and that nothing here knows is touched, and only towards the one known word that
a slip of the pen (a letter left out, put in, changed, or two changed over) is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.question import has_han, is_pinyin
from assistant.understand.lexicon import cue_lexicon
from assistant.understand.spelling.ordinary import ordinary_english
from assistant.understand.texts.english import english_words
from index.english import phrases
from index.tokens import tokenizer

_WORD = re.compile(r"(?<![\w'.@/-])[a-z]{4,}(?![\w'.@/-])")
_LETTERS = re.compile(r"[a-z]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "'s")
_LEAST = 4
_LONG = 7


@cache
def _known() -> tuple[frozenset[str], ...]:
    """The words of questions and of the glossary, then every word that the bundled model has a piece for."""
    asking, around = english_words()
    cues = (word for group in cue_lexicon().forms.values() for form, _ in group for word in _LETTERS.findall(form))
    glossary = (word for phrase in phrases() for word in _LETTERS.findall(phrase))
    pieces = (piece for piece in tokenizer().get_vocab() if _LETTERS.fullmatch(piece))
    return frozenset({*asking, *around, *cues, *glossary}), frozenset(p for p in pieces if len(p) >= _LEAST)


def _is_known(word: str) -> bool:
    stems = (word, *(word.removesuffix(end) for end in _ENDINGS), *(word.removesuffix(end) + "e" for end in _ENDINGS))
    return any(stem in words for words in _known() for stem in (*stems, f"{word}s", f"{word}ed"))


def _slips(word: str) -> Iterator[str]:
    """What one slip makes of ``word``; its first letter is nearly always right."""
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _ALPHABET:
            yield before + letter + after
            if len(word) >= _LONG:  # park is no part
                yield before + letter + after[1:]


@cache
def _meant(word: str) -> str:
    if _is_known(word) or word in ordinary_english():
        return word
    near = set(_slips(word))
    asking, _ = english_words()
    for words in [asking, _known()[0]] if len(word) > _LEAST else [asking]:
        found = near & words
        if found:
            meant = next(iter(found))
            # nanping is a name, no nanjing; gazete has lost a letter.
            named = is_pinyin(word) and len(meant) <= len(word)
            return meant if len(found) == 1 and not named else word
    return word


def spelt(text: str) -> str:
    """An English ``text`` with its misspelt words put right; a Chinese one as it is."""
    return text if has_han(text) else _WORD.sub(lambda m: _meant(m[0]), text)
