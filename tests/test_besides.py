"""A task named only because the asker knows it: others like it are asked for, or all tasks of its unit."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited

PLANNED_BY_BUREAU = [33, 34, 35, 36, 41, 42, 43, 44, 45]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第100条我晓得是市监察局牵头,别处还有由它牵头的吗", [17]),
        ("市财政局牵头的我只找到第12项,另外还有没有它带头的", [11]),
        ("任务53没写责任单位、2018年底到期,其他没写责任单位的2018年任务还有哪些", [1, 26, 29, 31]),
        ("Task 100 is led by 市监察局, are there other tasks it leads?", [17]),
        ("任务82的责任单位先报个名,接着把这个单位主抓的全部任务列出来", [82, *PLANNED_BY_BUREAU]),
        # the unit of the task of the sentence before
        ("82号责任单位是谁?它牵头的任务有哪些?", [82, *PLANNED_BY_BUREAU]),
        ("11号是谁牵头的?想知道这家除了它还牵头什么", [11, 12]),
        # other units are asked for, or something of the one task
        ("任务29是市工商局牵头的,还有别的牵头单位吗", [29]),
        ("任务29除了市工商局,还有谁牵头", [29]),
        ("任务17是市监察局牵头的吧", [17]),
        ("任务100牵头的不止市政府办公厅,另有市监察局,请确认", [100]),
    ],
)
def test_what_is_asked_beside_the_one_known(question: str, tasks: list[int], assistant: Assistant) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        # 自己 only stresses whose work it is, unless others are left out
        ("通州区政府自己牵头的任务有哪些", [13, 38]),
        ("哪些任务是市编办自行牵头的?", PLANNED_BY_BUREAU),
        ("市编办自己牵头、没拉别家的有哪些", [41, 42, 44, 45]),
        ("哪些任务由市编办自己一家牵头", [41, 42, 44, 45]),
    ],
)
def test_what_a_unit_does_itself(question: str, tasks: list[int], assistant: Assistant) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        # a figure that is said to be a total is no task's number
        ("9项,市编办牵头的总数就是这个吧?", PLANNED_BY_BUREAU),
        ("市编办牵头的我数出来是10,没数错吧", PLANNED_BY_BUREAU),
        ("第12项是市财政局牵头的吧", [12]),
        # a unit that is named to be left out of a ranking
        ("独家牵头任务数排第一的单位(市政府办公厅不算),多少条?", [49, 50, 51, 52, 53, 54]),
        ("第六部分市政府办公厅挂得太多,把它拿掉,牵头最多的是谁", [69, 70, 71, 72, 73, 74]),
        # the tasks that name the most units
        ("牵头栏拉得最长、单位最多的是哪几条任务", [39, 40]),
        ("有的任务好几家一起牵头,牵头的家数最多的是哪几条", [39, 40]),
        # what a rhetorical question holds
        ("市水务局不是牵头了两条嘛,都是什么时候到期", [39, 40]),
        # who leads the one thing described is told, and put right
        ("发改委牵头的PPP项目信息公开,完成时限?", [12]),
        ("市财政局牵头的百年公报数据库,什么时候完成", [81]),
        # what two units have together is counted once
        ("市财政局领头的再算上市民政局领头的,两家都有份的别数两遍,合计多少项", [10, 11, 12]),
    ],
)
def test_what_is_said_around_the_question(question: str, tasks: list[int], assistant: Assistant) -> None:
    assert cited(ask(assistant, question)) == tasks
