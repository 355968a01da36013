"""Units spoken of by what they do (做电子地图的那家单位, 要编办事指南的两家牵头单位), put in as the names they mean.

Only where something is asked of the unit that is not of the task: what else it leads, its telephone, its head. Who
the unit itself is, is a question of content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import UnitCount
from assistant.understand.texts.described_task import task_described
from assistant.understand.texts.pointed_units import units_of_task
from assistant.understand.tokens import Context, Token

_WORDS = ("WORD", "QUOTE", "FIGURE")
# What stands between the words of a description, or between it and the unit: 的, 公开, 负责, 做.
_SMALL = ("FILL", "AS", "AND", "IN", "HAS", "COUNTN", "TASKN", "DUE")
# What names the unit otherwise, or picks units by something else than one task.
_OTHERWISE = ("NUM", "UNIT", "MOST", "LEAST", "RANKED", "MENTION", "ABOUT", "EXCEPT", "SAME")
_ASKED = ("LIST", "COUNT", "ELSE", "SUMMARISE", "QUESTION", "YESNO")


def with_described_units(tokens: Sequence[Token], sentence: str, context: Context) -> list[Token]:
    """``tokens`` with the unit that the one task described in them names in its place."""
    tokens = list(tokens)
    at = next((i for i, t in enumerate(tokens) if _is_unit(t)), None)
    if at is None or any(t.type in _OTHERWISE for t in tokens) or not _asks_of_it(tokens[at + 1 :]):
        return tokens
    start = _start(tokens, at)
    number = task_described(tokens[start:at], sentence, context) if start < at else None
    role = "responsible" if tokens[at].value_of("ROLE") == "responsible" else "lead"
    units = None if number is None else units_of_task(number, role, context)
    if units is None:
        described = start < at and any(t.has("CONTACT") for t in tokens)
        return (
            [*tokens[:at], replace(tokens[at], type="UNITN", value="yes", also=()), *tokens[at + 1 :]]
            if described
            else tokens
        )
    named = replace(tokens[at], type="UNIT", value=units, start=tokens[start].start, also=())
    return [*tokens[:start], named, *tokens[at + 1 :]]


def _is_unit(token: Token) -> bool:
    """那家单位, 部门, 牵头单位, 两家牵头单位."""
    counted = token.type == "COND" and isinstance(token.value, UnitCount)
    return counted or token.value_of("HISTORY") in ("unit", "all_units") or token.has("UNITN") or token.has("ROLEN")


def _asks_of_it(after: Sequence[Token]) -> bool:
    """Whether what follows the unit asks what it leads, or how it is reached; not who it is."""
    if any(t.has("CONTACT") for t in after):
        return True
    leads = any(t.type == "ROLE" and not t.has("ROLEN") for t in after)
    asked = any(t.has(kind) for t in after for kind in _ASKED) and not any(t.has("WHO") for t in after)
    return leads and asked


def _start(tokens: Sequence[Token], at: int) -> int:
    """Where the description before the unit at ``at`` begins, with the verb that opens it: 牵头|数据开放平台建设."""
    start = at
    while start > 0 and (tokens[start - 1].type in (*_WORDS, *_SMALL) or _verb(tokens[start - 1])):
        start -= 1
    return start if any(t.type in _WORDS for t in tokens[start:at]) else at


def _verb(token: Token) -> bool:
    return token.type == "ROLE" and not token.has("ROLEN")
