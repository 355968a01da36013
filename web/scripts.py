"""What runs in the browser, read from ``script/``: one file for each part of the page, and one they share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SHARED = "1-page"


@cache
def script(name: str) -> str:
    """``script/NAME.js``."""
    return (FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8")


@cache
def page_style() -> str:
    """The style of the page, one file a view."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "style").glob("*.css")))
