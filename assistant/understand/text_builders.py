"""What matched rules about words of the text, and negation, mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, Figure, Mentions, Not
from assistant.understand.tokens import Context, Token, Tokens, first_of, holds, last_of


def _words(tokens: Tokens) -> tuple[str, ...]:
    return tuple(str(t.value_of(kind)) for t in tokens for kind in ("QUOTE", "WORD") if t.has(kind))


def mention(tokens: Tokens, _: Context) -> Condition | None:
    words = _words(tokens)
    if not words:
        return None
    joint = any(t.type == "AND" for t in tokens) and not any(t.type == "OR" for t in tokens)
    if joint and len(words) > 1:
        return And(tuple(Mentions((word,)) for word in words))
    return Mentions(words)


def about_words(tokens: Tokens, context: Context) -> Condition | None:
    """ "和X有关" is literal where the document's tasks use X; otherwise X is left to the search by meaning."""
    words = _words(tokens)
    used = words and all(any(w in t.text.lower() for t in context.document.tasks) for w in words)
    return Mentions(words) if used else None


def quoted_unit_word(tokens: Tokens, _: Context) -> Condition | None:
    """A unit's name in quotation marks after 提到 is a word of the text, not a unit field."""
    return Mentions((str(first_of(tokens, "QUOTED")),)) if holds(tokens, "UNIT") else None


def quantity(tokens: Tokens, _: Context) -> Condition:
    return Mentions((str(first_of(tokens, "QUANTITY")),))


def not_mention(tokens: Tokens, _: Context) -> Condition:
    return Not(Mentions(_words(tokens)))


def figure(tokens: Tokens, _: Context) -> Condition:
    return Figure(cast(str, first_of(tokens, "FIGURE")))


def excluded(tokens: Tokens, _: Context) -> object:
    return first_of(tokens, "UNITS") or first_of(tokens, "NUM") or Token("SECT", first_of(tokens, "SECT"), 0, 0)


def negated(tokens: Tokens, _: Context) -> Condition:
    return Not(cast(Condition, last_of(tokens, "COND") or last_of(tokens, "SCOPE")))
