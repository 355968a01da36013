"""Follow-ups that ask for the other side of a condition: 有牵头的呢 after the tasks without, 联合的呢 after 单独的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import And, Condition, FieldMissing, Not, UnitCount, UnitIs
from assistant.understand.algebra import conjuncts_of
from assistant.understand.findings import Findings, has_topic
from assistant.understand.parts import Part

_AND_THEY = re.compile(r"呢[\s?。!啊]*$|^(?:and|what about|how about)\b")
_ASKED = ("LIST", "WHO", "WHEN", "SHARE", "MOST", "LEAST", "COMPARE")


def opposite(base: Sequence[Condition], f: Findings, part: Part) -> tuple[Condition, ...] | None:
    """``base`` with the one condition turned round that the follow-up names the other side of; None for no such one."""
    if f.conditions or f.units or has_topic(f) or part.has(*_ASKED) or not _AND_THEY.search(part.text):
        return None
    for at, condition in enumerate(base):
        if (turned := _turned(condition, f)) is not None:
            return conjuncts_of((*base[:at], turned, *base[at + 1 :]))
    return None


def _turned(condition: Condition, f: Findings) -> Condition | None:
    match condition:
        case FieldMissing(name=name) if f.flags & {"HAS", "THING"} and set(f.roles) <= {name}:
            return Not(condition)
        case UnitIs(role=role, only=True) if "TOGETHER" in f.flags and set(f.roles) <= {role}:
            return And((replace(condition, only=False), UnitCount(role, 2, None)))
        case UnitCount(low=1 | None, high=1, role=role) if "TOGETHER" in f.flags and set(f.roles) <= {role}:
            return replace(condition, low=2, high=None)
        case UnitCount(low=2, high=None, role=role) if "ONLY" in f.flags and set(f.roles) <= {role}:
            return replace(condition, low=1, high=1)
        case _:
            return None
