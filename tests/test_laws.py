"""Laws that hold for every question: what is printed can be asked, manners change nothing, filters only narrow."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

import assistant as package
from assistant import Answer, Assistant, Outcome, Turn
from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Or,
    Role,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from assistant.words import condition_words
from index.types import Document
from tests.asked import AS_OF, ask, cited
from tests.plain_conditions import chosen

steady = settings(deadline=None, derandomize=True)


def the_document(assistant: Assistant) -> Document:
    """Not a fixture: a failing example would be shown with the whole of it."""
    return next(iter(assistant.documents.values()))


# --- what is printed can be asked ------------------------------------------------------------------------------------


def year(number: int) -> DueIn:
    return DueIn(date(number, 1, 1), date(number, 12, 31))


def missing(name: Literal["lead", "responsible"]) -> FieldMissing:
    return FieldMissing(name)


def lead(unit: str) -> UnitIs:
    return UnitIs("lead", (unit,), unit)


UNITS = ("市政府办公厅", "市编办", "市财政局", "市委宣传部", "市政务服务办", "各区政府", "市政府各部门", "市审计部门")
ROLES: tuple[Role, ...] = ("lead", "responsible", "either")
_days = st.dates(date(2016, 1, 1), date(2020, 12, 31))
_units = st.builds(lambda role, unit: UnitIs(role, (unit,), unit), st.sampled_from(ROLES), st.sampled_from(UNITS))
_numbers = st.builds(lambda found: NumberIn(tuple(sorted(found))), st.sets(st.integers(1, 100), min_size=1, max_size=6))
_words = st.sampled_from(("清单", "公众", "网站", "目录", "新闻发布会", "预算", "PPP"))
_due = st.one_of(
    st.sampled_from((2016, 2017, 2018, 2020)).map(year),
    st.builds(lambda end: DueIn(None, end), _days),
    st.builds(lambda start: DueIn(start, None), _days),
    st.builds(lambda a, b: DueIn(min(a, b), max(a, b)), _days, _days),
)
ATOMS = st.one_of(
    _units, _numbers, _due, st.just(DueIn(None, None)),
    _units.map(lambda unit: replace(unit, only=True)),
    st.one_of(st.builds(missing, st.just("lead")), st.builds(missing, st.just("responsible"))),
    st.booleans().map(Ongoing),
    st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda found: SectionIn(tuple(sorted(found)))),
    st.sampled_from(("2016年底", "2017年底前完成并持续落实", "2020年底")).map(DeadlineIs),
    st.sets(_words, min_size=1, max_size=2).map(lambda words: Mentions(tuple(sorted(words)))),
    st.sampled_from(("百分比", "次数", "办理时间", "电话或热线", "数字指标")).map(Figure),
    st.builds(lambda role, low: UnitCount(role, low, low), st.sampled_from(ROLES), st.integers(1, 4)),
    st.builds(lambda role, low: UnitCount(role, low, None), st.sampled_from(ROLES), st.integers(1, 4)),
    st.builds(lambda role, high: UnitCount(role, None, high), st.sampled_from(ROLES), st.integers(1, 4)),
    st.builds(lambda role, low: UnitCount(role, low, low + 1), st.sampled_from(ROLES), st.integers(1, 4)),
    st.sampled_from(ROLES).map(lambda role: UnitCount(role, None, None)),
    st.builds(lambda role, number: SameAs(role, number), st.sampled_from(ROLES[:2]), st.integers(1, 100)),
    st.builds(lambda name, number: SameAs(name, number), st.sampled_from(("deadline", "section")), st.integers(1, 100)),
)  # fmt: skip
PRINTED = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(Not), st.tuples(inner, inner).map(Or),
        # Two of one kind ("2016年到期,2017年到期") may mean either of them, to people as well.
        st.lists(inner, min_size=2, max_size=3, unique_by=type).map(lambda parts: And(tuple(parts))),
    ),
    max_leaves=4,
)  # fmt: skip
ASKED = {"zh": ("{}的任务有哪些", "列出{}的任务", "{}"), "en": ("which tasks are {}", "list tasks: {}")}


@settings(steady, max_examples=300)
@given(PRINTED, st.sampled_from([(language, asked) for language, forms in ASKED.items() for asked in forms]))
def test_a_condition_in_words_is_read_as_the_same_condition(
    assistant: Assistant, condition: Condition, asked: tuple[Literal["zh", "en"], str]
) -> None:
    document, (language, form) = the_document(assistant), asked
    words = condition_words(condition, document.sections, language)
    assert cited(ask(assistant, form.format(words))) == chosen(condition, document)


# --- manners change nothing ------------------------------------------------------------------------------------------

PLAIN = [
    "市政府办公厅牵头哪些任务", "责任单位是各区政府的任务有哪些", "市编办牵头几项任务", "2016年到期的任务有哪些",
    "任务49的牵头单位是谁", "第四部分有哪些任务",
    "没有牵头单位的任务有哪些", "要持续落实的任务有几项", "市编办和市政务服务办共同牵头的任务有哪些",
    "提到“清单”的任务有哪些", "任务10到15的完成时限",
    "不是市政府办公厅牵头的任务有哪些", "2017年以后到期的任务有哪些", "市财政局", "发文字号是什么",
    "任务14是市政府办公厅牵头的吗", "比较任务30和任务31",
    "三家单位共同牵头的任务有哪些", "只有市编办一家牵头的任务有哪些", "和任务30时限相同的有哪些",
    "2016年到期且要持续落实的任务有哪些",
]  # fmt: skip


def wide(text: str) -> str:
    """Every ASCII character in its full-width form."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@cache
def traditional() -> OpenCC:
    return OpenCC("s2t")


MANNERS: dict[str, Callable[[str], str]] = {
    "请问": lambda q: f"请问{q}", "您好": lambda q: f"您好,请问{q}", "麻烦": lambda q: f"麻烦帮我查一下{q}",
    "谢谢": lambda q: f"{q},谢谢",
    "question mark": lambda q: f"{q}?", "wide marks": lambda q: f"{q}？？", "full stop": lambda q: f"{q}。",
    "ellipsis": lambda q: f"{q}…",
    "spaces": lambda q: f"  {q}\n", "tags": lambda q: f"<p>{q}</p>", "emoji": lambda q: f"{q}😀🙏",
    "啊": lambda q: f"{q}啊",
    "呢": lambda q: f"{q}呢", "wide": wide, "traditional": lambda q: str(traditional().convert(q)),
    "straight quotes": lambda q: q.replace("“", '"').replace("”", '"'), "zero width": lambda q: "\u200b".join(q),
    "all at once": lambda q: f"您好！请问{traditional().convert(wide(q))}？谢谢！😀",
}  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS)
def test_manners_punctuation_width_and_script_change_nothing(assistant: Assistant, manner: str) -> None:
    for question in PLAIN:
        plain, dressed = ask(assistant, question), ask(assistant, MANNERS[manner](question))
        assert (question, dressed.outcome, cited(dressed)) == (question, plain.outcome, cited(plain))


@pytest.mark.parametrize("manner", ["您好", "谢谢"])
def test_manners_do_not_change_a_ranking(assistant: Assistant, manner: str) -> None:
    question = "哪个单位牵头的任务最多"
    assert cited(ask(assistant, MANNERS[manner](question))) == cited(ask(assistant, question))


# --- filters only narrow ---------------------------------------------------------------------------------------------

FILTERS: dict[str, Condition] = {
    "市编办牵头": lead("市编办"), "市政府办公厅牵头": lead("市政府办公厅"), "2016年到期": year(2016),
    "2017年到期": year(2017), "要持续落实": Ongoing(True), "提到“清单”": Mentions(("清单",)),
    "没有责任单位": FieldMissing("responsible"), "责任单位是各区政府": UnitIs("responsible", ("各区政府",), "各区政府"),
}  # fmt: skip
LAST = ("没有责任单位", "责任单位是各区政府")  # a unit named after 、 would belong to it
CLASHING = ({"市编办牵头", "市政府办公厅牵头"}, {"2016年到期", "2017年到期"}, {"没有责任单位", "责任单位是各区政府"})


@settings(steady, max_examples=80)
@given(st.lists(st.sampled_from(sorted(FILTERS)), min_size=1, max_size=3, unique=True), st.integers(0, 7))
def test_adding_a_filter_never_adds_tasks(assistant: Assistant, filters: list[str], section: int) -> None:
    if any(len(set(clash) & set(filters)) > 1 for clash in CLASHING):
        return
    filters.sort(key=lambda name: name in LAST)
    before: set[object] = set(range(1, 101))
    place = f"第{section}部分里" if section else ""
    for n in range(1, len(filters) + 1):
        answer = ask(assistant, f"{place}{'、'.join(filters[:n])}的任务有哪些")
        conditions = tuple(FILTERS[name] for name in filters[:n])
        inside = (SectionIn((section - 1,)),) if section else ()
        assert set(cited(answer)) <= before
        assert cited(answer) == chosen(And((*inside, *conditions)), the_document(assistant))
        before = set(cited(answer))


@pytest.mark.parametrize("joint", ["、", ",", "且"])
def test_a_lead_and_an_absent_field(assistant: Assistant, joint: str) -> None:
    question = f"市政府办公厅牵头{joint}没有责任单位的任务有哪些"
    assert cited(ask(assistant, question)) == [66, 93, 94, 95]


def test_a_lead_and_a_responsible_unit(assistant: Assistant) -> None:
    condition = ask(assistant, "市政府办公厅牵头、责任单位是各区政府的任务有哪些").condition
    assert condition == "牵头单位 = 市政府办公厅,责任单位 = 各区政府"


# --- the same question, the same answer ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", [*PLAIN, "我家门口修路能看到信息吗", "政府花钱能查到吗", "你好", "asdf", ""])
def test_the_same_question_gives_the_same_bytes(assistant: Assistant, question: str) -> None:
    first, second = ask(assistant, question), ask(assistant, question)
    assert first.text.encode() == second.text.encode()
    for name in ("outcome", "citations", "facts", "reading", "condition", "related", "follow_ups"):
        assert getattr(first, name) == getattr(second, name)


# --- any text at all -------------------------------------------------------------------------------------------------


def cue_words() -> list[str]:
    folder = Path(package.__file__).parent / "understand"
    tables = [tomllib.loads((folder / n).read_text("utf-8")) for n in ("cues.toml", "cues_en.toml", "world.toml")]
    return sorted({form for table in tables for kind in table.values() for forms in kind.values() for form in forms})


_piece = st.one_of(
    st.sampled_from(cue_words()), st.sampled_from(UNITS), st.integers(-5, 2200).map(str),
    st.sampled_from(("任务", "第", "第三部分", "2016年", "“", "”", "、", ",", "?", "。", " ", "\n", "12月", "任务5-3",
    "第九十九")),
    st.text(st.characters(codec=None), max_size=4),
)  # fmt: skip
_message = st.lists(_piece, min_size=1, max_size=9).map("".join)


def sound(answer: Answer) -> None:
    """What every answer is, whatever was asked."""
    assert isinstance(answer.outcome, Outcome)
    assert answer.text.strip()
    assert answer.outcome is Outcome.ANSWERED or not answer.citations


def test_the_lead_of_a_task_that_has_none(assistant: Assistant) -> None:
    sound(ask(assistant, "和任务89同一个牵头单位的任务有哪些"))


# `make fuzz` asks for many more.
FUZZ = int(os.environ.get("FUZZ", "250"))


@settings(steady, max_examples=FUZZ)
@given(_message)
def test_any_text_is_answered(assistant: Assistant, message: str) -> None:
    sound(ask(assistant, message))


@settings(steady, max_examples=FUZZ // 3)
@given(st.lists(_message, min_size=2, max_size=4))
def test_any_conversation_is_answered(assistant: Assistant, messages: list[str]) -> None:
    history: list[Turn] = []
    for message in messages:
        answer = assistant.ask(message, tuple(history), AS_OF)
        sound(answer)
        history.append(Turn(message, answer))
