"""Questions built on other answers: on the unit of a task, on what tasks share, on how units' tasks spread."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.types import Outcome
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "unit", "without"),
    [
        ("任务46的牵头单位还牵头了哪些任务", "市政府办公厅", 46),
        ("任务17的牵头单位一共牵头几项", "市监察局", None),
        ("电子地图那项的牵头单位还牵头哪些任务", "市政务服务办", 37),
        ("what else does the lead unit of task 37 lead", "市政务服务办", 37),
        ("任务12是谁牵头?这个单位一共牵头几项?", "市财政局", None),
        ("跟任务12一起归市财政局牵头的是哪条", "市财政局", 12),
    ],
)
def test_other_tasks_of_the_unit_of_a_task(assistant: Assistant, question: str, unit: str, without: int | None) -> None:
    document = next(iter(assistant.documents.values()))
    led = {task.number for task in document.tasks if unit in task.lead.units}
    assert set(cited(ask(assistant, question))) == led - {without}


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("与任务49时限相同的任务", [48, 51, 52]),
        ("哪些任务的牵头单位与任务30相同", [9, 37]),
        ("48号和哪些任务时限一样", [49, 51, 52]),
        ("跟任务5同一部分、同一牵头单位的任务", [2, 3, 4, 6, 15, 18, 19, 20]),
        ("哪些任务的牵头单位同时也是责任单位", [10, 13]),
        ("which tasks have the same responsible units as task 11", [12]),
    ],
)
def test_tasks_that_agree_with_one_another(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("和市政府办公厅一起牵头过任务的有哪些单位", ["市监察局", "市人力社保局"]),
        ("市经济信息化委最常跟哪家搭档牵头", ["市政府办公厅", "7项"]),
        ("哪两家单位联合牵头的任务最多", ["市委宣传部", "市政府办公厅", "11项"]),
        ("只在第一部分牵头的单位", ["市民政局", "市审计局"]),
        ("只牵头一项任务的单位有多少家", ["7个", "市保密局"]),
        ("完成时限一共有几种写法", ["7类", "49"]),
        ("第七部分没有牵头单位的任务占该部分的百分之几", ["19项的52.6%"]),
        ("市经济信息化委牵头的任务里2018年到期的占多少", ["16项的31.2%"]),
        ("平均每项任务有几家牵头单位", ["1.53", "1.76"]),
        ("没写牵头的多还是没写责任的多", ["13项", "15项", "多2项"]),
        ("市政府办公厅自己牵头的多还是跟别人一起牵头的多", ["13项", "29项"]),
        ("市政府办公厅牵头的任务按到期年份分布", ["26", "10"]),
        ("市财政局和市民政局哪个到期早", ["到期日相同"]),
        ("第三部分和第六部分的牵头单位有哪些相同", ["共同的牵头单位是市政府办公厅"]),
    ],
)
def test_figures_over_units_and_parts(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.outcome == Outcome.ANSWERED
    assert [words for words in said if words not in answer.text] == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("缺牵头或缺责任的一共几项", 28), ("牵头、责任两栏有一栏没写的任务", 28), ("单位信息不全的任务有几项", 28),
        ("牵头和责任都写明了的任务数量", 72), ("只写了责任单位的任务有哪些", 13), ("只列了牵头单位的任务有哪些", 15),
        ("牵头单位和责任单位全都空着的有没有", 0), ("两家牵头但没有责任单位的任务", 7), ("没有谁牵头的任务列出来", 13),
    ],
)  # fmt: skip
def test_absent_fields_in_everyday_words(assistant: Assistant, question: str, count: int) -> None:
    assert len(ask(assistant, question).citations) == count


def test_no_unit_leads_in_every_part(assistant: Assistant) -> None:
    assert ask(assistant, "哪些单位每个部分都牵头了任务").outcome == Outcome.EMPTY
