"""Which half a question belongs to: the working half may be looked at, the held-out half is only measured."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

Half = Literal["working", "held-out"]
HALVES: tuple[Half, ...] = ("working", "held-out")


def half_of(identifier: str) -> Half:
    """The half of a question, by its id alone, so that adding or moving questions changes no other's half."""
    return "held-out" if sha256(identifier.encode()).digest()[0] % 2 else "working"
