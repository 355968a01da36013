"""Conditions that no task can meet together: what was hardly meant is set aside, what is certainly meant stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.conditions import Condition, FieldMissing, Not, UnitIs
from assistant.types import Outcome
from assistant.understand.contradictions import without_contradictions
from tests.asked import ask, cited

PLANS = (FieldMissing("lead"), UnitIs("lead", ("甲",), "甲"), UnitIs("responsible", ("乙",), "乙"))


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        # words that nobody says are written in a task
        ("我管的是四十号到五十号,两头的也在内,其中持续落实的帮我捞出来", [40, 42, 43, 44]),
        ("市保密局牵头的是几号任务,内容就免了,光给号", [88]),
        ("第七部分我翻着翻着总见有的没填牵头单位,这样的一共有多少", [82, 83, 84, 85, 89, 90, 91, 92, 96, 97]),
        # of what excludes each other one thing is only spoken of
        ("市编办牵头的大多2016年就要完成,时限晚于2016年的还剩哪几项?", [33, 34, 35, 36]),
        ("第六部分大半是市政府办公厅打头,我关心剩下的:哪几条市政府办公厅没牵头", [75, 76, 77, 78, 79]),
        # what the search cannot find, though the records are spoken of
        ("保密局的人来问他们那项几时交账,我一时答不上来", [88]),
        ("把第四部分的任务排成清单吧,每行就放两样——序号,和什么时候交账", [49, 50, 51, 52, 53, 54]),
        ("“第一责任人”这几个字是从哪条来的", [67]),
        # a mistake about the one task spoken of is put right
        ("首都图书馆牵头的那个“北京百年公报数据库”,要求什么时候上线", [81]),
        ("“三公”经费公开,2018年底截止?", [11]),
    ],
)
def test_what_was_hardly_meant_is_set_aside(question: str, tasks: list[int], assistant: Assistant) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    "question",
    [
        "市财政局牵头的任务里有没有提到区块链的",
        "市财政局牵头的任务中,哪些写有“区块链”",
        "第四部分出现过网格化字样的任务",
        "市网信办和市政府新闻办共同牵头的任务",
        "市审计局牵头、2019年到期的任务",
        "市编办牵头又没写牵头单位的任务",
        "市编办牵头、完成时限写的是“待定”的任务",
    ],
)
def test_what_is_certainly_meant_stays(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert answer.outcome is Outcome.EMPTY and not cited(answer)


def test_what_was_set_aside_is_named(assistant: Assistant) -> None:
    assert "光给号" in ask(assistant, "市保密局牵头的是几号任务,内容就免了,光给号").text


@given(st.lists(st.sampled_from(PLANS + tuple(Not(c) for c in PLANS)), unique=True))
def test_what_is_left_excludes_nothing_and_settles(conditions: list[Condition]) -> None:
    left = without_contradictions(conditions)
    assert without_contradictions(left) == left
    assert not any({condition, Not(condition)} <= set(left) for condition in PLANS if isinstance(condition, UnitIs))
