"""What runs in the browser, read from ``script/``: one file for each part of the page, and one they share."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from eval.page.palette import PALETTE, palette

FOLDER = Path(__file__).resolve().parent
PRINT = "print"
SHARED = ("1-page", "2-connection")


@cache
def script(name: str) -> str:
    """``script/NAME.js``."""
    return (FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8")


@cache
def shared_script() -> str:
    """What runs before the page is drawn."""
    return "\n".join(script(name) for name in SHARED)


@cache
def page_style() -> str:
    """The style of the page on the screen: the colours of all pages, then one file a view."""
    files = (path for path in sorted((FOLDER / "style").glob("*.css")) if path.stem != PRINT)
    colours = palette(".gradio-container", ".dark .gradio-container, .gradio-container.dark")
    return "\n".join((colours, *(path.read_text(encoding="utf-8") for path in files)))


@cache
def print_style() -> str:
    """The style of the page on paper. Gradio narrows every selector to what lies inside its container, which this has
    to reach, too: it is for the head of the page."""
    return (FOLDER / "style" / f"{PRINT}.css").read_text(encoding="utf-8")


@cache
def edition(generation: str) -> str:
    """What a browser was given: it differs where the page, its words or the index of the server are others."""
    digest = sha256(generation.encode())
    for path in sorted((*FOLDER.glob("*/*.js"), *FOLDER.glob("*/*.css"), *FOLDER.glob("*.py"), *FOLDER.glob("*.toml"))):
        digest.update(path.read_bytes())
    digest.update(PALETTE.read_bytes())
    return digest.hexdigest()[:16]
