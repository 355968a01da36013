"""Every layout of the genre is read right: on samples with the truth beside them, and on one list in many dresses."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from index.layouts.choose import Context, Layout, best_draft, layouts
from index.layouts.clauses import first_leads
from index.layouts.facts import read_heading
from index.layouts.fields import Conventions, Fields, Gathered
from index.layouts.furniture import rows_of
from index.layouts.markers import read_marker
from index.layouts.names import split_names
from index.layouts.paragraphs import paragraphs_of
from index.read import read_document
from index.reading.formats import read_bytes, read_source
from index.reading.passage import Passage
from index.types import Document, Task
from tests.dresses import DRESSES, TITLE, Plain

DATA = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parents[1] / "data/beijing/beijing-zhengwu-gongkai-2016-2020/beijing-zhengwu-gongkai-2016-2020.txt"
# A folder with further public samples and their truth, where there is one.
FURTHER = Path(os.environ["GENRE_SAMPLES"]) if "GENRE_SAMPLES" in os.environ else None


def passage(text: str) -> Passage:
    return Passage(text, range(len(text)))


def bare(text: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))


def samples() -> Iterator[tuple[Path, Path]]:
    for folder in filter(None, (DATA, FURTHER)):
        for truth in sorted(folder.glob("*.json")):
            yield from ((file, truth) for file in sorted(folder.glob(f"{truth.stem}.*")) if file != truth)


@pytest.mark.parametrize(("file", "truth"), [pytest.param(*pair, id=pair[0].name) for pair in samples()])
def test_a_sample_reads_as_its_truth_says(file: Path, truth: Path) -> None:
    document = read_document(file)
    expected = _rows(truth)
    assert len(document.tasks) == len(expected)
    for row, task in zip(expected, document.tasks, strict=True):
        section = document.sections[task.section] if task.section is not None else None
        read = {
            "no": bare(task.label).rstrip(".、"),
            "text": bare(task.text)[:12],
            "lead": list(task.lead.units),
            "resp": list(task.responsible.units),
            "deadline": bare(task.deadline.literal if task.deadline else None),
            "section_path": [bare(heading) for heading in section.path] if section else [],
        }
        assert read == {
            "no": bare(row["no"]).rstrip(".、"),
            "text": bare(row["text"])[:12],
            "lead": row["lead"],
            "resp": row["resp"],
            "deadline": bare(row["deadline"]),
            "section_path": [bare(heading) for heading in row["section_path"]],
        }


def _rows(truth: Path) -> list[dict[str, Any]]:
    text = truth.read_text(encoding="utf-8")
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return loaded if isinstance(loaded, list) else next(v for v in loaded.values() if isinstance(v, list))


@pytest.fixture(scope="module")
def plain() -> list[Plain]:
    """Tasks of the shipped document whose text holds nothing that a dress would take for its own punctuation."""
    document = read_document(SHIPPED)
    return [_plain(document, task) for task in document.tasks]


def _plain(document: Document, task: Task) -> Plain:
    section = document.sections[task.section].heading if task.section is not None else ""
    deadline = task.deadline.literal if task.deadline else None
    assert isinstance(task.number, int)
    return Plain(task.number, section, task.text, task.lead.units, task.responsible.units, deadline)


@pytest.mark.parametrize("dress", DRESSES)
def test_a_document_reads_the_same_in_every_dress(dress: str, plain: list[Plain], tmp_path: Path) -> None:
    suffix, write = DRESSES[dress]
    tasks = plain[:24] + plain[80:86] if suffix == "pdf" else plain
    if suffix == "pdf":
        tasks = [replace(task, number=i) for i, task in enumerate(tasks, 1)]
    file = tmp_path / f"{dress}.{suffix}"
    file.write_bytes(write(tasks))

    document = read_document(file)

    assert document.title == TITLE
    assert [replace(_plain(document, task), text=bare(task.text)) for task in document.tasks] == [
        replace(task, text=bare(task.text)) for task in tasks
    ]


@pytest.mark.parametrize("dress", DRESSES)
def test_every_span_shows_the_wording_it_stands_for(dress: str, plain: list[Plain], tmp_path: Path) -> None:
    suffix, write = DRESSES[dress]
    file = tmp_path / f"{dress}.{suffix}"
    file.write_bytes(write(plain[20:45]))
    document = read_document(file)
    for task in document.tasks:
        for field in (task.lead, task.responsible, task.deadline):
            if field is None or field.span is None or field.literal is None:
                continue
            # Between the first and the last character of a wrapped literal stands what the page printed there.
            assert bare(field.span.cut(document.text)).startswith(bare(field.literal)[:2])
            assert bare(field.span.cut(document.text)).endswith(bare(field.literal)[-2:])
        assert bare(task.text)[:6] == bare(task.span.cut(document.text))[:6]
    for section in document.sections:
        assert section.span is not None
        assert bare(section.span.cut(document.text)) == bare(section.heading)


@dataclass(frozen=True)
class Sample:
    """A small document of one layout, as text."""

    suffix: str
    text: str
    units: tuple[tuple[str, ...], ...]


SAMPLES = {
    "labelled": Sample(
        ".txt", "一、路\n1.修路。\n牵头单位：市交通委\n2.建桥。\n责任单位：市住建委、各区政府\n", (("市交通委",), ("市住建委", "各区政府"))
    ),
    "trailing": Sample(
        ".txt", "一、路\n1.修路。（市交通委牵头）\n2.建桥。（市住建委、各区政府负责）\n", (("市交通委",), ("市住建委", "各区政府"))
    ),
    "inline": Sample(
        ".txt", "一、路\n1.修路。牵头单位：市交通委\n2.建桥。责任单位：市住建委、各区政府\n", (("市交通委",), ("市住建委", "各区政府"))
    ),
    "table": Sample(
        ".csv", "序号,任务,牵头单位,责任单位\n一、路,,,\n1,修路,市交通委,\n2,建桥,,市住建委、各区政府\n", (("市交通委",), ("市住建委", "各区政府"))
    ),
}


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
class TestEveryLayout:
    """What the index relies on, whichever layout a document has."""

    @pytest.fixture
    def context(self, layout: Layout, tmp_path: Path) -> Context:
        return _context(SAMPLES[layout.name], tmp_path)

    def test_finds_the_tasks_of_its_own_kind(self, layout: Layout, context: Context) -> None:
        draft = layout.read(context)
        units = [task.fields.lead.units + task.fields.responsible.units for task in draft.tasks]
        assert units == list(SAMPLES[layout.name].units)
        assert [task.number for task in draft.tasks] == [1, 2]
        assert [head.text for path in draft.paths for head in path] == ["一、路"]

    def test_is_the_one_chosen_for_its_own_kind(self, layout: Layout, context: Context) -> None:
        draft = best_draft(context)
        assert draft is not None
        assert draft.layout == layout.name

    def test_finds_nothing_where_nothing_is(self, layout: Layout, tmp_path: Path) -> None:
        letter = Sample(".txt", "各位同事：\n一、今天下雨。\n二、请带伞。\n谢谢！", ())
        assert layout.read(_context(letter, tmp_path)).explained == (0, 0)

    def test_spans_lie_in_the_text(self, layout: Layout, context: Context) -> None:
        text = context.source.text
        for task in layout.read(context).tasks:
            assert task.text.span.cut(text) == task.text.text
            for field in (task.fields.lead, task.fields.responsible):
                assert field.span is None or field.span.cut(text) == field.literal


def _context(sample: Sample, folder: Path) -> Context:
    file = folder / f"sample{sample.suffix}"
    file.write_text(sample.text, encoding="utf-8")
    source = read_source(file, read_bytes(file))
    rows = rows_of(source)
    taken = read_heading(rows).rows
    paragraphs = paragraphs_of([row for row in rows if row.index not in taken], wrapped=source.wrapped)
    return Context(source, paragraphs, Conventions(2020))


NAMES = [
    ("市教委、市财政局", ["市教委", "市财政局"], False),
    ("市教委，市财政局；各区政府", ["市教委", "市财政局", "各区政府"], False),
    ("市应急局/市工信局", ["市应急局", "市工信局"], False),
    ("市城管局 市住建局", ["市城管局", "市住建局"], False),
    ("市自然资源和规划局\n市城投集团", ["市自然资源和规划局", "市城投集团"], False),
    ("市 教 育 局", ["市教育局"], False),
    ("市教委、市交通委等", ["市教委", "市交通委"], True),
    ("人民银行等部门", ["人民银行"], True),
    ("市教育局等相关部门、单位", ["市教育局"], True),
    ("市、区审计部门", ["市审计部门", "区审计部门"], False),
    ("市、区两级政府", ["市政府", "区政府"], False),
    ("省、市、县（区）政府", ["省政府", "市政府", "县（区）政府"], False),
    ("各县区党委、人民政府", ["各县区党委、人民政府"], False),
    ("省经信厅，各市、县〔市、区〕政府", ["省经信厅", "各市、县〔市、区〕政府"], False),
    ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"], False),
    ("各乡镇、街道，市有关部门", ["各乡镇", "各街道", "市有关部门"], False),
    ("各区、市有关部门", ["各区", "市有关部门"], False),
    ("市教育局和市财政局", ["市教育局", "市财政局"], False),
    ("市文化和旅游局及各区政府", ["市文化和旅游局", "各区政府"], False),
    ("市委、市政府", ["市委", "市政府"], False),
    ("市发改委（市医改办）、市卫健委", ["市发改委（市医改办）", "市卫健委"], False),
    ("无", [], False),
    ("——", [], False),
    ("", [], False),
]


@pytest.mark.parametrize(("text", "units", "is_open"), NAMES)
def test_a_list_of_units_is_cut_into_names(text: str, units: list[str], is_open: bool) -> None:
    names = split_names(passage(text))
    assert ([name.text for name in names.names], names.open) == (units, is_open)


def phrase(text: str) -> Fields | None:
    gathered = Gathered()
    return gathered.finish(Conventions(2017)) if gathered.phrase(passage(text)) else None


def value(text: str, role: str = "responsible", *, first: bool = False) -> Fields:
    gathered = Gathered()
    gathered.add(role, passage(text))
    return gathered.finish(Conventions(2017, first))


PHRASES: list[tuple[str, Sequence[str], Sequence[str], str | None]] = [
    ("市编办牵头，市法制办、市政务服务中心配合，2017年6月底前完成", ["市编办"], ["市法制办", "市政务服务中心"], "2017年6月底前完成"),
    ("市住房城乡建设局负责，2017年5月底前完成", [], ["市住房城乡建设局"], "2017年5月底前完成"),
    ("各区政府、市政府各部门按职责分工负责", [], ["各区政府", "市政府各部门"], None),
    ("市教育局会同市财政局负责", ["市教育局"], ["市财政局"], None),
    ("市教育局牵头会同市财政局落实", ["市教育局"], ["市财政局"], None),
    ("由市教育局牵头，市财政局等有关部门配合", ["市教育局"], ["市财政局"], None),
    ("市工商局牵头市公安局配合", ["市工商局"], ["市公安局"], None),
    ("市教育局，各区政府负责，长期坚持", [], ["市教育局", "各区政府"], "长期坚持"),
    ("市信访办牵头，各任务牵头单位配合", ["市信访办"], ["各任务牵头单位"], None),
    ("各区政府、市有关部门，2017年4月20日前", [], ["各区政府", "市有关部门"], "2017年4月20日前"),
]


@pytest.mark.parametrize(("text", "lead", "responsible", "deadline"), PHRASES)
def test_verbs_tell_who_leads(text: str, lead: list[str], responsible: list[str], deadline: str | None) -> None:
    fields = phrase(text)
    assert fields is not None
    assert (list(fields.lead.units), list(fields.responsible.units)) == (lead, responsible)
    assert (fields.deadline.literal if fields.deadline else None) == deadline


@pytest.mark.parametrize("text", ["以下简称“一窗通”", "含保健食品", "园区", "正面清单、负面清单", "牵头单位", "不少于5家", "由企业自行负责"])
def test_other_brackets_are_no_fields(text: str) -> None:
    assert phrase(text) is None


def test_a_remark_behind_a_name_makes_it_lead() -> None:
    fields = value("市教育局（牵头）、市财政局")
    assert (fields.lead.units, fields.responsible.units) == (("市教育局",), ("市财政局",))


def test_labels_inside_a_cell_outweigh_its_column() -> None:
    fields = value("牵头单位：市教育局\n配合单位：市财政局、市人社局")
    assert (fields.lead.units, fields.responsible.units) == (("市教育局",), ("市财政局", "市人社局"))


def test_the_first_unit_leads_where_the_document_says_so() -> None:
    fields = value("省经信厅、省科技厅。列第一位的为牵头单位，下同", first=True)
    assert (fields.lead.units, fields.responsible.units) == (("省经信厅",), ("省科技厅",))
    assert (fields.lead.literal, fields.responsible.literal) == ("省经信厅", "省科技厅")


@pytest.mark.parametrize(
    "text", ["列第一位的为牵头单位，下同", "列第一位的责任单位为牵头单位", "排在第一位的单位为牵头单位", "责任单位（第一个为牵头单位）", "排名第一的为牵头单位"]
)  # fmt: skip
def test_ways_to_say_that_the_first_leads(text: str) -> None:
    assert first_leads(text)


@pytest.mark.parametrize("text", ["各牵头单位要高度重视", "坚持把质量放在第一位", "牵头单位：市教委"])
def test_other_words_do_not_say_it(text: str) -> None:
    assert not first_leads(text)


MARKERS = [
    ("一、总则", "han", 1),
    ("（二十七）提升素养", "han-paren", 27),
    ("12.推进", "arab", 12),
    ("3、推进", "arab", 3),
    ("第三条 公开", "article", 3),
    ("第二部分 任务", "part", 2),
    ("任务三：公开", "task", 3),
    ("（4）公开", "arab-paren", 4),
    ("⑿公开", "arab-paren", 12),
    ("③公开", "circled", 3),
    ("KJ-01 公开", "code", None),
]


@pytest.mark.parametrize(("text", "kind", "number"), MARKERS)
def test_a_marker_tells_its_kind_and_number(text: str, kind: str, number: int | None) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number) == (kind, number)


@pytest.mark.parametrize("text", ["90%以上", "3.5万亩", "2018年底", "12345热线", "一是公开", "（园区）公开", "公开"])
def test_other_beginnings_are_no_markers(text: str) -> None:
    assert read_marker(text) is None


def test_a_number_before_digits_counts_only_in_its_series() -> None:
    assert read_marker("12.12345热线整合") is None
    marker = read_marker("12.12345热线整合", {"arab": 11})
    assert marker is not None
    assert marker.number == 12


@dataclass(frozen=True)
class Case:
    """A document and what its tasks must be: number, lead, responsible."""

    text: str
    tasks: Sequence[tuple[int | str, Sequence[str], Sequence[str]]]
    suffix: str = ".txt"
    check: Callable[[Document], bool] = lambda document: True


CASES = {
    "numbers that restart name their section": Case(
        "一、甲\n（一）子\n1.修路。\n牵头单位：市A局\n2.建桥。\n牵头单位：市B局\n（二）丑\n1.挖河。\n牵头单位：市C局\n",
        [("一、甲/（一）子/1", ["市A局"], []), ("一、甲/（一）子/2", ["市B局"], []), ("一、甲/（二）丑/1", ["市C局"], [])],
        check=lambda d: [s.path for s in d.sections] == [("一、甲",), ("一、甲", "（一）子"), ("一、甲", "（二）丑")],
    ),
    "fields after the last part belong to the whole": Case(
        "1.编制清单：\n（1）梳理；\n（2）公布。\n牵头单位：市编办\n2.公开决策：\n（1）草案；\n（2）结果。\n牵头单位：市府办\n",
        [(1, ["市编办"], []), (2, ["市府办"], [])],
        check=lambda d: d.tasks[0].text == "编制清单：\n（1）梳理；\n（2）公布。",
    ),
    "a task without fields is a task": Case(
        "1.修路。（市交通委牵头）\n2.建桥。\n3.挖河。（市水务局牵头）\n", [(1, ["市交通委"], []), (2, [], []), (3, ["市水务局"], [])]
    ),
    "remarks and the signature behind the last task are none": Case(
        "一、甲\n1.修路。\n牵头单位：市交通委\n\n一、强化责任。各单位要重视。\n二、定期报送。\n\n市政府办公室\n2021年3月2日\n",
        [(1, ["市交通委"], [])],
        check=lambda d: len(d.sections) == 1,
    ),
    "an empty section of the series is a section": Case(
        "一、目标\n全面完成。\n二、任务\n（一）修路。（责任单位：市交通委）\n三、保障\n加强领导。\n", [(1, [], ["市交通委"])],
        check=lambda d: [s.number for s in d.sections] == [1, 2, 3] and d.tasks[0].section == 1,
    ),
    "a notice in front of its attachment is no part of it": Case(
        "关于印发任务分工的通知\n各县区：\n一、提高认识。\n二、加强协调。\n附件\n任务分工\n一、工业\n1.招商。\n责任单位：市商务局\n二、农业\n2.种粮。\n责任单位：市农业局\n",
        [(1, [], ["市商务局"]), (2, [], ["市农业局"])],
        check=lambda d: [s.heading for s in d.sections] == ["一、工业", "二、农业"],
    ),
    "headings without numbers": Case(
        "某市任务分工\n交通\n1.修路。（市交通委牵头）\n2.建桥。（市住建委牵头）\n教育\n1.办学。（市教委牵头）\n",
        [("交通/1", ["市交通委"], []), ("交通/2", ["市住建委"], []), ("教育/1", ["市教委"], [])],
    ),
    "tasks without numbers": Case(
        "某市任务分工\n修建道路。\n牵头单位：市交通委\n建设桥梁。\n牵头单位：市住建委\n", [(1, ["市交通委"], []), (2, ["市住建委"], [])]
    ),
    "a value below its label, a list over two lines": Case(
        "（一）修路。\n牵头单位\n市交通委\n责任单位：市财政局、\n市审计局\n（二）建桥。\n责任单位：市住建委\n　　　　　市规划委\n",
        [(1, ["市交通委"], ["市财政局", "市审计局"]), (2, [], ["市住建委", "市规划委"])],
    ),
    "people are no units": Case(
        "1.修路。\n牵头单位：市交通委；责任领导：张三；联系电话：12345\n完成时限：2021年底\n", [(1, ["市交通委"], [])],
        check=lambda d: d.tasks[0].deadline is not None and d.tasks[0].deadline.literal == "2021年底",
    ),
    "what applies where is a note": Case(
        "（一）放宽限制。（负责部门：商务部；适用范围：浙江自贸试验区）\n", [(1, [], ["商务部"])],
        check=lambda d: d.tasks[0].note == "适用范围：浙江自贸试验区",
    ),
    "articles": Case(
        "第一章 总则\n第一条 公开信息。（市府办牵头，各部门负责）\n第二条 建立目录。（市档案局负责）\n",
        [(1, ["市府办"], ["各部门"]), (2, [], ["市档案局"])],
        check=lambda d: d.sections[0].heading == "第一章 总则",
    ),
    "one table for each task": Case(
        "<table><tr><td>任务名称</td><td>修路</td></tr><tr><td>牵头单位</td><td>市交通委</td></tr></table>"
        "<table><tr><td>任务名称</td><td>建桥</td></tr><tr><td>责任单位</td><td>市住建委、市财政局</td></tr></table>",
        [(1, ["市交通委"], []), (2, [], ["市住建委", "市财政局"])], ".html",
    ),
    "section numbers in the number column, restarting numbers": Case(
        "序号,任务,责任单位\n一,产业,\n1,修路,市A局牵头，市B局配合\n2,建桥,市C局\n二,民生,\n1,办学,市D局\n".replace("，", "、").replace("牵头、", "牵头；"),
        [("一、产业/1", ["市A局"], ["市B局"]), ("一、产业/2", [], ["市C局"]), ("二、民生/1", [], ["市D局"])], ".csv",
    ),
    "a merged task column names sections": Case(
        "<table><tr><th>序号</th><th>重点任务</th><th>具体措施</th><th colspan=2>责任分工</th></tr>"
        "<tr><td>1</td><td rowspan=2>交通</td><td>修路</td><td>市A局</td><td>市B局</td></tr>"
        "<tr><td>2</td><td>建桥</td><td>市C局</td><td></td></tr></table>".replace("<th colspan=2>责任分工</th>", "<th>牵头单位</th><th>配合单位</th>"),
        [(1, ["市A局"], ["市B局"]), (2, ["市C局"], [])], ".html",
        check=lambda d: [s.heading for s in d.sections] == ["交通"] and d.tasks[1].text == "建桥",
    ),
    "a head of two rows": Case(
        "<table><tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>责任单位</th></tr><tr><th>牵头单位</th><th>配合单位</th></tr>"
        "<tr><td>1</td><td>修路</td><td>市A局</td><td>市B局</td></tr></table>",
        [(1, ["市A局"], ["市B局"])], ".html",
    ),
    "two tasks without label in a table are counted": Case(
        "任务,牵头单位\n修路,市A局\n建桥,市B局\n", [(1, ["市A局"], []), (2, ["市B局"], [])], ".csv"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_documents_do(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    file = tmp_path / f"document{case.suffix}"
    file.write_text(case.text, encoding="utf-8")
    document = read_document(file)
    tasks = [(task.number, list(task.lead.units), list(task.responsible.units)) for task in document.tasks]
    assert tasks == [tuple(task) for task in case.tasks]
    assert case.check(document)
