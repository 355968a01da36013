"""From a file to a document: formats, encodings, facts."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.read import read_document
from index.types import Document
from tests.dresses import DRESSES, Plain

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"
_NAME = "beijing-zhengwu-gongkai-2016-2020"
SHIPPED = ROOT / f"data/beijing/{_NAME}/{_NAME}.txt"
TEXT = (DATA / "syn1_trailing_paren.txt").read_text(encoding="utf-8")
TASKS = [
    Plain(1, "一、路", "修路三条。", ("市交通委",), ("市财政局",), "2019年底"),
    Plain(2, "一、路", "建桥。", (), ("各区政府",), None),
]


@pytest.fixture(scope="module")
def shipped() -> Document:
    return read_document(SHIPPED)


class TestTheShippedDocument:
    def test_its_tasks_and_sections(self, shipped: Document) -> None:
        assert [task.number for task in shipped.tasks] == list(range(1, 101))
        assert list(Counter(task.section for task in shipped.tasks).values()) == [20, 20, 8, 6, 14, 13, 19]
        assert [section.number for section in shipped.sections] == [1, 2, 3, 4, 5, 6, 7]
        assert shipped.sections[0].heading == "一、推进行政权力运行全流程公开"

    def test_its_units(self, shipped: Document) -> None:
        lead = Counter(unit for task in shipped.tasks for unit in task.lead.units)
        assert {name: lead[name] for name in ("市政府办公厅", "市经济信息化委", "市委宣传部")} == {
            "市政府办公厅": 42, "市经济信息化委": 16, "市委宣传部": 14,
        }  # fmt: skip
        without = [task.number for task in shipped.tasks if not task.lead.units]
        assert without == [14, 24, 27, 82, 83, 84, 85, 89, 90, 91, 92, 96, 97]
        assert sum(not task.responsible.units for task in shipped.tasks) == 15
        assert [task.number for task in shipped.tasks if task.lead.open] == [39, 40]
        assert len(shipped.tasks[38].lead.units) == 7
        assert shipped.tasks[15].responsible.units == ("市审计部门", "区审计部门")

    def test_its_deadlines(self, shipped: Document) -> None:
        deadlines = [task.deadline for task in shipped.tasks if task.deadline]
        assert Counter(d.due.year for d in deadlines if d.due) == {2016: 58, 2017: 21, 2018: 17, 2020: 4}
        assert sum(deadline.ongoing for deadline in deadlines) == 73

    def test_its_facts_blank_ones_included(self, shipped: Document) -> None:
        assert shipped.title == "北京市政务公开工作重点任务分工(2016-2020年)"
        assert {fact.name: fact.value for fact in shipped.facts} == {
            "标题": shipped.title,
            "主题分类": "综合政务/电子政务",
            "发文机构": "北京市政务公开领导小组",
            "联合发文单位": "",
            "实施日期": "",
            "成文日期": "2016-06-08",
            "发文字号": "",
            "废止日期": "",
            "发布日期": "2016-06-13",
            "有效性": "",
            "文件来源": "政府公报 年 第期(总第期)",
        }

    def test_every_span_is_its_literal(self, shipped: Document) -> None:
        for task in shipped.tasks:
            assert task.span.cut(shipped.text) == task.text
            for field in (task.lead, task.responsible, task.deadline):
                assert field is None or field.span is None or field.span.cut(shipped.text) == field.literal

    def test_it_knows_its_place(self, shipped: Document) -> None:
        assert shipped.jurisdiction == "beijing"

    def test_reading_it_loads_no_reader_of_other_formats(self) -> None:
        heavy = {"lxml", "docx", "openpyxl", "pdfplumber", "numpy", "chromadb", "torch"}
        code = (
            "import sys; from pathlib import Path; from index.read import read_document\n"
            f"read_document(Path({str(SHIPPED)!r})); print(sorted({heavy!r} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


def written(folder: Path, name: str, data: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode("utf-8"), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(TEXT.encode("gb18030"), id="gb18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode("gb18030"), id="windows lines"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="old lines"),
    ],
)
def test_encodings_are_told_apart(data: bytes, tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "a.txt", data))
    assert document.text == TEXT
    assert len(document.tasks) == 14


def test_a_download_cut_in_mid_character_is_read_up_to_there(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        data = TEXT[:600].encode(encoding) + "完".encode(encoding)[:1]
        assert read_document(written(tmp_path, "a.txt", data)).text == TEXT[:600]


def test_a_file_under_a_wrong_name_is_read_by_what_it_holds(tmp_path: Path) -> None:
    for dress in ("table-docx", "table-xlsx", "prose-pdf"):
        data = DRESSES[dress][1](TASKS)
        assert len(read_document(written(tmp_path, "a.txt", data)).tasks) == 2
    page = (DATA / "syn3_table.html").read_bytes()
    assert len(read_document(written(tmp_path, "a.doc", page)).tasks) == 15


def test_the_id_is_the_stem_unless_given(tmp_path: Path) -> None:
    file = written(tmp_path, "分工.txt", TEXT)
    assert read_document(file).id == "分工"
    document = read_document(file, document_id="别的")
    assert {document.id, *(task.document for task in document.tasks)} == {"别的"}
    assert document.source == "分工.txt"


PAGE = """<html><head><title>重点任务的通知_某市人民政府</title></head><body>
<div><a>首页</a> &gt; <a>政务公开</a></div>
<table><tr><td>索 引 号：</td><td>0001/2020-1</td><td>主题分类：</td><td>综合政务</td></tr>
<tr><td>发文机关：</td><td>某市人民政府</td><td>成文日期：</td><td>2020年01月02日</td></tr>
<tr><td>标　　题：</td><td colspan=3>关于印发2020年重点任务的通知</td></tr>
<tr><td>发文字号：</td><td>某政发〔2020〕1号</td><td>有 效 性：</td><td></td></tr></table>
<h1>关于印发2020年重点任务的通知</h1><p>字号：大 中 小</p><p>各区政府：</p>
<p>一、工业</p><p>（一）招商。（责任单位：市商务局；完成时限：6月底前）</p>
<p>某市人民政府</p><p>2020年1月2日</p><div>分享到：微信</div>
<div>版权所有：某市人民政府　某ICP备1号</div></body></html>"""


def test_a_page_gives_its_facts_and_none_of_its_furniture(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "a.html", PAGE))
    assert {fact.name: fact.value for fact in document.facts} == {
        "标题": "关于印发2020年重点任务的通知",
        "索引号": "0001/2020-1",
        "主题分类": "综合政务",
        "发文机构": "某市人民政府",
        "成文日期": "2020年01月02日",
        "发文字号": "某政发〔2020〕1号",
        "有效性": "",
    }
    assert [section.heading for section in document.sections] == ["一、工业"]
    deadline = document.tasks[0].deadline
    assert deadline is not None
    # The year of a deadline without one is that of the title.
    assert deadline.due == datetime.date(2020, 6, 30)


TITLES = [
    (
        "某市人民政府关于印发\n《某市2023年重点工作\n分工方案》的通知\n某政发〔2023〕2号\n",
        "某市人民政府关于印发《某市2023年重点工作分工方案》的通知",
    ),
    ("政务公开 > 政策\n打印\n某市任务分工(2016-2020年)\n", "某市任务分工(2016-2020年)"),
    ("某市人民政府文件\n关于2023年重点任务的通知\n各区政府：\n", "关于2023年重点任务的通知"),
    ("　　　某市2023年工作要点\n　　为做好工作，制定本要点。\n", "某市2023年工作要点"),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_the_title_is_found_among_what_stands_above_the_tasks(head: str, title: str, tmp_path: Path) -> None:
    text = head + "一、路\n1.修路。\n牵头单位：市交通委\n"
    assert read_document(written(tmp_path, "a.txt", text)).title == title


def test_without_a_title_the_file_gives_its_name(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, "清单.csv", "序号,任务,牵头单位\n1,修路,市交通委\n")).title == "清单"


def test_the_reference_and_the_signature_are_facts(tmp_path: Path) -> None:
    facts = {fact.name: fact.value for fact in read_document(written(tmp_path, "a.txt", TEXT)).facts}
    assert facts["发文字号"] == "临政办发〔2017〕23号"
    assert facts["发文机构"] == "临江市人民政府办公厅"
    assert facts["成文日期"] == "2017年3月28日"


def test_characters_that_only_look_alike_become_the_ordinary_ones() -> None:
    # Browsers map 长, 门, 龙 ... to radicals when they print to PDF.
    document = read_document(DATA / "printed_by_chromium.pdf")
    assert document.title == "2022年工作任务分工"
    assert document.tasks[0].text == "长江风景区门前见龙车站，长江风景区门前见龙车站，长江风景区门前见龙车站。"
    assert document.tasks[0].responsible.units == ("市民政局", "市公安局")
    assert document.tasks[1].lead.units == ("市公安局",)


def test_dates_in_a_sheet_read_as_dates(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["序号", "任务", "牵头单位", "完成时限"])
    sheet.append([1, "修路", "市交通委", datetime.date(2023, 12, 31)])
    sheet.append([2, "建桥", "市住建委", 45291])
    sheet.append([3, "挖河", "市水务局", "2023年6月"])
    file = tmp_path / "a.xlsx"
    book.save(file)
    deadlines = [task.deadline for task in read_document(file).tasks]
    assert [d and (d.literal, d.due) for d in deadlines] == [
        ("2023-12-31", datetime.date(2023, 12, 31)),
        ("2023-12-31", datetime.date(2023, 12, 31)),
        ("2023年6月", datetime.date(2023, 6, 30)),
    ]


def test_sheets_of_one_workbook_are_sections(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "产业"
    hidden: Any = book.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    for sheet in (first, book.create_sheet("民生"), hidden):
        sheet.append(["序号", "任务", "牵头单位"])
        sheet.append([1, f"{sheet.title}任务", "市交通委"])
    file = tmp_path / "a.xlsx"
    book.save(file)
    assert [task.number for task in read_document(file).tasks] == ["产业/1", "民生/1"]


def test_page_turns_leave_no_trace(tmp_path: Path) -> None:
    suffix, write = DRESSES["messy"]
    tasks = [
        Plain(i, "一、路", "修建道路并向沿线居民公开施工安排和交通绕行方案，" * 3, ("市交通委",), ("市财政局",), None)
        for i in range(1, 40)
    ]
    document = read_document(written(tmp_path, f"a.{suffix}", write(tasks)))
    assert {task.text for task in document.tasks} == {tasks[0].text}
    assert [task.number for task in document.tasks] == list(range(1, 40))


def test_a_sheet_formatted_to_its_last_row_is_read_at_once(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["序号", "任务", "牵头单位"])
    sheet.append([1, "修路", "市交通委"])
    sheet.cell(1_048_576, 3).font = Font(bold=True)
    sheet.merge_cells("A4:XFD5")
    file = tmp_path / "a.xlsx"
    book.save(file)
    assert [task.text for task in read_document(file).tasks] == ["修路"]
