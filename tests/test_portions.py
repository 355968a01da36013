"""Portions of the tasks just listed, totals of what was just counted, and words that point at nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant import Assistant, Outcome
from tests.test_dialogue import cited, converse

NO_LEAD = "没写牵头单位的任务有哪些"

PORTIONS: list[tuple[Sequence[str], list[int]]] = [
    ((NO_LEAD, "第一部分占了几条"), [14]),
    ((NO_LEAD, "2017年到期的占几项"), [14, 96]),
    (("市编办牵头几项", "责任单位写着各区政府的占几项"), [33, 34, 35, 36, 42, 43, 44, 45]),
    (("第三部分有哪些任务", "市编办没参与的有几条"), [46, 47, 48]),
    (("2016年到期的多还是2020年到期的多", "2020年的有几项"), [48, 49, 51, 52]),
    (("2020年到期的任务", "市政府办公厅牵头的有几个"), [48]),
    (("市政府办公厅牵头几项", "市财政局牵头的有几项"), [11, 12]),  # of the same kind: asked anew
    (("市发展改革委牵头哪些", "由它单独牵头的是哪些"), [8]),
    (("任务8由谁牵头", "任务8和它前一项分别是谁牵头"), [7, 8]),
    (("市财政局牵头几项", "市审计局呢", "总共几项"), [11, 12, 16]),
]


@pytest.mark.parametrize(("turns", "expected"), PORTIONS, ids=lambda value: str(value)[:60])
def test_portions_and_totals(assistant: Assistant, turns: Sequence[str], expected: list[int]) -> None:
    assert cited(assistant, *turns) == expected


def test_a_share_is_of_the_tasks_just_listed(assistant: Assistant) -> None:
    assert "60%" in converse(assistant, ("没写责任单位的任务有哪些", "第二部分占多少")).text
    assert "52.6%" in converse(assistant, ("第七部分没写牵头的有几项", "占这部分的百分之几")).text


@pytest.mark.parametrize("question", [
    "跟那条比,任务12早还是晚", "它和任务8相比谁更早", "Is task 12 due earlier than that one?", "这几个里面最早的是哪个",
    "他们一共牵头几项", "Which of these are due in 2018?", "平台建设什么时候完工", "他们部门牵头几项",
    "照着上面的名单按刚才的次序第二个是谁", "制度的牵头单位是谁",
])  # fmt: skip
def test_what_has_nothing_to_point_at_is_asked_back(assistant: Assistant, question: str) -> None:
    answer = converse(assistant, ("你好", question))
    assert (answer.outcome, answer.citations) == (Outcome.AMBIGUOUS, ())


@pytest.mark.parametrize(("question", "expected"), [
    ("任务12跟任务8比哪个晚", [8, 12]), ("百年公报数据库什么时候建好", [81]),
    ("任务30和它后面那条分别由谁牵头", [30, 31]),
])  # fmt: skip
def test_what_only_looks_unclear_is_answered(assistant: Assistant, question: str, expected: list[int]) -> None:
    assert cited(assistant, question) == expected
