"""Words with the number of their task in brackets: 实体大厅(30)、“互联网+”(31) are tasks 30 and 31, and no mention."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understand.tokens import Token

_WORDS = ("WORD", "QUOTE")
# What may stand between the words that a number tells of; 那条 and 这项 point to it.
_AMONG = (*_WORDS, "FILL", "HAS", "HISTORY", "SPACE")
_POINTING = ("那", "这")


def without_glossed(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` without the words that only say what the number in brackets behind them is of."""
    gone: set[int] = set()
    for at, token in enumerate(tokens):
        bracketed = sentence[token.start - 1 : token.start] == "(" and sentence[token.end : token.end + 1] == ")"
        if token.type != "NUM" or not bracketed or not at:
            continue
        first = at
        while first and _tells(tokens[first - 1], sentence):
            first -= 1
        if any(t.type in _WORDS for t in tokens[first:at]):
            gone.update(range(first, at))
    return [t for at, t in enumerate(tokens) if at not in gone]


def _tells(token: Token, sentence: str) -> bool:
    return token.type in _AMONG or (token.type == "UNIT" and sentence[token.start : token.end].startswith(_POINTING))
