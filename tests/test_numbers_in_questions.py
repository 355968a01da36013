"""Questions that count, compare and reckon: units that share an ending, described tasks, days, claims of a ranking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.conditions import And, DeadlineIs, DueIn, NumberIn, Ongoing, Or, UnitCount, UnitIs, leaves
from assistant.question import clean
from assistant.types import Plan
from assistant.understand.algebra import conjuncts
from assistant.understand.read import read
from assistant.understand.sentences.supposed import as_supposed
from assistant.understand.texts.pasted import without_copies
from assistant.understand.tokens import Units
from assistant.understand.units.shared_endings import shared_endings
from tests.test_rules import context


def plans(text: str) -> tuple[Plan, ...]:
    question, as_of = as_supposed(clean(text), (), context().as_of)
    return read(question, replace(context(), as_of=as_of)).plans


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("财政、民政、审计三个局", ["市财政局", "市民政局", "市审计局"]),
        ("财政和审计局牵头几条", ["市财政局", "市审计局"]),
        ("教育和民政两个部门各负责几项", ["市教委", "市民政局"]), ("财政、审计三个局", []),
        ("各区政府和市政府各部门都负责的", []), ("教育部门的数据", []),
        ("财政预算公开和审计结果公告", []),
    ],
)  # fmt: skip
def test_units_of_which_only_the_last_is_named_in_full(text: str, labels: list[str]) -> None:
    found = sorted(shared_endings(text, context()), key=lambda t: t.start)
    assert [name.names[0] for t in found if isinstance(t.value, Units) for name in t.value.names] == labels


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("if it were 1 June 2017, which tasks would be past their due date?", date(2017, 5, 31)),
        ("as of 2018-03-01, how many tasks have missed their deadlines?", date(2018, 2, 28)),
        ("tasks whose deadline had expired by 1 March 2018", date(2018, 2, 28)),
        ("how many deadlines had already passed on 1 July 2017?", date(2017, 6, 30)),
    ],
)
def test_what_is_overdue_on_a_stated_day_in_english(text: str, end: date) -> None:
    due = next(c for c in conjuncts(plans(text)[0].condition) if isinstance(c, DueIn))
    assert (due.start, due.end) == (None, end)


@pytest.mark.parametrize(
    "text", ["只标“2016年底”、后边没带“持续落实”的,出个编号清单", "时限只写到2016年底、没接着写持续落实的任务"]
)
def test_a_deadline_as_written_and_nothing_after_it(text: str) -> None:
    assert set(conjuncts(plans(text)[0].condition)) == {DeadlineIs("2016年底"), Ongoing(False)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("公众参与制度那条和电子地图那条,哪个期限更晚", {55, 37}), ("“负面清单”和“电子地图”两条,谁在前", {48, 37}),
        ("24小时内开发布会的任务与3个工作日内解读的任务,哪项时限靠后", {68, 5}),
        ("which is due earlier, the electronic map task or the task on the negative list?", {37, 48}),
        ("完成时限这一样,在51项、52项和49项之间有没有不同", {49, 51, 52}),
    ],
)  # fmt: skip
def test_described_tasks_are_compared(text: str, numbers: set[int]) -> None:
    plan = plans(text)[0]
    assert plan.measure == "compare"
    assert {n for side in plan.sides if isinstance(side, NumberIn) for n in side.numbers} == numbers


@pytest.mark.parametrize(
    "text", ["市编办自己一家牵头的和别家一起牵头的各有哪些", "市编办单独牵头过没有,还是总跟别的单位一起"]
)
def test_what_a_unit_does_alone_beside_what_it_does_with_others(text: str) -> None:
    alone, joint = plans(text)[0].sides
    unit = UnitIs("lead", ("市编办",), "市编办")
    assert (alone, joint) == (replace(unit, only=True), And((unit, UnitCount("lead", 2, None))))


def test_units_just_named_are_counted_together() -> None:
    each, together = plans("市编办和市政务服务办各牵头几项,两家合牵的又有几项")
    assert [each.measure, together.measure] == ["compare", "count"]
    assert {c.label for c in conjuncts(together.condition) if isinstance(c, UnitIs)} == {"市编办", "市政务服务办"}


def test_the_subject_is_carried_to_its_other_half() -> None:
    _, lone = plans("各区政府既牵头又负责的有哪些?只牵头不负责的呢?")
    kinds = [type(c).__name__ for c in conjuncts(lone.condition)]
    assert sorted(kinds) == ["Not", "UnitIs"]


@pytest.mark.parametrize("text", ["市编办领头的活儿是最多的吧", "市编办是牵头任务数最多的单位,对不对"])
def test_a_unit_is_claimed_to_lead_a_ranking(text: str) -> None:
    plan = plans(text)[0]
    assert (plan.measure, plan.condition, plan.group, bool(plan.asked)) == ("rank", None, "lead", True)


def test_a_figure_after_a_copied_passage_is_a_claim() -> None:
    text = without_copies("文件规定主要负责人每年至少专题研究4次政务公开", context())
    reading = read(clean(text), context())
    assert text == "文件规定任务89里4次政务公开"
    assert [p.condition for p in reading.premises] == [NumberIn((89,))]


def test_tasks_are_checked_one_by_one() -> None:
    checked = read(clean("请核对:第2项与第3项的完成时限是否均为2017年底?"), context()).premises
    assert [p.condition for p in checked] == [NumberIn((2,)), NumberIn((3,))]


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("哪年到期的最多?比第二多的那年多几条", (0, 1)), ("谁牵头最多?跟第三名差多少", (0, 2)),
        ("哪个部分任务最少,比第二少的少几项", (0, 1)), ("哪家当责任单位最多?比第二名多几项", (0, 1)),
    ],
)  # fmt: skip
def test_how_far_apart_two_places_of_a_ranking_are(text: str, picked: tuple[int, ...]) -> None:
    assert [(p.measure, p.pick, p.across) for p in plans(text)] == [("rank", picked, "gap")]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2020年到期的,在市编办当牵头单位的任务里占多大份额", UnitIs("lead", ("市编办",), "市编办")),
        ("持续落实的任务,在第五部分里的占多少", Ongoing(True)),
        ("what percentage of the tasks led by 市编办 are due in 2016?", UnitIs("lead", ("市编办",), "市编办")),
        (
            "of the tasks due in 2018, what percentage are led by 市编办?",
            DueIn(date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ),
    ],
)
def test_what_a_share_is_of(text: str, whole: object) -> None:
    assert plans(text)[0].sides == (whole,)


@pytest.mark.parametrize("text", ["整个文件拢共120条任务,没错吧", "同事跟我说这文件里120条任务,到底几条"])
def test_a_number_beyond_the_last_task_may_be_a_believed_total(text: str) -> None:
    assert [p.count for p in read(clean(text), context()).premises] == [120]


@pytest.mark.parametrize("text", ["17年到期的,七块里头各有几条", "七块各有多少条"])
def test_all_sections_are_counted_as_so_many(text: str) -> None:
    assert (plans(text)[0].measure, plans(text)[0].group) == ("breakdown", "section")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("编办事指南的那两家单位,合起来牵头几项", ("市编办", "市政务服务办")),
        ("画电子地图的部门还牵头别的什么", ("市政务服务办",)),
        ("管“信用北京”网站的那家,自己单独牵头的有几项", ("市经济信息化委",)),
    ],
)  # fmt: skip
def test_a_unit_is_named_by_what_it_does(text: str, unit: tuple[str, ...]) -> None:
    named = {
        name
        for plan in plans(text)
        for leaf in leaves(plan.condition)
        if isinstance(leaf, UnitIs)
        for name in leaf.names
    }
    assert named == set(unit)


@pytest.mark.parametrize("text", ["教委领啥活、财政局领啥活,都给说说", "保密局牵什么头、民政局牵什么头,都讲讲"])
def test_each_of_two_units_is_asked_about(text: str) -> None:
    assert isinstance(plans(text)[0].condition, Or)
