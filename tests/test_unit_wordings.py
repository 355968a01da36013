"""The same said in other words: another name of a unit, either of several, pinyin, deadlines as people say them."""

from __future__ import annotations

import pytest

from assistant.question import clean
from assistant.types import Or, UnitIs
from assistant.understand.asking.binding import bind_units
from assistant.understand.parts import read_parts
from tests.test_recognise import value
from tests.test_rules import context


def conditions_of(text: str) -> list[object]:
    """The conditions of a message, of all its parts."""
    parts, _ = read_parts(clean(text).text, context())
    return [c for part in parts for c in part.findings.conditions]


@pytest.mark.parametrize(
    "text",
    ["市教委(2018年前叫教育委员会)牵头的任务", "市教委牵头的任务,那时它还叫市教育委员会",
     "市教委,也就是市教育委员会,牵头的任务", "市育人局牵头的任务,就是市教委"],
)  # fmt: skip
def test_the_other_name_of_a_unit_selects_nothing(text: str) -> None:
    assert conditions_of(text) == conditions_of("市教委牵头的任务")


@pytest.mark.parametrize(
    "text",
    ["牵头单位含市财政局或市编办的任务", "市财政局也好、市编办也好,有一家牵头就行", "牵头的要么是市财政局要么是市编办",
     "牵头单位写了市财政局,或者写了市编办的", "市财政局牵头的,还有市编办牵头的,都有哪些"],
)  # fmt: skip
def test_either_of_several_units(text: str) -> None:
    either = Or(tuple(UnitIs("lead", (name,), name) for name in ("市财政局", "市编办")))
    assert either in conditions_of(text) or _bound(text) == either


def _bound(text: str) -> object:
    parts, _ = read_parts(clean(text).text, context())
    return bind_units(parts[0].findings).conditions[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("qing wen ren wu 49 you na xie ze ren dan wei", "请问任务49有哪些责任单位"),
     ("shi cai zheng ju qian tou na xie ren wu", "市财政局牵头哪些任务")],
)  # fmt: skip
def test_a_whole_sentence_in_pinyin(text: str, said: str) -> None:
    assert conditions_of(text) == conditions_of(said)


@pytest.mark.parametrize(
    ("text", "literal"),
    [("2018年底前完成并持续落实", True), ("2018年年底之前要完成,还得持续落实", True), ("2018年底前完成的", False)],
)
def test_a_deadline_said_in_other_words_than_it_is_written(text: str, literal: bool) -> None:
    assert (value(text, "DLIT") == "2018年底前完成并持续落实") is literal
