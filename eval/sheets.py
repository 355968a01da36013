"""Questions in a spreadsheet: a row is a question (or a further turn of the one above), a column a part of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

from eval import cells
from eval.cells import CellFault, blank, words
from eval.schema import ALTERNATIVE, TURN_TEXT

Numbered = tuple[int, object, str | None]
EXPECTED = ("must", "may", "facts", "outcome")
MAY_SAY_NOTHING = frozenset({"may", "facts", "as_of", "document"})
LEFT_ALONE = "#"  # before the name of a column that is not for the evaluation
ABOVE_HEADER = 5  # rows of titles and remarks that may stand above the header
_NOT_IN_NAME = re.compile(r"\(.*?\)|[*:\s]")
UNNAMED_KIND = "题目"

_READ: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        "id": cells.text, "kind": cells.text, "turns": cells.lines, "must": cells.tasks, "may": cells.tasks,
        "facts": cells.facts, "outcome": cells.outcome, "as_of": cells.day, "document": cells.text, "note": cells.text,
    }
)  # fmt: skip


@dataclass(slots=True)
class _Conversation:
    """The row a question starts in, what its last row holds, and the turns before that."""

    number: int
    value: dict[str, Any]
    before: list[Any] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go_on(self, value: dict[str, Any]) -> None:
        """The row below is the next turn: what this row expects is expected of its own turn."""
        expected = {name: self.value.pop(name) for name in EXPECTED if name in self.value}
        turns = list(self.value["turns"])
        if expected and turns:
            turns[-1] = {TURN_TEXT: turns[-1], **_completed(expected)}
        self.before += turns
        self.value |= {name: new for name, new in value.items() if name not in ("id", "kind")}

    def numbered(self) -> Numbered:
        value = {**_completed(self.value), "turns": [*self.before, *self.value["turns"]]}
        return self.number, value, ";".join(self.faults) or None


def _completed(value: dict[str, Any]) -> dict[str, Any]:
    """What the blank cells of a row mean.

    Whoever says which tasks or facts an answer has to have expects an answer. Of an answer without tasks the citations
    are not judged; where no answer is expected, nothing may be cited.
    """
    if "outcome" not in value and (value.get("must") or value.get("facts")):
        value = {**value, "outcome": "answered"}
    answered = "answered" in str(value.get("outcome", "")).split(ALTERNATIVE)
    return value if "must" in value else {**value, "must": None if answered and not value.get("may") else []}


def read_csv(path: Path) -> Iterable[Numbered]:
    """The questions of a CSV file in UTF-8 or, as Excel in China writes it, GB 18030. Raises OSError."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            return [(1, None, "不是 UTF-8 或 GB 18030 编码")]
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    return questions(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1))


def read_xlsx(path: Path) -> Iterable[Numbered]:
    """The questions of the first sheet of a workbook. Raises OSError."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:
            sheet = load_workbook(file, data_only=True).worksheets[0]
            rows = [[_value(cell) for cell in row] for row in sheet.iter_rows()]
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError):
        return [(1, None, "不是 XLSX 工作簿,或已损坏")]
    return questions(enumerate(rows, start=1))


def _value(cell: Any) -> object:
    """A cell as it is shown where that matters: 42% is stored as 0.42."""
    if isinstance(cell.value, int | float) and str(cell.number_format).endswith("%"):
        return f"{cell.value * 100:.10g}%"
    return cell.value


def questions(rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[Numbered]:
    """One question a row under the first row that is not blank; the row's number counts as the spreadsheet shows it."""
    filled = [(number, row) for number, row in rows if not all(blank(cell) for cell in row)]
    at = next((at for at, (_, row) in enumerate(filled[:ABOVE_HEADER]) if _is_header(row)), 0)
    number, header = filled[at] if filled else (1, ())
    names, faults = columns(header)
    if faults:
        yield number, None, ";".join(faults)
        return
    yield from _conversations(names, filled[at + 1 :])


def _is_header(row: Sequence[object]) -> bool:
    return "turns" in {_column(cell) for cell in row}


def _column(cell: object) -> str | None:
    """The part of a question that a column of this name holds: 提问(必填)* is turns."""
    title = _NOT_IN_NAME.sub("", cells.narrow(cell).casefold())
    return next((name for name, aliases in words()["columns"].items() if title in aliases), None)


def _conversations(names: Mapping[int, str], rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[Numbered]:
    current: _Conversation | None = None
    for number, row in rows:
        value, faults = _record(names, row)
        goes_on = value.get("id") in words()["conversation"]["next"]
        if goes_on and current is not None:
            current.go_on(value)
            current.faults += [f"(第 {number} 行){fault}" for fault in faults]
            continue
        if current is not None:
            yield current.numbered()
        if goes_on:
            faults.append("id: 这一行接着上一行的对话,上面却没有对话")
        value.setdefault("kind", UNNAMED_KIND)
        if "id" not in names.values():
            value["id"] = f"第{number}行"
        current = _Conversation(number, value, faults=faults)
    if current is not None:
        yield current.numbered()


def columns(header: Sequence[object]) -> tuple[dict[int, str], list[str]]:
    """Which column holds what, and what is wrong with the header."""
    names: dict[int, str] = {}
    faults = []
    for position, cell in enumerate(header):
        if blank(cell) or cells.text(cell).startswith(LEFT_ALONE):
            continue
        name = _column(cell)
        if name is None:
            known = "、".join(words()["columns"])
            faults.append(f"不认识列名“{cells.text(cell)}”,可用的是 {known};与评测无关的列,请在列名前加 #")
        elif name in names.values():
            faults.append(f"{name} 有两列")
        else:
            names[position] = name
    if not faults and "turns" not in names.values():
        faults.append("第一行应是列名,至少要有 turns(提问)这一列")
    return names, faults


def _record(names: Mapping[int, str], row: Sequence[object]) -> tuple[dict[str, Any], list[str]]:
    """What a row says, blank cells left out, and what its cells cannot mean. Cells below no name are remarks."""
    value: dict[str, Any] = {"turns": []}
    faults = []
    for position, name in names.items():
        cell = row[position] if position < len(row) else None
        if blank(cell) or (name in MAY_SAY_NOTHING and cells.nothing(cell)):
            continue
        try:
            value[name] = _READ[name](cell)
        except CellFault as fault:
            faults.append(f"{name}: {fault}")
    return value, faults
