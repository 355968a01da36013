"""Stories that hold the words of a ranking, of titles, of a day or of what is not mentioned, and mean none of them."""

from __future__ import annotations

import pytest

from tests.test_joined_topics import understood


@pytest.mark.parametrize(
    "question",
    [
        "我们小店想租台机器跑训练,听说有券,最多能抵多少钱",
        "门口临时停车一小时收几块",
        "双职工家里,白天没人带孩子,大厅里能不能帮着看一会儿",
        "奶奶今年八十二,去大厅办事有没有人搀一把",
        "银行贷款到期了周转不开,有没有应急的钱",
    ],
)
def test_a_story_is_searched_without_what_it_holds_by_chance(question: str) -> None:
    assert [(plan.measure, plan.condition) for plan in understood(question).plans] == [("content", None)]


@pytest.mark.parametrize(
    ("question", "measure"),
    [("哪个单位牵头最多", "rank"), ("一共分几块", "sections"), ("今年到期的任务有哪些", "list")],
)
def test_records_are_asked_for(question: str, measure: str) -> None:
    assert [plan.measure for plan in understood(question).plans] == [measure]
