"""A document without 牵头单位 that sets 责任单位 beside 协助单位: the first lead, and answers call both as it does."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assistant.pipeline import answer, context_of
from assistant.question import clean
from assistant.retrieve.source import Source
from assistant.types import Answer, Turn
from assistant.understand.read import read
from assistant.words import condition_words, plan_words
from index.document_units import registry_of
from index.read import read_document
from index.types import Document, RoleNames
from index.units import load_registry
from tests.fake_records import FakeRecords
from web.cards import cards_html, find_cards
from web.export import of_duties
from web.words import page_words

PLAN = """序号,类别,任务,责任单位,协助单位,完成时限
1,食堂安全,改造12所学校的食堂。,县教育局,县财政局、县住建局,2026年6月底前
2,食堂安全,抽检食堂食材每月一次。,县市场监管局,县教育局,长期坚持
3,食堂安全,给食堂装明厨亮灶设备。,县教育局,,2026年9月底前
4,校车管理,更换到期校车18辆。,县教育局、县交通局,县财政局,2026年8月底前
5,校车管理,整治校车途经的塌方路段。,,县公安局、县教育局,2026年5月底前
6,校车管理,排查校车司机资质。,县公安局,县交通局,2026年3月底前
"""
ON = date(2026, 11, 26)


@cache
def source_of(text: str, suffix: str) -> Source:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"plan{suffix}")
        file.write_text(text, encoding="utf-8")
        document = read_document(file)
    return Source(FakeRecords(document), document, registry_of(document, load_registry(None)))


def told(question: str) -> Answer:
    """The answer to the last of the turns that || parts."""
    *before, last = question.split("||")
    history: tuple[Turn, ...] = ()
    for turn in before:
        history = (*history, Turn(turn, answer(turn, history, source_of(PLAN, ".csv"), ON, "g")))
    return answer(last, history, source_of(PLAN, ".csv"), ON, "g")


ASKED = [
    ("县教育局作为责任单位的任务", "责任单位 = 县教育局", [1, 3, 4]),
    ("县教育局负责哪些", "责任单位 = 县教育局", [1, 3, 4]),
    ("县教育局牵头的有哪些", "责任单位 = 县教育局", [1, 3, 4]),
    ("县教育局协助的有哪些", "协助单位 = 县教育局", [2, 5]),
    ("县教育局配合哪几项", "协助单位 = 县教育局", [2, 5]),
    ("县教育局参与的有哪些", "涉及单位 = 县教育局", [1, 2, 3, 4, 5]),
    ("县教育局负责、县财政局协助的", "责任单位 = 县教育局,协助单位 = 县财政局", [1, 4]),
    ("责任单位是县教育局、协助里又有县财政局的", "责任单位 = 县教育局,协助单位 = 县财政局", [1, 4]),
    ("县教育局独家负责的", "责任单位 仅 = 县教育局", [1, 3]),
    ("责任单位栏就县教育局一个的", "责任单位 仅 = 县教育局", [1, 3]),
    ("县公安局完全没参与的任务(责任、协助都没它)", "不是涉及单位 = 县公安局", [1, 2, 3, 4]),
    ("哪条没写责任单位", "没有责任单位", [5]),
    ("没有协助单位的任务", "没有协助单位", [3]),
    ("协助单位没写的", "没有协助单位", [3]),
    ("责任单位有两家的任务", "责任单位为2家", [4]),
    ("协助单位不止一家的", "协助单位不少于2家", [1, 5]),
    ("县财政局协助几项", "协助单位 = 县财政局,统计数量", [1, 4]),
    ("县教育局负责几项、协助几项", "涉及单位 = 县教育局,职责清单", [1, 2, 3, 4, 5]),
    ("县教育局不负责但协助的", "不是责任单位 = 县教育局,协助单位 = 县教育局", [2, 5]),
    ("谁负责的任务最多", "排名", [1, 3, 4]),
    ("第4项谁负责", "任务4", [4]),
    ("第4项谁协助", "任务4", [4]),
    ("第1项是县财政局负责的吧", "任务1", [1]),
    ("县教育局负责的有哪些||协助的呢", "协助单位 = 县教育局", [2, 5]),
    ("第4项谁负责||谁协助", "任务4", [4]),
    ("县教育局协助的||其中没有县公安局的", "协助单位 = 县教育局,不是协助单位 = 县公安局", [2]),
    ("Which tasks is 县教育局 responsible for?", "responsible unit = 县教育局", [1, 3, 4]),
    ("Which tasks does 县教育局 assist with?", "assisting unit = 县教育局", [2, 5]),
    ("Which tasks have no assisting unit?", "with no assisting unit", [3]),
]


@pytest.mark.parametrize(("question", "condition", "tasks"), ASKED)
def test_the_asker_s_words_mean_what_the_document_s_do(question: str, condition: str, tasks: list[int]) -> None:
    reply = told(question)
    assert (reply.condition, sorted(c.task for c in reply.citations)) == (condition, tasks)


@pytest.mark.parametrize("question", [question for question, _, _ in ASKED])
def test_no_answer_says_what_the_document_does_not_print(question: str) -> None:
    reply = told(question)
    said = " ".join((reply.text, reply.condition, *reply.follow_ups))
    assert "牵头" not in said and "lead unit" not in said.lower()
    assert all(told(follow_up).citations for follow_up in reply.follow_ups)


@pytest.mark.parametrize("question", [question for question, condition, _ in ASKED if "=" in condition])
def test_a_printed_condition_is_asked_back_as_the_same(question: str) -> None:
    reply = told(question)
    plan, roles = reply.reading.plans[0], source_of(PLAN, ".csv").document.roles
    for language in ("zh", "en"):
        words = condition_words(plan.condition, source_of(PLAN, ".csv").document.sections, language, roles)
        assert [c.task for c in told(words).citations] == [c.task for c in reply.citations], words


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("第4项谁负责", "任务4的责任单位是县教育局、县交通局"),
        ("第4项谁协助", "任务4的协助单位是县财政局"),
        ("第3项的协助单位是谁", "任务3没有写协助单位(原文此栏空缺),责任单位为县教育局"),
        ("第1项是县财政局负责的吧", "县财政局是它的协助单位"),
        ("县教育局负责几项、协助几项", "县教育局共有5项任务:负责3项,作为协助单位2项"),
        ("县公安局完全没参与的任务(责任、协助都没它)", "责任单位、协助单位都不含县公安局"),
        ("谁负责的任务最多", "负责的任务最多的是县教育局"),
        ("你能做什么", "由谁负责、由谁协助"),
        ("Who assists in task 4?", "The assisting unit of Task 4 is 县财政局"),
    ],
)
def test_sentences_in_the_document_s_own_words(question: str, sentence: str) -> None:
    assert sentence in told(question).text


def test_cards_and_files_in_the_document_s_own_words() -> None:
    document = source_of(PLAN, ".csv").document
    cards = cards_html(
        find_cards(told("第1项谁负责").citations, {document.id: document}, "t"), page_words().answer["zh"]
    )
    sheet = of_duties(document, "县教育局", "g", ON, page_words().export)
    assert "协助单位" in cards and "牵头" not in cards
    assert [table.title for table in sheet.tables] == ["负责的任务", "作为协助单位的任务"]
    assert sheet.tables[0].columns[2:4] == ("责任单位", "协助单位")


LINES = "甲县任务清单\n1.修路。\n{0}：县交通局\n{1}：县财政局\n2.建桥。\n{0}：县住建局\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (LINES.format("责任部门", "配合部门"), RoleNames("责任部门", "负责", "配合部门", "配合")),
        (LINES.format("主管单位", "协办单位"), RoleNames("主管单位", "主管", "协办单位", "协办")),
        (LINES.format("承办单位", "参与单位"), RoleNames("承办单位", "承办", "参与单位", "参与")),
        ("甲县任务清单\n1.修路。（责任单位：县交通局；协同单位：县财政局）\n2.建桥。（责任单位：县住建局）\n",
         RoleNames("责任单位", "负责", "协同单位", "协同")),
        ("甲县任务清单\n1.修路。（县交通局负责，县财政局配合）\n2.建桥。（县住建局负责）\n",
         RoleNames("负责单位", "负责", "配合单位", "配合")),
        (LINES.format("牵头单位", "配合单位"), None),
        (LINES.format("责任单位", "指导单位"), None),
        ("甲县任务清单\n1.修路。\n责任单位：县交通局\n2.建桥。\n责任单位：县住建局\n", None),
        ("甲县任务清单\n1.修路。（县交通局牵头）\n2.建桥。（责任单位：县住建局；配合单位：县财政局）\n", None),
    ],
)  # fmt: skip
def test_the_labels_of_the_whole_document_decide(text: str, names: RoleNames | None) -> None:
    document = source_of(text, ".txt").document
    assert document.roles == names
    assert [task.lead.units for task in document.tasks][1:] == (
        [("县住建局",)] if names or "牵头单位" in text else [()]
    )


def understood(document: Document, source: Source, question: str) -> str:
    plans = read(clean(question), context_of(source, ON)).plans
    return ";".join(plan_words(plan, document.sections, "zh", document.roles) for plan in plans)


@pytest.mark.parametrize(
    ("labels", "question", "condition"),
    [
        (("主管部门", "参与部门"), "县交通局主管的任务", "主管部门 = 县交通局"),
        (("主管部门", "参与部门"), "县财政局参与的任务", "参与部门 = 县财政局"),
        (("实施单位", "支持单位"), "县交通局实施哪些", "实施单位 = 县交通局"),
        (("实施单位", "支持单位"), "县财政局支持的有哪些", "支持单位 = 县财政局"),
        (("实施单位", "支持单位"), "没有支持单位的任务", "没有支持单位"),
        (("承办单位", "协办单位"), "县交通局承办、县财政局协办的", "承办单位 = 县交通局,协办单位 = 县财政局"),
    ],
)
def test_a_document_s_own_verbs(labels: tuple[str, str], question: str, condition: str) -> None:
    source = source_of(LINES.format(*labels), ".txt")
    assert understood(source.document, source, question) == condition
