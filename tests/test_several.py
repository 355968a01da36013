"""Several questions of content in one message, on the shipped document."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome


def cited(assistant: Assistant, message: str) -> set[object]:
    return {citation.task for citation in assistant.ask(message).citations}


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        # The second sentence asks nothing by itself: it is about the task of the first.
        ("街道上开个证明别让人来回跑行吗?哪年能做到?", {38}),
        ("给政务微博留言会有人回吗?有没有专人管这个?", {79}),
        # Two concerns, a task each.
        ("老百姓能旁听政府开会吗?政府会请市民去部门里走走看看吗?", {4, 99}),
        # Words of the document beside many others are no condition: the whole is searched.
        ("政府跟老板合伙修路的项目信息在哪个平台能看到", {12}),
    ],
)
def test_sentences_are_answered_together(assistant: Assistant, message: str, tasks: set[object]) -> None:
    assert cited(assistant, message) == tasks


def test_a_part_that_is_not_answered_is_said_beside_one_that_is(assistant: Assistant) -> None:
    answer = assistant.ask("政府网站多久更新一次?政府公报订一年多少钱?")
    assert answer.outcome is Outcome.ANSWERED
    assert [citation.task for citation in answer.citations] == [70]
