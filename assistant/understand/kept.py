"""What is computed once for a document or a registry of units and kept for as long as that lives."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Of = ParamSpec("Of")
Made = TypeVar("Made")


def kept(make: Callable[Of, Made]) -> Callable[Of, Made]:
    """``make``, called once for the same objects: told apart by identity, for equality compares whole documents."""
    known: dict[tuple[int, ...], Made] = {}

    @wraps(make)
    def get(*of: Of.args, **named: Of.kwargs) -> Made:
        key = tuple(map(id, of))
        if key not in known:
            known[key] = make(*of, **named)
            for one in of:
                weakref.finalize(one, known.pop, key, None)
        return known[key]

    return get
