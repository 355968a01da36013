"""What is said beside an answer of how a message was understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.types import Question
from assistant.understand.parts import Part
from assistant.understand.tokens import Token, Units
from index.units import UnitName


def notes_of(parts: Sequence[Part], question: Question) -> tuple[tuple[str, str], ...]:
    """What is said beside the answer: later names, districts, assumed roles, a question cut short."""
    notes: list[tuple[str, str]] = [("truncated", "")] if question.truncated else []
    for name in (n for part in parts for t in part.recognised for n in _unit_names(t)):
        if name.successor_of:
            notes.append(("successor", f"{name.label}|{name.successor_of}|{name.year or ''}"))
        elif name.kind == "member":
            notes.append(("district", f"{name.label}|{name.names[0]}"))
        elif name.kind == "ambiguous":
            notes.append(("ambiguous_unit", "|".join((name.form, *name.names))))
    notes += [("typo", f"{part.mended[0]}|{part.mended[1]}") for part in parts if part.mended]
    return tuple(dict.fromkeys(notes))


def _unit_names(token: Token) -> tuple[UnitName, ...]:
    return cast(Units, token.value).names if token.type == "UNIT" else ()
