"""Question files as spreadsheets: what cells may hold, what is refused, and the template."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant import Assistant
from eval import cells, template
from eval.questions import Question, QuestionFaults, load
from eval.schema import Expectation, as_line, parse
from tests.fake_evaluation import line, question, write_lines

HEAD = ("id", "kind", "turns", "must", "may", "facts", "outcome", "as_of", "document", "note")


def write_csv(path: Path, *rows: Sequence[object], head: Sequence[str] = HEAD, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def write_xlsx(path: Path, *rows: Sequence[object], head: Sequence[str] = HEAD) -> Path:
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def faults(path: Path, assistant: Assistant | None = None) -> tuple[str, ...]:
    with pytest.raises(QuestionFaults) as raised:
        load([path], assistant.documents if assistant else None)
    return raised.value.faults


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3、5", [3, 5]), ("3,5", [3, 5]), ("3，5；7", [3, 5, 7]), ("任务3 任务 5", [3, 5]), ("[任务3]、第5项", [3, 5]),
        ("33-36", [33, 34, 35, 36]), ("3～5、9", [3, 4, 5, 9]), ("任务3至任务4", [3, 4]), (7, [7]), (7.0, [7]),
        ('[3, "一/2"]', [3, "一/2"]), ("一/2、5", ["一/2", 5]), ("３", [3]), ("", []), (None, []),
    ],
)  # fmt: skip
def test_task_numbers_in_a_cell(cell: object, expected: list[object]) -> None:
    assert cells.tasks(cell) == expected


@pytest.mark.parametrize(
    ("cell", "words"),
    [(datetime(2024, 3, 7), "日期"), (date(2024, 3, 7), "日期"), (3.5, "不是任务编号"), ("7-3", "范围")],
)
def test_a_cell_that_cannot_be_meant_says_what_to_write(cell: object, words: str) -> None:
    with pytest.raises(cells.CellFault, match=words):
        cells.tasks(cell)


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (cells.facts, "42项；58%|58.0%\n甲", ["42项", "58%|58.0%", "甲"]), (cells.facts, 42, ["42"]),
        (cells.lines, "第一句\n第二句", ["第一句", "第二句"]), (cells.lines, '["一\\n二"]', ["一\n二"]),
        (cells.outcome, "已回答｜没有", "answered|empty"), (cells.outcome, "answered", "answered"),
        (cells.day, datetime(2017, 3, 1), "2017-03-01"), (cells.day, "2017/3/1", "2017-03-01"),
        (cells.day, "2017年3月1日", "2017-03-01"), (cells.day, "tomorrow", "tomorrow"),
    ],
)  # fmt: skip
def test_other_cells(read: Any, cell: object, expected: object) -> None:
    assert read(cell) == expected


def test_the_three_formats_hold_the_same_questions(tmp_path: Path) -> None:
    row = ("1", "units", "市编办牵头哪些任务", "33-36、41-45", "", "9项|九项", "answered", "2017-03-01", "", "x")
    (of_csv,) = load([write_csv(tmp_path / "a.csv", row)])
    (of_xlsx,) = load([write_xlsx(tmp_path / "a.xlsx", row)])
    (of_jsonl,) = load([write_lines(tmp_path / "a.jsonl", json.dumps(as_line(of_csv)))])
    assert of_csv == of_xlsx == of_jsonl
    assert of_csv.must == (33, 34, 35, 36, 41, 42, 43, 44, 45)


def test_chinese_headers_excel_encoding_and_what_may_be_left_out(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("谁牵头", "3", ""), ("天气", "", "范围外"),
                     head=("提问", "必须引用", "结局"), encoding="gb18030")  # fmt: skip
    first, second = load([path])
    assert (first.id, first.kind, first.must, first.outcome) == ("第2行", "题目", (3,), "answered")
    assert (second.id, second.outcome) == ("第3行", "out_of_scope")


def test_a_percentage_is_read_as_it_is_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["turns", "facts"])
    sheet.append(["占多少", 0.58])
    sheet["B2"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    (found,) = load([tmp_path / "a.xlsx"])
    assert found.facts == ("58%",)


def test_a_conversation_takes_a_row_a_turn_each_with_its_own_expectation(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("1", "d", "第一句", "3", "", "", "", "", "", ""),
        ("+", "", "第二句", "", "", "", "", "", "", ""),
        ("续", "", "第三句", "5", "", "", "answered", "", "", ""),
        ("2", "d", "甲\n乙", "", "", "", "empty", "", "", ""),
    )  # fmt: skip
    first, second = load([path])
    assert first.turns == ("第一句", "第二句", "第三句")
    assert first.earlier == (Expectation(must=(3,), outcome="answered"), None)
    assert first.must == (5,)
    assert (second.turns, second.earlier) == (("甲", "乙"), ())


def test_every_fault_of_a_spreadsheet_is_named_with_its_row(tmp_path: Path, assistant: Assistant) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        ("1", "k", "甲", "3、999", "", "", "", "", "", ""),
        ("1", "k", "乙", "3", "3", "", "answered", "", "", ""),
        ("", "k", "丙", "3", "", "", "", "", "", ""),
        ("4", "k", "", "", "", "", "maybe", "", "", ""),
        ("5", "k", "戊", datetime(2024, 3, 7), "", "", "answered", "never", "", ""),
        ("6", "k", "己", "", "", "“从来没有写过的话”", "", "", "", ""),
        ("7", "k", "庚", "", "", "", "answered", "", "", ""),
        ("8", "k", "辛", "3", "", "", "", "", "elsewhere", ""),
        ("9", "k", "壬", "", "", "", "", "", "", ""),
    )  # fmt: skip
    found = "\n".join(faults(path, assistant))
    for expected in (
        "a.xlsx:2: must: 文件里没有任务 999", "a.xlsx:3: must 和 may 都有 3", "a.xlsx:3: id 1 与 a.xlsx:2 重复",
        "a.xlsx:4: id: 缺少这一项", "a.xlsx:5: turns: 不能是空的", "a.xlsx:5: outcome: 不认识 maybe",
        "a.xlsx:6: must: 2024-03-07 像是被表格软件改成了日期", "a.xlsx:6: as_of: 应是日期",
        "a.xlsx:7: facts: 文件里没有", "a.xlsx:8: must: 期望 answered", "a.xlsx:9: document: 没有文件 elsewhere",
        "a.xlsx:10: outcome: 缺少这一项",
    ):  # fmt: skip
        assert expected in found, found


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (("id", "answer"), "不认识列名“answer”"), (("id", "编号", "turns"), "id 有两列"),
        (("id", "kind"), "至少要有 turns"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_read_is_the_only_fault(tmp_path: Path, head: Sequence[str], fault: str) -> None:
    (found,) = faults(write_csv(tmp_path / "a.csv", ("1", "2", "3"), head=head))
    assert fault in found and found.startswith("a.csv:1: ")


@pytest.mark.parametrize(
    ("row", "must"),
    [
        (("谁牵头", "", "甲", ""), None), (("谁牵头", "无", "甲", ""), ()), (("谁牵头", "[]", "甲", ""), ()),
        (("天气", "", "", "范围外"), ()), (("谁牵头", "3", "", ""), (3,)), (("谁牵头", "", "甲", "已回答|没有"), None),
    ],
)  # fmt: skip
def test_a_blank_cell_of_tasks_judges_no_citations_of_an_answer(
    tmp_path: Path, row: Sequence[str], must: tuple[int, ...] | None
) -> None:
    (found,) = load([write_csv(tmp_path / "a.csv", row, head=("turns", "must", "facts", "outcome"))])
    assert found.must == must


def test_titles_above_the_header_marks_in_names_and_columns_of_one_s_own_are_no_hindrance(tmp_path: Path) -> None:
    rows = [("", "", "", ""), ("问题(必填)*", "#难度", "应引用:", "Outcome"), ("谁牵头", "易", "任务3", "Answered")]
    path = write_csv(tmp_path / "a.csv", *rows, ("天气", "难", "无", "范围外"), head=("第一批题目", "", "", ""))
    first, second = load([path])
    assert (first.id, first.must, first.outcome) == ("第4行", (3,), "answered")
    assert (second.must, second.outcome) == ((), "out_of_scope")


def test_files_that_are_no_spreadsheets(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    (tmp_path / "b.csv").write_bytes(b"\xff\xff\xff")
    assert "不是 XLSX 工作簿" in faults(tmp_path / "a.xlsx")[0]
    assert "编码" in faults(tmp_path / "b.csv")[0]


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl"])
def test_the_template_has_every_column_and_can_be_run(tmp_path: Path, assistant: Assistant, suffix: str) -> None:
    path = tmp_path / f"q.{suffix}"
    template.write(path)
    questions = load([path], assistant.documents)
    assert [q.id for q in questions] == ["1", "2", "3", "4", "5", "6"]
    assert questions[3].turns == ("市编办牵头哪些任务", "其中2016年到期的呢")
    with pytest.raises(template.TemplateProblem, match="已经存在"):
        template.write(path)


def test_the_template_workbook_keeps_numbers_as_text_and_explains_its_columns(tmp_path: Path) -> None:
    template.write(tmp_path / "q.xlsx")
    book = load_workbook(tmp_path / "q.xlsx")
    assert [cell.value for cell in book["题目"][1]] == list(HEAD)
    assert book["题目"]["D200"].number_format == "@"
    assert {row[0].value for row in book["说明"].iter_rows(min_row=2)} == set(HEAD)


# --- gold against the document -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"must": [3]}, None), ({"must": [101]}, "must: 文件里没有任务 101"),
        ({"must": ["3"]}, "must: 文件里没有任务 3"),
        ({"may": [0]}, "may: 文件里没有任务 0"), ({"facts": ["42项"]}, None),
        ({"facts": ["“市政府办公厅”"]}, None), ({"facts": ["“市政府会议室”"]}, "facts: 文件里没有"),
        ({"facts": ["“市政府会议室”|“市政府办公厅”"]}, None),
        ({"facts": ["这句长长的话文件里面从来没有"]}, "facts: 文件里没有"),
        ({"turns": [{"text": "甲", "must": [101], "outcome": "answered"}, "乙"]}, "turns.0.must: 文件里没有任务 101"),
        ({"must": [], "outcome": "answered"}, "must: 期望 answered"),
        ({"must": [], "outcome": "answered", "note": "只看结局"}, None), ({"must": [], "outcome": "empty"}, None),
    ],
)  # fmt: skip
def test_gold_that_the_document_cannot_give_is_a_fault(
    tmp_path: Path, assistant: Assistant, changes: dict[str, Any], fault: str | None
) -> None:
    path = write_lines(tmp_path / "a.jsonl", line(**changes))
    if fault is None:
        assert load([path], assistant.documents)
    else:
        assert faults(path, assistant)[0].startswith(f"a.jsonl:1: {fault}")


def test_an_expectation_of_the_last_turn_is_the_row_s_own() -> None:
    turns = [{"text": "甲", "must": [1], "outcome": "answered"}, {"text": "乙", "must": [2], "outcome": "empty"}]
    found, _ = parse({"id": "q", "kind": "k", "turns": turns})
    assert found is not None and (found.must, found.outcome, found.earlier[0]) == (
        (2,), "empty", Expectation(must=(1,), outcome="answered"))  # fmt: skip
    assert parse(as_line(found)) == (found, [])
    assert parse({"id": "q", "kind": "k", "turns": turns, "must": [3], "outcome": "empty"})[1] == [
        "turns: 最后一轮的 must、outcome 写了两次"]  # fmt: skip


def test_a_digest_is_of_what_is_asked_and_expected_alone() -> None:
    assert question().digest == question(note="x", kind="other").digest
    changed: list[Question] = [question(turns=["3"]), question(must=[3]), question(facts=["1"]), question(may=[9])]
    assert len({question().digest, *(one.digest for one in changed)}) == 5
