"""Sets of tasks that a question names in passing: a size, a task's section, a day passed, a month, a denial."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask

WITHOUT_LEAD = [14, 24, 27, 82, 83, 84, 85, 89, 90, 91, 92, 96, 97]
SECTIONS = [20, 20, 8, 6, 14, 13, 19]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("100项任务里没写牵头单位的有哪些", WITHOUT_LEAD),
        ("任务53所在的部分有几项", list(range(49, 55))),
        ("第二、第四两个部分里没写牵头单位的", [24, 27]),
        ("过了2018年底,还剩几项没到期", [48, 49, 51, 52]),
        ("有没有6月底到期的任务", []),
        ("没有2019年到期的任务吧", []),
    ],
)
def test_sets_named_in_passing(assistant: Assistant, question: str, numbers: list[int]) -> None:
    """The whole document by its size, a section by its task, a day passed, a month of no year, a denial."""
    assert [c.task for c in ask(assistant, question).citations] == numbers


def test_every_section_with_its_share(assistant: Assistant) -> None:
    text = ask(assistant, "每一章的任务占总数的百分比").text
    assert all(f"{n}%" in text for n in SECTIONS)
