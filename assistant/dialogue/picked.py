"""One of the tasks just listed, picked by what it says: 把里面讲表彰和追责的那条原文给我."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.memory import Memory
from assistant.types import NumberIn, Plan
from assistant.understand.parts import Part
from assistant.understand.tokens import Context, Token

_MOST = 40  # tasks of a list that one is picked from
_NAMING = ("UNIT", "NUM", "SECT", "DATE", "OFFTOPIC", "PLACE")
_WORDS = ("WORD", "QUOTE")
# 有一个是说到图书馆的吧: one of those before.
_ONE_IS = re.compile(
    "(?:那|好像|我记得|记得|这里面?|其中|里面?|里头)*有(?:一)?[个项条](?:好像)?(?:是|讲|说|提|写|涉及)"
)


def picked(text: str, parts: Sequence[Part], memory: Memory, context: Context) -> Plan | None:
    """What is asked of the one of the tasks before that the message describes; None where it picks none."""
    if len(parts) != 1 or memory.plan is None or not 1 < len(memory.numbers) <= _MOST:
        return None
    tokens = parts[0].recognised
    end = next((at for at, t in enumerate(tokens) if _one_of_them(tokens, at, text)), None)
    if end is None or any(t.type in _NAMING for t in tokens):
        return None
    words = [t for t in tokens[:end] if t.type in _WORDS]
    said = text[words[0].start : words[-1].end].strip('“”"') if words else ""
    if not said:
        return None
    among = any(t.value_of("HISTORY") == "list" or t.type == "SCOPE" for t in tokens[:end]) or _ONE_IS.match(text)
    number = (context.among(said, memory.numbers) if among else None) or context.find(said)
    if number is None or number not in memory.numbers:
        return None
    return Plan("describe", NumberIn((number,)), fields=parts[0].findings.fields)


def _one_of_them(tokens: Sequence[Token], at: int, text: str) -> bool:
    """那条, 那一项 or 那个 right after the words that describe it."""
    said = text[tokens[at].start : tokens[at].end]
    pointing = tokens[at].value_of("HISTORY") == "item" or said in ("那个", "这个", "那条", "那项", "那一条", "那一项")
    return pointing and any(t.type in _WORDS for t in tokens[:at])
