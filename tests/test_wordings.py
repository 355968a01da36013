"""Sections, neighbours and deadlines asked for in other words, end to end."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, Outcome


@pytest.mark.parametrize(
    ("question", "tasks", "said"),
    [
        ("哪个部分的任务全都是2016年到期", list(range(69, 82)), "优化融合政务公开渠道"),
        ("哪些部分没有市编办牵头的任务", [], "推进政府数据开放利用"),
        ("推进政府数据开放利用是第几部分", [], "四、"),
        ("市财政局牵头的任务都在哪个部分", [11, 12], "推进行政权力运行全流程公开"),
        ("2016年和2018年以外到期的任务里第四部分有哪些", [49, 51, 52], "2020"),
        ("第60项前后各一项分别是什么", [59, 61], "任务59"),
        ("任务3还有多少天到期", [3], "305天"),
    ],
)
def test_sections_neighbours_and_days(assistant: Assistant, question: str, tasks: list[int], said: str) -> None:
    answer = assistant.ask(question, as_of=date(2017, 3, 1))
    assert (answer.outcome, [citation.task for citation in answer.citations]) == (Outcome.ANSWERED, tasks)
    assert said in answer.text
