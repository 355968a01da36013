"""Which fields of its tasks one part of a message asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.types import DeadlineIs, DueIn, FieldName, UnitIs
from assistant.understand.tokens import Token

_SAME_FIELDS = {"lead_any": "lead"} | {name: name for name in ("lead", "responsible", "deadline", "section")}


# Ways to ask for numbers, and the flags they raise: from which to which, in which place.
NUMBERING = {"range": "RANGE", "place": "PLACED"}
# What may stand between a field and its value, and the characters of a verb that nobody lists: 时限取2017年.
_BETWEEN = ("IN", "IS", "HAS", "AS", "EXACT", "STATES", "AND", "ONLY", "TO", "CMPLE", "CMPGE", "SHOWN", "MENTION")
_VERB = 2


def fields_asked(tokens: Sequence[Token]) -> tuple[FieldName, ...]:
    """The fields that the words ask for, in order, each once."""
    asked: list[FieldName] = []
    for at, t in enumerate(tokens):
        if t.type == "FIELD" and not _bounds(tokens, at) and not _names_a_day(tokens, at):
            asked.append("number" if t.value in NUMBERING else cast(FieldName, t.value))
        elif t.type in ("WHEN", "COUNTDOWN") or (t.type == "DUE" and _is_a_field(tokens, at)):
            asked.append("deadline")
        elif t.type in ("ROLE", "ROLEN"):
            role = t.value
            asked.extend(("lead", "responsible") if role == "either" else (cast(FieldName, role),))
        elif t.type == "BOTHROLES":
            asked.extend(("lead", "responsible"))
    asked.extend(cast(FieldName, name) for t in tokens if (name := _SAME_FIELDS.get(str(t.value_of("SAME")))))
    if any(t.type == "UNITN" for t in tokens) and any(t.type == "NUM" for t in tokens):
        asked.extend(("lead", "responsible"))
    if any(t.type == "COUNT" for t in tokens):
        # In how many tasks a unit is "in any role": the roles are those that are counted, not asked.
        counted = {"text"} if not _in_any_role(tokens) else {"text", "lead", "responsible"}
        asked = [name for name in asked if name not in counted]
    if any(t.type == "WHO" for t in tokens) and not {"lead", "responsible"} & set(asked):
        asked.extend(("lead", "responsible"))
    return tuple(dict.fromkeys(asked))


def is_told(tokens: Sequence[Token], at: int) -> bool:
    """期限在2018年, 时限取2017年, 编号是5的倍数: the field at ``at`` is named with its value and not asked for."""
    after = next((t for t in tokens[at + 1 :] if not _is_between(t)), None)
    if after is None:
        return False
    name = tokens[at].value_of("FIELD")
    dated = name == "deadline" and isinstance(after.value, DueIn | DeadlineIs)
    return dated or (name == "number" and after.type == "NUM" and tokens[at + 1].type == "IS")  # 编号是双数的


def _is_between(token: Token) -> bool:
    return token.type in _BETWEEN or (token.type == "WORD" and len(token) <= _VERB)


def _is_a_field(tokens: Sequence[Token], at: int) -> bool:
    """36项,到期和责任单位各是什么: when it falls due stands among the fields that are asked for."""
    numbered = any(t.type == "NUM" for t in tokens[:at])
    near = [tokens[i : i + 2] if i > at else tokens[i - 1 : i + 1][::-1] for i in (at - 1, at + 1)]
    return numbered and any(
        len(pair) == 2 and pair[0].type in ("AND", "ENUM") and (pair[1].has("ROLEN") or pair[1].type == "FIELD")
        for pair in near
    )


def _bounds(tokens: Sequence[Token], at: int) -> bool:
    """期限在2018年的是哪一条, 有几条: a field whose value is told while tasks are asked for is not asked for."""
    asked = (t.value_of("FIELD") == "number" or t.has("LIST") or t.has("COUNT") for t in tokens[at + 1 :])
    return is_told(tokens, at) and any(asked)


def _names_a_day(tokens: Sequence[Token], at: int) -> bool:
    """How many tasks with a 2017 deadline: the field only says what the day is."""
    dated = at > 0 and tokens[at].value == "deadline" and isinstance(tokens[at - 1].value, DueIn)
    return dated and any(t.has("COUNT") or t.has("LIST") for t in tokens)


def _in_any_role(tokens: Sequence[Token]) -> bool:
    spoken = any(t.type == "ROLE" and t.value == "either" for t in tokens)
    return spoken and any(isinstance(t.value, UnitIs) and t.value.role == "either" for t in tokens)
