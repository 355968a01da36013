"""Sets of tasks by who stands in which role, and what is claimed of all of them, in wordings of every kind."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited


@pytest.mark.parametrize(
    "question", ["头部信息里哪几项是空的", "文件抬头有哪些空着", "Which of the header fields are left blank?"]
)
def test_the_blank_lines_of_the_header(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert not answer.citations
    assert all(name in answer.text for name in ("联合发文单位", "实施日期", "发文字号", "废止日期", "有效性"))


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市编办牵头但不是独家的有哪些", [33, 34, 35, 36, 43]),
        ("责任单位除了各区政府再没有别家的任务", [15, 91, 97]),
        ("宣传部与网信办、办公厅三家牵头,没有第四家的任务", [65, 66]),
        ("既不是市委宣传部牵头也不是市政府办公厅牵头的第六部分任务", [78, 79]),
        ("牵头一家、责任一家,2016年底到期的任务", [21, 41]),
        ("市发展改革委作为七家之一牵头的任务", [39, 40]),
        ("有没有漏写牵头单位的任务,第一部分的", [14]),
        ("网信办没有牵头任何任务,对吧", [65, 66, 69, 70, 71, 72, 73, 74]),
        ("是不是每条任务都写明了责任单位", [1, 25, 26, 28, 29, 30, 31, 32, 37, 38, 53, 66, 93, 94, 95]),
        ("最晚的任务是2018年到期,对不对", [48, 49, 51, 52]),
        ("最多几家单位一起牵头", [39, 40]),
        ("编号40~50之间(含两头)、要持续落实的任务", [40, 42, 43, 44]),
    ],
)
def test_sets_of_tasks(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第五部分的任务基本上都写了责任单位,例外的是哪条", [66]),
        ("绝大多数任务有牵头单位,例外的是哪几条?", [14, 24, 27, 82, 83, 84, 85, 89, 90, 91, 92, 96, 97]),
        ("第六部分里多数任务归市网信办牵头,特例是哪几条", [75, 76, 77, 78, 79, 80, 81]),
        ("大部分2017年到期的任务都由市政府办公厅牵头,例外有哪些", [7, 8, 9, 14, 22, 30, 32, 36, 37, 38, 96]),
        ("除了哪条,第四部分都是2020年底到期?", [50, 53, 54]),
        ("2020年的差不多都在第四部分,就一条不在,是哪条", [48]),
        ("渠道那一部分(第六)几乎全是市网信办或市委宣传部牵头,反例有哪些", [78, 79, 80, 81]),
    ],
)
def test_exceptions_to_a_rule_that_is_stated(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks
