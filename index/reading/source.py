"""What every format gives: one text, its lines, its tables. All spans point into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.types import Span

_WIDEST = 256


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. ``level`` is the heading level the format states (1-6); ``table`` the table it stands in;
    ``full`` whether it fills the page's width, None where the format does not say.
    """

    span: Span
    level: int | None = None
    table: int | None = None
    full: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its first row and column; it may cover several of both."""

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid; a cell stands in every place it covers. ``line`` counts the source's lines before it."""

    grid: tuple[tuple[Cell | None, ...], ...]
    line: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text. ``wrapped`` is true where a page's width may have broken its lines."""

    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    wrapped: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as its format states it, before it has a place."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class SourceBuilder:
    """Collects lines and tables in reading order and keeps count of where each character lands."""

    _parts: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _length: int = 0

    def _put(self, text: str) -> Span:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def line(self, text: str, level: int | None = None, full: bool | None = None) -> None:
        """One paragraph; line breaks inside it make several lines."""
        for part in text.split("\n"):
            self._lines.append(Line(self._put(part), level, None, full))
            self._put("\n")

    def table(self, rows: Sequence[Sequence[RawCell]], name: str = "") -> None:
        """A table, row by row, each cell once, at its first row; cells are parted by tabs in the text."""
        before = len(self._lines)
        number = len(self._tables)
        cells: list[Cell] = []
        for row, column, raw in lay_out(rows):
            if cells:
                self._put("\n" if cells[-1].row != row else "\t")
            start = self._length
            for i, part in enumerate(raw.text.split("\n")):
                if i:
                    self._put("\n")
                self._lines.append(Line(self._put(part), None, number))
            cells.append(Cell(Span(start, self._length), row, column, raw.rows, raw.columns))
        self._put("\n")
        self._tables.append(Table(_grid(cells, len(rows)), before, name))

    def build(self, *, wrapped: bool = False, title: str = "") -> Source:
        return Source("".join(self._parts), tuple(self._lines), tuple(self._tables), wrapped, title)


def lay_out(rows: Sequence[Sequence[RawCell]]) -> list[tuple[int, int, RawCell]]:
    """Row and column of each cell: it stands in the first free place of its row, as HTML, docx and xlsx mean it."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, RawCell]] = []
    for row, cells in enumerate(rows):
        column = 0
        for raw in cells:
            while (row, column) in taken:
                column += 1
            if column >= _WIDEST:
                break
            cell = RawCell(raw.text, max(1, min(raw.rows, len(rows) - row)), max(1, min(raw.columns, _WIDEST - column)))
            taken.update((row + i, column + j) for i in range(cell.rows) for j in range(cell.columns))
            placed.append((row, column, cell))
            column += cell.columns
    return placed


def _grid(cells: Sequence[Cell], height: int) -> tuple[tuple[Cell | None, ...], ...]:
    width = max((cell.column + cell.columns for cell in cells), default=0)
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, height)):
            for column in range(cell.column, cell.column + cell.columns):
                grid[row][column] = grid[row][column] or cell
    return tuple(tuple(row) for row in grid)
