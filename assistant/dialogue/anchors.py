"""What a follow-up leaves out beside a word that needs it: 同一年到期的还有哪些 of the task spoken of, 那93有吗."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.memory import Memory
from assistant.types import SectionIn
from assistant.understand.algebra import conjuncts
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import Bounds, Context, Numbers, Token

_ALIKE = ("year", "deadline", "section", "lead", "responsible")
_WANTED = ("LIST", "COUNT", "ELSE", "STILL", "TASKN")
_DIGIT = 9  # 七 alone, and 十, are seldom the number of a task
_SHORT = 5  # characters of 五部分


def anchored(tokens: Sequence[Token], text: str, memory: Memory, context: Context) -> list[Token]:
    """``tokens`` with the number, section or task that the conversation lets them leave out."""
    if memory.plan is None:
        return list(tokens)
    found = [_numbered(_of_a_section(t, text, memory, context), text, memory, context) for t in tokens]
    return _alike(found, memory)


def _numbered(token: Token, text: str, memory: Memory, context: Context) -> Token:
    """93 in 那93有吗, 七十八 in 不对,我要的是七十八 after a turn about one task."""
    said = text[token.start : token.end]
    number = parse_numeral(said) if token.type == "WORD" else None
    if number is None or number not in context.numbers or memory.focus is None:
        return token
    plain = said.isdigit() or (number > _DIGIT and len(said) > 1)
    return replace(token, type="NUM", value=Numbers((number,))) if plain else token


def _of_a_section(token: Token, text: str, memory: Memory, context: Context) -> Token:
    """五部分 in 那五部分几条 after a turn about 四部分: the fifth, and no count of sections."""
    bounds = token.value
    if not isinstance(bounds, Bounds) or bounds.of != "sections" or bounds.low != bounds.high or len(token) > _SHORT:
        return token
    spoken = memory.plan is not None and any(isinstance(c, SectionIn) for c in conjuncts(memory.plan.condition))
    index = context.section_numbers.get(bounds.low or 0)
    return replace(token, type="SECT", value=(index,), also=()) if spoken and index is not None else token


def _without_itself(tokens: list[Token], memory: Memory) -> list[Token]:
    """除了它,时限一样的还有哪些: the task spoken of is none of those like it anyway."""
    for at, (one, two) in enumerate(pairwise(tokens)):
        itself = isinstance(two.value, Numbers) and two.type == "NUM" and two.value.numbers == (memory.focus,)
        if one.has("EXCEPT") and itself and any(t.has("SAME") for t in tokens[at:]):
            end = at + 2
            while end < len(tokens) and (tokens[end].has("EXCEPTEND") or tokens[end].type == "COMMA"):
                end += 1
            return [*tokens[:at], *tokens[end:]]
    return tokens


def _field_alike(tokens: Sequence[Token]) -> int | None:
    """Where the field stands in which others are to be the same: 时限写得完全一样."""
    same = next((at for at, t in enumerate(tokens) if t.value_of("SAME") == "any"), 0)
    return next((at for at in range(same - 1, -1, -1) if tokens[at].has("FIELD") or tokens[at].has("ROLE")), None)


def _alike(tokens: list[Token], memory: Memory) -> list[Token]:
    """同一年到期的还有哪些: as the task spoken of."""
    tokens = _without_itself(tokens, memory)
    others = any(t.has("ELSE") or t.has("STILL") for t in tokens)
    alike = (*_ALIKE, "lead_any") if others else _ALIKE  # 同一家牵头的另一条
    at = next((at for at, t in enumerate(tokens) if str(t.value_of("SAME")) in alike), None)
    if at is None and others:
        at = _field_alike(tokens)
    named = any(t.type in ("NUM", "SCOPE", "COMPARE", "DATE", "SECT") for t in tokens)
    if at is None or named or memory.focus is None or not any(t.has(kind) for t in tokens for kind in _WANTED):
        return tokens
    start = tokens[at].start
    left_out = [Token("ABOUT", "yes", start, start), Token("NUM", Numbers((memory.focus,)), start, start)]
    return [*tokens[:at], *left_out, *tokens[at:]]
