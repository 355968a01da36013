"""Sections told by their subject or title, guesses at an answer, and questions for where something stands."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, Outcome
from assistant.retrieve.where_written import written_where

AS_OF = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("question", "begins", "holds"),
    [
        ("讲舆情、发布会这些的是第几部分,名称叫什么", "“五、", "扩大政务参与"),
        ("写公报和新媒体的是哪一部分?题目是什么", "“六、", "优化融合政务公开渠道"),
        ("第五部分叫“扩大政务参与”没错吧", "是的", "扩大政务参与"),
        ("第三部分的标题是“扩大政务参与”,对吗", "不是", "五、扩大政务参与"),
        ("第六部分是不是讲保障措施的", "不是", "七、强化政务公开保障措施"),
        ("第四部分讲的是数据共享吗", "是的", "推进政府数据开放利用"),
    ],
)
def test_a_section_by_its_subject_or_title(assistant: Assistant, question: str, begins: str, holds: str) -> None:
    answer = assistant.ask(question, as_of=AS_OF)
    assert (answer.outcome, answer.citations) == (Outcome.ANSWERED, ())
    assert answer.text.startswith(begins)
    assert holds in answer.text


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第五部分叫“扩大政务参与”吧,其中市网信办牵头的是哪几项", [65, 66]),
        ("数据开放那章有没有要求持续落实的", []),
        ("第9项,不是第19项,谁牵头", [9]),
        ("保密审查和第三方评估都归市保密局牵头,对吗", [88, 98]),
        ("三公经费那条归谁牵头,我印象里是市审计局", [11]),
        ("科长让我把写明由“市政府各部门”负责又没有牵头单位的找出来", [83, 84, 85, 89, 90, 92, 96]),
        ("What did the former Legal Affairs Office lead in section 2?", [21, 22, 23]),
        ("想了解下公开之前先过保密审查的事是哪条写的", [88]),
    ],
)
def test_what_is_only_told_selects_nothing(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert sorted(int(c.task) for c in assistant.ask(question, as_of=AS_OF).citations) == tasks


def test_a_guess_is_answered_with_yes_or_no(assistant: Assistant) -> None:
    text = assistant.ask("百年公报数据库那条谁牵头,我记得是市政府新闻办", as_of=AS_OF).text
    assert text.startswith("不是。任务81的牵头单位是市政府办公厅")


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("想查查让市民列席会议的事是哪条写的", "让市民列席会议"),
        ("网站每周更新这个要求写在第几项", "网站每周更新"),
        ("which task says that classes take ten hours", "classes take ten hours"),
        ("网站多久更新一次是哪条写的", None),
        ("新闻发布会开几次", None),
    ],
)
def test_what_is_said_to_be_written_somewhere(question: str, stated: str | None) -> None:
    assert written_where(question) == stated
