"""What is said in passing selects nothing: the occasion, what a unit mostly does, a role that is denied for stress."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("财政、民政、审计三个口明天一起开会,麻烦查下牵头单位是市财政局、市审计局任意一家的任务", [11, 12, 16]),
        ("昨天跟监察局的人吃饭聊到这个,帮我查查市审计局牵头的任务", [16]),
        ("做台账要核字段原文。市财政局牵头的有哪些", [11, 12]),
        ("财政那边叫我核对,市财政局名下牵头的都有哪几条", [11, 12]),
        ("保密局的人打来电话,市保密局牵头的是哪条", [88]),
        (
            "Everything with the Finance Bureau as lead, please – I work in Haidian and we're redoing our files.",
            [11, 12],
        ),
    ],
)
def test_an_occasion_selects_nothing(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("办公厅全市牵头最多,可它也有光当责任单位、不牵头的时候吧?是哪一条", [14]),
        ("市政府办公厅几乎总是坐牵头那把椅子,它有没有哪回是列在“责任单位”里的?", [14]),
        ("市编办多数时候是牵头,它作为责任单位的任务是哪一项", [82]),
        ("市政府办公厅老是牵头,当责任单位的就那么一回,是哪一项", [14]),
        ("市委宣传部牵头的好多都跟市政府办公厅绑着,那市委宣传部牵头、市政府办公厅没有牵头的有哪些", [75, 76, 77]),
    ],
)
def test_what_a_unit_mostly_does_only_names_it(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("我在密云区政府办上班,领导问起咱们区自己要牵头(不是配合)的有几项", [13, 38]),
        ("市财政局挑头的有哪些,我说的不是配合的", [11, 12]),
        ("市民政局是责任单位的任务,不是牵头的那种", [10]),
        ("政府法制办牵头的,不是人大那个法制办", [1, 2, 3, 19, 21, 22, 23, 43, 55, 56, 57, 87]),
        ("市政务服务办独家牵头的有哪些?跟别人一起牵头的别列", [9, 30, 37]),
        ("Which tasks have the district governments as lead, joint leads included?", [13, 38]),
    ],
)
def test_what_is_denied_for_stress_leaves_nothing_out(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("“市各相关单位”和“市政府各相关部门”别混了,我找的是责任单位里用前一种说法的条目", [11, 12]),
        ("责任单位有写“市政府各相关部门”的、有写“市各相关单位”的,我只要后者", [11, 12]),
        ("责任单位那一格里一字不差就“各区政府”四个字、后面啥也没跟的,请列全", [15, 91, 97]),
        ("有的任务牵头单位居然没点名,只写“各相关部门”,到底哪些任务是这样写的?", [25, 26, 28]),
        ("市政府办公厅+市政府法制办都是牵头单位的任务", [2, 3, 19, 55, 56, 57, 87]),
        ("市政府办公厅/市政府法制办 两家都是牵头单位的任务", [2, 3, 19, 55, 56, 57, 87]),
    ],
)
def test_the_very_words_of_a_field(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市场监督管理局是后来合并的,想追溯2016那份分工里前身单位牵头过什么", [29]),
        ("改革后是监察委员会了嘛,那北京市监委对应的老单位当时牵头过哪些公开工作?", [17, 100]),
        ("查市政务服务管理局(就是过去的“办”)一家单独牵头的", [9, 30, 37]),
    ],
)
def test_a_unit_told_by_what_it_was_before(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    "question",
    ["Which items didn't fall due till the final year of the plan, 2020?", "Which tasks aren't due until 2020?"],
)
def test_what_is_not_due_until_a_year(assistant: Assistant, question: str) -> None:
    assert cited(ask(assistant, question)) == [48, 49, 51, 52]


def test_a_claim_that_somebody_makes(assistant: Assistant) -> None:
    answer = ask(assistant, "Our deputy director swears number 88 belongs to the Finance Bureau. True or not?")
    assert cited(answer) == [88]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("教委这样的部门一个季度最少办几场新闻发布会", [64]),
        ("新媒体这摊:配专人维护账号的是谁牵头", [79]),
        ("“十三五”规划纲要落实得怎么样要公开,这是谁和谁牵头", [13]),
    ],
)
def test_what_only_frames_a_question_of_content(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize("question", ["行政程序立法那项到期没有?原定什么时候", "行政程序立法那条到没到期"])
def test_whether_a_task_that_is_described_has_fallen_due(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert cited(answer) == [1] and "2018年底" in answer.text


def test_one_more_field_is_told_of_the_same_task(assistant: Assistant) -> None:
    answer = ask(assistant, "低保户、临时救助、慈善这些信息,是不是民政那头在公开?应该从什么时候做到")
    assert cited(answer) == [10] and "2016年底" in answer.text
