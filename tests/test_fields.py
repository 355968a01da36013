"""What a piece of text says: lists of units, verbs, labels, the numbers of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.layouts.clauses import first_leads
from index.layouts.fields import Conventions, Fields, Gathered
from index.layouts.labels import split_labelled
from index.layouts.markers import read_marker
from index.layouts.names import split_names
from index.reading.passage import Passage


def passage(text: str) -> Passage:
    return Passage(text, range(len(text)))


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
    (
        "市编办牵头，市法制办、市政务服务中心配合，2017年6月底前完成",
        ["市编办"],
        ["市法制办", "市政务服务中心"],
        "2017年6月底前完成",
    ),
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


@pytest.mark.parametrize(
    "text", ["以下简称“一窗通”", "含保健食品", "园区", "正面清单、负面清单", "牵头单位", "不少于5家", "由企业自行负责"]
)
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


FIRST_LEADS = [
    "列第一位的为牵头单位，下同",
    "列第一位的责任单位为牵头单位",
    "排在第一位的单位为牵头单位",
    "责任单位（第一个为牵头单位）",
    "排名第一的为牵头单位",
]


@pytest.mark.parametrize("text", FIRST_LEADS)
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


LABELS = [
    (
        "牵头单位：甲局；责任单位：乙局、丙局；完成时限：2021年底前。",
        [("lead", "甲局"), ("responsible", "乙局、丙局"), ("deadline", "2021年底前")],
    ),
    ("牵 头 单 位:甲局", [("lead", "甲局")]),
    ("责任单位:甲局 配合单位:乙局", [("responsible", "甲局"), ("responsible", "乙局")]),
    ("牵头（责任）单位：甲局", [("lead", "甲局")]),
    ("责任单位（排名第一的为牵头单位）：甲局", [("responsible", "甲局")]),
    ("【牵头单位】甲局", [("lead", "甲局")]),
    ("牵头单位 甲局 乙局", [("lead", "甲局 乙局")]),
    ("负责部门：甲部，适用范围：浙江", [("responsible", "甲部"), ("note", "浙江")]),
    ("责任领导：张三；牵头单位：甲局", [("person", "张三"), ("lead", "甲局")]),
    ("各牵头单位要高度重视", []),
    ("任务分工", []),
]


@pytest.mark.parametrize(("text", "values"), LABELS)
def test_labels_are_found_with_their_values(text: str, values: list[tuple[str, str]]) -> None:
    assert [(part.label.role, part.value.text) for part in split_labelled(passage(text))] == values


def test_stages_of_a_deadline_keep_their_own_comma() -> None:
    """What stands between two dates of one clause is printed as the document prints it."""
    gathered = Gathered()
    assert gathered.phrase(passage("市编办牵头；2024年底前取得进展，2025年底前完成"))
    deadline = gathered.finish(Conventions()).deadline
    assert deadline is not None and deadline.literal == "2024年底前取得进展，2025年底前完成"


def test_a_league_is_a_unit() -> None:
    gathered = Gathered()
    assert gathered.phrase(passage("共青团中央、全国妇联按职责分工负责"))
    assert gathered.finish(Conventions()).responsible.units == ("共青团中央", "全国妇联")
