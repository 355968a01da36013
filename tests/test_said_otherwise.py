"""Absent fields, joint leads and what is left out, in the words of people who say it in their own way."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited

_NO_LEAD = [14, 24, 27, *range(82, 86), *range(89, 93), 96, 97]
_NO_RESPONSIBLE = [1, 25, 26, *range(28, 33), 37, 38, 53, 66, 93, 94, 95]
_BY_THE_GENERAL_OFFICE_ALONE = [4, 5, 15, 18, 20, 46, 47, 48, 80, 81, 86, 98, 99]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("牵头单位付之阙如的任务,请列举", _NO_LEAD),
        ("第四部分各项里头,有一项找不到责任单位,请指明", [53]),
        ("有一条责任单位是白的,在第四部分,几号啊", [53]),
        ("责任单位未予列明,而牵头单位中有市经济信息化委的任务,请逐一列举", [29, 31, 32, 53]),
        ("把责任单位那块没内容的任务都找给我", _NO_RESPONSIBLE),
        ("市政府办公厅打头、责任单位那栏却光溜溜的任务", [66, 93, 94, 95]),
        ("责任单位全空、而牵头单位里有办公厅的", [66, 93, 94, 95]),
        ("责任单位空缺且须持续落实的任务有哪些", [25, 26, 28, 29, 66, 93]),
        ("第七部分没有挑头单位的任务是哪些", [82, 83, 84, 85, 89, 90, 91, 92, 96, 97]),
        ("第二部分我来补责任单位,眼下空着的是哪些项", [25, 26, 28, 29, 30, 31, 32, 37, 38]),
        ("第一部分里没看见牵头单位的是哪条", [14]),
    ],
)
def test_fields_that_say_nothing(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("任务30的时限,还有谁跟它写得一个字都不差", [32, 37, 38, 47, 95]),
        ("56号的期限怎么写的,第五部分里还有谁跟它写得一模一样", [55, 57, 68]),
        ("第1条是2018年底,后面没跟着持续落实,跟它时限一模一样的别的任务有哪几条", [31, 34, 35, 50, 53, 54, 86]),
        ("看看第30项是谁牵头,再告诉我还有哪些任务也是同样的牵头单位", [9, 37]),
        ("任务十五本身不算,第一部分还有多少项任务的完成时限与其相同", [2, 6, 17, 20]),
        ("有没有跟任务56一个模子的,牵头单位、责任单位、完成时限都一样才行", [55, 57]),
        ("以62号为样板,牵头、责任、时限三栏照抄一字不用改的,还有哪些号?", [58, 59, 60, 61, 63]),
        ("30到37里哪几项没写责任单位?其余的责任单位是谁", list(range(30, 38))),
        ("先看58号是谁牵头,然后把牵头单位跟它一模一样的任务全部报出来", [58, 59, 60, 61, 62, 63, 64]),
    ],
)
def test_tasks_like_one_told_of_before(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert sorted(cited(ask(assistant, question))) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("文件里财政局带头办几件事?审计局呢,又是几件", [11, 12, 16]),
        ("市政府办公厅在第二部分牵头几项,第一部分又牵头几项", [2, 3, 4, 5, 6, 15, 18, 19, 20]),
        ("第七部分任务总数?无牵头单位的是哪些?", list(range(82, 101))),
        ("市编办、市民政局都当过责任单位,各在哪一项", [10, 82]),
        ("请分别指明:以市民政局为责任单位的任务,以及以市编办为责任单位的任务", [10, 82]),
        ("三件事一起问了:88号的挑头单位;97号写的分值权重;96号每年规定的课时", [88, 96, 97]),
        ("任务9牵头单位、任务93牵头单位、成文日期,三样", [9, 93]),
        ("请抄录最后一项任务的完整文字,并注明该文件何时发布、由哪个机构所发", [100]),
        ("假如市编办同市政务服务办下周开碰头会,两家共同牵头、需要一块儿议的有哪几件", [33, 34, 35, 36]),
    ],
)
def test_several_questions_each_with_its_own_conditions(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert sorted(cited(ask(assistant, question))) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("能不能把第四部分的东西压缩成一个自然段?", [49, 50, 51, 52, 53, 54]),
        ("第四部分我还没看完呢,能帮我理出三四点重点吗", [49, 50, 51, 52, 53, 54]),
        ("以牵头单位为准,给第四部分的任务分个组吧", [49, 50, 51, 52, 53, 54]),
        ("若将市编办牵头的任务依完成时限先后排列,居末的为哪些", [33, 34, 35]),
        ("市人力社保局牵头的时候好像总有伴儿,伴儿都是谁呀", [93, 94, 95]),
        ("写明“问责”的任务中,市监察局牵头的占了哪几项", [17, 100]),
        ("市政府办公厅牵头且正文出现“清单”字样,别把编办的混进来", [47, 48]),
        ("有没有自己牵头、自己又出现在责任单位里的情况?", [10, 13]),
    ],
)
def test_wishes_for_another_form_select_nothing(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert sorted(cited(ask(assistant, question))) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("牵头单位≥4家的任务,全列", [39, 40]),
        ("2017年到点的里头,牵头单位数起来正好三个的,列给我", [55, 56, 57, 68]),
        ("2017年到期、牵头单位数量恰为3个的任务", [55, 56, 57, 68]),
        ("七家合起来挑头的任务有哪些", [39, 40]),
        ("牵头单位里人社局与办公厅两家都在的那些任务", [93, 94, 95]),
        ("牵头栏内市政府新闻办、市政府办公厅、市委宣传部三者俱在的任务", [67, 68]),
        ("市政府法制办在牵头单位里,各区政府在责任单位里,2017年到期的任务", [3, 22, 55, 56, 57]),
        ("第七部分由市审计局牵头的要,市监察局牵头的也要,沾上一家就算", [100]),
    ],
)
def test_how_many_lead(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("与其他单位共同牵头的不算,牵头的只有市政府办公厅,请列出此类任务", _BY_THE_GENERAL_OFFICE_ALONE),
        ("跟别家合牵的除外,由市政府办公厅单独牵头的任务", _BY_THE_GENERAL_OFFICE_ALONE),
        ("有共同牵头单位的一概不要,只看由市政府法制办一家牵头的", [21, 22, 23]),
        ("剔除有别家一起牵头的,2017年底到期、归政务服务办牵头的一次性任务是哪些", [30, 37]),
        ("发改委牵头的里面,2016年到期的我都有了,其余的是哪些", [6, 8]),
        ("2016年的我都看过了不用再给,剩下的里头有哪些是三家单位一起牵头的", [55, 56, 57, 68]),
        ("第一部分的,2016年的不要,各区政府负责的也不要,剩下哪些", [1, 14, 17]),
        ("市政府法制办沾边的任务里划掉市政府办公厅也有份的,剩下哪几条", [1, 21, 22, 23, 43]),
    ],
)
def test_what_is_set_aside(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("三家合着牵头的,就是市政府办公厅、市网信办再加市委宣传部", [65, 66]),
        ("市委宣传部、市网信办跟市政府办公厅三个凑到一起挑头的活儿", [65, 66]),
        ("三家都挂牵头的那种:宣传部、新闻办、市政府办公厅一个不少,是哪几项", [67, 68]),
        ("各区政府、市政务服务办二者皆被列入,且时限为二〇一八年的任务是哪些", [33, 34, 35]),
        ("第五部分,市政府新闻办牵头的、市网信办牵头的,都告诉我", [55, 56, 57, *range(65, 69)]),
    ],
)
def test_who_stands_there_together(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("二十九那一项啊,是哪个单位打头牵的这个头", [29]),
        ("七十八条我写的是宣传部带头,应该没写错吧", [78]),
        ("82挑头的是编办,这话靠谱不", [82]),
        ("看三", [3]),
        ("查:15", [15]),
        ("电子地图那条是37吧,它的责任单位填的哪家呀", [37]),
        ("市政务服务办牵头且序号落在十到三十之内的任务有哪些", [30]),
        ("序号不小于40也不大于42的任务", [40, 41, 42]),
        ("到期时间为2018年、序号又不超过20的,是哪些任务", [1, 2, 6, 15, 17, 20]),
    ],
)
def test_numbers_said_without_a_label(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我听讲这份文件从头到尾有120项任务,对伐啦", "100"),
        ("我数了一遍第六部分,得数十五,准不准呀", "13"),
        ("我估摸着宣传部领的任务得有二十项往上,这么讲没错吧", "14"),
        ("材料里我写了“市网信办牵头任务合计九项”,这个数准不准", "8"),
        ("这份东西是市政府办公厅发的,没错吧", "北京市政务公开领导小组"),
        ("Which body put this document out?", "北京市政务公开领导小组"),
        ("On what date was the present document made public?", "2016"),
    ],
)
def test_what_is_to_be_confirmed(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question).text


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("2018年收官的,不管后面跟不跟持续落实,只要是市政府法制办挑的头,统统拿来", [1, 2, 23]),
        ("责任那一栏就“各区政府”四个字、后面再没别的单位的,都是哪些条呀", [15, 91, 97]),
        ("除各区政府外责任单位再无他人的任务,有哪些", [15, 91, 97]),
        ("看看第一部分,哪些任务是市政府法制办在牵头", [1, 2, 3, 19]),
        ("市编办牵头或作为责任单位的全部任务", [*range(33, 37), *range(41, 46), 82]),
        ("工商局不是牵头了一项嘛,跟它搭伙牵头的是哪家", [29]),
        (
            "Of the items that fall due in 2017, could you give me the ones that sit in the fifth part?",
            [55, 56, 57, 68],
        ),
        ("Could you tell me for which tasks the document doesn't give a lead unit? I'm filling in a form", _NO_LEAD),
    ],
)
def test_what_is_said_beside_the_point(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks
