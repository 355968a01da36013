"""What is recognised in a message: numbers, sections, dates, quotations, counts and units, however they are written."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import clean
from assistant.types import And, DeadlineIs, DueIn, FieldMissing, Not, NumberIn, Ongoing, UnitCount, UnitIs
from assistant.understand.numbers.numerals import parse_english, parse_numeral
from assistant.understand.parts import read_parts
from assistant.understand.recognise import recognise
from assistant.understand.spelling.english_words import spelt
from assistant.understand.tokens import Bounds, Numbers, Period, Slice, Token, Units
from tests.test_rules import context


def of_type(text: str, kind: str) -> Token | None:
    """The first token of a kind in ``text``."""
    return next((t for t in recognise(clean(text).text, context()) if t.has(kind)), None)


def value(text: str, kind: str) -> object:
    token = of_type(text, kind)
    return token.value_of(kind) if token else None


# --- numerals and task numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("49", 49), ("零", 0), ("十", 10), ("十九", 19), ("四十九", 49), ("二十", 20), ("一百", 100), ("一百零五", 105),
     ("一百一十", 110), ("二〇一六", 2016), ("两", 2), ("", None), ("第", None), ("四十九项", None)],
)  # fmt: skip
def test_chinese_numerals(numeral: str, number: int | None) -> None:
    assert parse_numeral(numeral) == number


@pytest.mark.parametrize(
    ("word", "number"), [("seventh", 7), ("two", 2), ("3rd", 3), ("21", 21), ("twentieth", 20), ("many", None)]
)
def test_english_numerals(word: str, number: int | None) -> None:
    assert parse_english(word) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第49项", (49,)), ("第四十九项", (49,)), ("第４９项", (49,)), ("第 49 項", (49,)), ("任务49", (49,)),
        ("任務49", (49,)), ("任务 49", (49,)), ("49号", (49,)), ("49号任务", (49,)), ("#49", (49,)), ("第09项", (9,)),
        ("编号为49", (49,)), ("task 49", (49,)), ("Task No. 49", (49,)), ("item forty", (40,)), ("task seven", (7,)),
        ("第一百项", (100,)), ("第10到15项", (10, 11, 12, 13, 14, 15)), ("任务10-12", (10, 11, 12)),
        ("tasks 10 to 12", (10, 11, 12)), ("第三至五项", (3, 4, 5)), ("任务3、5和8", (3, 5, 8)), ("3、5和8", (3, 5, 8)),
        ("tasks 3, 5 and 8", (3, 5, 8)), ("任务101", (101,)), ("任务-3", (-3,)), ("编号大于98的任务", (99, 100)),
        ("tasks three, five and eight", (3, 5, 8)), ("tasks ten to twelve", (10, 11, 12)), ("task twenty-one", (21,)),
        ("第廿一项", (21,)), ("第壹佰项", (100,)), ("三十三", (33,)), ("33/34两项", (33, 34)), ("负三号任务", (-3,)),
        ("第三第七第十二项", (3, 7, 12)), ("20号起至22号", (20, 21, 22)), ("弟33项", (33,)), ("第33像", (33,)),
        ("编号在98以上的任务", (98, 99, 100)), ("编号不到3的任务", (1, 2)), ("第98项及以后", (98, 99, 100)),
        ("编号介于30和33之间的任务", (30, 31, 32, 33)), ("夹在59和61中间的任务", (60,)), ("从98到最后", (98, 99, 100)),
        ("编号大于30小于33的任务", (31, 32)), ("编号是25的倍数", (25, 50, 75, 100)), ("编号三位数的任务", (100,)),
        ("编号个位是9的任务", tuple(range(9, 100, 10))), ("tasks after 98", (99, 100)),
        ("3号以内", (1, 2, 3)), ("第97项以后(不含97)", (98, 99, 100)), ("编号3以下(含3)", (1, 2, 3)),
        ("前3号", (1, 2, 3)), ("排在第四十二位的那项任务", (42,)), ("88向是谁牵头", (88,)),
        ("任务三十一浓缩一下", (31,)), ("任务12和任务40,两边一样吗", (12, 40)), ("No. 33", (33,)),
        ("任务十分繁重", None),
        ("100项任务里", None), ("第100项里", (100,)), ("tasks between 4 and 6", (4, 5, 6)),
        ("任务10和任务12之间的区别", (10, 12)),
        ("2016年", None), ("90%", None), ("3个工作日", None), ("前五项", None), ("当地三条", None),
    ],
)  # fmt: skip
def test_task_numbers(text: str, numbers: tuple[int, ...] | None) -> None:
    found = value(text, "NUM")
    assert (found.numbers if isinstance(found, Numbers) else None) == numbers


def test_numbers_up_to_one() -> None:
    assert value("编号不超过2的任务", "NUM") == Numbers((1, 2), described=True)


@pytest.mark.parametrize(
    ("text", "start", "stop"),
    [("最后那条", -1, None), ("倒数第二那条", -2, -1),
     ("前五项", 0, 5), ("前５条", 0, 5), ("最后三项", -3, None), ("倒数第二项", -2, -1), ("第二个", 1, 2),
     ("第一个", 0, 1), ("最后一项", -1, None), ("the first three tasks", 0, 3), ("the last task", -1, None),
     ("the second one", 1, 2), ("从后往前数第四项", -4, -3), ("倒着数第8项", -8, -7), ("倒数三项", -3, None),
     ("正着数第8项", 7, 8), ("收尾的那条任务", -1, None), ("打头的那一条", 0, 1), ("编号最大的任务", -1, None),
     ("second to last task", -2, -1), ("the penultimate task", -2, -1), ("首尾两项", 0, 1),
     ("第三部分打头那两条", 0, 2), ("最末那条", -1, None), ("排在全文最末的3项任务", -3, None),
     ("位列倒数第三的任务", -3, -2), ("排在第三十七的那项任务", 36, 37)],
)  # fmt: skip
def test_positions_in_a_list(text: str, start: int, stop: int | None) -> None:
    found = value(text, "SLICE")
    assert isinstance(found, Slice)
    assert (found.start, found.stop) == (start, stop)


# --- sections --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("第四部分", (3,)), ("第4部分", (3,)), ("第４部份", (3,)), ("第四章", (3,)), ("part 4", (3,)),
        ("part iv", (3,)),
        ("Section 4", (3,)), ("the fourth section", (3,)), ("the last part", (6,)), ("第一、三部分", (0, 2)),
        ("第二和第五部分", (1, 4)), ("第二到四部分", (1, 2, 3)), ("最后一部分", (6,)), ("前两个部分", (0, 1)),
        ("扩大政务参与", (4,)), ("五、扩大政务参与", (4,)), ("《扩大政务参与》", (4,)), ("擴大政務參與", (4,)),
        ("“推进政府数据开放利用”", (3,)), ("数据开放利用那一块", (3,)), ("第八部分", ()), ("part 9", ()),
        ("第IV部分", (3,)), ("第 四 部 分", (3,)), ("第四步分", (3,)), ("倒数第二部分", (5,)), ("倒数第一个部分", (6,)),
        ("末尾那个部分", (6,)), ("首个部分", (0,)), ("收尾的那一章", (6,)), ("后两部分", (5, 6)),
        ("section five", (4,)), ("“五、”打头的那一块", (4,)), ("优化融合渠道那部分", (5,)),
        ("属于内容标准化的任务", (2,)), ("“政务参与”下面的任务", (4,)), ("关于公众参与的那个部分", (4,)),
        ("第四部分的下一部分", (4,)), ("第二部分后面是哪个部分", (2,)), ("第五部分紧接在哪一部分后面", (3,)),
        ("第三部分排在哪个部分前面", (3,)), ("第七部分的下一章", ()), ("这部分", None), ("三的标题", (2,)),
        ("第三章到第五章", (2, 3, 4)),
    ],
)  # fmt: skip
def test_sections(text: str, sections: tuple[int, ...] | None) -> None:
    assert value(text, "SECT") == sections


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016年底", date(2016, 1, 1), date(2016, 12, 31)), ("２０１６年", date(2016, 1, 1), date(2016, 12, 31)),
        ("二〇一六年", date(2016, 1, 1), date(2016, 12, 31)), ("16年", date(2016, 1, 1), date(2016, 12, 31)),
        ("今年", date(2017, 1, 1), date(2017, 12, 31)), ("去年底", date(2016, 1, 1), date(2016, 12, 31)),
        ("明年", date(2018, 1, 1), date(2018, 12, 31)), ("前年", date(2015, 1, 1), date(2015, 12, 31)),
        ("2017年3月", date(2017, 3, 1), date(2017, 3, 31)), ("2016年二月", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-03-01", date(2017, 3, 1), date(2017, 3, 1)), ("2017年3月1日", date(2017, 3, 1), date(2017, 3, 1)),
        ("2017年上半年", date(2017, 1, 1), date(2017, 6, 30)), ("2017年第三季度", date(2017, 7, 1), date(2017, 9, 30)),
        ("the end of 2018", date(2018, 1, 1), date(2018, 12, 31)), ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("一七年底", date(2017, 1, 1), date(2017, 12, 31)), ("今年上半年", date(2017, 1, 1), date(2017, 6, 30)),
        ("下半年", date(2017, 7, 1), date(2017, 12, 31)), ("去年12月", date(2016, 12, 1), date(2016, 12, 31)),
        ("2018年元旦", date(2018, 1, 1), date(2018, 1, 1)), ("今明两年", date(2017, 1, 1), date(2018, 12, 31)),
        ("未来两年", date(2017, 3, 1), date(2019, 3, 1)), ("三年后", date(2020, 1, 1), date(2020, 12, 31)),
        ("年底前", date(2017, 1, 1), date(2017, 12, 31)), ("十三五末", date(2020, 1, 1), date(2020, 12, 31)),
        ("1 March 2018", date(2018, 3, 1), date(2018, 3, 1)), ("March 1st, 2018", date(2018, 3, 1), date(2018, 3, 1)),
        ("the second half of 2016", date(2016, 7, 1), date(2016, 12, 31)),
        ("next year", date(2018, 1, 1), date(2018, 12, 31)),
        ("Dec 2018", date(2018, 12, 1), date(2018, 12, 31)), ("Q1 2018", date(2018, 1, 1), date(2018, 3, 31)),
    ],
)  # fmt: skip
def test_dates_count_from_the_as_of_date(text: str, start: date, end: date) -> None:
    found = value(text, "DATE")
    assert isinstance(found, Period)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["2017年2月30日", "2016年13月", "2016-99-99", "0年", "9999年12月32日", "第2016项"])
def test_impossible_dates_are_no_error(text: str) -> None:
    found = value(text, "DATE")
    assert found is None or (isinstance(found, Period) and found.start <= found.end)


def test_the_number_of_an_english_section_is_no_count() -> None:
    assert value("section 5 tasks led by the Press Office", "COUNTN") is None


# --- quotations, counts, quantities ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["“清单”", '"清单"', "「清單」", "『清单』", "《清单》", "‘清单’", "＂清单＂"])
def test_quotations(text: str) -> None:
    assert value(f"提到{text}的任务", "QUOTE") == "清单"


@pytest.mark.parametrize(
    ("text", "low", "high", "of"),
    [("三家单位", 3, 3, "units"), ("至少两家单位", 2, None, "units"), ("不到三家", None, 2, "units"),
     ("两家以上", 2, None, "units"), ("超过3项任务", 4, None, "tasks"), ("at least 3 tasks", 3, None, "tasks"),
     ("多达七家", 7, 7, "units"), ("two units", 2, 2, "units"), ("兩個單位", 2, 2, "units"),
     ("牵头单位数为3", 3, 3, "units"), ("责任单位个数大于1", 2, None, "units"), ("任务数正好是14", 14, 14, "tasks"),
     ("只牵头1项", 1, 1, "tasks"), ("没牵头过任何任务", 0, 0, "tasks"), ("at least five times", 5, None, "tasks")],
)  # fmt: skip
def test_stated_counts(text: str, low: int | None, high: int | None, of: str) -> None:
    assert value(text, "COUNTN") == Bounds(low, high, of)


@pytest.mark.parametrize(
    ("text", "found"), [("24小时", "24小时"), ("二十四小时", "24小时"), ("9小时", None), ("4小时", None)]
)
def test_quantities_are_those_that_a_task_states(text: str, found: str | None) -> None:
    """The document says 24小时; the 4小时 within it is another quantity."""
    assert value(text, "QUANTITY") == found


# --- units -----------------------------------------------------------------------------------------------------------

UNITS = [
    ("市政府办公厅", "市政府办公厅"), ("北京市政府办公厅", "市政府办公厅"), ("北京市人民政府办公厅", "市政府办公厅"),
    ("办公厅", "市政府办公厅"), ("市政府辦公廳", "市政府办公厅"), ("办工厅", "市政府办公厅"),
    ("General Office", "市政府办公厅"),
    ("shizhengfubangongting", "市政府办公厅"), ("市财政局", "市财政局"), ("财政局", "市财政局"),
    ("市財政局", "市财政局"),
    ("caizhengju", "市财政局"), ("cai zheng ju", "市财政局"), ("the Finance Bureau", "市财政局"),
    ("发改委", "市发展改革委"),
    ("经信委", "市经济信息化委"), ("宣传部", "市委宣传部"), ("市审计局", "市审计局"), ("the Audit Bureau", "市审计局"),
    ("各区政府", "各区政府"), ("各區政府", "各区政府"), ("海淀区政府", "各区政府"), ("海淀区", "各区政府"),
    ("朝阳区", "各区政府"),
    ("市市场监管局", "市工商局"),
]  # fmt: skip


def named(text: str) -> list[str]:
    """The units of a message, mistyped names put right."""
    parts, _ = read_parts(clean(text).text, context())
    tokens = [t for part in parts for t in part.recognised if t.type == "UNIT"]
    return [name for t in tokens if isinstance(t.value, Units) for unit in t.value.names for name in unit.names]


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_units_however_they_are_written(text: str, unit: str) -> None:
    assert named(f"{text}牵头的任务") == [unit]


@pytest.mark.parametrize(
    ("text", "unit"), [("市财征局", "市财政局"), ("市审记局", "市审计局"), ("市民正局", "市民政局")]
)
def test_a_mistyped_municipal_unit_is_put_right(text: str, unit: str) -> None:
    assert named(f"{text}牵头的任务") == [unit]


@pytest.mark.parametrize(("text", "kind"), [("法制办", "ambiguous"), ("海淀区", "member"), ("各区政府", "group")])
def test_the_kind_of_a_wording_is_kept(text: str, kind: str) -> None:
    found = value(text, "UNIT")
    assert isinstance(found, Units)
    assert found.names[0].kind == kind


# --- mistyped terms --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["市财政局迁头的任务", "市财政局千头的任务", "市财政局qiantou的任务", "市財政局牽頭的任務"]
)
def test_a_mistyped_role_is_put_right(text: str) -> None:
    parts, _ = read_parts(clean(text).text, context())
    assert [c for part in parts for c in part.findings.conditions] == [UnitIs("lead", ("市财政局",), "市财政局")]


@pytest.mark.parametrize(
    ("text", "condition"),
    [("没有牵头单位的任务", FieldMissing("lead")), ("要持续落实的任务", Ongoing(True)), ("第49项", NumberIn((49,))),
     ("三家单位共同牵头的任务", UnitCount("lead", 3, 3)), ("没有责任單位的任務", FieldMissing("responsible")),
     ("三家以上(含三家)单位牵头的任务", UnitCount("lead", 3, None)),
     ("责任单位一家都没有的任务", FieldMissing("responsible")),
     ("2017年底前办完、办完还得一直坚持的", DeadlineIs("2017年底前完成并持续落实")),
     ("有牵头单位、没责任单位的", And((Not(FieldMissing("lead")), FieldMissing("responsible")))),
     ("比任务37早的任务", DueIn(None, date(2017, 12, 30)))],
)  # fmt: skip
def test_a_part_holds_its_conditions(text: str, condition: object) -> None:
    parts, _ = read_parts(clean(text).text, context())
    assert parts[0].findings.conditions == (condition,)


def test_the_words_of_a_message_are_all_covered() -> None:
    text = clean("市政府办公厅牵头的、2016年底到期的xyz任务有几项?").text
    tokens = recognise(text, context())
    assert "".join(text[t.start : t.end] for t in tokens) == text
    assert any(t.type == "WORD" and t.value == "xyz" for t in tokens)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wich year must the platfrom be finshed?", "which year must the platform be finished?"),
        ("who publishes the goverment gazete", "who publishes the government gazette"),
        ("the police station at the park", "the police station at the park"),
        ("网站 platfrom", "网站 platfrom"),
    ],
)
def test_english_words_that_are_none_are_put_right(typed: str, meant: str) -> None:
    assert spelt(typed) == meant
