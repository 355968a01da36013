"""A condition in words says what was understood, whole and without a second reading."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Or,
    Plan,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from assistant.words import condition_words, plan_words, ranges
from tests.sample_document import shipped

LEAD = UnitIs("lead", ("市编办",), "市编办")
YEAR = DueIn(date(2016, 1, 1), date(2016, 12, 31))

WORDED: list[tuple[Condition | None, str, str]] = [
    (None, "全部任务", "all tasks"),
    (LEAD, "牵头单位 = 市编办", "lead unit = 市编办"),
    (UnitIs("lead", ("市编办",), "市编办", only=True), "牵头单位 仅 = 市编办", "lead unit only = 市编办"),
    (UnitIs("either", ("各区政府",), "海淀区政府"), "涉及单位 = 海淀区政府", "unit (either role) = 海淀区政府"),
    (FieldMissing("responsible"), "没有责任单位", "with no responsible unit"),
    (NumberIn((30, 41, 42, 43)), "任务30、41-43", "task 30, 41-43"),
    (SectionIn((2,)), "部分 = “三、推进政务公开内容标准化”", "section = “三、推进政务公开内容标准化”"),
    (SectionIn((9,)), "没有这个部分", "no such section"),
    (YEAR, "2016年到期", "due in 2016"),
    (DueIn(date(2016, 1, 1), date(2018, 12, 31)), "2016年至2018年到期", "due from 2016 to 2018"),
    (DueIn(None, date(2017, 12, 31)), "2017-12-31及以前到期", "due by 2017-12-31"),
    (DueIn(date(2018, 1, 1), None), "2018-01-01及以后到期", "due from 2018-01-01 on"),
    (DueIn(date(2018, 1, 1), date(2018, 6, 30)), "2018-01-01至2018-06-30到期", "due from 2018-01-01 to 2018-06-30"),
    (DueIn(date(2018, 6, 1), date(2018, 6, 1)), "2018-06-01到期", "due on 2018-06-01"),
    (DeadlineIs("2016年底"), "完成时限写明“2016年底”", "with the deadline “2016年底”"),
    (Ongoing(True), "持续落实", "ongoing"),
    (Ongoing(False), "一次性完成", "one-off"),
    (Mentions(("清单",)), "提到“清单”", "mentioning “清单”"),
    (Figure("百分比"), "写有百分比", "stating 百分比"),
    (UnitCount("lead", 3, 3), "牵头单位为3家", "naming exactly 3 as lead unit"),
    (UnitCount("lead", 2, None), "牵头单位不少于2家", "naming at least 2 as lead unit"),
    (UnitCount("responsible", None, 2), "责任单位不多于2家", "naming at most 2 as responsible unit"),
    (UnitCount("lead", 2, 3), "牵头单位为2到3家", "naming 2 to 3 as lead unit"),
    (SameAs("deadline", 30), "完成时限与任务30相同", "with the same deadline as task 30"),
    (And((LEAD, YEAR)), "牵头单位 = 市编办,2016年到期", "lead unit = 市编办 and due in 2016"),
    (Or((LEAD, YEAR)), "牵头单位 = 市编办 或 2016年到期", "lead unit = 市编办 or due in 2016"),
    (Not(LEAD), "不是牵头单位 = 市编办", "not lead unit = 市编办"),
    (Not(And((LEAD, YEAR))), "不是(牵头单位 = 市编办,2016年到期)", "not (lead unit = 市编办 and due in 2016)"),
]


@pytest.mark.parametrize(("condition", "chinese", "english"), WORDED)
def test_each_kind_of_condition_has_its_words(condition: Condition | None, chinese: str, english: str) -> None:
    assert condition_words(condition, shipped().sections, "zh") == chinese
    assert condition_words(condition, shipped().sections, "en") == english


def test_a_choice_within_a_list_stands_in_brackets() -> None:
    either = Or((YEAR, DueIn(date(2017, 1, 1), date(2017, 12, 31))))
    assert condition_words(And((LEAD, either)), (), "zh") == "牵头单位 = 市编办,(2016年到期 或 2017年到期)"
    assert condition_words(Or((And((LEAD, YEAR)), Ongoing(True))), (), "zh") == (
        "(牵头单位 = 市编办,2016年到期) 或 持续落实"
    )
    assert condition_words(And((LEAD, Mentions(("清单", "目录")))), (), "zh") == (
        "牵头单位 = 市编办,(提到“清单” 或 “目录”)"
    )


_leaves = st.sampled_from([LEAD, YEAR, Ongoing(True), Mentions(("清单",)), FieldMissing("lead"), NumberIn((3,))])
_conditions = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@given(_conditions, _conditions)
def test_different_conditions_never_share_their_words(first: Condition, second: Condition) -> None:
    same = condition_words(first, (), "zh") == condition_words(second, (), "zh")
    assert same == (first == second)


@given(_conditions)
def test_brackets_are_balanced(condition: Condition) -> None:
    words = condition_words(condition, (), "zh")
    assert words.count("(") == words.count(")")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan("list", LEAD), "牵头单位 = 市编办"),
        (Plan("count", LEAD), "牵头单位 = 市编办,统计数量"),
        (Plan("content", topic="电子地图"), "内容:电子地图"),
        (Plan("list", LEAD, topic="清单"), "牵头单位 = 市编办,内容:清单"),
        (Plan("compare", sides=(NumberIn((30,)), NumberIn((31,)))), "任务30 与 任务31,比较"),
        (Plan("rank", group="lead"), "排名"),
        (Plan("list"), "全部任务"),
    ],
)
def test_a_plan_in_words(plan: Plan, words: str) -> None:
    assert plan_words(plan, shipped().sections, "zh") == words


def test_runs_of_numbers_are_shortened() -> None:
    assert ranges((1, 2, 3, 5, 7, 8)) == ["1-3", "5", "7", "8"]
    assert ranges((1, "二/1", 2)) == ["1", "二/1", "2"]
    assert ranges(()) == []
