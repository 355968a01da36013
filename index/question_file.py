"""Files of anticipated questions: read with all faults at once, and added to the questions of a document.

JSON Lines (``{"task": 21, "q": "..."}``, where ``task`` may be a list), or a spreadsheet (CSV, XLSX) with a header.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.chunk import QUESTIONS_FILE, in_own_folder
from index.errors import DocumentProblem
from index.reading.encoding import decode
from index.types import Document, TaskNumber

Known = Mapping[str, TaskNumber]
# A row of a file before it is understood: its fields, or the sentence that says why there are none.
Record = dict[str, Any] | str
Numbered = Iterator[tuple[int, Record]]

_TASK, _TEXT, _STYLE = "task", "q", "style"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and the tasks that answer it together; ``line`` counts from 1, as an editor shows it."""

    line: int
    tasks: tuple[TaskNumber, ...]
    text: str
    style: str = ""

    @property
    def content(self) -> tuple[frozenset[TaskNumber], str]:
        """What makes it the same question again."""
        return frozenset(self.tasks), self.text


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What a file holds: the rows that can be used, and a sentence for each fault, in order."""

    rows: tuple[QuestionRow, ...] = ()
    faults: tuple[str, ...] = ()


def questions_file(document_file: Path) -> Path:
    """Where the anticipated questions of a document are. Raises DocumentProblem for one without a folder of its own."""
    if not in_own_folder(document_file):
        stem = document_file.stem
        raise DocumentProblem(
            f"预设问题放在文件自己的文件夹里；请先把“{document_file.name}”移到名为“{stem}”的文件夹中再试。"
        )
    return document_file.with_name(QUESTIONS_FILE)


def read_questions(path: Path, document: Document) -> QuestionFile:
    """The questions of a file, compared with the tasks of ``document``.

    Raises DocumentProblem where the file as a whole cannot be read: missing, of another format or encoding.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentProblem(f"不认识这种问题文件（{path.name}）；可用的是 {'、'.join(_READERS)}。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentProblem(f"问题文件 {path} 无法读取（{error.strerror or error}）；请检查路径和权限。") from error
    known = {_narrow(task.number): task.number for task in document.tasks}
    return _checked(reader(data, path.name, known), known)


def counts(rows: Iterable[QuestionRow], document: Document) -> dict[TaskNumber, int]:
    """For each task of the document how many questions it has."""
    asked = Counter(task for row in rows for task in row.tasks)
    return {task.number: asked[task.number] for task in document.tasks}


def add_questions(path: Path, rows: Iterable[QuestionRow]) -> None:
    """Append rows to a ``questions.jsonl``, made where there is none; all of them or, after an error, none."""
    before = path.read_bytes() if path.exists() else b""
    start = before if not before or before.endswith(b"\n") else before + b"\n"
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(start + b"".join(_line(row) for row in rows))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _line(row: QuestionRow) -> bytes:
    tasks = row.tasks[0] if len(row.tasks) == 1 else list(row.tasks)
    fields = {_TASK: tasks} | ({_STYLE: row.style} if row.style else {}) | {_TEXT: row.text}
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


# --- rows ------------------------------------------------------------------------------------------------------------


def _checked(records: Numbered, known: Known) -> QuestionFile:
    rows: list[QuestionRow] = []
    faults: list[str] = []
    seen: dict[object, int] = {}
    for line, record in records:
        found = [record] if isinstance(record, str) else _faults(record, known)
        if not found and not isinstance(record, str):
            row = _row(line, record, known)
            first = seen.setdefault(row.content, line)
            found = [f"与第 {first} 行重复"] if first != line else []
            rows.append(row)
        faults += [f"第 {line} 行：{fault}。" for fault in found]
    return QuestionFile(tuple(rows), tuple(faults))


def _faults(record: Mapping[str, Any], known: Known) -> list[str]:
    missing = [name for name in (_TASK, _TEXT) if record.get(name) in (None, "", [])]
    if missing:
        return [f"缺少 {name}（{'任务编号' if name == _TASK else '问题'}）" for name in missing]
    faults = []
    tasks = _listed(record[_TASK])
    if any(isinstance(task, bool) or not isinstance(task, int | str) for task in tasks):
        faults.append("task 应为任务编号，或任务编号的列表")
    else:
        unknown = [str(task) for task in tasks if _narrow(task) not in known]
        faults += [f"文件中没有任务 {'、'.join(unknown)}"] if unknown else []
    if not isinstance(record[_TEXT], str) or not record[_TEXT].strip():
        faults.append("q 应为非空文字")
    return faults


def _row(line: int, record: Mapping[str, Any], known: Known) -> QuestionRow:
    tasks = tuple(dict.fromkeys(known[_narrow(task)] for task in _listed(record[_TASK])))
    return QuestionRow(line, tasks, record[_TEXT].strip(), str(record.get(_STYLE) or "").strip())


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _narrow(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).strip()


# --- formats ---------------------------------------------------------------------------------------------------------


def _read_jsonl(data: bytes, name: str, known: Known) -> Numbered:
    for number, line in enumerate(data.removeprefix(_BOM).splitlines(), 1):
        if line.strip():
            yield number, _json(line)


def _json(line: bytes) -> Record:
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        return "不是 UTF-8 编码"
    except (json.JSONDecodeError, RecursionError):
        record = None
    return record if isinstance(record, dict) else '应为 {"task": 任务编号, "q": "问题"}'


def _read_csv(data: bytes, name: str, known: Known) -> Numbered:
    text = decode(data, name)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    return _table(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1), known)


def _read_xlsx(data: bytes, name: str, known: Known) -> Numbered:
    import openpyxl

    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    # A damaged workbook surfaces as almost anything: KeyError, BadZipFile, ParseError, TypeError ...
    except Exception as error:
        raise DocumentProblem(f"Excel 文件“{name}”打不开；请用 Excel 打开后另存为 .xlsx 再试。") from error
    return _table(enumerate(rows, 1), known)


_READERS: Mapping[str, Callable[[bytes, str, Known], Numbered]] = {
    ".jsonl": _read_jsonl, ".csv": _read_csv, ".xlsx": _read_xlsx,
}  # fmt: skip


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("question_columns.toml").read_text(encoding="utf-8"))


def _table(rows: Iterable[tuple[int, Sequence[object]]], known: Known) -> Numbered:
    """The rows under the first that is not blank, which names the columns; a column of another name is passed over."""
    filled = ((number, cells) for number, cells in rows if any(_cell(cell) for cell in cells))
    number, header = next(filled, (1, ()))
    names = {alias: name for name, aliases in _words()["columns"].items() for alias in aliases}
    columns = [names.get(_cell(cell).casefold(), "") for cell in header]
    if columns.count(_TASK) != 1 or columns.count(_TEXT) != 1:
        yield number, "应是列名，“任务”和“问题”各一列"
        return
    for number, cells in filled:
        record: dict[str, Any] = {name: _cell(cell) for name, cell in zip(columns, cells, strict=False) if name}
        yield number, record | {_TASK: _cell_tasks(record.get(_TASK, ""), known)}


def _cell(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return "" if value is None else _narrow(int(value) if isinstance(value, float) and whole else value)


def _cell_tasks(cell: str, known: Known) -> list[str]:
    """The tasks a cell names: one whose label it is, or several between separators."""
    if cell in known:
        return [cell]
    for separator in _words()["cell"]["separators"]:
        cell = cell.replace(separator, "\n")
    return [part for part in cell.split("\n") if part]
