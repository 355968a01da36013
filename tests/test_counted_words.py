"""Counts with open ends, days that are supposed, both ends of a ranking: questions of a reader of the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.conditions import DeadlineIs, DueIn, Or, UnitCount
from assistant.question import clean
from assistant.types import Having, Plan
from assistant.understand.read import read
from assistant.understand.sentences.supposed import as_supposed
from tests.test_rules import context


def plans(text: str) -> tuple[Plan, ...]:
    question, as_of = as_supposed(clean(text), (), context().as_of)
    return read(question, replace(context(), as_of=as_of)).plans


@pytest.mark.parametrize(
    ("text", "role", "low", "high"),
    [
        ("三个以上牵头单位的任务", "lead", 3, None), ("由三个及以上单位牵头的有几项", "lead", 3, None),
        ("三家或三家以上单位联合牵头的", "lead", 3, None), ("牵头单位恰好两个的任务有多少", "lead", 2, 2),
        ("牵头单位超过5个的任务", "lead", 6, None), ("牵头单位数量大于三个的任务", "lead", 4, None),
        ("不超过两家单位牵头的任务", "lead", None, 2), ("责任单位三家以上的有几项", "responsible", 3, None),
        ("tasks with three or more lead units", "lead", 3, None),
        ("how many tasks have at least three lead units", "lead", 3, None),
    ],
)  # fmt: skip
def test_counts_of_units_with_an_open_end(text: str, role: str, low: int | None, high: int | None) -> None:
    assert plans(text)[0].condition == UnitCount(role, low, high)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("到2017年6月,哪些任务应该已经完成了", None, date(2017, 6, 30)),
        ("“十三五”结束前必须完成的", None, date(2020, 12, 31)),
        ("半年内到期的任务,假设今天是2016年7月1日", date(2016, 7, 1), date(2017, 1, 1)),
        ("以2017年10月1日为基准日,已经超过时限的有哪些", None, date(2017, 9, 30)),
        ("把今天设定成二〇一六年十二月三十一日,哪些任务逾期了", None, date(2016, 12, 30)),
        ("如果现在是2018年3月1日,今年到期的有哪些", date(2018, 1, 1), date(2018, 12, 31)),
        ("2016年底不用完成的任务", date(2017, 1, 1), None),
    ],
)
def test_days_by_which_and_from_which(text: str, start: date | None, end: date | None) -> None:
    due = plans(text)[0].condition
    assert isinstance(due, DueIn)
    assert (due.start, due.end) == (start, end)


def test_two_wordings_of_one_date_are_compared_as_written() -> None:
    plan = plans("原文里2016年底和2016年底前完成并持续落实有什么区别")[0]
    assert plan.measure == "compare"
    assert Or(plan.sides) == Or((DeadlineIs("2016年底"), DeadlineIs("2016年底前完成并持续落实")))


@pytest.mark.parametrize(
    ("text", "descending"),
    [("哪一年到期的任务最多,哪一年最少", [True, False]), ("哪个部分任务最少、哪个部分最多", [False, True])],
)
def test_both_ends_of_a_ranking(text: str, descending: list[bool]) -> None:
    assert [plan.descending for plan in plans(text) if plan.measure == "rank"] == descending


@pytest.mark.parametrize("text", ["Which agencies lead the most tasks? Give the top three.", "谁牵头最多?列出前三名"])
def test_a_ranking_goes_as_far_as_a_sentence_of_its_own_says(text: str) -> None:
    assert [plan.limit for plan in plans(text)] == [3]


@pytest.mark.parametrize(
    ("text", "measure", "group"),
    [
        ("既是牵头又是责任单位的单位有哪些", "units", "both"), ("哪些单位既当牵头又当责任单位", "units", "both"),
        ("list all lead units", "units", "lead"), ("列出所有责任单位", "units", "responsible"),
        ("一共涉及多少个单位", "units", "either"),
        ("牵头单位有几个", "units", "lead"), ("第六部分的责任单位共多少个", "units", "responsible"),
        ("2017年到期的牵头单位去重后有几个", "units", "lead"),
        ("没有责任单位的有几个", "count", None), ("市编办的牵头任务有几个", "count", None),
    ],
)  # fmt: skip
def test_units_of_the_whole_document(text: str, measure: str, group: str) -> None:
    assert [(plan.measure, plan.group) for plan in plans(text)] == [(measure, group)]


def test_sections_are_bounded_by_their_tasks() -> None:
    plan = plans("哪几个部分任务数超过15项")[0]
    assert (plan.measure, plan.group, plan.having) == ("breakdown", "section", Having(16, None))


@pytest.mark.parametrize("text", ["任务完成率是多少", "文件里有没有写完成情况", "有没有说任务完成得怎么样"])
def test_progress_is_not_stated(text: str) -> None:
    assert [plan.refused for plan in plans(text)] == ["status"]


def test_the_name_of_a_thing_is_no_title() -> None:
    assert plans("政府公报的数据库叫什么名字")[0].measure == "content"
    assert plans("这份文件叫什么名字")[0].facts == ("标题",)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("只告诉我编号:2017年到期的任务", "numbers"), ("用不超过50字回答任务65", "gist"),
        ("哪些单位牵头过任务,导出成表格", "table"),
    ],
)  # fmt: skip
def test_wishes(text: str, shape: str) -> None:
    assert read(clean(text), context()).form.shape == shape
