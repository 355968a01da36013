"""Patterns that are kept as rows of regular expressions in a TOML file."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def alternatives(file: Path, name: str) -> re.Pattern[str]:
    """One pattern for all rows of the table ``name`` in ``file``."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return re.compile("|".join(f"(?:{row})" for row in rows))
