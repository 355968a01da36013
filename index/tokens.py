"""Normalise and segment text: the only module that does either.

Segments are the pieces of the bundled model's tokenizer (``model/tokenizer.json``), so that search by words and search
by meaning see the same words. Terms are what search by words counts: segments, pairs of characters and characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).with_name("model")
WORDS_FILE = "words.txt"  # in the folder: ordinary words that the tokenizer has no piece for

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+(?:\.[0-9]+)?%?")
_UNKNOWN = "<unk>"


def normalise(text: str) -> str:
    """``text`` in NFKC, simplified characters and lower case; normalising twice changes nothing more."""
    text = unicodedata.normalize("NFKC", text).lower()
    converter, traditional = _simplifier()
    # Converting costs a hundred times more than finding out that there is nothing to convert.
    return text if traditional.isdisjoint(text) else str(converter.convert(text))


def tokenize(text: str) -> list[str]:
    """The words of ``text`` in order, normalised; punctuation and unknown characters are left out."""
    pieces: list[str] = tokenizer().encode(normalise(text), add_special_tokens=False).tokens
    return [piece for piece in pieces if piece != _UNKNOWN]


def terms(text: str) -> list[str]:
    """What ``text`` is found by: its characters and pairs of neighbouring characters, its Latin words and numbers.

    Pairs need no segmentation, which a typing error or an unknown word would upset, and characters meet where
    abbreviations and full names share only some of them.
    """
    found: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if run[0] < "\u3400":
            found.append(run)
        else:
            found += run
            found += [run[start : start + 2] for start in range(len(run) - 1)]
    return found


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer of the bundled model."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))


@cache
def _simplifier() -> tuple[Any, frozenset[str]]:
    """The converter to simplified characters, and the characters that it may change."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    tables = [table for _, _, table in converter.dict_cache.values()]
    changed = {key for table in tables for key, value in table.items() if len(key) == 1 and value != key}
    for table in tables:
        # A phrase gives its first character only where none of it is there already: 有 and 情 are in half of all texts.
        changed |= {key[0] for key, value in table.items() if value != key and changed.isdisjoint(key)}
    return converter, frozenset(changed)
