"""Units that the document does not name: said to be unknown, never answered with another unit's tasks."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome, Turn

UNKNOWN = [
    "城管局牵头哪些任务",
    "国家发改委牵头的任务有几项",
    "国务院办公厅牵头哪些任务",
    "公安部牵头哪几项",
    "省科技厅牵头哪些",
    "文旅局",
    "审计署有任务吗",
    "水文局今年有什么牵头任务吗",
    "审计部牵头了什么",
    "海淀区财政局牵头哪些任务",
    "住建部是哪些任务的责任单位",
    "人力资源和社会保障部牵头什么任务",
    "北京银行牵头哪些任务",
    "牵头单位是市城投公司的任务",
    "公安部和市政府办公厅一起牵头的任务",
    "市政协办公厅牵头哪些任务",
    "银保监会负责几项任务",
    "which tasks does the Ministry of Education lead",
]


@pytest.mark.parametrize("question", UNKNOWN)
def test_a_unit_that_is_not_named_leads_nothing(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.EMPTY and not answer.citations


NAMED = [
    ("市财正局牵头哪些任务", [11, 12]),
    ("东城区政府牵头哪些任务", [13, 38]),
    ("北京市教育局牵头哪些任务", [39, 40]),
    ("老百姓找市民政局牵头哪些任务", [10]),
    ("我是大兴区这边的,想问一下由我们区政府来牵头的事项都有什么", [13, 38]),
    ("缺宣传、网信两家联手的实例:凡是牵头栏里市委宣传部和市网信办都在的任务", [65, 66]),
]


@pytest.mark.parametrize(("question", "tasks"), NAMED)
def test_a_named_unit_is_still_known(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert [c.task for c in assistant.ask(question).citations] == tasks


NEAR = [
    ("国家发改委牵头哪些任务", "市发展改革委"),
    ("区财政局牵头什么", "市财政局"),
    ("城市管理局是哪些任务的责任单位", "市市政市容委"),
]


@pytest.mark.parametrize(("question", "near"), NEAR)
def test_the_nearest_named_unit_is_offered(assistant: Assistant, question: str, near: str) -> None:
    assert f"点了名的是{near}" in assistant.ask(question).text


@pytest.mark.parametrize("question", ["谁负责督办", "干部培训由谁负责", "学校要公开什么"])
def test_ordinary_words_are_no_units(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome is Outcome.ANSWERED


def test_an_unknown_unit_takes_the_place_of_a_known_one(assistant: Assistant) -> None:
    first = "市财政局牵头哪些任务"
    answer = assistant.ask("换成城管局", (Turn(first, assistant.ask(first)),))
    assert answer.outcome is Outcome.EMPTY and "城管局" in answer.text
