"""第七的责任单位, “三”讲的是什么: a task or a section, which a numeral without a noun does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Choice, Mentions
from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.parts import Part
from assistant.understand.tokens import Context, Token

_ORDINAL = re.compile(rf"第(?P<n>{NUMERAL})|[“\"‘'「](?P<q>{NUMERAL})[”\"’'」]")
_ASKED = ("ROLE", "FIELD", "WHO", "WHEN", "COUNT", "LIST", "SUMMARISE")
# What may stand before the numeral and names nothing: 不好意思,能不能讲讲第七.
_MANNERS = ("HISTORY", "COMMA", "YESNO", "SUMMARISE", "SMALLTALK")


def ordinal_choices(parts: Sequence[Part], text: str, context: Context) -> tuple[Choice, ...]:
    """The two readings of a message that asks something of 第七 and names nothing else; () for any other."""
    if len(parts) != 1 or parts[0].findings.units or not _only_quoted(parts[0]):
        return ()
    tokens = [t for t in parts[0].recognised if t.type != "FILL"]
    words = [t for t in tokens if t.type in ("WORD", "NUM", "QUOTE")]
    found = _ORDINAL.fullmatch(text[words[0].start : words[0].end]) if len(words) == 1 else None
    n = parse_numeral(found["n"] or found["q"]) if found else None
    asked = any(t.type in _ASKED for t in tokens)
    if n not in context.numbers or n not in context.section_numbers or not _first(words[0], tokens) or not asked:
        return ()
    before, after = text[: words[0].start], text[words[0].end :]
    return tuple(Choice(f"第{n}{noun}", f"{before}第{n}{noun}{after}") for noun in ("项", "部分"))


def _first(numeral: Token, tokens: Sequence[Token]) -> bool:
    """Whether nothing but manners stands before the numeral."""
    return all(t.type in _MANNERS for t in tokens if t.end <= numeral.start)


def _only_quoted(part: Part) -> bool:
    """Whether it selects nothing; a quoted numeral that is asked for as a word (提到“三”) does."""
    conditions = part.findings.conditions
    quoted = len(conditions) == 1 and isinstance(conditions[0], Mentions) and len(conditions[0].words) == 1
    return not conditions or (quoted and not part.has("MENTION", "LIST", "COUNT"))
