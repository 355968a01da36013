"""The asker's own unit: 我是市财政局的 alone, and said on the way to a question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.types import Outcome, Question, Reading
from assistant.understand.form import form_of
from assistant.understand.parts import Part
from assistant.understand.tokens import Units


def introduction(parts: Sequence[Part]) -> str | None:
    """ "我是市财政局的": the unit the asker belongs to, where the message asks nothing else."""
    for part in parts:
        units = part.findings.units
        said = [t.value_of("HISTORY") for t in part.recognised]
        if ({"iam", "own"} & set(said)) and len(units) == 1 and len(units[0].names) == 1 and not _asks_something(parts):
            return units[0].names[0].label
    return None


def _asks_something(parts: Sequence[Part]) -> bool:
    asking = ("LIST", "COUNT", "WHO", "WHEN", "ROLE", "YESNO", "COND", "FIELD", "NUM", "SECT")
    return any(t.has(kind) for part in parts for t in part.tokens for kind in asking)


def introduced_reading(unit: str, parts: Sequence[Part], question: Question) -> Reading:
    """Nothing is asked yet; the unit is remembered for 我们局 and 本单位."""
    return Reading(outcome=Outcome.SMALLTALK, smalltalk="capabilities", own_unit=unit, language=question.language,
                   form=form_of(parts, question.language))  # fmt: skip


def own_said(parts: Sequence[Part]) -> str | None:
    """ "我是区政府的,2016年要完成哪些": the unit of an asker who says it on the way."""
    for part in parts:
        tokens = [t for t in part.recognised if t.types != ("FILL",)]
        for before, token in pairwise(tokens):
            named = token.value.names if isinstance(token.value, Units) else ()
            if before.value_of("HISTORY") == "iam" and token.type == "UNIT" and len(named) == 1:
                return named[0].label
    return None
