"""Which fields of its tasks one part of a message asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.types import DeadlineIs, DueIn, FieldName, UnitIs
from assistant.understand.tokens import Token

_SAME_FIELDS = {"lead_any": "lead"} | {name: name for name in ("lead", "responsible", "deadline", "section")}


# Ways to ask for numbers, and the flags they raise: from which to which, in which place.
NUMBERING = {"range": "RANGE", "place": "PLACED"}
# What may stand between a field and its value.
_BETWEEN = ("IN", "IS", "HAS", "AS", "EXACT", "STATES")


def fields_asked(tokens: Sequence[Token]) -> tuple[FieldName, ...]:
    """The fields that the words ask for, in order, each once."""
    asked: list[FieldName] = []
    for at, t in enumerate(tokens):
        if t.type == "FIELD" and not _bounds(tokens, at) and not _names_a_day(tokens, at):
            asked.append("number" if t.value in NUMBERING else cast(FieldName, t.value))
        elif t.type in ("WHEN", "COUNTDOWN"):
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


def _bounds(tokens: Sequence[Token], at: int) -> bool:
    """期限在2018年的是哪一条, 有几条: a field whose value is told while tasks are asked for is not asked for."""
    after = next((t for t in tokens[at + 1 :] if t.type not in _BETWEEN), None)
    told = tokens[at].value == "deadline" and after is not None and isinstance(after.value, DueIn | DeadlineIs)
    return told and any(t.value_of("FIELD") == "number" or t.has("LIST") or t.has("COUNT") for t in tokens[at + 1 :])


def _names_a_day(tokens: Sequence[Token], at: int) -> bool:
    """How many tasks with a 2017 deadline: the field only says what the day is."""
    dated = at > 0 and tokens[at].value == "deadline" and isinstance(tokens[at - 1].value, DueIn)
    return dated and any(t.has("COUNT") or t.has("LIST") for t in tokens)


def _in_any_role(tokens: Sequence[Token]) -> bool:
    spoken = any(t.type == "ROLE" and t.value == "either" for t in tokens)
    return spoken and any(isinstance(t.value, UnitIs) and t.value.role == "either" for t in tokens)
