"""Ruled tables of a PDF page: cells with the rows and columns they cover, wrapped lines joined, page breaks bridged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.reading.pdf_lines import PrintedLine, lines_of
from index.reading.source import RawCell
from index.reading.vocabulary import column_role, load

_NEAR = 2.0
# Where a cell parts its names by these, a new line parts nothing.
_SEPARATORS = "、，,；;"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell in points, its place in the grid, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table's cells by their first row and column; ``edges`` are its column borders."""

    cells: tuple[PrintedCell, ...]
    edges: tuple[float, ...]
    height: int
    top: float
    bottom: float

    def holds(self, character: Any) -> bool:
        x = (character["x0"] + character["x1"]) / 2
        y = (character["top"] + character["bottom"]) / 2
        return bool(self.edges[0] <= x <= self.edges[-1] and self.top <= y <= self.bottom)

    def raw_rows(self) -> list[list[RawCell]]:
        rows: list[list[RawCell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
            rows[cell.row].append(RawCell(cell.text, cell.rows, cell.columns))
        return rows

    def row(self, number: int) -> list[PrintedCell]:
        return [cell for cell in self.cells if cell.row == number]

    def continues_in(self, other: PrintedTable) -> bool:
        """Whether the other table is this one after a page break: the same column borders."""
        return len(self.edges) == len(other.edges) and all(
            abs(a - b) < 2 * _NEAR for a, b in zip(self.edges, other.edges, strict=True)
        )

    def with_rows_of(self, other: PrintedTable) -> PrintedTable:
        """This table with the rows of its continuation: without a repeated head, a row cut in two made whole."""
        head = {cell.text for cell in self.row(0)}
        skip = 1 if head and {cell.text for cell in other.row(0)} == head else 0
        last = self.height - 1
        first = other.row(skip)
        cells = list(self.cells)
        if not skip and _cut(first, [cell for cell in cells if cell.row + cell.rows > last]):
            rest = {cell.column: cell.text for cell in first}
            cells = [_continued(cell, rest, last) for cell in cells]
            skip = 1
        shift = self.height - skip
        cells += [replace(cell, row=cell.row + shift) for cell in other.cells if cell.row >= skip]
        return replace(self, cells=tuple(cells), height=self.height + other.height - skip)


def _cut(first: Sequence[PrintedCell], last: Sequence[PrintedCell]) -> bool:
    """Whether a page's first row is the rest of the row before it: it opens blank where that row has its number."""
    if any(cell.rows > 1 or cell.columns > 1 for cell in first) or len(first) < 2:
        return False
    above = {cell.column: cell.text for cell in last}
    return not first[0].text and bool(above.get(first[0].column)) and any(cell.text for cell in first)


def _continued(cell: PrintedCell, rest: dict[int, str], last: int) -> PrintedCell:
    more = rest.get(cell.column, "")
    if cell.row + cell.rows <= last or not more:
        return cell
    return replace(cell, text=f"{cell.text}{_seam(cell.text, more)}{more}")


def tables_of(page: Any, characters: Sequence[Any]) -> list[PrintedTable]:
    """The ruled tables of a pdfplumber page that have two columns and two rows or a recognised head."""
    found = [_table(table, characters) for table in page.find_tables()]
    return [table for table in found if len(table.edges) > 2 and (table.height > 1 or _has_head(table))]


def _has_head(table: PrintedTable) -> bool:
    return len(table.cells) > 2 or sum(column_role(cell.text) is not None for cell in table.cells) > 1


def _table(table: Any, characters: Sequence[Any]) -> PrintedTable:
    # A row that is one cell from side to side says nothing about the columns.
    tops = Counter(round(cell[1]) for cell in table.cells)
    parted = [cell for cell in table.cells if tops[round(cell[1])] > 1] or table.cells
    xs = _edges([x for cell in parted for x in (cell[0], cell[2])])
    ys = _edges([y for cell in table.cells for y in (cell[1], cell[3])])
    cells = []
    for x0, top, x1, bottom in table.cells:
        column, row = _index(xs, x0), _index(ys, top)
        inside = [
            c for c in characters
            if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        ]  # fmt: skip
        text = _cell_text(lines_of(inside, indent_from=x0), x1)
        cells.append(PrintedCell(row, column, max(1, _index(ys, bottom) - row), max(1, _index(xs, x1) - column), text))
    return PrintedTable(tuple(cells), tuple(xs), len(ys) - 1, table.bbox[1], table.bbox[3])


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _cell_text(lines: Sequence[PrintedLine], right: float) -> str:
    """A cell's lines: joined where the cell's width broke them, apart where the author did."""
    text = ""
    listed = any(mark in line.text for line in lines for mark in _SEPARATORS)
    previous: PrintedLine | None = None
    for line in lines:
        if previous is not None:
            broken = right - previous.right < 2 * previous.size
            text += ("" if listed else _seam(text, line.text)) if broken else "\n"
        text += line.text
        previous = line
    return text


def _seam(before: str, after: str) -> str:
    """What stands between two lines of a cell that fill it: nothing, unless both are whole names of a list."""
    units = load("units")
    whole = before.endswith(tuple(units["strong_suffixes"])) and after.startswith(tuple(units["prefixes"]))
    return "\n" if whole else ""
