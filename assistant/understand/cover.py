"""The best cover of a message by typed tokens: the one that leaves the fewest characters unexplained."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.tokens import Token

_UNEXPLAINED = 1.0
_LATIN_RUN = re.compile(r"[a-z0-9]+")


def _merge_words(tokens: list[Token], text: str) -> list[Token]:
    """Join neighbouring unexplained characters into one WORD token."""
    merged: list[Token] = []
    for token in tokens:
        if token.type == "WORD" and merged and merged[-1].type == "WORD" and merged[-1].end == token.start:
            start = merged.pop().start
            token = Token("WORD", text[start : token.end], start, token.end, _UNEXPLAINED)
        merged.append(token)
    return merged


def best_cover(text: str, candidates: Sequence[Token]) -> list[Token]:
    """Tokens that cover ``text`` from end to end without overlap; what no candidate explains becomes WORD tokens.

    Least total cost wins: 1 for each unexplained character (a Latin word counts as two), each token its own cost.
    Ties go to the longer token, then to the earlier candidate, so the cover is always the same.
    """
    starting: dict[int, list[Token]] = {}
    for token in sorted(candidates, key=lambda t: -len(t)):
        starting.setdefault(token.start, []).append(token)
    latin_ends = {m.start(): m.end() for m in _LATIN_RUN.finditer(text)}
    size = len(text)
    best: list[float] = [0.0] * (size + 1)
    choice: list[Token | None] = [None] * (size + 1)
    for start in range(size - 1, -1, -1):
        end = latin_ends.get(start, start + 1)
        best[start] = best[end] + (_UNEXPLAINED if end == start + 1 else 2 * _UNEXPLAINED)
        choice[start] = Token("WORD", text[start:end], start, end, _UNEXPLAINED)
        for token in starting.get(start, ()):
            cost = best[token.end] + token.cost
            if cost < best[start] - 1e-9:
                best[start], choice[start] = cost, token
    cover, position = [], 0
    while position < size:
        chosen = choice[position]
        assert chosen is not None
        cover.append(chosen)
        position = chosen.end
    return _merge_words(cover, text)
