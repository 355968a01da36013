"""它, 这个词 and it where they mean words named before in the same message: "人大代表,这几个字在哪几项里出现过"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.conditions import Mentions
from assistant.understand.texts.wording import as_far_as_written, text_of
from assistant.understand.tokens import Context, Token

# A clause with one of these says by itself what stands in the tasks: 带持续落实, 没写牵头单位, 写着各区政府.
_SAID_TO_STAND = (
    "WORD", "QUOTE", "UNIT", "ROLE", "ONGOING", "DEADLINEW", "FIGURE", "QUANTITY", "DLIT", "DATE", "EMPTY", "NUM",
    "EXCEPT", "EXCEPTEND", "OFFTOPIC",
)  # fmt: skip
# What a clause with a pronoun says of something else: 它的牵头单位, 那项提到的两家.
_SAID_OTHERWISE = ("QUOTE", "UNIT", "ROLE", "ONGOING", "NUM", "DATE", "SECT", "EXCEPT")
_JOINED = ("ENUM", "AND", "OR")
_LEAST = 2
_THAT_WORD = re.compile(
    "[这那该]一?[几两俩二三四五六七八]?[个些]?(?:词|字|提法|说法|表述|短语|术语)|the (?:word|term|phrase)"
)

_PRONOUN_IN_IT = re.compile(r"\b(?:it|them|this|that|these|those) up$")  # bring them up


def words_meant(tokens: list[Token], before: Sequence[Token], text: str, context: Context) -> list[Token]:
    """``tokens`` of the sentence ``text`` with the words that a later clause speaks of in that clause; ``before`` are
    words of the sentence before this one."""
    clauses = _clauses(tokens)
    for at, (start, stop) in enumerate(clauses):
        pointer = _pointer(tokens[start:stop], text)
        if not (pointer or _names_none(tokens[start:stop])):
            continue
        if at == 1 and _only_words(tokens[slice(*clauses[0])]):
            named = _runs(tokens[:start], context, alone=True)
        else:
            named = _runs(tokens[:start], context, alone=False) if pointer else []
        if pointer and not named and not any(t.type == "WORD" for t in tokens[:start]):
            named = [list(before)] if before else []
        if named and (len(named) == 1 or pointer == "word"):
            return _with_words(tokens, start, stop, named[-1])
    return tokens


def last_words(tokens: Sequence[Token], context: Context) -> list[Token]:
    """The words of the document that a sentence names last, with what joins them."""
    return next(reversed(_runs(tokens, context, alone=False)), [])


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    cuts = [at for at, t in enumerate(tokens) if t.has("COMMA") or t.type == "QUESTION"]
    return [(a, b) for a, b in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(tokens)], strict=True) if a < b]


def _names_none(clause: Sequence[Token]) -> bool:
    """Whether something is said to be mentioned here, and not what."""
    return any(t.type == "MENTION" for t in clause) and not any(t.has(kind) for t in clause for kind in _SAID_TO_STAND)


def _pointer(clause: Sequence[Token], text: str) -> str:
    """How the clause speaks of words that are named elsewhere: this "word" (这个词), an "item" (它, them) after or
    before 提到; "" for not at all."""
    said = [t for t in clause if t.type not in ("FILL", "SPACE")]
    if any(t.has(kind) for t in said for kind in _SAID_OTHERWISE):
        return ""
    if any(t.type == "MENTION" and _THAT_WORD.match(text, t.start, t.end) for t in said):
        beside = any(a.type == "MENTION" and b.type in ("WORD", "QUOTE") for a, b in pairwise(said))
        return "" if beside else "word"
    if any(t.type == "MENTION" and _PRONOUN_IN_IT.search(text, t.start, t.end) for t in said):
        return "item"
    pointed = any({a.type, b.type} == {"MENTION", "HISTORY"} and (_points(a) or _points(b)) for a, b in pairwise(said))
    return "item" if pointed and (_names_none(clause) or _ends_pointing(said)) else ""


def _ends_pointing(said: Sequence[Token]) -> bool:
    """提到它的: the pronoun stands right after the verb, where its words would."""
    return any(a.type == "MENTION" and _points(b) for a, b in pairwise(said))


def _only_words(clause: Sequence[Token]) -> bool:
    """人大代表 or 街道、乡镇 as a clause of its own."""
    kinds = {t.type for t in clause} - {"FILL", "SPACE", *_JOINED}
    return bool(kinds) and kinds <= {"WORD", "QUOTE"}


def _runs(tokens: Sequence[Token], context: Context, *, alone: bool) -> list[list[Token]]:
    """The runs of words that the document holds (any that are a clause ``alone``), each with what joins them."""
    written = text_of(context.document)
    runs: list[list[Token]] = [[]]
    for token in map(_as_word, tokens):
        held = _held(token, written, alone=alone) if token.type in ("WORD", "QUOTE") else None
        if held or (runs[-1] and token.type in _JOINED):
            runs[-1].append(held or token)
        elif token.type not in ("FILL", "SPACE"):
            runs.append([])
    return [_trimmed(run) for run in runs if run]


def _as_word(token: Token) -> Token:
    """A Chinese word of an English message, which is a condition by itself, as the word it is."""
    if isinstance(token.value, Mentions) and len(token.value.words) == 1:
        return replace(token, type="QUOTE", value=token.value.words[0], also=())
    return token


def _trimmed(run: list[Token]) -> list[Token]:
    last = max(i for i, t in enumerate(run) if t.type in ("WORD", "QUOTE"))
    return run[: last + 1]


def _held(token: Token, written: str, *, alone: bool) -> Token | None:
    word = as_far_as_written(str(token.value), written)
    return replace(token, value=word) if alone or (len(word) >= _LEAST and word in written) else None


def _with_words(tokens: list[Token], start: int, stop: int, named: Sequence[Token]) -> list[Token]:
    """``tokens`` with ``named`` right after the first mention of the clause, and nowhere else."""
    spans = {(t.start, t.end) for t in named}
    at = next(i for i in range(start, stop) if tokens[i].type == "MENTION") + 1
    place = tokens[at - 1].end
    put = [_at(t, place) for t in named]
    if any(b.start == a.end + 1 and str(a.value) != str(b.value) for a, b in pairwise(named)):
        put = [Token("TOGETHER", "yes", place, place), *put]  # PPP projects: both words of one phrase
    said = [
        _unsaid(t) if (t.start, t.end) in spans or (start <= i < stop and _points(t)) else t
        for i, t in enumerate(tokens)
    ]
    return [*said[:at], *put, *said[at:]]


def _points(token: Token) -> bool:
    return token.value_of("HISTORY") in ("item", "list")


def _unsaid(token: Token) -> Token:
    return replace(token, type="FILL", value="yes", also=())


def _at(token: Token, place: int) -> Token:
    return replace(token, start=place, end=place)
