"""The builders that rules.toml names: what each kind of match means."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from assistant.understand.builders import (
    alone,
    among,
    beside,
    both,
    counts,
    dates,
    fullest,
    missing,
    names,
    numbers,
    standing,
    texts,
    units,
)
from assistant.understand.rules import Builder

_MODULES = (alone, among, beside, both, counts, units, missing, dates, names, numbers, standing, texts, fullest)


def _public(module: ModuleType) -> dict[str, Builder]:
    """The functions that a module defines itself."""
    own = {name: value for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__}
    return {name: cast(Builder, value) for name, value in own.items() if not name.startswith("_")}


BUILDERS: dict[str, Builder] = {name: function for module in _MODULES for name, function in _public(module).items()}
