"""Word documents (.docx): paragraphs with the numbers Word computes for them, tables with merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from index.errors import DocumentProblem
from index.reading.docx_numbering import Numbering, value_of
from index.reading.source import RawCell, Source, SourceBuilder

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
# Deleted and moved-away text of tracked changes is no longer part of the document.
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK))


def read_docx(data: bytes, name: str) -> Source:
    """A .docx file. Raises DocumentProblem where Word could not open it either."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        reader = _Reader(Numbering.of(document))
        reader.blocks(body)
    # A damaged package surfaces as almost anything: KeyError, BadZipFile, XMLSyntaxError, ValueError ...
    except Exception as error:
        raise DocumentProblem(
            f"Word 文件“{name}”打不开，可能已损坏或没有下载完整；请用 Word 打开后另存为 .docx 再试。"
        ) from error
    source = reader.builder.build()
    if not source.text.strip():
        raise DocumentProblem(f"Word 文件“{name}”里没有文字（可能只有扫描图片）；请先做文字识别（OCR）再试。")
    return source


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.builder = SourceBuilder()

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables in order, also inside content controls and insertions."""
        for element in parent:
            if element.tag == f"{_W}p":
                self.builder.line(self._paragraph(element), self.numbering.heading_level(element))
                for box in _boxes(element):
                    self.blocks(box)
            elif element.tag == f"{_W}tbl":
                self.builder.table(self._table(element))
            elif element.tag not in _GONE and element.tag != f"{_W}sectPr":
                self.blocks(element)

    def _paragraph(self, paragraph: Any) -> str:
        text = "".join(_texts(paragraph)).strip("\n")
        return self.numbering.label(paragraph) + text if text.strip() else ""

    def _table(self, table: Any) -> list[list[RawCell]]:
        rows = [row for row in _inside(table, f"{_W}tr")]
        cells = [[_Placed(cell) for cell in _inside(row, f"{_W}tc")] for row in rows]
        for row, placed in zip(rows, cells, strict=True):
            column = _before(row)
            for cell in placed:
                cell.column = column
                column += cell.columns
        result: list[list[RawCell]] = []
        for i, placed in enumerate(cells):
            line = [RawCell("", 1, _before(rows[i]))] if _before(rows[i]) else []
            line += [RawCell(self._cell(c.element), _reach(cells, i, c), c.columns) for c in placed if not c.continues]
            result.append(line)
        return result

    def _cell(self, cell: Any) -> str:
        inner = _Reader(self.numbering)
        inner.blocks(cell)
        return "\n".join(line for line in inner.builder.build().text.split("\n") if line.strip())


class _Placed:
    """A cell's element with its column, its width, and whether it continues the one above."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.column = 0
        properties = element.find(f"{_W}tcPr")
        span = merge = None
        if properties is not None:
            span = properties.find(f"{_W}gridSpan")
            merge = properties.find(f"{_W}vMerge")
        width = value_of(span) or "1"
        self.columns = int(width) if width.isdecimal() else 1
        self.continues = merge is not None and (value_of(merge) or "continue") == "continue"


def _reach(cells: list[list[_Placed]], row: int, cell: _Placed) -> int:
    """How many rows a cell covers: those below whose cell at its column continues it."""
    rows = 1
    for below in cells[row + 1 :]:
        if not any(other.continues and other.column == cell.column for other in below):
            break
        rows += 1
    return rows


def _before(row: Any) -> int:
    value = value_of(row.find(f"{_W}trPr/{_W}gridBefore")) or "0"
    return int(value) if value.isdecimal() else 0


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """The children with a tag, also those that content controls and insertions wrap."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inside(child, tag)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes of a paragraph, each once (Word stores a fallback copy beside each)."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _GONE and child.tag not in (_BOX, f"{_W}pPr", f"{_W}instrText"):
            yield from _texts(child)
