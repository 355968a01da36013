"""Messages as they are typed: text copied from the document, numbered questions, items pasted one to a line."""

from __future__ import annotations

import pytest

from assistant.question import clean
from assistant.types import And, Condition, FieldMissing, NumberIn, Or, SameAs, SectionIn, UnitIs
from assistant.understand.parts import read_parts
from assistant.understand.read import read
from assistant.understand.recognise import recognise
from assistant.understand.sentences.split import Items, sentences
from assistant.understand.spelling.mistyped import put_right
from assistant.understand.texts.pasted import without_copies
from tests.test_rules import context

COPIES = [
    ("建设大数据管理平台,推动跨部门、跨层级政务数据汇集共享 归谁牵头", "任务50 归谁牵头"),
    ("“建设大数据管理平台,推动跨部门……汇集共享”归谁牵头", "任务50归谁牵头"),
    ("37. 制作本市政务服务综合电子地图。牵头单位:市政务服务办 这项有责任单位吗", "任务37 这项有责任单位吗"),
    ("| 37 | 制作本市政务服务综合电子地图。 | 市政务服务办 | 2017年底 | 属于哪个部分", "任务37 | 属于哪个部分"),
    ("制作本市政务服务综合电子地图。牵头单位:市编办。对吗", "任务37,牵头单位:市编办。对吗"),
    ("制作本市政务服务综合电子地图 完成时限?", "任务37 完成时限?"),
    ("制定专门培训计划,归谁牵头", "任务94、95,归谁牵头"),
    ("推进行政权力运行全流程公开有几项", "推进行政权力运行全流程公开有几项"),
    ("各区政府、市政府各部门负责的有几项", "各区政府、市政府各部门负责的有几项"),
    ("电子地图归谁做", "电子地图归谁做"),
]


@pytest.mark.parametrize(("message", "read"), COPIES)
def test_a_copied_passage_names_its_task(message: str, read: str) -> None:
    assert without_copies(clean(message).text, context()) == read.replace("……", "...")


SENTENCES = [
    ("1、甲什么时候完成;2、乙谁牵头", ["甲什么时候完成", "乙谁牵头"]),
    ("第一,甲什么时候完成?第二,乙谁牵头?", ["甲什么时候完成?", "乙谁牵头?"]),
    ("请看两个事:(1)甲的时限(2)乙的时限", ["请看两个事:", "甲的时限", "乙的时限"]),
    ("q1: 甲谁牵头 q2: 乙谁牵头", ["甲谁牵头", "乙谁牵头"]),
    ("1、2、3项谁牵头", ["1、2、3项谁牵头"]),
    ("一、三部分谁牵头", ["一、三部分谁牵头"]),
    ("1.甲什么时候完成", ["1.甲什么时候完成"]),
    ("甲牵头的有哪些?乙也牵头的不算", ["甲牵头的有哪些,乙也牵头的不算?"]),
    ("甲牵头的有哪些?乙牵头哪些", ["甲牵头的有哪些?", "乙牵头哪些"]),
    ("同时满足两个条件的任务:一是甲牵头;二是缺责任单位", ["任务,甲牵头,缺责任单位"]),
    ("符合以下要求的任务有哪些:(1)甲牵头;(2)在第五部分", ["任务,甲牵头,在第五部分"]),
]


@pytest.mark.parametrize(("message", "parted"), SENTENCES)
def test_numbered_questions_are_sentences(message: str, parted: list[str]) -> None:
    assert sentences(message, lambda _: Items()) == parted


LISTS = [
    ("市水务局\n市环保局\n各牵头几项", ["市水务局、市环保局 各牵头几项"]),
    ("下面几家牵头哪些任务:\n市水务局\n市环保局", ["下面几家牵头哪些任务 市水务局、市环保局"]),
    ("任务3;任务8;任务9 时限", ["任务3、任务8、任务9 时限"]),
    ("市水务局\n市环保局", ["市水务局、市环保局"]),
    ("29;48;53谁牵头", ["29、48、53谁牵头"]),
    ("编号:96、97;问:哪些没有牵头单位", ["编号:96、97 问:哪些没有牵头单位"]),
    ("任务29。市水务局牵头哪些", ["任务29", "市水务局牵头哪些"]),
    ("市水务局牵头几项和市环保局牵头几项", ["市水务局牵头几项和", "市环保局牵头几项"]),
    ("市水务局牵头几项和市环保局牵头几项差多少", ["市水务局牵头几项和市环保局牵头几项差多少"]),
]


@pytest.mark.parametrize(("message", "parted"), LISTS)
def test_items_on_lines_of_their_own_are_one_list(message: str, parted: list[str]) -> None:
    parts, _ = read_parts(clean(message).text, context())
    assert [part.text for part in parts] == parted


SEQUELS = [
    ("第30项时限是什么,第31项呢", [NumberIn((30,)), NumberIn((31,))]),
    ("任务41的完成时间?还有42的?", [NumberIn((41,)), NumberIn((42,))]),
    (
        "市水务局牵头哪些?市环保局呢",
        [UnitIs("lead", ("市水务局",), "市水务局"), UnitIs("lead", ("市环保局",), "市环保局")],
    ),
    ("任务9。请问和它同一个时限的还有几项", [SameAs("deadline", 9)]),
    ("第一部分第3项和第三部分第1项分别谁牵头", [NumberIn((3, 41))]),
    ("没有牵头单位且在第七部分;格式:一行一个编号", [And((FieldMissing("lead"), SectionIn((6,))))]),
    ("第3项谁牵头,第8项的时限呢,这些的责任单位都有谁", [NumberIn((3,)), NumberIn((8,)), NumberIn((3, 8))]),
]


@pytest.mark.parametrize(("message", "conditions"), SEQUELS)
def test_a_question_may_lean_on_the_one_before(message: str, conditions: list[Condition]) -> None:
    assert [plan.condition for plan in read(clean(message), context()).plans] == conditions


APART = [
    ("市水务局牵头的任务和市保密局牵头的任务", ("市水务局", "市保密局")),
    ("市水务局的任务、市保密局的任务", ("市水务局", "市保密局")),
]


@pytest.mark.parametrize(("message", "names"), APART)
def test_tasks_of_several_units_are_counted_up(message: str, names: tuple[str, ...]) -> None:
    (plan,) = read(clean(f"{message}各有哪些"), context()).plans
    assert isinstance(plan.condition, Or)
    assert tuple(c.label for c in plan.condition.parts if isinstance(c, UnitIs)) == names


@pytest.mark.parametrize(
    ("message", "refused"),
    [("市水务局的电话是多少", "unstated"), ("市水务局在哪里办公", "unstated"), ("上海市水务局的电话", "foreign"),
     ("任务3的负责人叫什么名字", "unstated"),
     ("市水务局牵头的任务里哪几项提到电话号码", None)],
)  # fmt: skip
def test_how_to_reach_a_unit_is_not_in_the_document(message: str, refused: str | None) -> None:
    assert [plan.refused for plan in read(clean(message), context()).plans] == [refused]


HEARD = [
    ("负面青单谁来做", "负面清单谁来做"),
    ("请看专家队五这一项", "请看专家队伍这一项"),
    ("负面清淡谁来做", "负面清单谁来做"),  # 清淡 is a word, three characters of four are right
    ("dianzi ditu谁来做", "电子地图谁来做"),
    ("负面清单归那个单位管", "负面清单归哪个单位管"),
    ("那个单位牵头的任务有几项", "那个单位牵头的任务有几项"),
    ("第八十八向谁牵头", "第八十八项谁牵头"),
    ("任务既是甲的又是乙的", "任务既是甲的又是乙的"),
]


@pytest.mark.parametrize(("typed", "meant"), HEARD)
def test_words_of_the_document_are_read_by_sound(typed: str, meant: str) -> None:
    assert put_right(typed, recognise(typed, context()), context()) == meant
