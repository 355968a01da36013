"""No text of a document or a question becomes markup, and no plan goes unanswered."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.compose.markdown import gist, safe
from assistant.ground import ground
from assistant.types import (
    And,
    Condition,
    FieldMissing,
    FieldName,
    Form,
    GroupBy,
    Language,
    Measure,
    Mentions,
    Not,
    Ongoing,
    Plan,
    SectionIn,
)
from index.types import Document, Fact
from tests.compose_cases import BRACKETED, FORMS, answer, number, unit, year
from tests.sample_document import document, shipped, task

HOSTILE = [
    "<script>alert(1)</script>",
    "[点这里](http://evil.example)",
    "![x](https://evil.example/x.png)",
    "a | b | c",
    "`code` *em* __strong__ ~~gone~~ $x$",
    "www.evil.example 与 javascript:alert(1)",
    "第一行\n# 标题\n- 条目",
    "&lt;b&gt; \\[任务1\\]",
    "正\u202e反\u200b常",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_never_becomes_markup(text: str) -> None:
    hostile = document(task(1, text, "市编办", "", "2016年底"), facts=(Fact("成文日期", text),), title=f"分工{text}")
    condition: Condition = And((unit("市编办"), Not(Mentions((text[:3] + "别的",)))))
    plans = (Plan("list", condition), Plan("describe", number(1)), Plan("document"), Plan("content", topic=text))
    for plan in plans:
        said = answer(plan, of=hostile, notes=(("unexplained", text),)).text
        html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(said)
        found = set(re.findall(r"<(\w+)", html))
        assert found <= {"p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}, html
        assert "\u202e" not in said and "\u200b" not in said and "://" not in said


@given(st.text(max_size=60))
def test_safe_text_is_one_line_of_plain_text(text: str) -> None:
    found = safe(text)
    assert not set(found) & set("<>&|[]`*_\\~$@\n\r")
    assert safe(found) == found


@given(st.text(alphabet="公开任务,。、;", max_size=80), st.integers(10, 40))
def test_a_gist_is_a_beginning_of_the_text(text: str, limit: int) -> None:
    found = gist(text, limit)
    assert text.startswith(found.removesuffix("…"))
    assert len(found) <= limit + 1


LEAVES: st.SearchStrategy[Condition] = st.sampled_from(
    [
        unit("市编办"),
        unit("市公安局"),
        unit("各区政府", "responsible"),
        unit("市网信办", "either"),
        year(2016, 2017),
        year(2019),
        number(1, 14, 101),
        SectionIn((2,)),
        SectionIn((9,)),
        FieldMissing("lead"),
        Ongoing(True),
        Mentions(("清单",)),
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=3,
)
DOCUMENTS = [
    shipped(),
    document(task(1, "公开。"), task(2, "开会", "市编办、市财政局等", "", "长期坚持")),
    document(),
]


AVERAGED: dict[str, Any] = {
    "measure": "average", "condition": year(2016), "sides": (), "fields": ["lead"], "topic": None, "of": DOCUMENTS[0],
    "form": Form(), "language": "zh",
}  # fmt: skip


@example(**AVERAGED, group=None)
@example(**AVERAGED, group="year")
@example(**AVERAGED, group="task")
@example(**AVERAGED | {"fields": ["deadline"]}, group="section")
@settings(deadline=None)
@given(
    measure=st.sampled_from([name for name in get_args(Measure) if name != "smalltalk"]),
    condition=st.none() | CONDITIONS,
    sides=st.lists(CONDITIONS, min_size=2, max_size=3).map(tuple),
    fields=st.lists(st.sampled_from(["lead", "responsible", "deadline", "section", "text", "number"]), max_size=3),
    group=st.none() | st.sampled_from(["lead", "responsible", "either", "section", "year", "deadline", "pair"]),
    topic=st.none() | st.sampled_from(["清单", "公开 网站"]),
    of=st.sampled_from(DOCUMENTS),
    form=st.sampled_from(FORMS),
    language=st.sampled_from(["zh", "en"]),
)
def test_any_plan_over_any_document_is_answered_with_visible_grounded_citations(
    measure: Measure,
    condition: Condition | None,
    sides: tuple[Condition, ...],
    fields: list[FieldName],
    group: GroupBy | None,
    topic: str | None,
    of: Document,
    form: Form,
    language: Language,
) -> None:
    plan = Plan(measure, condition, topic, fields=tuple(fields), group=group, sides=sides)
    said = answer(plan, of=of, form=form, language=language)
    assert {int(n) for n in BRACKETED.findall(said.text)} == {t.number for t in said.cited}
    assert ground(said.text, [*said.cited, *said.related], said.facts, of) == said.text
    assert said.text.strip()
