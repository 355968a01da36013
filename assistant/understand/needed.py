"""Many regular expressions over one short text: only those are tried of which the text holds what a match needs.

Of the hundreds that tell cue words nine in ten name a character that a question does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]  # what re itself reads a pattern with
from typing import Any, Generic, TypeVar

Meaning = TypeVar("Meaning")

# A class of more characters than this hardly leaves anything out.
_MANY = 64


compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Patterns(Generic[Meaning]):
    """Regular expressions in order, each with what it stands for; ``needing`` are those that a character is needed
    for, ``always`` those that can match without any character in particular.

    Each is compiled when a text first holds what it needs: compiling all of them takes longer than a hundred answers.
    """

    rows: Sequence[tuple[str, Meaning]]
    needing: dict[str, list[int]]
    always: list[int]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Meaning]]) -> Patterns[Meaning]:
        made = cls(tuple(rows), {}, [])
        for at, (pattern, _) in enumerate(made.rows):
            one_of = needed(pattern)
            for character in one_of or ():
                made.needing.setdefault(character, []).append(at)
            if one_of is None:
                made.always.append(at)
        return made

    def fitting(self, text: str) -> list[tuple[re.Pattern[str], Meaning]]:
        """Those that may match in ``text``, in order."""
        found = {at for character in set(text) for at in self.needing.get(character, ())}
        return [
            (compiled(pattern), meaning)
            for pattern, meaning in map(self.rows.__getitem__, sorted(found.union(self.always)))
        ]


def needed(pattern: str) -> frozenset[str] | None:
    """Characters of which every text has one that ``pattern`` matches in; None where nothing is known of them."""
    parsed = _parser.parse(pattern)
    return None if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """All of a sequence has to match, so what any of its elements needs is needed: the fewest characters."""
    known = [one_of for operator, operand in parsed if (one_of := _of_element(operator, operand)) is not None]
    return min(known, key=len, default=None)


def _of_element(operator: Any, operand: Any) -> frozenset[str] | None:
    match operator:
        case _constants.LITERAL:
            return frozenset(chr(operand))
        case _constants.IN:
            return _of_class(operand)
        case _constants.BRANCH:
            branches = [_of_sequence(branch) for branch in operand[1]]
            return None if None in branches else frozenset().union(*(one_of or () for one_of in branches))
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
            return _of_sequence(operand[2]) if operand[0] else None
        case _constants.SUBPATTERN:
            return None if operand[1] & re.IGNORECASE else _of_sequence(operand[3])
        case _constants.ASSERT:  # (?=…) and (?<=…)
            return _of_sequence(operand[1])
        case _:
            return None


def _of_class(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for operator, operand in members:
        if operator not in (_constants.LITERAL, _constants.RANGE):
            return None
        first, last = (operand, operand) if operator is _constants.LITERAL else operand
        if last - first >= _MANY:
            return None
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)
