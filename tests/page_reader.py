"""Reads HTML the way a browser does, as far as a test needs it."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: its elements with their attributes, and the text outside tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str | None]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def assert_inert(html: str) -> None:
    """Nothing in it runs, loads or leads away."""
    for tag, attributes in Page(html).elements:
        assert tag not in {"script", "img", "iframe", "object", "embed", "svg", "link", "style", "form", "base"}
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "style"}]
        assert (attributes.get("href") or "#").startswith("#")
