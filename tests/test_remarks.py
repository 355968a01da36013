"""What is said beside a question, above all in English, and words that people use for asking: neither is a topic."""

from __future__ import annotations

import pytest

from assistant.conditions import SectionIn, UnitIs, leaves
from assistant.question import clean
from assistant.types import Plan
from assistant.understand.read import read
from tests.test_rules import context


def plan(text: str) -> Plan:
    return read(clean(text), context()).plans[0]


def named(text: str) -> set[str]:
    found = leaves(condition) if (condition := plan(text).condition) is not None else ()
    return {f"{c.role} {c.names[0]}" for c in found if isinstance(c, UnitIs)}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("I run a small NGO, so which tasks does the Beijing Municipal Civil Affairs Bureau lead?", {"lead 市民政局"}),
        ("My boss wants it by noon, could you list the tasks led by the Municipal Finance Bureau", {"lead 市财政局"}),
        (
            "I work with schools, so could you pull up whatever the Municipal Education Commission leads?",
            {"lead 市教委"},
        ),
        ("Anything with the Municipal Finance Bureau in the driver's seat, I'd like those tasks", {"lead 市财政局"}),
    ],
)
def test_a_remark_is_no_topic(text: str, units: set[str]) -> None:
    assert (named(text), plan(text).topic) == (units, None)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("I'm proofreading part four and need every single task in it. Can you give me the full list?", 3),
        ("A journalist asked me how many tasks fall under part five.", 4),
        ("会上轮到我讲第四部分,里面都是些啥任务,给我过一遍吧", 3), ("第二部分太长了,先把打头的五条发过来", 1),
    ],
)  # fmt: skip
def test_a_section_beside_a_remark(text: str, section: int) -> None:
    found = plan(text)
    assert found.topic is None
    assert found.condition == SectionIn((section,))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("第三部分那个大标题写的什么", "sections"), ("第三部分是以什么为名的", "sections"),
        ("三四两章各叫什么", "sections"),
        ("请按部分分列任务数量", "breakdown"), ("条数垫底的部分,七个里是哪个", "rank"),
        ("市编办牵头的任务,按“编号 — 截止时间”分行列出", "describe"),
        ("市人力社保局牵头的,一行写一条,一字别省", "list"),
    ],
)  # fmt: skip
def test_what_is_asked_in_other_words(text: str, measure: str) -> None:
    assert plan(text).measure == measure


@pytest.mark.parametrize(
    ("text", "only"),
    [("别把跟人合牵的算进来,就列市编办自己牵头的", True), ("不管它是领头还是给人打配合,编办的都有哪些条", False)],
)
def test_in_which_role(text: str, only: bool) -> None:
    unit = next(c for c in leaves(plan(text).condition) if isinstance(c, UnitIs))
    assert (unit.role, unit.only) == (("lead", True) if only else ("either", False))
