"""What is left out of a question, stands alone in a field, or is ranked behind what is named."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市编办除了挑头,还在哪几项里打下手", [82]),
        ("责任单位只有各区政府和市各相关单位这两家的任务", [11, 12]),
        ("只由市编办和市政务服务办牵头的任务", [33, 34, 35, 36]),
        ("列一下第二部分没有责任单位的任务。各相关部门牵头的就不要了", [29, 30, 31, 32, 37, 38]),
        ("有没有2021年或者更晚到期的任务", []),
        ("市监察局除了挑头任务17,还挑头别的吗", [100]),
        ("把第二部分市政务服务办牵头的删去,余下的哪些2018年到期", [23, 26, 29]),
        ("putting what the General Office leads aside, which tasks in part seven are due in 2017", [96]),
        ("第四部分用不着拖到2020年底的任务", [50, 53, 54]),
        ("牵头、责任两栏里都没见着各区政府的2016年任务", [16, 21, 25, 27, 28, 39, 40, 41, 66, 82, 90, 94]),
        ("头三项任务都由市政府法制办牵头吗", [1, 2, 3]),
        ("市审计局、市监察局牵头的里面,时限在2016年的是哪一项", [16, 100]),
        ("把有牵头单位的都去掉,第一部分还剩哪些任务", [14]),
        ("第四部分不等到2020年就得完成的任务", [50, 53, 54]),
        ("市编办不牵头,就是个责任单位的是哪项", [82]),
        ("写了责任单位、可责任单位里没把各区政府列进去的第一部分任务", [14, 16, 17]),
        ("第一部分里跟各区政府无关的任务", [1, 14, 16, 17]),
        ("第七部分里2016年底一次性完成的,后面跟着持续落实的那种不要", [82, 83, 84, 85, 94]),
        ("提到“新媒体”的,光提“媒体”的不要", [74, 76, 78, 79]),
        ("提到“清单”的任务,只提“负面清单”的不算", [41, 42, 43, 45, 47, 51]),
        ("哪些任务提到了清单,那个“负面清单”我已经有了,不用再列", [41, 42, 43, 45, 47, 51]),
        ("责任单位只有“市政府各部门”,一个区都没带的", [41, 90]),
        ("网信办挂名牵头、可由不得它一家的任务", [65, 66, *range(69, 75)]),
        ("In part four, which tasks are due in 2018 instead of 2020?", [50, 53, 54]),
        # one role and not the other, neither of two units, a unit that is not hung up there
        ("市编办配合的(牵头的不要)有几项", [82]),
        ("牵头单位不是市政府办公厅也不是市编办的2018年到期任务", [1, 17, 23, 26, 29, 31, 50, 53, 54]),
        ("提到“探索”而市政府办公厅没挂牵头的", [26]),
        # all sections but the one that is set aside
        ("第七部分没牵头的我都知道了,别的部分还有哪些没写牵头单位", [14, 24, 27]),
        ("“网站”这词在第六章满地都是,不看它了。其他章提到网站、并且各区政府得担责任的,求编号", [19, 35, 42, 62]),
        ("牵头的凑齐三家甚至更多,可又不在第五、也不在第六部分", [19, 39, 40]),
        ("“问责”这个词,第七部分那条我知道,前面还有哪儿用过", [17, 65]),
        # sets taken together, and conditions that hold in groups
        ("把2020年到期的和市财政局牵头的两类拎出来", [11, 12, 48, 49, 51, 52]),
        ("要么市编办牵头并且2018年到期,要么第四部分2020年到期的", [33, 34, 35, 49, 51, 52]),
        ("突发事件也好,应急也好,字面上碰到任何一个的条目都算", [41, 63, 67, 68]),
        ("提到“微博/微信”的任务", [78]),
        # what narrows nothing: a nickname, what is included anyway
        ("这种“多头”任务(三家以上牵头),不在第五、第六部分的", [19, 39, 40]),
        ("市编办牵头了几项?包括联合牵头的", [33, 34, 35, 36, 41, 42, 43, 44, 45]),
        # what fields say, in words of the office
        ("没人牵头、责任又全压在各区政府一家身上的", [91, 97]),
        ("2018年才到点、责任单位那格却是白的,有哪些呀", [1, 26, 29, 31, 53]),
        ("不多不少正好牵头三回的,是哪个局?", [25, 26, 28, 93, 94, 95]),
        ("新闻办牵头,但给的时间比2016年底宽的", [55, 56, 57, 68]),
    ],
)
def test_what_is_left_out_and_what_stands_there_alone(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    "question", ["市政府办公厅之后,挑头最多的是谁", "after the General Office, who leads the most tasks"]
)
def test_the_place_behind_a_unit(assistant: Assistant, question: str) -> None:
    assert len(cited(ask(assistant, question))) == 16


def test_sections_told_by_a_word_of_their_titles(assistant: Assistant) -> None:
    assert "4" in ask(assistant, "哪几个部分的标题里带“政务”").text.splitlines()[0]


def test_the_two_missing_fields_are_compared(assistant: Assistant) -> None:
    text = ask(assistant, "主办单位跟责任单位,哪一栏空着的多").text
    assert "13项" in text and "15项" in text
