"""How a unit, its companions, a negation and a role are tied together, whatever words stand between them."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.question import clean
from assistant.types import Outcome
from assistant.understand.parts import read_parts
from assistant.understand.tokens import Units
from tests.asked import ask, cited
from tests.test_recognise import value
from tests.test_rules import context


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("责任单位里同时有各区政府和市政府各相关部门的任务", [7, 8, 9, 18, 22, 23, 24, 42, 43, 64]),
        ("市政府法制办牵头、但市政府办公厅没牵头的任务", [1, 21, 22, 23, 43]),
        ("牵头单位里没有办公厅但有新闻办的任务", [78, 79]),
        ("市委宣传部挑头、新闻办也挑头的任务", [67, 68]),
        ("市编办牵头但政务服务办不参加的任务", [41, 42, 43, 44, 45]),
        ("由市编办一家牵头,别的单位没参与牵头的任务", [41, 42, 44, 45]),
        ("各区政府既牵头又负责的任务", [13]),
        ("两家合牵、其中一家是市编办的任务", [33, 34, 35, 36, 43]),
        ("市政府新闻办,它单独牵头的有哪些", [78, 79]),
        ("哪几项是一家牵头、一家负责", [15, 21, 41, 49, 50, 51, 52, 54]),
        ("一个牵头单位、一个责任单位的任务有哪几项", [15, 21, 41, 49, 50, 51, 52, 54]),
        ("市编办单枪匹马牵头的", [41, 42, 44, 45]),
        ("市编办自己扛、没拉别人的牵头任务", [41, 42, 44, 45]),
        ("责任单位写市政府各部门、没写各区政府的", [41, 90]),
        ("市发展改革委牵头的任务中,哪些牵头单位不止它一家?", [6, 13, 39, 40]),
        ("审计局的责任是什么、几时完成", [16]),
        ("我是市财政局新来的,我们局要干啥", [11, 12]),
        ("除市政府办公厅外,第三部分还有谁牵头过任务?各是哪些", [41, 42, 43, 44, 45]),
        ("市网信办的牵头搭档有哪些", [65, 66, 69, 70, 71, 72, 73, 74]),
        ("市民政局露脸的任务都有哪些", [10]),
        ("保密系统牵头的有哪些", [88]),
        ("第六部分里,宣传部和网信办都没参与挑头的", [78, 79, 80, 81]),
        ("编号是25的倍数、60以内的任务", [25, 50]),
        ("第11、12项,光告诉我责任单位", [11, 12]),
        ("教育口挑头的任务", [39, 40]),
        ("市委宣传部和网信办一道牵头的,哪条没落责任单位", [66]),
        ("编办牵头的清单类任务共几条", [41, 42, 43, 45]),
        ("既讲了表彰又讲了问责的任务", [100]),
        ("tasks due 2018 with a single lead unit and no responsible unit", [26, 53]),
        ("Tasks that the Supervision Bureau leads together with someone else", [100]),
        ("只点了区政府当责任单位、没捎带任何市里部门的,有哪几条", [15, 91, 97]),
        ("市编办各自跟市政务服务办、市财政局一起牵头的有哪些,其余的不用列", [33, 34, 35, 36]),
        ("民政局也好,保密局也好,占上一家牵头就给我", [10, 88]),
        ("左手牵头右手责任,两栏都写了“各区政府”的", [13]),
        ("发改委参与牵头的里面,把各区政府也拉来担责任的是哪几条", [6, 8, 13]),
        ("市审计局名下的,我问的是牵头栏不是责任栏", [16]),
        ("没人牵头,责任单位又孤零零只有一个的", [14, 27, 82, 90, 91, 97]),
    ],
)
def test_what_stands_between_a_unit_and_its_role(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    "question",
    [
        "上海市财政局牵头哪些任务",
        "绍兴市教育局牵头几项",
        "义乌市审计局负责什么",
        "大连财政局牵头哪几项",
        "河北省发改委牵头的任务",
        "which tasks does the shanghai finance bureau lead",
    ],
)
def test_a_unit_of_another_place_is_out_of_scope(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("北京市人民代表大会常务委员会法制办公室", "市人大常委会法制办"),
        ("中国共产党北京市委员会宣传部", "市委宣传部"),
        ("北京市机构编制委员会办公室", "市编办"), ("北京市国家保密局", "市保密局"), ("市政容委", "市市政市容委"),
        ("Beijing Municipal Bureau of Finance", "市财政局"), ("Transport Commission", "市交通委"),
        ("Beijing's Commission of Education", "市教委"), ("北京市人民政府各部门", "市政府各部门"),
        ("法制办(人大那个)", "市人大常委会法制办"), ("法制办(不是人大的)", "市政府法制办"),
        ("政府那边的法制办", "市政府法制办"), ("管编制的那个办", "市编办"), ("负责教育的部门", "市教委"),
    ],
)  # fmt: skip
def test_full_names_and_abbreviations(words: str, unit: str) -> None:
    found = value(words, "UNIT")
    assert isinstance(found, Units)
    assert found.names[0].names[0] == unit


def test_words_the_document_does_not_use_leave_a_complete_condition_alone() -> None:
    parts, _ = read_parts(clean("市编办牵头的任务,劳驾捋顺了呈上来").text, context())
    assert parts[0].findings.topic == ""
