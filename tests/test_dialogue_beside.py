"""Turns that set what was asked before side by side, ask how far it has come, or drop the subject."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from tests.test_dialogue import LIST, cited, converse

BESIDE: list[tuple[tuple[str, ...], list[int]]] = [
    ((LIST, "不是问牵头的,是问它作为责任单位的"), [82]),
    (("2018年到期的任务有哪些", "市编办参与的挑出来"), [33, 34, 35]),
    (("市财政局牵头哪些任务", "老二讲什么"), [12]),
    (("市财政局牵头几项", "市审计局呢", "谁更多"), [11, 12, 16]),
    (("市财政局牵头几项", "市审计局呢", "市民政局呢", "三家谁最少"), [10, 11, 12, 16]),
    (("任务5什么时候完成", "任务30呢", "差多久"), [5, 30]),
    (("任务5谁牵头", "任务30呢", "一样吗"), [5, 30]),
    (("市网信办和市经济信息化委共同牵头的任务", "时限都一样吗"), [69, 70, 71, 72, 73, 74]),
    (("没写牵头单位的任务有哪些", "第二部分占了几项"), [24, 27]),
    (("市政府新闻办和市网信办各牵头几项", "他们有没有共同牵头的"), []),
    (("第三部分有多少项", "先不说这个。市财政局牵头哪些"), [11, 12]),
    (("市委宣传部单独牵头的有几项", "同网信办共同牵头的几项"), [65, 66]),
    (("市监察局牵头哪些任务", "是不是有一个和市政府办公厅合牵的,哪个"), [100]),
    (("网信办牵头有几项", "有几项是和经信委一起"), [69, 70, 71, 72, 73, 74]),
    (("网信办牵头的任务", "经信委也在里头的有哪些"), [69, 70, 71, 72, 73, 74]),
    (("市编办牵头哪些任务", "把财政局的也带上看看"), [11, 12, 33, 34, 35, 36, 41, 42, 43, 44, 45]),
    (("市财政局负责什么", "误会了,我只想看它牵头的"), [11, 12]),
]


@pytest.mark.parametrize(("turns", "tasks"), BESIDE)
def test_what_was_asked_before_is_set_side_by_side(
    assistant: Assistant, turns: tuple[str, ...], tasks: list[int]
) -> None:
    assert sorted(map(int, cited(assistant, *turns))) == tasks


PROGRESS = [
    ("市保密局的任务是什么", "干完了吗"),
    ("任务30的时限", "现在弄好了没"),
    ("市教委牵头哪些任务", "都做到了吗"),
    ("Which tasks have no lead unit?", "Has the first one been completed?"),
]


@pytest.mark.parametrize("turns", PROGRESS, ids=lambda turns: turns[-1])
def test_how_far_it_has_come_is_not_stated(assistant: Assistant, turns: tuple[str, ...]) -> None:
    answer = converse(assistant, turns)
    assert answer.outcome is Outcome.NOT_STATED
    assert not answer.citations
