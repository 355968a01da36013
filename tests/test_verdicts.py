"""Messages that ask whether what they say is right, that miss a unit, or ask where a field is written at all."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from assistant.understand.sentences.verdicts import with_verdict_asked
from tests.asked import ask, cited

ASKED = [
    ("任务7由甲牵头。以上有误请更正", "任务7由甲牵头,对吗?"),
    ("甲牵头的有5项。乙牵头的有3项。请核实一下,谢谢", "甲牵头的有5项,对吗?乙牵头的有3项,对吗?"),
    ("第11项是甲牵头,第12项也是。对不对,帮我把把关", "第11项是甲牵头,第12项也是,对吗?"),
    ("分值不能高于4%,我听着别扭,他说反了没有?", "分值不能高于4%,我听着别扭,对吗?"),
    ("任务7谁牵头?写错了请指正", "任务7谁牵头?"),
    ("任务7谁牵头,请核实", "任务7谁牵头,请核实"),
    ("你好。请核实", "你好。请核实"),
]


@pytest.mark.parametrize(("typed", "read"), ASKED)
def test_a_clause_that_asks_for_a_verdict_speaks_of_what_was_said(typed: str, read: str) -> None:
    assert with_verdict_asked(typed) == read


@pytest.mark.parametrize(
    ("question", "tasks", "words"),
    [
        ("14、15两项都归市政府办公厅牵头。有错请改", [14, 15], "不是"),
        ("任务49的牵头单位是市编办。这句话有没有错", [49], "不是"),
        ("我稿子里写“任务49由市经济信息化委牵头”,没写错吧", [49], "是的"),
        ("稿子里写着“14和15两项由市政府办公厅挑头、各区政府作责任单位”,帮忙把把关", [14, 15], "不是"),
        ("汇报稿里我写“第四部分共八条,全由经信委牵头”,过得去吗", [49, 50, 51, 52, 53, 54], "是的"),
        ("我稿子里写的是“公共数据开放共享平台2018年底建成”,发之前跟你确认一下对不对", [49], "不是"),
        ("有个说法是电子地图那项由市编办主抓,你核一核真假", [37], "不是"),
        ("市发展改革委牵头的政府和社会资本合作(PPP)项目信息公开工作,截止日期定在何时", [12], "不是"),
        ("66没填责任单位,所以默认就是各区政府咯?", [66], "不是"),
        ("网信办和宣传部从来不在同一项任务里牵头,各干各的。请查证。", [65, 66], "有"),
        ("网信办和宣传部没有一起牵头的任务吧", [65, 66], "有"),
        ("怎么没有卫健委,是它在这份文件里没任务?", [39, 40], "有"),
        ("找不到市教委,是不是文件里没它的事", [39, 40], "有"),
        ("难道没有市财政局牵头的任务?", [11, 12], "有"),
        ("市财政局没有牵头的任务吗?我怎么找不到", [11, 12], "有"),
        ("市审计局是不是没有牵头的任务", [16], "市审计局牵头的任务共1项"),
        ("第五部分的责任单位都写了吗", [66], "不是"),
        ("每个任务都有完成时限么,有没有哪条漏写了", [], "是的"),
        ("第12条2016年底就到期了,我的笔记靠谱不", [12], "是的"),
        ("听说保密审查机制归市政府办公厅牵头,劳您查实", [88], "不是"),
        ("第30项2017年底就该办完,我没记错吧", [30], "是的"),
        ("100项任务的完成时限都填了吗,哪条漏了", [], "是的"),
    ],
)
def test_what_is_said_is_checked(assistant: Assistant, question: str, tasks: list[int], words: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, tasks)
    assert answer.text.startswith(words)


def test_a_unit_that_is_missed_and_not_there_is_not_found(assistant: Assistant) -> None:
    assert ask(assistant, "财政局跟审计局没有共同牵头的任务,对不对").outcome is Outcome.EMPTY
    assert ask(assistant, "怎么没有市公安局?").outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("保障措施那一部分,倒是有哪些任务写明了牵头单位", [86, 87, 88, 93, 94, 95, 98, 99, 100]),
        ("第七部分里,写清楚牵头单位的都有哪几条", [86, 87, 88, 93, 94, 95, 98, 99, 100]),
        ("第五部分有几条任务明确了责任单位", [55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 67, 68]),
        ("第五部分哪几项标了责任单位是市教委", []),
        ("从10一直到12,责任单位分别是谁", [10, 11, 12]),
    ],
)
def test_tasks_with_a_field_that_is_written(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks
