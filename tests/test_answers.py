"""The facts of the first document, asked for in everyday words: every figure, every number, end to end."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from assistant import Assistant, Outcome
from index.types import Document
from tests.asked import ask, cited

WITHOUT_LEAD = [14, 24, 27, 82, 83, 84, 85, 89, 90, 91, 92, 96, 97]
SEVEN = ("市教委", "市卫生计生委", "市水务局", "市发展改革委", "市市政市容委", "市环保局", "市交通委")
SECTIONS = [20, 20, 8, 6, 14, 13, 19]
DUE = {2016: 58, 2017: 21, 2018: 17, 2020: 4}
UNITS = (
    "市政府办公厅",
    "市编办",
    "市财政局",
    "市民政局",
    "市委宣传部",
    "市经济信息化委",
    "市政务服务办",
    "各区政府",
    "市发展改革委",
)


@pytest.fixture(scope="module")
def document(assistant: Assistant) -> Document:
    return next(iter(assistant.documents.values()))


# --- the document as read --------------------------------------------------------------------------------------------


def test_the_records_hold_the_facts_of_the_document(document: Document) -> None:
    assert [t.number for t in document.tasks] == list(range(1, 101))
    assert [n for _, n in sorted(Counter(t.section or 0 for t in document.tasks).items())] == SECTIONS
    assert Counter(t.deadline.due.year for t in document.tasks if t.deadline and t.deadline.due) == DUE
    assert sum(bool(t.deadline and t.deadline.ongoing) for t in document.tasks) == 73
    assert [t.number for t in document.tasks if not t.lead.units] == WITHOUT_LEAD
    assert sum(not t.responsible.units for t in document.tasks) == 15
    leads = Counter(u for t in document.tasks for u in t.lead.units)
    assert [leads[u] for u in ("市政府办公厅", "市经济信息化委", "市委宣传部")] == [42, 16, 14]


@pytest.mark.parametrize("number", [39, 40])
def test_seven_units_and_others(document: Document, assistant: Assistant, number: int) -> None:
    lead = document.tasks[number - 1].lead
    assert (lead.units, lead.open) == (SEVEN, True)
    answer = ask(assistant, f"任务{number}由哪些单位牵头")
    assert cited(answer) == [number]
    assert "、".join(SEVEN) + "等" in answer.text


def test_two_audit_departments(document: Document, assistant: Assistant) -> None:
    assert document.tasks[15].responsible.units == ("市审计部门", "区审计部门")
    assert "市、区审计部门" in ask(assistant, "任务16的责任单位是谁").text
    for unit in ("市审计部门", "区审计部门"):
        assert cited(ask(assistant, f"责任单位是{unit}的任务有哪些")) == [16]


# --- counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["一共有多少项任务", "文件里总共几项任务?", "how many tasks are there in total"])
def test_a_hundred_tasks(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.outcome is Outcome.ANSWERED
    assert "100" in answer.text
    assert not answer.citations


@pytest.mark.parametrize(("section", "tasks"), enumerate(SECTIONS, 1))
@pytest.mark.parametrize("question", ["第{}部分有几项任务", "第{}部分有哪些任务", "which tasks are in section {}"])
def test_the_tasks_of_a_section(
    assistant: Assistant, document: Document, section: int, tasks: int, question: str
) -> None:
    answer = ask(assistant, question.format(section))
    assert len(answer.citations) == tasks
    assert cited(answer) == [t.number for t in document.tasks if t.section == section - 1]


def test_all_sections_at_once(assistant: Assistant) -> None:
    text = ask(assistant, "每个部分各有多少项任务").text
    assert all(f"| {tasks} |" in text for tasks in SECTIONS)


@pytest.mark.parametrize(("year", "tasks"), DUE.items())
@pytest.mark.parametrize("question", ["{}年到期的任务有多少项", "哪些任务{}年底前要完成", "which tasks are due in {}"])
def test_the_tasks_due_in_a_year(assistant: Assistant, year: int, tasks: int, question: str) -> None:
    if "底前" in question:
        tasks = sum(n for other, n in DUE.items() if other <= year)
    assert len(ask(assistant, question.format(year)).citations) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [("要持续落实的任务有几项", 73), ("持续落实的任务有哪些", 73), ("which tasks are ongoing", 73),
     ("一次性完成的任务有几项", 27),
     ("2019年到期的任务有几项", 0), ("2016年底到期且要持续落实的任务有几项", 49)],
)  # fmt: skip
def test_ongoing_tasks(assistant: Assistant, question: str, tasks: int) -> None:
    answer = ask(assistant, question)
    assert len(answer.citations) == tasks
    assert answer.outcome is (Outcome.ANSWERED if tasks else Outcome.EMPTY)


# --- absent fields ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["没有牵头单位的任务有哪些", "哪些任务没写牵头单位", "which tasks have no lead unit"]
)
def test_tasks_without_a_lead(assistant: Assistant, question: str) -> None:
    assert cited(ask(assistant, question)) == WITHOUT_LEAD


@pytest.mark.parametrize(
    "question", ["没有责任单位的任务有哪些", "责任单位空着的有几项", "tasks without a responsible unit"]
)
def test_tasks_without_a_responsible_unit(assistant: Assistant, question: str) -> None:
    assert len(ask(assistant, question).citations) == 15


@pytest.mark.parametrize("number", WITHOUT_LEAD)
def test_an_absent_lead_is_an_answer(assistant: Assistant, number: int) -> None:
    answer = ask(assistant, f"任务{number}的牵头单位是谁")
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, [number])
    assert "没有写牵头单位" in answer.text


@pytest.mark.parametrize(
    "question",
    ["电子地图上线了没有", "百年公报数据库到底开通了吗", "任务81启用了没", "网上政务服务体系建到什么程度了",
     "2017年的任务有几项如期完成了", "Has the electronic map been launched yet?", "Have all the tasks been finished?"],
)  # fmt: skip
def test_how_far_a_task_has_come_is_not_stated(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (Outcome.NOT_STATED, [])


# --- units in their roles --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "tasks"),
    [("市政府办公厅", 42), ("市经济信息化委", 16), ("市委宣传部", 14), ("经信委", 16), ("宣传部", 14), ("市編辦", 9)],
)
@pytest.mark.parametrize("question", ["{}牵头哪些任务", "{}牵头几项任务", "哪些任务由{}牵头", "{}牵头的任务清单"])
def test_how_many_a_unit_leads(assistant: Assistant, unit: str, tasks: int, question: str) -> None:
    answer = ask(assistant, question.format(unit))
    assert len(answer.citations) == tasks
    assert str(tasks) in answer.text


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "question", ["{}牵头的任务有哪些", "牵头单位是{}的任务", "{}牵头几项", "which tasks are led by {}"]
)
def test_leading_is_never_answered_with_being_responsible(
    assistant: Assistant, document: Document, unit: str, question: str
) -> None:
    expected = [t.number for t in document.tasks if unit in t.lead.units]
    assert cited(ask(assistant, question.format(unit))) == expected


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("question", ["责任单位是{}的任务有哪些", "{}作为责任单位的任务", "{}是责任单位的有几项"])
def test_being_responsible_is_never_answered_with_leading(
    assistant: Assistant, document: Document, unit: str, question: str
) -> None:
    expected = [t.number for t in document.tasks if unit in t.responsible.units]
    assert cited(ask(assistant, question.format(unit))) == expected


def test_the_tasks_that_would_be_mixed_up(assistant: Assistant) -> None:
    assert 14 not in cited(ask(assistant, "市政府办公厅牵头哪些任务"))
    assert cited(ask(assistant, "市政府办公厅作为责任单位的任务")) == [14]
    assert 82 not in cited(ask(assistant, "市编办牵头哪些任务"))
    assert cited(ask(assistant, "市编办作为责任单位的任务")) == [82]
    assert {14, 15} <= set(cited(ask(assistant, "涉及市政府办公厅的任务")))


@pytest.mark.parametrize("question", ["任务14是市政府办公厅牵头的吗", "市政府办公厅牵头任务14对吧"])
def test_a_wrong_premise_is_corrected_with_the_right_value(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, [14])
    assert answer.text.startswith("不是") and "责任单位" in answer.text


def test_the_unit_that_leads_most(assistant: Assistant) -> None:
    answer = ask(assistant, "哪个单位牵头的任务最多")
    assert "市政府办公厅" in answer.text and "42" in answer.text
    assert len(answer.citations) == 42


def test_the_three_units_that_lead_most(assistant: Assistant, document: Document) -> None:
    winners = {"市政府办公厅", "市经济信息化委", "市委宣传部"}
    expected = [t.number for t in document.tasks if winners & set(t.lead.units)]
    assert cited(ask(assistant, "牵头任务数量前三名是哪几家")) == expected


def test_tasks_of_the_same_section(assistant: Assistant) -> None:
    assert cited(ask(assistant, "和任务35同一部分的任务有哪些")) == [n for n in range(21, 41) if n != 35]


# --- facts of the document -------------------------------------------------------------------------------------------

FACTS = {
    "主题分类": "综合政务/电子政务", "发文机构": "北京市政务公开领导小组", "联合发文单位": "", "实施日期": "",
    "成文日期": "2016-06-08",
    "发文字号": "", "废止日期": "", "发布日期": "2016-06-13", "有效性": "", "文件来源": "政府公报",
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), FACTS.items())
@pytest.mark.parametrize("question", ["{}是什么", "这份文件的{}", "请问{}?"])
def test_the_ten_lines_of_the_header_are_facts_not_tasks(
    assistant: Assistant, name: str, value: str, question: str
) -> None:
    answer = ask(assistant, question.format(name))
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, [])
    assert name in answer.text
    assert (value or "空白") in answer.text


def test_a_number_of_the_header_is_the_task_of_that_number(assistant: Assistant) -> None:
    answer = ask(assistant, "第5项是什么")
    assert cited(answer) == [5]
    assert "3个工作日" in answer.text and "成文日期" not in answer.text


# --- nothing there ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "outcome"),
    [("任务101讲什么", Outcome.EMPTY), ("第八部分有哪些任务", Outcome.EMPTY), ("任务0", Outcome.EMPTY),
     ("2019年到期的任务有哪些", Outcome.EMPTY), ("没有完成时限的任务有哪些", Outcome.EMPTY),
     ("上海市政府牵头哪些任务", Outcome.OUT_OF_SCOPE),
     ("明天天气怎么样", Outcome.OUT_OF_SCOPE), ("你好", Outcome.SMALLTALK), ("谢谢", Outcome.SMALLTALK),
     ("你能做什么", Outcome.SMALLTALK), ("它的牵头单位是谁", Outcome.AMBIGUOUS)],
)  # fmt: skip
def test_no_is_an_answer_of_its_kind(assistant: Assistant, question: str, outcome: Outcome) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.citations) == (outcome, ())
    assert answer.text.strip()


# --- what depends on the day -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "tasks"), [(date(2016, 12, 31), 0), (date(2017, 1, 1), 58), (date(2018, 6, 1), 79), (date(2021, 1, 1), 100)]
)
def test_overdue_counts_from_the_as_of_date(assistant: Assistant, day: date, tasks: int) -> None:
    answer = assistant.ask("哪些任务已经逾期", as_of=day)
    assert len(answer.citations) == tasks
    assert answer.as_of == day


def test_a_citation_points_at_the_text_of_its_task(assistant: Assistant, document: Document) -> None:
    for citation in ask(assistant, "市编办牵头哪些任务").citations:
        task = document.tasks[citation.position]
        assert task.number == citation.task
        assert document.text[citation.start : citation.end].replace("\n", "").find(task.text[:10]) >= 0


# --- the order that is wished for, and places within a section --------------------------------------------------------


def test_tasks_come_in_the_order_of_their_deadlines(assistant: Assistant) -> None:
    assert cited(ask(assistant, "市编办牵头的任务,按时限排序"))[:6] == [41, 42, 43, 44, 45, 36]


def test_the_latest_deadline_first_where_that_is_wished(assistant: Assistant) -> None:
    assert cited(ask(assistant, "从晚到早排,市编办牵头的任务"))[:3] == [33, 34, 35]


@pytest.mark.parametrize(
    ("question", "task"), [("第7部分第一项是什么", 82), ("第三部分的第2项谁牵头", 42), ("第一部分第5项", 5)]
)
def test_a_number_after_a_section_counts_within_it(assistant: Assistant, question: str, task: int) -> None:
    assert cited(ask(assistant, question)) == [task]


def test_words_beside_a_group_are_not_taken_for_part_of_its_name(assistant: Assistant) -> None:
    assert cited(ask(assistant, "我想去旁听区政府开会行不行")) == [4]
