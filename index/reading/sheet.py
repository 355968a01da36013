"""Spreadsheets: .xlsx with its merged cells, and delimited text (.csv, .tsv)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from index.errors import DocumentProblem
from index.reading.source import RawCell, Source, SourceBuilder

# Excel stores a date as days since 1899-12-30; these are the years 2000 to 2064.
_DATE_SERIALS = range(36_526, 60_000)
_EPOCH = date(1899, 12, 30)


def read_xlsx(data: bytes, name: str) -> Source:
    """A workbook, one table a visible sheet. Raises DocumentProblem where it cannot be opened or is empty."""
    import openpyxl

    try:
        # Values, not formulas; not read-only, because merged cells are not known there.
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        builder = SourceBuilder()
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            rows = _rows(sheet)
            if any(cell.text for row in rows for cell in row):
                builder.table(rows, sheet.title)
    # A damaged workbook surfaces as almost anything: KeyError, BadZipFile, ParseError, TypeError ...
    except Exception as error:
        raise DocumentProblem(
            f"Excel 文件“{name}”打不开，可能已损坏或没有下载完整；请用 Excel 打开后另存为 .xlsx 再试。"
        ) from error
    source = builder.build()
    if not source.tables:
        raise DocumentProblem(f"Excel 文件“{name}”里没有内容；请确认任务清单在可见的工作表中。")
    return source


def _rows(sheet: Any) -> list[list[RawCell]]:
    height, width = _used(sheet)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        last_row, last_column = min(area.max_row, height), min(area.max_col, width)
        spans[area.min_row, area.min_col] = (last_row - area.min_row + 1, last_column - area.min_col + 1)
        for number in range(area.min_row, last_row + 1):
            covered.update((number, column) for column in range(area.min_col, last_column + 1))
    covered -= spans.keys()
    rows: list[list[RawCell]] = []
    for row in sheet.iter_rows(max_row=height, max_col=width) if height else ():
        cells: list[RawCell] = []
        for cell in row:
            if (cell.row, cell.column) not in covered:
                covers = spans.get((cell.row, cell.column), (1, 1))
                cells.append(RawCell(_shown(cell.value, cell.number_format), *covers))
        rows.append(cells)
    return rows


def _used(sheet: Any) -> tuple[int, int]:
    """The last row and column that hold a value: a format may reach to the last of a million rows.

    openpyxl tells this only of cells it was asked for, which makes them all; hence the look at those it has read.
    """
    used = [place for place, cell in sheet._cells.items() if cell.value not in (None, "")]
    return max((row for row, _ in used), default=0), max((column for _, column in used), default=0)


def _shown(value: object, number_format: str) -> str:
    """A value as its sheet shows it, as near as matters: dates without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        day = "d" in number_format.lower().replace("general", "")
        if day and "年" in number_format:
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value:%Y-%m-%d}" if day or "y" not in number_format.lower() else f"{value.year}年{value.month}月"
    if isinstance(value, float):
        if "%" in number_format:
            return f"{value * 100:g}%"
        decimals = re.fullmatch(r"0\.(0+)", number_format)
        # 2022.10 shown with two decimals is October, not 2022.1.
        return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:.10g}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def date_of_serial(text: str) -> str | None:
    """The date of an Excel serial number that lost its format ("45291" -> "2023-12-31"); None for any other text."""
    if text.isdecimal() and int(text) in _DATE_SERIALS:
        return f"{date.fromordinal(_EPOCH.toordinal() + int(text)):%Y-%m-%d}"
    return None


def read_delimited(text: str, name: str) -> Source:
    """Delimited text; the delimiter is the one that parts most lines alike. Raises DocumentProblem where empty."""
    rows = [[cell.strip() for cell in row] for row in _parse(text)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise DocumentProblem(f"表格文件“{name}”里没有内容；请确认导出时选中了任务清单。")
    width = max(len(row) for row in rows)
    builder = SourceBuilder()
    builder.table([[RawCell(cell) for cell in [*row, *[""] * (width - len(row))]] for row in rows])
    return builder.build()


def _parse(text: str) -> Sequence[Sequence[str]]:
    readings = [list(csv.reader(io.StringIO(text), delimiter=delimiter)) for delimiter in ",\t;|，"]
    return max(readings, key=_regularity)


def _regularity(rows: Sequence[Sequence[str]]) -> int:
    """How many rows have the most usual number of cells, where that is more than one."""
    widths = [len(row) for row in rows if len(row) > 1]
    return max((widths.count(width) for width in set(widths)), default=0)
