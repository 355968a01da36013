"""English words of official questions as the words that the document uses, and those that only ask (english.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.understand.tokens import Context, Token
from index.english import glossed

# Dearer than any cue, cheaper than words that nothing explains: "task" stays a task.
_COST = 1.9


def find_english(text: str, context: Context) -> Iterator[Token]:
    """WORD tokens whose value is the first of a phrase's Chinese words that the document's tasks hold."""
    for start, end, chinese in glossed(text):
        used = next((word for word in chinese if any(word in task.text for task in context.document.tasks)), None)
        if used is not None:
            yield Token("WORD", used, start, end, _COST)


@cache
def english_words() -> tuple[frozenset[str], frozenset[str]]:
    """English words that ask, and those that say nothing by themselves."""
    raw = tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))
    return frozenset(raw["asking"].split()), frozenset(raw["around"].split())
