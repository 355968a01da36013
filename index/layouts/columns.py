"""What the columns of a table hold: its head row, wherever near the top it stands, and the role of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.reading.source import Cell, Source, Table
from index.reading.vocabulary import Role, column_role, label_roles

_SPACE = re.compile(r"\s+")
_NEAR_TOP = 30
_FIELDS = ("lead", "responsible", "deadline")


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles and headings by column; rows before ``first`` are title and head."""

    roles: tuple[Role | None, ...]
    names: tuple[str, ...]
    first: int

    def of(self, *roles: Role | None) -> list[int]:
        return [i for i, role in enumerate(self.roles) if role in roles]


def text_of(source: Source, cell: Cell | None) -> str:
    return "" if cell is None else source.text[cell.span.start : cell.span.end].strip()


def heading_of(source: Source, cell: Cell | None) -> str:
    """A column's heading without white space."""
    return _SPACE.sub("", text_of(source, cell))


def read_columns(source: Source, table: Table) -> Columns | None:
    """The columns of a table; None where no row near its top names a field and a task."""
    for number, row in enumerate(table.grid[:_NEAR_TOP]):
        roles = _roles(source, row)
        if not _is_head(roles):
            continue
        names = [heading_of(source, cell) for cell in row]
        first = number + max((cell.rows - (number - cell.row) for cell in row if cell and _short(cell, row)), default=1)
        first = max(number + 1, min(first, number + 3))
        for below in range(number + 1, min(number + 3, len(table.grid))):
            if not _extends(source, table.grid[below], below):
                break
            for i, cell in enumerate(table.grid[below]):
                role = column_role(text_of(source, cell)) if cell and cell.row == below else None
                roles[i] = role or roles[i]
                names[i] = heading_of(source, cell) if role else names[i]
            first = max(first, below + 1)
        return _with_text(source, table, Columns(tuple(roles), tuple(names), first))
    return None


def _short(cell: Cell, row: Sequence[Cell | None]) -> bool:
    """A head cell of several rows makes the head that high, unless it is a merge that runs through the table."""
    return cell.rows <= 3


def _roles(source: Source, row: Sequence[Cell | None]) -> list[Role | None]:
    return [column_role(text_of(source, cell)) for cell in row]


def _is_head(roles: Sequence[Role | None]) -> bool:
    kinds = {role for role in roles if role}
    return bool(kinds & set(_FIELDS)) and bool(kinds & {"text", "number", "section", "note"}) and len(kinds) > 1


def _extends(source: Source, row: Sequence[Cell | None], number: int) -> bool:
    """Whether a row below the head is its second line: 牵头单位 | 配合单位 under 责任单位."""
    own = [text_of(source, cell) for cell in row if cell and cell.row == number]
    filled = [text for text in own if text]
    roles = [column_role(text) for text in filled]
    return (
        bool(filled) and all(roles) and any(role in _FIELDS or role in ("text", "person", "ignored") for role in roles)
    )


def is_repeated(source: Source, row: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether a row repeats the head, as at the top of a new page."""
    names = [heading_of(source, cell) for cell in row]
    alike = sum(bool(name) and name == head for name, head in zip(names, columns.names, strict=False))
    return alike > 1 and alike >= sum(map(bool, names)) - 1


def has_own_head(source: Source, table: Table, before: Columns) -> bool:
    """Whether a table opens with headings of its own, so that it does not go on from the one before it.

    序号 | 项目名称 | 总投资 after a table of tasks is an annex, though it is as wide.
    """
    row = table.grid[0] if table.grid else ()
    named = {role for cell in row if (role := label_roles().get(heading_of(source, cell)))}
    return len(named) > 1 and not is_repeated(source, row, before)


def _with_text(source: Source, table: Table, columns: Columns) -> Columns | None:
    """With a column for the task's text: where none is named so, the unnamed or remark column with most text."""
    if columns.of("text"):
        return columns
    free = columns.of(None, "note")
    if not free:
        return None
    rows = table.grid[columns.first :]

    def length(column: int) -> int:
        return sum(len(text_of(source, row[column])) for row in rows)

    best = max(free, key=length)
    roles = list(columns.roles)
    roles[best] = "text"
    return Columns(tuple(roles), columns.names, columns.first) if length(best) else None


def with_groups(source: Source, table: Table, columns: Columns) -> Columns:
    """A text column whose cells each cover several rows of another text column groups the tasks: it names sections."""
    texts = columns.of("text")
    roles = list(columns.roles)
    for column in texts[:-1]:
        others = [other for other in texts if other > column and roles[other] == "text"]
        if any(_groups(source, table, columns.first, column, other) for other in others):
            roles[column] = "section"
    return Columns(tuple(roles), columns.names, columns.first)


def _groups(source: Source, table: Table, first: int, column: int, other: int) -> bool:
    wide = blank = 0
    for number, row in enumerate(table.grid[first:], first):
        cell, detail = row[column], row[other]
        if cell is None or detail is None or cell is detail or not text_of(source, detail):
            continue
        wide += cell.row < number and detail.row == number and bool(text_of(source, cell))
        blank += not text_of(source, cell) and number > first
    return wide > 0 or blank > 0


def later_rows(source: Source, table: Table, columns: Columns) -> frozenset[int]:
    """The rows that only go on with the text of the task above them.

    Their number is one merged cell, and all else but the text is blank or merged from above: 5 | 复核：（1）比对； and
    then （2）清退。 Where one of the rows under a number has units, a date or a remark of its own, each row is a task.
    """
    found: set[int] = set()
    number = columns.first
    while number < len(table.grid):
        cells = [table.grid[number][i] for i in columns.of("number")]
        label = next((cell for cell in cells if cell and text_of(source, cell)), None)
        end = min(label.row + label.rows, len(table.grid)) if label else 0
        below = range(number + 1, max(number + 1, end))
        if not any(_has_own_fields(source, table.grid[later], columns, later) for later in below):
            found.update(below)
        number = below.stop
    return frozenset(found)


def _has_own_fields(source: Source, row: Sequence[Cell | None], columns: Columns, number: int) -> bool:
    """Whether a row has anything of its own beside its text."""
    texts = {row[i] for i in columns.of("text")}
    return any(cell and cell.row == number and cell not in texts and bool(text_of(source, cell)) for cell in row)
