"""What stands beside or around a question: clauses of the asker, rows to be checked, shorthand, other wishes."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("第四部分的任务请按时限从早到晚排,同一年的再按编号,我直接贴进PPT", [50, 53, 54, 49, 51, 52]),
        ("去年我就问过一回,2020年到期的有几项", [48, 49, 51, 52]),
        ("明天一早的车,市民政局的任务帮我列一下", [10]),
        ("开小店的,去年被罚过一回,想问许可和处罚信息“双公示”是这份文件第几条,啥时候要落实", [27]),
        ("政务公开占绩效考核4%以上,责任单位写的是市政府各部门没错吧,我们委里正愁怎么分这个分", [97]),
        ("我们老工商当年独自牵头搞企业信用公示系统,辛苦得很呐,文件里可是这样写的?", [29]),
        ("民政、环保这些部门抱怨说一个季度要开3场新闻发布会太频繁。真定了3场?", [64]),
        ("不好意思打扰各位了,市财政局牵头哪些", [11, 12]),
        ("帮我订张明早去上海的高铁票呗,订不了就算了,顺便看眼3号任务谁牵头", [3]),
        ("订个会议室,另外把2020年到期的任务列出来", [48, 49, 51, 52]),
        ("宣传部+网信办 共同牵头", [65, 66]),
        ("任务49+50 → 牵头单位?", [49, 50]),
        ("pls查 2020年到期条目+各自lead,一行一条", [48, 49, 51, 52]),
        ("首都之窗 / 政府公报,这俩各在哪几条任务里提到了?做张小表", [19, 80, 81]),
        ("政务服务中心管理办法由谁制定", [30]),
    ],
)
def test_what_is_plainly_asked_is_answered(assistant: Assistant, question: str, tasks: list[int]) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, tasks)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("台账核对 7→2017年 17→2018年 27→2016年 37→2018年 有写错的指出来,没错的不用管", [37]),
        ("任务11=市财政局;任务16=市审计局;任务17=市审计局,牵头单位对吗", [17]),
        ("序号|事项|牵头\n16|审计问题公开|市审计局\n17|问责情况公开|市审计局\n帮我核对“牵头”这一列", [17]),
    ],
)
def test_rows_of_a_ledger_are_checked_one_by_one(assistant: Assistant, question: str, wrong: list[int]) -> None:
    paragraphs = ask(assistant, question).text.split("\n\n")
    assert [f"[任务{n}]" for n in wrong] == [p[p.rindex("[") :] for p in paragraphs if p.startswith("不是")]


def test_none_of_a_stated_number_is_there(assistant: Assistant) -> None:
    assert ask(assistant, "2019年底到期的那三项麻烦贴出来").outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    ("question", "task"),
    [
        (
            'A colleague claims the "北京百年公报数据库" job was given to 市经济信息化委 as the lead. Please confirm.',
            81,
        ),
        ("My boss says task 49 is led by 市编办. Is that right?", 49),
    ],
)
def test_an_english_claim_is_checked(assistant: Assistant, question: str, task: int) -> None:
    answer = ask(assistant, question)
    assert answer.text.startswith("No") and cited(answer) == [task]
