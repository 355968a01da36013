"""What a user reads: the number first, every task cited, the right role, absence and refusal said plainly."""

from __future__ import annotations

from typing import get_args

import pytest
from markdown_it import MarkdownIt

from assistant.compose import RENDERERS
from assistant.ground import ground
from assistant.types import (
    Choice,
    Form,
    Language,
    Measure,
    Outcome,
    Plan,
    Premise,
)
from tests.compose_cases import BRACKETED, CASES, FORMS, PLANS, PREMISES, answer, unit
from tests.sample_document import document, shipped, task


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
    ("count all", "文件共有100项任务,编号1至100,分为7个部分。"),
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
    ("nobody", "文件中找不到市公安局牵头的任务。"),
    ("wrong role", "0项,文件中找不到市教委作为责任单位的任务。"),
    ("no year", "没有,文件中找不到2019年到期的任务。"),
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
    ("two tasks", "[任务30]先到期,[任务31]后到期,相差1年(12个月)。"),
    ("content", "由市编办、市政府法制办牵头"),
    ("content", "原文:“完善清单动态管理机制,清单调整后10个工作日内将调整情况向社会公开。”"),
    ("facts", "从成文日期(2016-06-08)到发布日期(2016-06-13)相隔5天。"),
    ("all facts", "发文字号:文件中此项为空白。"),
    ("all facts", "(其中的年份和期号文件留空)。"),
    ("all facts", "标题:《北京市政务公开工作重点任务分工(2016-2020年)》。"),
    ("one title", "“四、推进政府数据开放利用”,共6项任务(任务49-54)。"),
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
    ("all", "是的,市网信办牵头的任务共8项,都是市政府办公厅牵头的任务。"),
    ("not all", "不是。市委宣传部牵头、不是2016年到期的任务有1项:"),
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
    ("nobody", "There are no tasks led by 市公安局."),
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
