"""Sets that a question names first, their unions, what is left of them, places in them; tasks told by their unit."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.types import Condition, FieldMissing, Mentions, Or, SectionIn, UnitIs
from tests.asked import ask

BIANBAN = "市编办"


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("提到“市民”的几条任务中,哪条不是市政府办公厅一家单独牵头的", {58}),
        ("提到“公报”的几项里,哪些2018年到期", set()),
        ("市财政局牵头的两项里第二项是什么", {12}),
        ("市编办牵头的任务里第2项是什么", {34}),
        ("市编办牵头的任务里第34项讲什么", {34}),
        ("市审计局那条的时限和责任单位", {16}),
        ("民政局那一条责任单位有没有写", {10}),
        ("把市财政局牵头的和市审计局牵头的加起来,去掉重复的,一共多少项", {11, 12, 16}),
        ("市人力社保局牵头的和提到“公报”的合到一起,重复的只算一次,总共几项", {19, 80, 81, 93, 94, 95}),
        ("除了公共企事业单位那两项,市发展改革委还牵头哪几项", {6, 8, 13}),
        ("公共企事业单位那两项之外,发改委还领了哪三项", {6, 8, 13}),
        ("市政府办公厅不在牵头名单里、市政府法制办却在的任务", {1, 21, 22, 23, 43}),
        ("市政府法制办牵头、市政府办公厅没有的任务", {1, 21, 22, 23, 43}),
        ("市民政局两栏里都出现的任务", {10}),
        ("两家合伙牵头,一家是市编办,另一家是市政务服务办,是哪几项", {33, 34, 35, 36}),
        ("责任单位(不是牵头单位)写的是各相关公共企事业单位的任务", {39, 40}),
        ("牵头单位没写是哪家、只写了“各相关部门”的任务", {25, 26, 28}),
        ("2017年到期的、牵头正好俩单位的是哪些,持不持续都算", {3, 7, 32, 36, 93, 95}),
        ("四十五项被归到哪个部分去了", {45}),
        ("政务服务办和编办一起牵头的", {33, 34, 35, 36}),
        ("除了各区政府谁也没写进责任单位的任务有哪些", {15, 91, 97}),
        ("责任单位那头压根也没写,市网信办牵头的有几项", {66}),
    ],
)  # fmt: skip
def test_of_the_set_that_is_meant(assistant: Assistant, question: str, cited: set[int]) -> None:
    assert {c.task for c in ask(assistant, question).citations} == cited


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("提到“网站”或者由市编办牵头的有几项", Or((Mentions(("网站",)), UnitIs("lead", (BIANBAN,), BIANBAN)))),
        ("第三部分的或者没有责任单位的任务", Or((SectionIn((2,)), FieldMissing("responsible")))),
    ],
)
def test_either_of_two_conditions(assistant: Assistant, question: str, condition: Condition) -> None:
    assert ask(assistant, question).reading.plans[0].condition == condition
