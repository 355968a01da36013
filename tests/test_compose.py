"""What a user reads: the number first, every task cited, the right role, absence and refusal said plainly."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.compose import RENDERERS, Composed, compose
from assistant.compose.markdown import gist, safe
from assistant.ground import ground
from assistant.retrieve import Source, check, run
from assistant.types import (
    And,
    Choice,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    FieldName,
    Form,
    GroupBy,
    Having,
    Language,
    Measure,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Outcome,
    Plan,
    Premise,
    Reading,
    Role,
    SectionIn,
    UnitIs,
)
from index.types import Document, Fact
from tests.fake_records import FakeRecords
from tests.sample_document import document, registry, shipped, task

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


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.shape)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("plans", "premises"), CASES)
def test_every_answer_keeps_the_promises(
    plans: tuple[Plan, ...], premises: tuple[Premise, ...], language: Language, form: Form
) -> None:
    said = answer(*plans, premises=premises, language=language, form=form)
    # What is cited is what stands in brackets: no citation is hidden, and none is made up.
    assert {int(n) for n in BRACKETED.findall(said.text)} == {t.number for t in said.cited}
    assert len({t.position for t in said.cited}) == len(said.cited)
    assert said.text.strip() and "{" not in said.text
    # Nothing is said that the cited tasks and the computed values do not hold.
    assert ground(said.text, [*said.cited, *said.related], said.facts, shipped()) == said.text
    # Rendered, it holds no link and no HTML, and every citation can be seen.
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(said.text)
    assert "<a " not in html and "<img" not in html
    assert set(BRACKETED.findall(html)) == set(BRACKETED.findall(said.text))
    assert said == answer(*plans, premises=premises, language=language, form=form)
    assert len(said.follow_ups) <= 3


def test_every_measure_has_a_renderer() -> None:
    assert set(RENDERERS) == set(get_args(Measure))


FIRST_WORDS: list[tuple[str, str]] = [
    ("long list", "市政府办公厅牵头的任务共42项,占全部100项的42%:"),
    ("short list", "市编办牵头、2016年到期的任务共5项:"),
    ("count", "海淀区政府作为责任单位的任务共70项,占全部100项的70%:"),
    ("count all", "文件共有100项任务。"),
    ("exists", "有,市编办牵头、一次性完成的任务共4项:"),
    ("ranked first", "牵头任务最多的是市政府办公厅,共42项。"),
    ("ranked third", "牵头任务从多到少排第3的是市委宣传部,14项。"),
    (
        "tied",
        "任务最多的是第1部分“推进行政权力运行全流程公开”、第2部分“推进管理服务全过程公开”,并列第一,各20项。",
    ),
    ("pairs", "共同牵头任务最多的是市委宣传部、市政府办公厅,共11项。"),
    ("share", "2016年到期的任务有58项,占全部100项的58%。"),
    ("average", "平均每个部分约14.29项(100项 ÷ 7个)。"),
    ("one field", "任务48的完成时限是2020年底(2020年12月31日前)。[任务48]"),
    ("absent field", "任务14没有写牵头单位(原文此栏空缺),责任单位为市政府办公厅。[任务14]"),
    ("three tasks", "这3项任务都没有写牵头单位(原文此栏空缺)。"),
    ("besides", "牵头单位共2个:市委宣传部、市经济信息化委。"),
    ("two units", "市编办牵头的任务有9项;市政府法制办牵头的任务有12项;市政府法制办牵头的任务比市编办牵头的任务多3项。"),
    ("last due", "市编办牵头的任务共9项,其中最晚到期的有3项:"),
    ("summary", "第4部分“推进政府数据开放利用”的任务共6项,都由市经济信息化委牵头,"),
    ("duty", "市编办共有10项任务:牵头9项,作为责任单位1项。"),
    ("nobody", "没有符合条件的任务:牵头单位 = 市公安局。"),
    ("wrong role", "0项。没有符合条件的任务:责任单位 = 市教委。"),
    ("no year", "没有。文件中没有符合条件的任务:2019年到期。"),
    ("not stated", "文件没有写到“婚礼”。"),
]


@pytest.mark.parametrize(("name", "words"), FIRST_WORDS)
def test_the_answer_comes_first(name: str, words: str) -> None:
    assert answer(PLANS[name]).text.startswith(words)


HELD_WORDS: list[tuple[str, str]] = [
    ("long list", "另有1项由市政府办公厅担任责任单位:任务14。"),
    ("short list", "写给统称“各相关部门”,可能也包括它"),
    ("overdue", "以2017-03-01为准"),
    ("is it overdue", "以2017-03-01为准,任务45已经过了完成时限"),
    ("both roles", "任务38的牵头单位是各区政府;任务38没有写责任单位(原文此栏空缺)"),
    ("found", "制作本市政务服务综合电子地图。"),
    ("no such role", "没有写责任单位"),
    ("two tasks", "共同的牵头单位是市政务服务办。"),
    ("two tasks", "[任务30]先到期,[任务31]后到期。"),
    ("content", "由市编办、市政府法制办牵头"),
    ("content", "原文:“完善清单动态管理机制,清单调整后10个工作日内将调整情况向社会公开。”"),
    ("facts", "从成文日期(2016-06-08)到发布日期(2016-06-13)相隔5天。"),
    ("all facts", "发文字号:文件中此项为空白。"),
    ("all facts", "(其中的年份和期号文件留空)。"),
    ("all facts", "标题:《北京市政务公开工作重点任务分工(2016-2020年)》。"),
    ("one title", "“四、推进政府数据开放利用”,共6项任务。"),
    ("nobody", "文件没有点名市公安局。"),
    ("wrong role", "文件在2项任务中把市教委列为牵头单位。"),
    ("no number", "任务编号为1至100,共100项。"),
    ("no word", "正文写有“区块链”"),
    ("no year", "2016、2017、2018、2020"),
    ("not stated", "可能相关(供参考,不作为依据):"),
]


@pytest.mark.parametrize(("name", "words"), HELD_WORDS)
def test_what_the_answer_also_says(name: str, words: str) -> None:
    assert words in answer(PLANS[name]).text


CORRECTIONS: list[tuple[str, str]] = [
    ("lead", "不是。任务7的牵头单位是市住房城乡建设委、市重大项目办,不是市财政局。[任务7]"),
    ("other role", "不是。任务82没有写牵头单位(原文此栏空缺),责任单位为市编办。[任务82]"),
    ("not only", "不是。任务10的责任单位是市民政局、各区政府,不止市民政局。[任务10]"),
    ("right", "是的。任务93的牵头单位是市政府办公厅、市人力社保局。[任务93]"),
    ("year", "不是。任务48的完成时限是2020年底(2020年12月31日前),不是2018年到期。[任务48]"),
    ("ongoing", "不是。任务81的完成时限是2016年底(2016年12月31日前),没有要求持续落实。[任务81]"),
    ("total", "不是。全部任务共100项,不是120项。"),
    ("count", "不是。市财政局牵头的任务共2项,不是5项。"),
    ("all", "是的,市网信办牵头的任务全部8项都是市政府办公厅牵头的任务。"),
    ("not all", "不是。市委宣传部牵头的任务中有1项不是2016年到期的任务:"),
    ("figure", "不是。任务68的原文是“特别重大、重大突发事件发生后,应在24小时内举行新闻发布会”,没有写“48小时”。"),
    ("no task", "没有这样的任务:任务105。"),
]


@pytest.mark.parametrize(("name", "words"), CORRECTIONS)
def test_a_premise_is_answered_first_with_the_right_value(name: str, words: str) -> None:
    said = answer(PLANS["one field"], premises=(PREMISES[name],))
    assert said.text.startswith(words)
    assert "任务48的完成时限" in said.text


def test_a_wrong_total_cites_nothing_and_a_wrong_premise_its_task() -> None:
    assert answer(premises=(PREMISES["total"],)).cited == ()
    assert [t.number for t in answer(premises=(PREMISES["lead"],)).cited] == [7]
    assert answer(premises=(PREMISES["no task"],)).outcome == Outcome.EMPTY


def test_several_questions_are_answered_in_order_and_any_answer_counts() -> None:
    said = answer(PLANS["nobody"], PLANS["one field"])
    assert said.outcome == Outcome.ANSWERED
    assert said.text.index("市公安局") < said.text.index("任务48的完成时限")
    assert [t.number for t in said.cited] == [48]


def test_refusals_cite_nothing_and_offer_what_is_near() -> None:
    said = answer(PLANS["not stated"])
    assert (said.outcome, said.cited) == (Outcome.NOT_STATED, ())
    assert said.related and not BRACKETED.search(said.text)


def test_long_lists_are_tables_by_section_and_short_ones_quote_the_text() -> None:
    long, short = answer(PLANS["long list"]).text, answer(PLANS["short list"]).text
    assert long.count("| 编号 | 内容摘要 | 牵头单位 | 责任单位 | 完成时限 |") == 5
    assert "**三、推进政务公开内容标准化(3项)**" in long
    assert "- [任务42] 推动区级部门权力清单和责任清单在政府网站集中公开。(牵头单位:市编办;" in short


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("numbers", "[任务11]、[任务12]"),
        ("lines", "- [任务11] 深化财政预算执行情况公开"),
        ("table", "| [任务11] | 深化财政预算执行情况公开"),
        ("sentence", "[任务12]。"),
    ],
)
def test_the_wished_form(shape: str, words: str) -> None:
    assert words in answer(Plan("list", unit("市财政局")), form=Form(shape)).text  # type: ignore[arg-type]


NOTES: list[tuple[str, str, str]] = [
    ("successor", "市市场监管局|市工商局|2018", "文件中的单位名称是市工商局"),
    ("successor", "市市场监管局|市工商局|", "市市场监管局是它的另一名称"),
    ("role_assumed", "lead", "按“牵头单位”回答"),
    ("district", "海淀区政府|各区政府", "文件没有单列海淀区政府"),
    ("ambiguous_unit", "法制办|市政府法制办|市人大常委会法制办", "如指市人大常委会法制办"),
    ("as_of", "2017-03-01", "以2017-03-01为准"),
    ("truncated", "", "只读了开头部分"),
    ("truncated", "2000", "只读了前2000个字"),
    ("unexplained", "花样|滑冰", "“花样、滑冰”没有用上"),
    ("group_phrase", "市政府各部门", "“市政府各部门”是统称"),
]


@pytest.mark.parametrize(("name", "value", "words"), NOTES)
def test_notes_are_said_beside_the_answer(name: str, value: str, words: str) -> None:
    said = answer(PLANS["one field"], notes=((name, value),)).text
    assert said.startswith("任务48") and words in said


@pytest.mark.parametrize("note", [("nonsense", "x"), ("successor", ""), ("district", "只有一个")])
def test_unknown_and_incomplete_notes_are_left_out(note: tuple[str, str]) -> None:
    assert answer(PLANS["one field"], notes=(note,)) == answer(PLANS["one field"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["greeting", "thanks", "joke", "who", "capabilities", "goodbye", "feelings", None, "unknown"]
)
def test_small_talk_names_the_document_and_cites_nothing(name: str | None, language: Language) -> None:
    said = answer(outcome=Outcome.SMALLTALK, smalltalk=name, language=language)
    assert (said.outcome, said.cited) == (Outcome.SMALLTALK, ())
    assert "北京市政务公开工作重点任务分工" in said.text and "100" in said.text


def test_ambiguous_offers_the_choices_and_asks_back_without_them() -> None:
    choices = (Choice("任务30", "任务30什么时候完成"), Choice("任务48", "任务48什么时候完成"))
    said = answer(outcome=Outcome.AMBIGUOUS, choices=choices)
    assert said.outcome == Outcome.AMBIGUOUS
    assert "- 任务30:任务30什么时候完成" in said.text and "- 任务48:" in said.text
    assert "请说明任务编号" in answer(outcome=Outcome.AMBIGUOUS).text


def test_without_any_reading_it_is_out_of_scope_and_says_what_can_be_asked() -> None:
    said = answer()
    assert said.outcome == Outcome.OUT_OF_SCOPE
    assert "不在《北京市政务公开工作重点任务分工(2016-2020年)》的范围内" in said.text
    assert said.follow_ups


ENGLISH: list[tuple[str, str]] = [
    ("short list", "5 tasks led by 市编办 (Municipal Office of the Commission for Public Sector Reform), due in 2016:"),
    ("short list", "[Task 41] 全面公开市政府部门的权力清单"),
    ("short list", "2016年底前完成并持续落实 (by the end of 2016 and ongoing)"),
    ("one field", "The deadline of Task 48 is 2020年底 (by the end of 2020). [Task 48]"),
    ("absent field", "Task 14 has no lead unit (the field is blank in the document)"),
    ("nobody", "No task meets the condition: lead unit = 市公安局."),
    ("facts", "发布日期 (date published): 2016-06-13."),
]


@pytest.mark.parametrize(("name", "words"), ENGLISH)
def test_english_answers_keep_the_original_wording_beside(name: str, words: str) -> None:
    assert words in answer(PLANS[name], language="en").text


def test_a_question_in_chinese_may_wish_an_english_answer() -> None:
    assert "[Task 48]" in answer(PLANS["one field"], form=Form(language="en")).text


@pytest.mark.parametrize("name", ["long list", "one field", "ranked first", "nobody", "wrong role"])
def test_follow_ups_are_questions(name: str) -> None:
    offered = answer(PLANS[name]).follow_ups
    assert offered and all(question.endswith("?") for question in offered)


def test_follow_ups_speak_only_of_what_the_document_holds() -> None:
    alone = document(task(1, "公开清单。", "市编办", "", "2016年底"))
    assert "市编办作为责任单位的任务有哪些?" not in answer(Plan("list", unit("市编办")), of=alone).follow_ups
    both = document(task(1, "公开清单。", "市编办", "", "2016年底"), task(2, "开会。", "", "市编办", "2017年底"))
    assert "市编办作为责任单位的任务有哪些?" in answer(Plan("list", unit("市编办")), of=both).follow_ups


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
