"""What stands around a condition that says which tasks are meant: wishes, reasons, who asked, what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant
from assistant.types import Turn
from tests.asked import ask, cited

TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        # how the answer is to be written, and why it is wanted
        ("2020年底到期的任务,只写号码,用顿号隔开就行", [48, 49, 51, 52]),
        ("第五部分2018年到期的任务,编号排成一行,中间用分号,汇报要用", []),
        ("编号是整十的那些任务,牵头单位各是谁?没有的就写无", TENS),
        ("我手上的表缺责任单位,第四部分哪些任务没写责任单位", [53]),
        # who asked for it
        ("旅游局的朋友托我看:旅游出现在哪条?", [52]),
        ("市财政局打来电话问,提到大数据的是哪几条", [50]),
        ("下午要和编办对账。他们牵头的里面,哪些是一次性的?", [34, 35, 41, 45]),
        ("编办那边来人了,他们牵头的当中,不要求持续落实的是哪些", [34, 35, 41, 45]),
        ("舆情这词儿,全文哪几条有", [65, 66]),
        # what is not wanted
        ("数据开放(第四部分)和网站渠道(第六部分)先放一边,经信委还牵头了啥", [19, 29, 31, 32]),
        ("2016年到期的先不管。第三部分还有哪些", [47, 48]),
        ("市人力社保局牵头的,带“持续落实”字样的刨掉,剩下谁?", [94, 95]),
        ("第一部分里发改委跟别的单位一起牵头的有哪些?它单独牵头的不要", [6, 13]),
        ("政务服务办独挑大梁(别人都不沾牵头),又要在2017年底一次搞定的", [30, 37]),
        ("7号任务的责任单位是哪些,牵头的就不用说了", [7]),
        ("市财政局牵头的,人家问我有没有漏,我翻了半天没找着,都是哪几条", [11, 12]),
        ("水务局的同学问我他们单位在这份分工里有没有任务,有的话是哪几条", [39, 40]),
        # fields that are there, years that work is due in
        ("第四部分2018年底到期且责任单位那栏不是空着的", [50, 54]),
        ("2020年该收尾的有哪些", [48, 49, 51, 52]),
        ("和培训有关、2017年到期的任务一共几个,哪几个不带持续?", [93, 95, 96]),
        ("which tasks run until the end of 2020", [48, 49, 51, 52]),
        ("市政府法制办牵头、办一次就了的那种任务有么?", [1]),
        ("内容标准化那一章,哪几条做完就不用再管了", [41, 45, 46, 47, 48]),
        ("which tasks of section three carry on after their deadline", [42, 43, 44]),
        # places, words and figures
        ("九十号以后没有责任单位的任务", [93, 94, 95]),
        ("十号和十一号任务的责任单位各是谁", [10, 11]),
        ("90下面那条说什么?", [91]),
        ("扩大参与+法制办牵头+2017年", [55, 56, 57]),
        ("执法公示、裁量这些,市政府法制办牵头的里面2016年以后才到期的有哪些", [22, 23]),
        ("“电子地图”四个字在哪些任务里,我做地图用得上", [37]),
        ("凡写了几个工作日的任务,全部找出来", [5, 43, 62]),
        ("从末尾往回数,第三条任务说的什么", [98]),
        ("29号左右两边紧挨着的是哪两条?", [28, 30]),
        ("公报两个字出现在第几第几条", [19, 80, 81]),
        ("“国务院”在任务描述里被提到过吗,在哪些任务?", [14, 45]),
        ("哪条精确到了小时,写的多少", [68]),
    ],
)
def test_only_the_condition_says_which_tasks(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


def test_a_date_that_is_not_reached(assistant: Assistant) -> None:
    answer = assistant.ask("年中督查,眼下还没到截止日子的任务还剩多少", as_of=date(2018, 12, 31))
    assert cited(answer)[-4:] == [52, 53, 54, 86]


def test_years_are_counted_for_whatever_reason(assistant: Assistant) -> None:
    text = ask(assistant, "按年份数一数:每年到期的各多少项,做个小表,ppt要用").text
    assert all(number in text for number in ("58", "21", "17", "4"))


def test_a_number_put_right_is_the_one_spoken_of(assistant: Assistant) -> None:
    first = "36讲的啥"
    answer = assistant.ask("写反了,是63,不是36。它要求什么?", history=(Turn(first, ask(assistant, first)),))
    assert cited(answer) == [63]
