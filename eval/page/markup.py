"""HTML written by code: every text is escaped here, and nowhere is a text put in without."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


class Html(str):
    """A piece of HTML; any other string is text and is escaped where it is put in."""

    __slots__ = ()


def show(part: object) -> str:
    return part if isinstance(part, Html) else escape(str(part))


def tag(name: str, *parts: object, **attributes: object) -> Html:
    """``tag("td", "a<b", class_="n")``. An attribute that is None or False is left out; True stands alone."""
    written = ""
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            written += f" {attribute}"
        elif value is not None and value is not False:
            written += f' {attribute}="{escape(str(value))}"'
    return Html(f"<{name}{written}>{''.join(map(show, parts))}</{name}>")


def join(parts: Sequence[object], between: str = "") -> Html:
    return Html(between.join(map(show, parts)))


def table(head: Sequence[object], rows: Sequence[Html], caption: str | None = None, **attributes: object) -> Html:
    """A table in a box of its own that scrolls sideways on a narrow window."""
    parts = [tag("caption", caption)] if caption else []
    cells = (cell if isinstance(cell, Html) else tag("th", cell, scope="col") for cell in head)
    parts += [tag("thead", tag("tr", *cells)), tag("tbody", *rows)]
    return tag("div", tag("table", *parts, **attributes), class_="scroll", tabindex="0", role="region",
               aria_label=caption)  # fmt: skip


def bilingual(chinese: str, english: str) -> Html:
    return join([chinese, Html(" "), tag("span", english, class_="en", lang="en")])


def markdown(text: str) -> Html:
    """An answer as it is shown: tables and emphasis, but no HTML of its own, no links and no pictures."""
    return Html(_renderer().render(text))


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(
        ["image", "link", "autolink", "reference"]
    )  # fmt: skip
