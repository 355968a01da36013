"""它, 该单位 and it where they mean a unit named before in the same message: "市编办,它单独牵头哪些"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.tokens import Token, Units

_NEAR = 3


def _possessive(token: Token, sentence: str) -> bool:
    """它的 and its lead unit speak of a task."""
    words = sentence[token.start : token.end + 1]
    return words.rstrip().endswith(("的", "its"))


def _beside_a_role(tokens: Sequence[Token], at: int) -> bool:
    """A role is said of it: 它牵头, 牵头单位不是它."""
    around = [t for t in tokens if t.types != ("FILL",)]
    here = around.index(tokens[at])
    return any(t.type == "ROLE" for t in around[max(0, here - _NEAR) : here + _NEAR + 1])


def units_meant(tokens: list[Token], sentence: str, before: Units | None) -> list[Token]:
    """The tokens with every pronoun for a unit replaced by the unit; ``before`` is the one the message named last."""
    if any(t.has("NUM") or t.has("WHO") for t in tokens):
        return tokens
    result: list[Token] = []
    named = before
    for at, token in enumerate(tokens):
        kind = token.value_of("HISTORY")
        pronoun = kind in ("unit", "own") or (kind == "item" and _beside_a_role(tokens, at))
        if named is not None and pronoun and not (kind == "item" and _possessive(token, sentence)):
            token = replace(token, type="UNIT", value=named, also=())
        named = cast(Units, token.value) if token.type == "UNIT" else named
        result.append(token)
    return result


def counts_tasks(tokens: Sequence[Token]) -> bool:
    """ "它总共牵头多少项" asks of a unit, "它谁牵头" of a task."""
    acts = any(t.type == "ROLE" and not t.has("ROLEN") for t in tokens)
    return acts and any(t.has("COUNT") or t.has("LIST") for t in tokens)


def last_named(tokens: Sequence[Token]) -> Units | None:
    """The unit that a sentence names last."""
    return next((cast(Units, t.value) for t in reversed(tokens) if t.type == "UNIT"), None)
