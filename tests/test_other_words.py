"""Counts and questions in several steps, in other words than the first that come to mind."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from tests.asked import ask


def numbers(answer: Answer) -> list[int]:
    return sorted(int(citation.task) for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第六部分宣传部没牵头的是哪些", [*range(69, 75), *range(78, 82)]),
        ("把编办牵头的、政务服务办牵头的都去掉,第二部分还剩哪些", [*range(21, 30), 38, 39, 40]),
        ("财政局和审计局,两家牵头的任务各是什么", [11, 12, 16]),
        ("和任务52同年到期的有哪些", [48, 49, 51]),
        ("任务52的时限是什么,还有哪些任务跟它一样", [48, 49, 51]),
        ("82号的责任单位是谁?这家牵头的第二部分任务有哪些", [33, 34, 35, 36, 82]),
        ("有没有哪家单位,它牵头的任务比40项还多", [2, *range(3, 7), 15, *range(18, 21), *range(46, 49),
         *range(55, 75), 80, 81, 86, 87, 93, 94, 95, 98, 99, 100]),
    ],
)  # fmt: skip
def test_what_a_message_says_of_its_own_words(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert numbers(ask(assistant, question)) == tasks


@pytest.mark.xfail(strict=True, reason="a task that is found by a word of its text is no ground for 该单位 after it")
def test_the_unit_of_a_task_found_by_a_word(assistant: Assistant) -> None:
    answer = ask(assistant, "公报那项任务由谁牵头?该单位牵头的、第七部分的有哪些")
    assert numbers(answer) == [80, 86, 87, 93, 94, 95, 98, 99, 100]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("按年头数一数,宣传部牵头的每年几项", ["2016年:13项", "2017年:1项"]),
        ("牵头最多的是哪家,它一共牵了几项", ["市政府办公厅,共42项"]),
        ("每个部分都挑了头的单位是哪家", ["没有这样的单位"]),
        ("各项任务是否均已明确牵头单位", ["不是", "13项"]),
        ("编办牵头几条、当责任单位几条", ["牵头9项,作为责任单位1项"]),
        ("网信办单独牵头或者与别家联合牵头的占百分之几", ["8项", "8%"]),
    ],
)
def test_counts_in_other_words(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = ask(assistant, question)
    assert all(words in answer.text for words in said)
