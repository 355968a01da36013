"""Sections told by their neighbours, days that are supposed, numbers in any writing: one question each."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import clean
from assistant.types import SectionIn
from assistant.understand.algebra import conjuncts
from assistant.understand.read import read
from assistant.understand.sentences.supposed import supposed_day
from tests.test_rules import context

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("第三部分之后紧接的是哪一部分", 3),
        ("第三部分完了下一个部分是啥", 3), ("第二部分往后数两个部分是哪个部分", 3),
        ("排在第三部分后头、跟它挨着的那个部分是哪个", 3),
        ("夹在第三部分和第五部分中间的是哪一部分", 3),
        ("第七部分再往前数一个部分有几项", 5),
        ("紧接着第四部分的是哪个部分", 4),
        ("What comes right after Section 2, and how many tasks does it have?", 2),
        ("the section before Section 5: how many tasks?", 3),
        ("Section 2 is followed by which section?", 2),
    ],
)  # fmt: skip
def test_a_section_is_told_by_its_neighbours(text: str, index: int) -> None:
    found = [c for c in conjuncts(read(clean(text), context()).plans[0].condition) if isinstance(c, SectionIn)]
    assert [c.sections for c in found] == [(index,)]


@pytest.mark.parametrize(
    ("text", "measure", "each"),
    [
        ("请列出没有任何任务由市政府办公厅牵头的部分", "sections", "none"),
        ("市编办一项都没牵头的部分有哪些", "sections", "none"),
        ("哪几个部分里市政务服务办一条牵头任务都没有", "sections", "none"),
        ("第五部分的标题是什么,编号从几到几", "sections", None),
        ("第三部分从第几项到第几项", "sections", None),
        ("“扩大政务参与”处在第几位", "sections", None),
        ("第五部分有哪些任务", "list", None),
    ],
)  # fmt: skip
def test_what_is_asked_of_sections(text: str, measure: str, each: str | None) -> None:
    plan = read(clean(text), context()).plans[0]
    assert (plan.measure, plan.each) == (measure, each)


@pytest.mark.parametrize(
    ("text", "rest", "day"),
    [
        ("假如今天是2018年3月1日,下半年到期的有几条", "下半年到期的有几条", date(2018, 3, 1)),
        ("假定当前日期为2018年6月15日,已逾时限的有哪些", "已逾时限的有哪些", date(2018, 6, 15)),
        ("站在2018年1月1日这个时间点看,还没到期的任务", "还没到期的任务", date(2018, 1, 1)),
        ("假如2017年1月底(31号)清点,哪些过期了", "哪些过期了", date(2017, 1, 31)),
        ("第30项还剩多久,就当今天是2017年6月1日", "第30项还剩多久", date(2017, 6, 1)),
        ("suppose today is 1 march 2018. which tasks are due next?", "which tasks are due next?", date(2018, 3, 1)),
        ("2018年底到期的任务", "2018年底到期的任务", None),
        ("如果今天是2016年12月31日,哪些刚好到期", "如果今天是2016年12月31日,哪些刚好到期", None),
        ("到2018年底,要完成的任务有几项", "到2018年底,要完成的任务有几项", None),
    ],
)
def test_the_day_that_is_supposed(text: str, rest: str, day: date | None) -> None:
    found, supposed = supposed_day(clean(text).text, TODAY)
    assert (found.strip(" ."), supposed) == (rest, day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("末尾那部分讲培训的是哪几条", "培训"),
        ("开头那一章里说审计的是哪些", "审计"), ("第六部分讲公报的两条", "公报"),
    ],
)  # fmt: skip
def test_the_verb_before_a_subject_is_no_part_of_it(text: str, words: str) -> None:
    plan = read(clean(text), context()).plans[0]
    assert words in f"{plan.topic or ''}{plan.condition}"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("从31号看到40号", tuple(range(31, 41))),
        ("六字头那一段有哪几项", tuple(range(60, 70))), ("有第3.5条吗", ("3.5",)),
        ("把任务倒着数到第十个", (91,)),
        ("编号十位是8的有哪些", tuple(range(80, 90))),
        ("第10-12条列表,没有责任单位的写“无”", (10, 11, 12)),
    ],
)  # fmt: skip
def test_numbers_in_any_writing(text: str, numbers: tuple[int | str, ...]) -> None:
    condition = read(clean(text), context()).plans[0].condition
    assert getattr(condition, "numbers", None) == numbers
