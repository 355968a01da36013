"""HTML: paragraphs as lines, tables as grids that keep row and column spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.errors import DocumentProblem
from index.reading.source import RawCell, Source, SourceBuilder

_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "section", "article", "main", "header", "ul", "ol",
    "dl", "dt", "dd", "blockquote", "pre", "table", "tbody", "thead", "tfoot", "td", "th", "center", "form", "address",
    "figure", "figcaption", "hr", "body", "fieldset", "aside", "caption",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "noscript", "nav", "footer", "head", "template", "select", "option", "button", "textarea",
    "iframe", "object", "svg", "video", "audio",
))  # fmt: skip
_GAP = re.compile(r"[ \t\r\n\f\u00a0]+")
# A line break inside a paragraph's source is no space between Chinese characters.
_CJK_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
_NUMBERED = re.compile(r"\s*(?:[\d（(①-⑳]|[一二三四五六七八九十]+、)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = {f"h{i}": i for i in range(1, 7)}


def read_html(text: str, name: str) -> Source:
    """A page. Raises DocumentProblem where nothing in it can be shown."""
    builder = SourceBuilder()
    title = add_html(builder, text)
    source = builder.build(title=title)
    if not source.text.strip():
        raise DocumentProblem(f"网页“{name}”里没有文字（内容可能由脚本生成）；请在浏览器中打开后另存为完整网页或文本。")
    return source


def add_html(builder: SourceBuilder, text: str) -> str:
    """Adds the lines and tables of HTML to a builder; the page's <title> is returned."""
    import lxml.html

    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", text))
    except (lxml.etree.ParserError, ValueError):
        return ""
    title = root.findtext(".//title") or ""
    body = root.find("body")
    _Walker(builder).walk(root if body is None else body)
    return _GAP.sub(" ", title).strip()


class _Walker:
    """Goes through the tree in reading order; text gathers until a block ends."""

    def __init__(self, builder: SourceBuilder) -> None:
        self.builder = builder
        self.gathered: list[str] = []
        self.level: int | None = None

    def walk(self, element: Any) -> None:
        self._element(element)
        self._flush()

    def _flush(self) -> None:
        text = _tidy("".join(self.gathered))
        self.gathered.clear()
        if text:
            self.builder.line(text, self.level)

    def _element(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or _HIDDEN.search(element.get("style", "")):
            return
        if tag == "br":
            self.gathered.append("\n")
            return
        if tag == "table" and _is_data(element):
            self._flush()
            self.builder.table([[_cell(cell) for cell in _cells(row)] for row in _rows(element)])
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
            self.level = _HEADINGS.get(tag)
        if tag == "li":
            self.gathered.append(_ordinal(element))
        self._inside(element)
        if block:
            self._flush()
            self.level = None

    def _inside(self, element: Any) -> None:
        # Inside <pre> the source's line breaks are the page's.
        spaced = (lambda text: text or "") if element.tag == "pre" else _spaced
        self.gathered.append(spaced(element.text))
        for child in element:
            self._element(child)
            self.gathered.append(spaced(child.tail))


def _spaced(text: str | None) -> str:
    return _GAP.sub(" ", _CJK_GAP.sub("", text)) if text else ""


def _tidy(text: str) -> str:
    return "\n".join(part for line in text.split("\n") if (part := line.strip(" \u3000")))


def _ordinal(item: Any) -> str:
    """The number a browser prints before an item of an ordered list, unless the item writes its own."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or (parent.get("type") or "1") != "1":
        return ""
    if _NUMBERED.match(item.text_content()) or "none" in parent.get("style", ""):
        return ""
    own = item.get("value", "")
    if own.isdecimal():
        return f"{own}."
    first = parent.get("start", "1")
    items = [child for child in parent if child.tag == "li"]
    return f"{(int(first) if first.isdecimal() else 1) + items.index(item)}."


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th") and not _HIDDEN.search(cell.get("style", ""))]


def _is_data(table: Any) -> bool:
    """A table of data; one that only lays out the page (others inside it, or one column) is read as its contents."""
    if table.find(".//table") is not None:
        return False
    rows = list(_rows(table))
    return len(rows) > 1 and any(len(_cells(row)) > 1 for row in rows)


def _cell(cell: Any) -> RawCell:
    inner = SourceBuilder()
    _Walker(inner).walk(cell)
    text = inner.build().text.strip()
    return RawCell(text, _count(cell.get("rowspan")), _count(cell.get("colspan")))


def _count(value: str | None) -> int:
    digits = (value or "").strip()
    # rowspan="0" means: to the end of the table; the grid bounds it.
    return 1 if not digits.isdecimal() else int(digits[:4]) or 10_000
