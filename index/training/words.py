"""The less common words of the corpus: what tells the spelling of a question that a word is right as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from index.tokens import WORDS_FILE

LEAST_TIMES = 3  # fewer times two words that only meet may be taken for one
_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")


def write_words(counts: Mapping[str, int], pieces: int, out: Path) -> None:
    """Write the Chinese words that are less common than the ``pieces`` of the tokenizer, one a line, into ``out``."""
    ordered = sorted(counts, key=lambda word: (-counts[word], word))[pieces:]
    words = [word for word in ordered if counts[word] >= LEAST_TIMES and _WORD.fullmatch(word)]
    (out / WORDS_FILE).write_text("\n".join(words) + "\n", encoding="utf-8")
