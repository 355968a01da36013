"""The colours that the pages share (palette.toml) as CSS variables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

PALETTE = Path(__file__).with_name("palette.toml")


def palette(root: str, dark: str = "") -> str:
    """Rules that give ``root`` the colours; those for a dark ground to ``dark``, or to ``root`` where the system is."""
    colours: Mapping[str, Mapping[str, str]] = tomllib.loads(PALETTE.read_text(encoding="utf-8"))
    by_night = _rule(dark or root, colours["dark"])
    if not dark:
        by_night = f"@media (prefers-color-scheme: dark) {{\n{by_night}}}\n"
    return _rule(root, colours["light"]) + by_night


def _rule(selector: str, colours: Mapping[str, str]) -> str:
    return f"{selector} {{\n" + "".join(f"  --{name}: {value};\n" for name, value in colours.items()) + "}\n"
