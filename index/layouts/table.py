"""Tasks in the rows of a table, of whatever format: a column each for number, text, units, deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.layouts.columns import (
    Columns,
    has_own_head,
    is_repeated,
    later_rows,
    read_columns,
    text_of,
    with_groups,
)
from index.layouts.draft import Draft, DraftTask, Head, Path
from index.layouts.fields import Conventions, Gathered
from index.layouts.markers import read_marker
from index.layouts.tableheads import heads_before
from index.reading.numerals import to_int
from index.reading.passage import Passage, clean, join
from index.reading.sheet import date_of_serial
from index.reading.source import Cell, Source, Table
from index.reading.vocabulary import page
from index.types import Span

if TYPE_CHECKING:
    from index.layouts.choose import Context

_ENDING = tuple("。；;")
_MARKS = (*_ENDING, *"，、：,:！？")
_DEFAULT_SHEET = re.compile(r"^(?:Sheet|工作表|表)\s*\d*$", re.IGNORECASE)
_HAN_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?$")


class TableLayout:
    """Header row near the top; section rows across the table or a section column; merged cells hold for each row."""

    name = "table"

    def read(self, context: Context) -> Draft:
        source = context.source
        reader = _Reader(source)
        columns: Columns | None = None
        width = 0
        sheets = sum(bool(table.name) for table in source.tables) > 1
        for number, table in enumerate(source.tables):
            found = read_columns(source, table)
            if found is None and columns is not None and has_own_head(source, table, columns):
                columns = None
            continued = found is None and columns is not None and table.grid and len(table.grid[0]) == width
            if found is None and not continued:
                continue
            columns = found or (replace(columns, first=0) if columns else None)
            assert columns is not None
            width = len(table.grid[0])
            if not continued:
                reader.begin(heads_before(context.paragraphs, source, number), table.name if sheets else "")
            reader.rows(table, with_groups(source, table, columns))
        return reader.draft(self.name, context.conventions)


@dataclass(slots=True)
class _Row:
    """A task while its rows are read: a merged cell may bring more fields from the rows below."""

    label: str
    text: Passage
    gathered: Gathered
    path: Path
    origin: tuple[Cell, ...]
    numbered: Cell | None

    def goes_on(self, source: Source, texts: Sequence[Cell]) -> None:
        """Takes in the text of a further row: on a line of its own where no mark ends the one before it."""
        for cell in texts:
            if cell not in self.origin:
                more = clean(source.text, cell.span)
                self.text = join((self.text, more), "" if self.text.text.endswith(_MARKS) else "\n")
        self.origin = (*self.origin, *(cell for cell in texts if cell not in self.origin))


@dataclass(slots=True)
class _Reader:
    source: Source
    tasks: list[_Row] = field(default_factory=list)
    outer: dict[str, Head] = field(default_factory=dict)
    sheet: tuple[Head, ...] = ()
    across: dict[str, Head] = field(default_factory=dict)
    beside: dict[int, Head] = field(default_factory=dict)
    known: dict[tuple[Path, str], Head] = field(default_factory=dict)
    paths: dict[Path, None] = field(default_factory=dict)

    def begin(self, heads: Sequence[tuple[str, Head]], sheet: str) -> None:
        """A new table, with the headings that stand right above it."""
        self.across.clear()
        self.beside.clear()
        for kind, head in heads:
            _push(self.outer, kind, head)
        if not heads:
            self.outer.clear()
        named = sheet and not _DEFAULT_SHEET.match(sheet)
        # A sheet's name is printed nowhere in the text: its span is empty.
        self.sheet = (Head("", None, sheet, Span(0, 0)),) if named else ()

    def rows(self, table: Table, columns: Columns) -> None:
        later = later_rows(self.source, table, columns)
        for number in range(columns.first, len(table.grid)):
            row = table.grid[number]
            cells = list(dict.fromkeys(cell for cell in row if cell is not None and text_of(self.source, cell)))
            own = [cell for cell in cells if cell.row == number]
            if not own or is_repeated(self.source, row, columns):
                continue
            if self._is_furniture(own, cells):
                continue
            if self._is_section(own, cells, columns):
                self._section(own)
            else:
                self._task(row, number, columns, goes_on=number in later)

    def _is_furniture(self, own: Sequence[Cell], cells: Sequence[Cell]) -> bool:
        """A row of totals, of a remark, or of what the system that exported the table says of itself."""
        texts = [text_of(self.source, cell) for cell in own]
        if any(map(page().total_row.match, texts[:2])) or all(map(page().export_cell.match, texts)):
            return True
        return len(own) == len(cells) == 1 and bool(page().remark_row.match(texts[0]))

    def _is_section(self, own: Sequence[Cell], cells: Sequence[Cell], columns: Columns) -> bool:
        """A row that holds nothing but a heading."""
        first = text_of(self.source, own[0])
        text = text_of(self.source, own[-1])
        if len(cells) == 2 and len(own) == 2 and own[0].column in columns.of("number") and _HAN_NUMBER.match(first):
            # 一 | 稳定工业经济: number and title of a section in their own cells.
            return own[1].column in columns.of("text", "section") or own[1].columns > 1
        if len(cells) == 2 and len(own) == 2 and own[0].column in columns.of("number"):
            return own[1].column in columns.of("text") and own[1].columns * 2 >= len(columns.roles)
        if len(cells) != 1:
            return False
        wide = own[0].columns * 2 >= len(columns.roles)
        return wide or (own[0].column <= min(columns.of("text")) and not text.endswith(_ENDING) and bool(text))

    def _section(self, own: Sequence[Cell]) -> None:
        passage = join([clean(self.source.text, cell.span) for cell in own], "")
        if len(own) == 2 and not text_of(self.source, own[0]).endswith(("、", ".", "．", "）", ")")):
            # The section's number stands in a cell of its own, without the 、 that would part it from the title.
            label, title = clean(self.source.text, own[0].span), clean(self.source.text, own[1].span)
            kind, mark = ("han", "、") if _HAN_NUMBER.match(label.text) else ("arab", ".")
            head = Head(f"{label.text}{mark}", to_int(label.text), _one_line(title.text), passage.span)
            _push(self.across, kind, head)
        else:
            kind, head = _head(passage)
            _push(self.across, kind, head)
        self.beside.clear()
        self._keep((*self.sheet, *self.outer.values(), *self.across.values()))

    def _keep(self, path: Path) -> None:
        """Notes a heading and those above it, also where no task follows."""
        self.paths.update(dict.fromkeys(path[:depth] for depth in range(1, len(path) + 1)))

    def _task(self, row: Sequence[Cell | None], number: int, columns: Columns, *, goes_on: bool) -> None:
        texts = tuple(dict.fromkeys(c for i in columns.of("text") if (c := row[i]) and text_of(self.source, c)))
        numbered = next((row[i] for i in columns.of("number") if text_of(self.source, row[i])), None)
        label = text_of(self.source, numbered)
        path = self._path(row, columns)
        last = self.tasks[-1] if self.tasks else None
        if last and goes_on and last.numbered == numbered:
            last.goes_on(self.source, texts)
            return
        if last and ((texts and texts == last.origin) or (not texts and not label)):
            self._fields(last.gathered, row, number, columns)
            return
        if not texts:
            return
        text = join([clean(self.source.text, cell.span) for cell in texts])
        if not columns.of("number"):
            marker = read_marker(text.text)
            if marker:
                label, text = marker.label, text.cut(marker.end)
        task = _Row(label, text, Gathered(), path, texts, numbered)
        self._fields(task.gathered, row, number, columns, merged=True)
        self.tasks.append(task)
        self._keep(path)

    def _path(self, row: Sequence[Cell | None], columns: Columns) -> Path:
        path: Path = (*self.sheet, *self.outer.values(), *self.across.values())
        for column in columns.of("section"):
            cell = row[column]
            if cell is not None and text_of(self.source, cell):
                self.beside[column] = _head(clean(self.source.text, cell.span))[1]
            # A blank cell repeats the one above it: a merge that its format could not express.
            if column in self.beside:
                path = (*path, self._known(path, self.beside[column]))
        return path

    def _known(self, above: Path, head: Head) -> Head:
        """The same heading again is the same section."""
        return self.known.setdefault((above, head.text), head)

    def _fields(
        self, gathered: Gathered, row: Sequence[Cell | None], number: int, columns: Columns, *, merged: bool = False
    ) -> None:
        """The fields of a row; those of a merged cell only for the first row of a task."""
        # A text that runs on over the columns of the units names none.
        done: set[Cell] = {cell for i in columns.of("text") if (cell := row[i])}
        for i, cell in enumerate(row):
            role = columns.roles[i]
            if cell is None or cell in done or role in ("number", "text", "section", "ignored"):
                continue
            done.add(cell)
            if cell.row == number or merged:
                value = clean(self.source.text, cell.span)
                gathered.add(role or "note", _dated(value) if role == "deadline" else value, columns.names[i])

    def draft(self, layout: str, said: Conventions) -> Draft:
        tasks = []
        for row in self.tasks:
            number = _integer(row.label)
            kind = "integer" if number is not None else "code"
            tasks.append(DraftTask(row.label, kind, number, row.text, row.gathered.finish(said), row.path))
        return Draft(layout, tuple(tasks), tuple(self.paths))


def _push(heads: dict[str, Head], kind: str, head: Head) -> None:
    """A heading closes those of its kind and all below them."""
    kinds = list(heads)
    for other in kinds[kinds.index(kind) :] if kind in kinds else []:
        del heads[other]
    heads[kind] = head


def _head(passage: Passage) -> tuple[str, Head]:
    marker = read_marker(passage.text)
    body = passage.cut(marker.end) if marker else passage
    label, number = (marker.label, marker.number) if marker else ("", None)
    return (marker.kind if marker else "plain"), Head(label, number, _one_line(body.text), passage.span)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).rstrip("：:")


def _integer(label: str) -> int | None:
    compact = label.strip().strip("()（）.．、:：")
    return to_int(compact) if compact and not compact.startswith("-") else None


def _dated(value: Passage) -> Passage:
    shown = date_of_serial(value.text)
    return Passage(shown, [value.offsets[0]] * len(shown)) if shown else value
