"""Follow-ups of what a scoped answer left: asked of its tasks, asked back where there are none."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from tests.asked import cited
from tests.test_dialogue import converse


@pytest.mark.parametrize(
    ("turns", "tasks"),
    [
        (("没有责任单位的任务", "把第二部分的刨掉", "剩下的哪些是2018年的"), [1, 53]),
        (("市网信办牵头几项", "都跟谁合着牵头", "没和市委宣传部搭伙的是哪些"), [69, 70, 71, 72, 73, 74]),
        (("市编办独家牵头的活", "联合的呢"), [33, 34, 35, 36, 43]),
        (("第二部分哪些没写牵头单位", "写了的呢"), [n for n in range(21, 41) if n not in (24, 27)]),
    ],
)
def test_the_other_side_and_what_is_left_of_a_set(
    assistant: Assistant, turns: tuple[str, ...], tasks: list[int]
) -> None:
    assert cited(converse(assistant, turns)) == tasks


def test_a_field_of_a_task_that_was_not_found_is_asked_back(assistant: Assistant) -> None:
    for fragment in ("谁牵头", "有几项"):
        assert converse(assistant, ("孩子上学怎么报名", fragment)).outcome is Outcome.AMBIGUOUS


def test_who_answers_for_a_task_without_a_leading_unit(assistant: Assistant) -> None:
    answer = converse(assistant, ("第七部分提到培训的任务", "哪项没写牵头单位", "那谁负责"))
    assert "责任单位共2个" in answer.text


def test_a_short_follow_up_keeps_to_english(assistant: Assistant) -> None:
    answer = converse(assistant, ("Which tasks does the General Office lead?", "And in 2017?"))
    assert answer.reading.language == "en"


def test_a_set_within_a_section_says_its_share_of_the_section(assistant: Assistant) -> None:
    assert "占该部分19项的52.6%" in converse(assistant, ("第七部分没有牵头单位的任务",)).text
