"""PDF: characters put back into lines by where they stand; ruled tables as grids; running headers dropped."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from index.errors import DocumentProblem
from index.reading.pdf_lines import PrintedLine, lines_of
from index.reading.pdf_tables import PrintedTable, tables_of
from index.reading.source import Source, SourceBuilder

_DIGITS = re.compile(r"[\d\s]+")
# Lines at a page's top or bottom that may be running headers or page numbers.
_EDGE = 2
_APART = 1.3


def read_pdf(data: bytes, name: str) -> Source:
    """A PDF that holds text. Raises DocumentProblem for a damaged, locked or scanned one."""
    pages = _pages(data, name)
    if not any(lines or tables for lines, tables in pages):
        raise DocumentProblem(f"PDF 文件“{name}”里没有文字（可能是扫描件）；请先做文字识别（OCR）再试。")
    running = _running([lines for lines, _ in pages])
    edge = _right_edge([line for lines, _ in pages for line in lines if _key(line) not in running])
    builder = SourceBuilder()
    open_table: PrintedTable | None = None
    for lines, tables in pages:
        kept = [line for line in lines if _key(line) not in running]
        items: list[PrintedLine | PrintedTable] = sorted([*kept, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, PrintedTable):
                if open_table is not None and open_table.continues_in(item):
                    open_table = open_table.with_rows_of(item)
                    continue
                _close(builder, open_table)
                open_table = item
            else:
                _close(builder, open_table)
                open_table = None
                builder.line(("\u3000\u3000" if item.indented else "") + item.text, full=item.right > edge)
    _close(builder, open_table)
    return builder.build(wrapped=True)


def _right_edge(lines: Sequence[PrintedLine]) -> float:
    """Where a line ends that the page's width broke: at most two characters (a mark may not begin a line) before the
    right margin, which is as far as at least a tenth of the lines come.
    """
    if not lines:
        return 0.0
    size = median(line.size for line in lines)
    ends = sorted((line.right for line in lines), reverse=True)
    need = max(1, len(ends) // 10)
    margin = next((end for end in ends if sum(end - 2 * size < other <= end + 1 for other in ends) >= need), ends[0])
    return margin - 2.2 * size


def _close(builder: SourceBuilder, table: PrintedTable | None) -> None:
    if table is not None:
        builder.table(table.raw_rows())


def _pages(data: bytes, name: str) -> list[tuple[list[PrintedLine], list[PrintedTable]]]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    # pdfminer warns once for each character of a font without a bounding box; nothing here needs the box.
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [_page(page) for page in pdf.pages]
    except Exception as error:
        # pdfplumber wraps what pdfminer raises; the password is told apart because the way out differs.
        if isinstance(error, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(error):
            raise DocumentProblem(f"PDF 文件“{name}”设有密码；请去掉密码后再试。") from error
        raise DocumentProblem(f"PDF 文件“{name}”打不开，可能已损坏或没有下载完整；请重新下载后再试。") from error
    finally:
        logger.setLevel(level)


def _page(page: Any) -> tuple[list[PrintedLine], list[PrintedTable]]:
    characters = [c for c in page.chars if c.get("upright", True)]
    tables = tables_of(page, characters)
    outside = [c for c in characters if not any(table.holds(c) for table in tables)]
    lines = lines_of(outside)
    page.close()
    return lines, tables


def _key(line: PrintedLine) -> str:
    return _DIGITS.sub("", line.text)


def _running(pages: Sequence[Sequence[PrintedLine]]) -> set[str]:
    """Lines that, but for a number, stand at the edge of several pages ("" for bare page numbers)."""
    if len(pages) < 2:
        return set()
    count: Counter[str] = Counter()
    for lines in pages:
        count.update({_key(line) for line in _apart(lines)})
    return {key for key, pages_with in count.items() if pages_with >= max(2, len(pages) * 0.4)}


def _apart(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines at a page's edges that stand apart from its text by more than a line's usual distance."""
    tops = [line.top for line in lines]
    if len(lines) < 2 * _EDGE:
        return
    usual = median(below - above for above, below in pairwise(tops))
    for edge in range(1, _EDGE + 1):
        if tops[edge] - tops[edge - 1] > _APART * usual:
            yield from lines[:edge]
        if tops[-edge] - tops[-edge - 1] > _APART * usual:
            yield from lines[-edge:]
