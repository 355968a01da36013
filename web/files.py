"""An Export as the bytes of a file: XLSX, DOCX, CSV or Markdown. Text stays text in each of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from web.export import Export, Table

# A cell that begins so is a formula to a spreadsheet, whatever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS = (8, 70, 24, 28, 22, 28, 14)
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_NOT_IN_SHEET_NAMES = re.compile(r"[][*:/?\\]")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type, and how an Export is written in it."""

    media_type: str
    write: Callable[[Export], bytes]


def to_markdown(export: Export) -> bytes:
    """Markdown as people paste it: facts, the text as answered, tables."""
    lines = [f"# {export.title}", ""]
    lines += [f"- {fact.label}: {_one_line(fact.value)}" for fact in export.facts]
    if export.text:
        lines += ["", export.text]
    for table in export.tables:
        lines += ["", f"## {table.title}", "", _markdown_row(table.columns), "|" + " --- |" * len(table.columns)]
        lines += [_markdown_row(row) for row in table.rows]
    return ("\n".join(lines) + "\n").encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_one_line(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |"


def to_csv(export: Export) -> bytes:
    """Comma-separated, UTF-8 with the mark that makes a spreadsheet read it so; facts first, then the tables."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(export.title)])
    writer.writerows([_guarded(fact.label), _guarded(fact.value)] for fact in export.facts)
    if export.text:
        writer.writerow([])
        writer.writerows([_guarded(line)] for line in export.text.splitlines() if line.strip())
    for table in export.tables:
        writer.writerow([])
        writer.writerow([_guarded(table.title)])
        writer.writerow(table.columns)
        writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_xlsx(export: Export) -> bytes:
    """A sheet with facts and text, and one for each table."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "1"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    rows = [(export.title, ""), *((fact.label, fact.value) for fact in export.facts)]
    rows += [("", line) for line in export.text.splitlines() if line.strip()]
    for number, row in enumerate(rows, 1):
        _put(sheet, number, row)
        sheet.cell(number, 1).font = Font(bold=True)
    for position, table in enumerate(export.tables, 2):
        own: Any = book.create_sheet(_sheet_name(table.title, position))
        for number, cells in enumerate((table.columns, *table.rows), 1):
            _put(own, number, cells)
        for column, width in enumerate(_WIDTHS[: len(table.columns)], 1):
            own.column_dimensions[own.cell(1, column).column_letter].width = width
            own.cell(1, column).font = Font(bold=True)
        own.freeze_panes = "A2"
        own.auto_filter.ref = own.dimensions
    for one in book.worksheets:
        for cells in one.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str, position: int) -> str:
    return f"{position} {_NOT_IN_SHEET_NAMES.sub('', title)}"[:31]


def _put(sheet: Any, row: int, cells: tuple[str, ...]) -> None:
    for column, text in enumerate(cells, 1):
        cell = sheet.cell(row, column)
        cell.value = _NOT_IN_XML.sub("", text)
        # Set after the value: "=1+1" would have become a formula.
        cell.data_type = "s"


def to_docx(export: Export) -> bytes:
    """A document to print, landscape because of its tables."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn

    document = docx.Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    normal = document.styles["Normal"]
    normal.font.name = "SimSun"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    document.add_heading(_xml(export.title), 1)
    for fact in export.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_xml(fact.label)}: ").bold = True
        paragraph.add_run(_xml(fact.value))
    _add_text(document, export.text)
    for table in export.tables:
        document.add_heading(_xml(table.title), 2)
        _add_table(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _add_text(document: Any, text: str) -> None:
    """The Markdown of an answer: its tables become tables, the rest paragraphs."""
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|"):
            if not _RULE.match(stripped):
                rows.append(tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", stripped)[1:-1]))
            continue
        if rows:
            width = max(len(row) for row in rows)
            padded = [(*row, *[""] * (width - len(row))) for row in rows]
            _add_table(document, Table("", padded[0], tuple(padded[1:])))
            rows = []
        if stripped:
            document.add_paragraph(_xml(_EMPHASIS.sub(r"\1", stripped)))


def _add_table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.columns))
    grid.style = "Table Grid"
    for cell, text in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(_xml(text)).bold = True
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = _xml(text)


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "csv": Format("text/csv; charset=utf-8", to_csv),
    "md": Format("text/markdown; charset=utf-8", to_markdown),
}
