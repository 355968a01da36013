"""Plans and premises over the shipped document, and the answer that composing gives them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.checking import check
from assistant.compose import Composed, compose
from assistant.retrieve.run import run
from assistant.retrieve.source import Source
from assistant.types import (
    And,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Form,
    Having,
    Language,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Plan,
    Premise,
    Reading,
    Role,
    SectionIn,
    UnitIs,
)
from index.types import Document
from tests.fake_records import FakeRecords
from tests.sample_document import registry, shipped

AS_OF = date(2017, 3, 1)


def unit(name: str, role: Role = "lead", *, label: str = "", only: bool = False) -> UnitIs:
    return UnitIs(role, (name,), label or name, only)


def year(first: int, last: int | None = None) -> DueIn:
    return DueIn(date(first, 1, 1), date(last or first, 12, 31))


def number(*numbers: int) -> NumberIn:
    return NumberIn(numbers)


def answer(
    *plans: Plan,
    premises: tuple[Premise, ...] = (),
    of: Document | None = None,
    language: Language = "zh",
    form: Form | None = None,
    notes: tuple[tuple[str, str], ...] = (),
    **reading: object,
) -> Composed:
    """The answer to these plans and premises over a document, as retrieval gives their results."""
    source = Source(FakeRecords(of or shipped()), of or shipped(), registry())
    asked = Reading(plans, premises, form=form or Form(), language=language, notes=notes, **reading)  # type: ignore[arg-type]
    results = [run(plan, source) for plan in plans]
    checks = [check(premise, source) for premise in premises]
    return compose(asked, results, checks, source.document, source.registry, AS_OF)


PLANS: dict[str, Plan] = {
    "long list": Plan("list", unit("市政府办公厅")),
    "short list": Plan("list", And((unit("市编办"), year(2016)))),
    "asked field": Plan("list", unit("市网信办"), fields=("deadline",)),
    "picked": Plan("list", SectionIn((5,)), pick=(0, -1)),
    "last due": Plan("list", unit("市编办"), group="deadline", limit=1),
    "overdue": Plan("list", year(2016), overdue=True),
    "negated": Plan("list", And((SectionIn((5,)), Not(unit("市委宣传部")), Not(unit("市政府办公厅"))))),
    "count": Plan("count", unit("各区政府", "responsible", label="海淀区政府")),
    "count all": Plan("count"),
    "exists": Plan("exists", And((unit("市编办"), Ongoing(False)))),
    "ranked first": Plan("rank", group="lead", limit=1),
    "ranked third": Plan("rank", group="lead", pick=(2,)),
    "ranking": Plan("rank", group="responsible"),
    "tied": Plan("rank", group="section", limit=1),
    "pairs": Plan("rank", group="pair", limit=1),
    "share": Plan("share", year(2016)),
    "average": Plan("average", group="section"),
    "years": Plan("breakdown", group="year"),
    "sections of some": Plan("breakdown", year(2020), group="section"),
    "one field": Plan("describe", number(48), fields=("deadline",)),
    "absent field": Plan("describe", number(14), fields=("lead",)),
    "both roles": Plan("describe", number(38), fields=("lead", "responsible")),
    "whole task": Plan("describe", number(37)),
    "three tasks": Plan("describe", number(83, 84, 85), fields=("lead",)),
    "found": Plan("describe", number(37), topic="电子地图", fields=("deadline",)),
    "is it overdue": Plan("describe", number(45), fields=("deadline",), overdue=True),
    "besides": Plan("units", unit("市网信办"), group="lead", excluded=("市网信办", "市政府办公厅")),
    "no such role": Plan("units", unit("市人力社保局"), group="responsible"),
    "lead once": Plan("units", group="lead", having=Having(1, 1)),
    "two tasks": Plan("compare", sides=(number(30), number(31))),
    "two units": Plan("compare", sides=(unit("市编办"), unit("市政府法制办"))),
    "two units in a section": Plan("compare", SectionIn((2,)), sides=(unit("市编办"), unit("市政府办公厅"))),
    "summary": Plan("summarise", SectionIn((3,))),
    "duty": Plan("duty", unit("市编办", "either")),
    "content": Plan("content", topic="清单调整后10个工作日内公开"),
    "facts": Plan("document", facts=("成文日期", "发布日期")),
    "all facts": Plan("document"),
    "titles": Plan("sections"),
    "one title": Plan("sections", SectionIn((3,))),
    "nobody": Plan("list", unit("市公安局")),
    "wrong role": Plan("count", unit("市教委", "responsible")),
    "no number": Plan("list", number(101)),
    "no year": Plan("exists", year(2019)),
    "no word": Plan("list", Mentions(("区块链",))),
    "not stated": Plan("content", topic="婚礼"),
}
PREMISES: dict[str, Premise] = {
    "lead": Premise(number(7), unit("市财政局")),
    "other role": Premise(number(82), unit("市编办")),
    "not only": Premise(number(10), unit("市民政局", "responsible", only=True)),
    "right": Premise(number(93), And((unit("市政府办公厅"), unit("市人力社保局")))),
    "year": Premise(number(48), year(2018)),
    "wording": Premise(number(69), DeadlineIs("2018年底前完成并持续落实")),
    "ongoing": Premise(number(81), Ongoing(True)),
    "section": Premise(number(41), SectionIn((1,))),
    "total": Premise(None, count=120),
    "count": Premise(unit("市财政局"), count=5),
    "all": Premise(unit("市网信办"), unit("市政府办公厅")),
    "not all": Premise(unit("市委宣传部"), year(2016)),
    "every": Premise(None, Not(FieldMissing("responsible"))),
    "figure": Premise(number(68), Mentions(("48小时",))),
    "no task": Premise(number(105), Mentions(("信访",))),
}
CASES = [
    *(pytest.param((plan,), (), id=name) for name, plan in PLANS.items()),
    *(pytest.param((), (premise,), id=f"premise {name}") for name, premise in PREMISES.items()),
    pytest.param((PLANS["one field"], PLANS["nobody"], PLANS["short list"]), (PREMISES["lead"],), id="several"),
]
FORMS = [Form(), Form("numbers"), Form("lines"), Form("table"), Form("sentence")]
BRACKETED = re.compile(r"\[(?:任务|Task )(\d+)\]")
