"""A topic in everyday words beside a condition: 市工商局牵头的、跟企业注销手续有关的."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.pipeline import context_of
from assistant.question import clean
from assistant.retrieve.joined import meant, with_topics
from assistant.retrieve.source import Source
from assistant.types import Joined, Reading
from assistant.understand.asking.joined_topics import things_of
from assistant.understand.read import read
from assistant.words import plan_words
from index.document_units import registry_of
from index.read import read_document
from index.units import load_registry
from tests.fake_records import FakeRecords

DATA = Path(__file__).parent / "data"


@cache
def source() -> Source:
    document = read_document(DATA / "syn6_messy.txt")
    return Source(FakeRecords(document), document, registry_of(document, load_registry(None)))


def understood(question: str) -> Reading:
    return read(clean(question), context_of(source(), date(2026, 11, 26)))


@pytest.mark.parametrize(
    ("question", "words", "sure"),
    [
        ("市工商局牵头的、跟关门歇业有关的", "关门歇业", True),
        ("市工商局牵头的里头，和公司关张沾边的是哪个", "公司关张", True),
        ("市工商局牵头的跟着火有关的", "着火", True),
        ("关于开公司填表的、由市工商局牵头的是哪项", "开公司填表", True),
        ("市工商局牵头的，门牌好些店登记那条", "门牌好些店登记", True),
        ("2018年8月底前要弄完的、门牌好些店登记那件事", "门牌好些店登记", True),
        ("2018年8月底前要弄完的门牌好些店登记的活", "门牌好些店登记", False),
        ("市工商局牵头的跟注销、写作业有关的", "注销、写作业", True),
    ],
)
def test_a_topic_is_joined_to_a_condition(question: str, words: str, sure: bool) -> None:
    assert [plan.joined for plan in understood(question).plans] == [Joined(words, sure=sure)]


@pytest.mark.parametrize(
    "question",
    [
        "市工商局跟哪些任务有关",
        "市工商局牵头的任务列个清单,我要贴墙上",
        "奶奶今年八十二,去办证有没有人管",
        "市工商局牵头的任务,跟市政府法制办有关的",
        "任务3跟什么有关",
    ],
)
def test_other_words_are_no_topic(question: str) -> None:
    assert all(plan.joined is None for plan in understood(question).plans)


def test_tasks_that_stand_out_are_meant_and_the_condition_line_says_so() -> None:
    reading = with_topics(understood("市工商局牵头的，跟注销企业证照有关的"), source())
    sections = source().document.sections
    assert [plan_words(plan, sections, "zh") for plan in reading.plans] == ["牵头单位 = 市工商局,内容:注销企业证照"]
    assert (reading.unexplained, reading.notes) == ((), ())


def test_a_topic_that_no_task_stands_out_for_is_named_as_not_understood() -> None:
    reading = with_topics(understood("市工商局牵头的，跟养猫养狗有关的"), source())
    assert [plan.topic for plan in reading.plans] == [None]
    assert reading.unexplained == ("养猫养狗",)
    assert reading.notes == (("unexplained", "养猫养狗"),)


def test_words_that_may_be_no_topic_need_more() -> None:
    tasks = source().tasks(understood("市工商局牵头哪些任务").plans[0].condition)
    topic = Joined("电子证照企业")
    assert meant(topic, tasks, source())
    assert not meant(replace(topic, sure=False), tasks, source())


@pytest.mark.parametrize(
    ("topic", "things"),
    [("教材、网课", ["教材", "网课"]), ("盖厂房和给人才找房子住", ["盖厂房", "给人才找房子住"]), ("和平", ["和平"])],
)
def test_things_of(topic: str, things: list[str]) -> None:
    assert things_of(topic) == things
