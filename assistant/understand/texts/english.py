"""English words of official questions as the words that the document uses, and those that only ask (english.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.conditions import Mentions
from assistant.understand.tokens import Context, Token
from index.english import glossed

_HAN = re.compile("[\u4e00-\u9fff]{2,}")
# What may follow such a word: its translation in brackets, or the bracket around the word itself.
_GLOSS = re.compile(r"\s*\([a-z][a-z '-]*\)|\)")
# Dearer than any cue, cheaper than words that nothing explains: "task" stays a task.
_COST = 1.9


def find_english(text: str, context: Context) -> Iterator[Token]:
    """WORD tokens whose value is the first of a phrase's Chinese words that the document's tasks hold."""
    for start, end, chinese in glossed(text):
        used = next((word for word in chinese if any(word in task.text for task in context.document.tasks)), None)
        if used is not None:
            yield Token("WORD", used, start, end, _COST)


def with_words_glossed(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """A Chinese word in an English message is one that tasks write: "where are experts (专家) brought up?".

    Its translation beside it, in brackets or before them, is the same word again.
    """
    found: list[Token] = []
    end = 0
    for token in tokens:
        word = text[token.start : token.end]
        if token.type == "WORD" and _HAN.fullmatch(word) and any(word in task.text for task in context.document.tasks):
            before = _glossing(found) if text[: token.start].endswith("(") else len(found)
            start = found[before].start if before < len(found) else token.start
            gloss = _GLOSS.match(text, token.end)
            end = gloss.end() if gloss else token.end
            found[before:] = [Token("COND", Mentions((word,)), start, end)]
        elif token.end > end:
            found.append(token)
    words = [t.value.words[0] for t in found if isinstance(t.value, Mentions)]
    return [replace(t, type="FILL", value="yes") if _says_again(t, words) else t for t in found]


def _says_again(token: Token, words: Sequence[str]) -> bool:
    """ "credit information, i.e. 信用": the translation stands elsewhere."""
    said = token.value if token.type == "WORD" else None
    return isinstance(said, str) and any(said in word or word in said for word in words)


def _glossing(before: Sequence[Token]) -> int:
    """Where the English words that stand right before a bracket begin."""
    at = len(before)
    while at and before[at - 1].types in (("WORD",), ("FILL",)):
        at -= 1
    while at < len(before) and before[at].type == "FILL":
        at += 1
    return at


@cache
def english_words() -> tuple[frozenset[str], frozenset[str]]:
    """English words that ask, and those that say nothing by themselves."""
    raw = tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))
    return frozenset(raw["asking"].split()), frozenset(raw["around"].split())
