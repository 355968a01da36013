"""Messages that take back what they have just said, and what is said once for all questions of a sentence."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.dialogue.corrected import as_corrected
from assistant.question import clean
from tests.test_rules import context

TAKEN_BACK = [
    ("市财政局…… 哦不对,是市审计局,牵头哪些任务", "市审计局牵头哪些任务"),
    ("我想问市教委,啊说错了,市水务局牵头的有哪几条", "我想问市水务局牵头的有哪几条"),
    ("先看第三部分,不对,第四部分有几项", "先看第四部分有几项"),
    ("2016年到期的,等等,我是说2018年到期的有哪些", "2018年到期的有哪些"),
    ("市财政局牵头的有几项?说错了,是市审计局", "市审计局牵头的有几项?"),
    ("第30项谁牵头?不对,是31项", "31项谁牵头?"),
    ("请查任务18(打错了,应为任务81)的责任单位", "请查任务81的责任单位"),
    ("who leads task 30 - no wait, task 31?", "who leads task 31"),
    ("which tasks have no lead... sorry, I mean: which list no responsible unit", "which list no responsible unit"),
    ("市审计局牵头的是任务16,不对吗", "市审计局牵头的是任务16,不对吗"),
    ("不对,我问的是市审计局", "不对,我问的是市审计局"),
    ("任务30的时限是2016年底,不对吧?", "任务30的时限是2016年底,不对吧?"),
]


@pytest.mark.parametrize(("message", "meant"), TAKEN_BACK)
def test_what_is_taken_back_gives_way_to_what_is_meant(message: str, meant: str) -> None:
    assert as_corrected(clean(message), context()).text == meant


SHARED = [
    ("第二部分里哪条没写责任单位,哪条没写牵头单位", [24, 25, 26, 27, 28, 29, 30, 31, 32, 37, 38]),
    ("市编办牵头的任务中几项是2016年的,几项是2017年的", [36, 41, 42, 43, 44, 45]),
    ("市发展改革委:哪些是独家牵头,哪些是联合牵头", [6, 8, 13, 39, 40]),
    ("第五部分里市政府新闻办牵头的有哪些,各区政府没参与的有哪些", [55, 56, 57, 66, 67, 68]),
    ("市财政局牵头的有几项,哪些任务责任单位写着各相关公共企事业单位", None),
]


@pytest.mark.parametrize(("message", "tasks"), SHARED)
def test_where_to_look_is_said_once_for_all(assistant: Assistant, message: str, tasks: list[int] | None) -> None:
    answer = assistant.ask(message)
    scopes = [plan.condition for plan in answer.reading.plans]
    if tasks is None:
        assert len(scopes) == 2 and "市财政局" not in str(scopes[1])
    else:
        assert sorted(c.task for c in answer.citations if isinstance(c.task, int)) == tasks


TWICE = [
    "一家单位身兼两职的是哪几项",
    "自己牵头自己负责的任务",
    "哪条任务里有单位双重身份",
    "有没有既牵头又担责、身兼两职的单位,在哪几条",
]


@pytest.mark.parametrize("message", TWICE)
def test_one_unit_in_both_roles_of_a_task(assistant: Assistant, message: str) -> None:
    assert {c.task for c in assistant.ask(message).citations} == {10, 13}


PARTNERS = [
    "市工商局牵头的是哪一项,与哪个单位共同牵头",
    "市工商局牵头哪一项?和谁一起牵头的?",
    "市工商局搭档的另一家牵头单位叫什么",
]


@pytest.mark.parametrize("message", PARTNERS)
def test_the_partner_of_a_unit_named_before(assistant: Assistant, message: str) -> None:
    answer = assistant.ask(message)
    assert {c.task for c in answer.citations} == {29} and "市经济信息化委" in answer.text


OF_A_DISTRICT = [
    ("我们是丰台区政府的,哪些工作要由我们区里自己牵头", {13, 38}),
    ("我在通州区政府上班,哪些任务要我们区里挑头,不是配合", {13, 38}),
    ("只由区政府牵头的任务", {38}),
]


@pytest.mark.parametrize(("message", "tasks"), OF_A_DISTRICT)
def test_the_askers_own_district(assistant: Assistant, message: str, tasks: set[int]) -> None:
    assert {c.task for c in assistant.ask(message).citations} == tasks
