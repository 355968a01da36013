"""One number over several rows of a table: one task where only its text goes on, several where the rows differ."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest

from index.read import read_document

HEAD = ("序号", "任务", "牵头单位", "配合单位", "完成时限", "备注")
# The same cell as the one above it: both are one merged cell.
UP = "^"

Rows = Sequence[Sequence[str]]
Read = tuple[str, str, tuple[str, ...], tuple[str, ...], str | None]

FIRST = ("1", "修路三条。", "市交通委", "市财政局", "2024年6月底前", "")
LAST = ("3", "补树千株。", "市园林局", "各区政府", "2024年底前", "")
READ_FIRST: Read = ("1", "修路三条。", ("市交通委",), ("市财政局",), "2024年6月底前")
READ_LAST: Read = ("3", "补树千株。", ("市园林局",), ("各区政府",), "2024年底前")


def _html(rows: Rows) -> bytes:
    lines = []
    for number, row in enumerate(rows):
        spans = [(text, _height(rows, number, column)) for column, text in enumerate(row) if text != UP]
        lines.append("".join(f"<td rowspan={height}>{escape(text)}</td>" for text, height in spans))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>".encode()


def _xlsx(rows: Rows) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append([None if text == UP else text for text in row])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text != UP and (height := _height(rows, number, column)) > 1:
                place = {"start_row": number + 1, "start_column": column + 1, "end_column": column + 1}
                sheet.merge_cells(**place, end_row=number + height)
    return _saved(book)


def _docx(rows: Rows) -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text != UP:
                height = _height(rows, number, column)
                table.cell(number, column).merge(table.cell(number + height - 1, column)).text = text
    return _saved(document)


def _height(rows: Rows, number: int, column: int) -> int:
    height = 1
    while number + height < len(rows) and rows[number + height][column] == UP:
        height += 1
    return height


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Rows], bytes]] = {"html": _html, "xlsx": _xlsx, "docx": _docx}

_UNITS: tuple[tuple[str, ...], tuple[str, ...]] = (("市民政局",), ("市税务局",))
_TWO: list[Read] = [
    ("2-1", "复核资格：（1）比对收入；", *_UNITS, "2024年8月底前"),
    ("2-2", "（2）清退住户。", *_UNITS, "2024年8月底前"),
]
_WHOLE: list[Read] = [("2", "复核资格：（1）比对收入；（2）清退住户。", *_UNITS, "2024年8月底前")]

CASES: dict[str, tuple[Rows, list[Read]]] = {
    "all but the text is merged": (
        [
            ("2", "复核资格：（1）比对收入；", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "（2）清退住户。", UP, UP, UP, UP),
        ],
        _WHOLE,
    ),
    "what is not merged is blank further down": (
        [
            ("2", "复核资格：（1）比对收入；", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "（2）清退住户。", UP, "", "", ""),
        ],
        _WHOLE,
    ),
    "the lead is merged with that of the task above": (
        [
            ("2", "复核资格：（1）比对收入；", UP, "市税务局", "2024年8月底前", ""),
            (UP, "（2）清退住户。", UP, UP, UP, ""),
        ],
        [("2", "复核资格：（1）比对收入；（2）清退住户。", ("市交通委",), ("市税务局",), "2024年8月底前")],
    ),
    "three rows, the text of two without a mark at its end": (
        [
            ("2", "复核资格", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "比对收入", UP, UP, UP, ""),
            (UP, "清退住户", UP, UP, UP, ""),
        ],
        [("2", "复核资格\n比对收入\n清退住户", *_UNITS, "2024年8月底前")],
    ),
    "a date for each row": (
        [
            ("2", "复核资格；", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "清退住户。", UP, UP, "2024年9月底前", ""),
        ],
        [("2-1", "复核资格；", *_UNITS, "2024年8月底前"), ("2-2", "清退住户。", *_UNITS, "2024年9月底前")],
    ),
    "a unit of its own in the second of three rows": (
        [
            ("2", "复核资格；", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "公示结果；", UP, "市住建委", UP, ""),
            (UP, "清退住户。", UP, "", UP, ""),
        ],
        [
            ("2-1", "复核资格；", *_UNITS, "2024年8月底前"),
            ("2-2", "公示结果；", ("市民政局",), ("市住建委",), "2024年8月底前"),
            ("2-3", "清退住户。", ("市民政局",), (), "2024年8月底前"),
        ],
    ),
    "a remark of its own": (
        [
            ("2", "复核资格：（1）比对收入；", "市民政局", "市税务局", "2024年8月底前", ""),
            (UP, "（2）清退住户。", UP, UP, UP, "民生实事"),
        ],
        _TWO,
    ),
    "a number in each row": (
        [
            ("2", "复核资格：（1）比对收入；", "市民政局", "市税务局", "2024年8月底前", ""),
            ("2", "（2）清退住户。", UP, UP, UP, ""),
        ],
        _TWO,
    ),
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_rows_under_one_number(case: str, suffix: str, tmp_path: Path) -> None:
    rows, middle = CASES[case]
    file = tmp_path / f"table.{suffix}"
    file.write_bytes(WRITERS[suffix]([HEAD, FIRST, *rows, LAST]))
    read = [
        (
            str(task.number),
            task.text,
            task.lead.units,
            task.responsible.units,
            task.deadline.literal if task.deadline else None,
        )
        for task in read_document(file).tasks
    ]
    assert read == [READ_FIRST, *middle, READ_LAST]
