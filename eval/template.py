"""A question file to start from, in the format of its name: the columns, and examples that can be run as they are."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError
from assistant.types import Outcome
from eval.cells import words
from eval.questions import READERS
from eval.schema import as_line, parse
from eval.sheets import questions

WIDTHS = {"id": 10, "kind": 12, "turns": 44, "must": 18, "may": 14, "facts": 24, "outcome": 14, "as_of": 12,
          "document": 14, "note": 36}  # fmt: skip
GUIDE_SHEET = "说明"
ROWS_TO_FILL = 500


class TemplateProblem(AssistantError):
    """The template cannot be written."""


@dataclass(frozen=True, slots=True)
class Template:
    """template.toml: what each column is for, and example rows of texts as one would type them."""

    guide: Mapping[str, str]
    rows: Sequence[Mapping[str, str]]

    @property
    def table(self) -> list[list[str]]:
        """The header and the rows, a text a cell."""
        names = list(words()["columns"])
        return [names, *([row.get(name, "") for name in names] for row in self.rows)]


@cache
def template() -> Template:
    data = tomllib.loads(Path(__file__).with_name("template.toml").read_text(encoding="utf-8"))
    return Template(data["guide"], data["row"])


def write(path: Path) -> None:
    """Write the template in the format that the name asks for. Raises TemplateProblem where it is there already."""
    writer = {".xlsx": _xlsx, ".csv": _csv, ".jsonl": _jsonl}.get(path.suffix.lower())
    if writer is None:
        raise TemplateProblem(f"{path}: 不认识这种文件,可用的是 {'、'.join(READERS)}。")
    if path.exists():
        raise TemplateProblem(f"{path} 已经存在,没有改动;请换一个名字。")
    try:
        path.write_bytes(writer())
    except OSError as error:
        raise TemplateProblem(f"无法写入 {path}({error.strerror or error}),请换一个位置。") from error


def _csv() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(template().table)
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def _jsonl() -> bytes:
    lines = []
    for _, value, _ in questions(enumerate(template().table, start=1)):
        question, faults = parse(value)
        assert question is not None, faults
        lines.append(json.dumps(as_line(question), ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _xlsx() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = "题目"
    for row in template().table:
        sheet.append(row)
    for number, name in enumerate(template().table[0], start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDTHS[name]
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE5F0")
        head.comment = Comment(template().guide[name], "eval", height=120, width=320)
        for cell in sheet[letter][1:] + tuple(sheet.cell(at, number) for at in range(sheet.max_row + 1, ROWS_TO_FILL)):
            # As text: a spreadsheet makes a date of 3-7 otherwise.
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    choice = DataValidation(type="list", formula1=f'"{",".join(Outcome)}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{get_column_letter(template().table[0].index('outcome') + 1)}2:G{ROWS_TO_FILL}")
    _guide(book)
    text = io.BytesIO()
    book.save(text)
    return text.getvalue()


def _guide(book: object) -> None:
    """A second sheet that says what each column is for; only the first is read."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(GUIDE_SHEET)  # type: ignore[attr-defined]
    sheet.append(["列", "也可写作", "填什么"])
    for name, text in template().guide.items():
        sheet.append([name, "、".join(words()["columns"][name][1:]), text])
    for letter, width in (("A", 12), ("B", 30), ("C", 90)):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
