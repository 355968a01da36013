"""The task view and the charts without a browser: what is found, in which order, and what stands near a task."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from index.types import Document, Task
from tests.fake_assistant import DOCUMENT, HOSTILE, make_document, make_task
from tests.page_reader import Page
from web.charts import by_section, by_unit, by_year, charts_html, pairs_of
from web.task_table import form_html, table_html, task_html
from web.tasks import PAGE_SIZE, TaskQuery, find, neighbours, paged, read_query
from web.words import page_words

WORDS = page_words()


@pytest.fixture(scope="module")
def document(assistant: Assistant) -> Document:
    return next(iter(assistant.documents.values()))


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"unit": "市政府办公厅", "role": "lead"}, lambda t: "市政府办公厅" in t.lead.units),
        ({"unit": "各区政府", "role": "responsible"}, lambda t: "各区政府" in t.responsible.units),
        ({"unit": "市编办"}, lambda t: "市编办" in t.units),
        ({"unit": "市编办", "role": "lead", "with_lead": "市政府法制办"},
         lambda t: {"市编办", "市政府法制办"} <= set(t.lead.units)),
        ({"section": 2}, lambda t: t.section == 2),
        ({"deadline": "2017"}, lambda t: t.deadline.literal.startswith("2017年")),
        ({"deadline": "2016年底"}, lambda t: t.deadline.literal == "2016年底"),
        ({"ongoing": "yes"}, lambda t: "持续落实" in t.deadline.literal),
        ({"ongoing": "no"}, lambda t: "持续落实" not in t.deadline.literal),
        ({"text": "微信 客户端"}, lambda t: "微信" in t.text and "客户端" in t.text),
    ],
)  # fmt: skip
def test_every_filter_finds_exactly_the_tasks_that_meet_it(
    document: Document, query: dict[str, object], holds: Callable[[Task], bool]
) -> None:
    found = find(document, read_query(query))
    assert [task.number for task in found] == [task.number for task in document.tasks if holds(task)]


@pytest.mark.parametrize("sort", ["number", "lead", "section", "deadline"])
def test_sorting_keeps_every_task_and_descending_turns_the_order_round(document: Document, sort: str) -> None:
    up = find(document, read_query({"sort": sort}))
    down = find(document, read_query({"sort": sort, "descending": "true"}))
    assert len(up) == len(document.tasks) and down == tuple(reversed(up))


def test_tasks_without_a_lead_come_last_where_the_lead_sorts(document: Document) -> None:
    found = find(document, TaskQuery(sort="lead"))
    without = sum(not task.lead.literal for task in document.tasks)
    assert without and all(not task.lead.literal for task in found[-without:])


def test_pages_hold_every_task_once_and_the_last_page_is_shown_for_a_later_one(document: Document) -> None:
    tasks = find(document, TaskQuery())
    pages = [paged(tasks, number) for number in range(1, paged(tasks, 1).pages + 1)]
    assert tuple(task for page in pages for task in page.tasks) == tasks and len(pages[0].tasks) == PAGE_SIZE
    assert paged(tasks, 999).page == len(pages) and paged((), 5).pages == 1


@given(st.dictionaries(st.sampled_from(list(TaskQuery.model_fields)), st.none() | st.integers() | st.text(max_size=30)))
def test_nothing_sent_breaks_the_table(sent: dict[str, object]) -> None:
    html = table_html({"example": DOCUMENT}, read_query(sent), WORDS)
    assert Page(html).text


@pytest.mark.parametrize("sent", [None, [], "x", {"section": "abc", "unit": "市教委"}])
def test_a_query_that_makes_no_sense_is_read_as_far_as_it_does(sent: object) -> None:
    query = read_query(sent)
    assert query.section == -1 and query.unit == ("市教委" if isinstance(sent, dict) else "")


def test_neighbours_share_a_lead_or_a_section_or_wording(document: Document) -> None:
    task = document.tasks[40]
    near = neighbours(document, task)
    assert all(set(other.lead.units) & set(task.lead.units) for other in near.lead) and near.lead
    assert all(other.section == task.section for other in near.section) and task not in near.section
    twin = make_task(3, DOCUMENT.tasks[0].text + "及时更新。")
    assert neighbours(make_document((*DOCUMENT.tasks, twin)), DOCUMENT.tasks[0]).twins[0].number == 4


def test_a_task_that_does_not_exist_has_no_card() -> None:
    assert task_html(DOCUMENT, 99, WORDS) == "" and "公开学校招生信息" in Page(task_html(DOCUMENT, 1, WORDS)).text


def test_the_form_shows_what_was_asked() -> None:
    page = Page(form_html({"example": DOCUMENT}, TaskQuery(unit="市教委", text='"><b>'), WORDS))
    chosen = [attributes["value"] for tag, attributes in page.elements if tag == "option" and "selected" in attributes]
    assert "市教委" in chosen and '"><b>' in page.values("value")


def test_hostile_text_in_a_task_stays_text_in_every_view() -> None:
    named = make_document((make_task(0, HOSTILE, lead=HOSTILE, responsible=HOSTILE, deadline=HOSTILE),), (), (HOSTILE,))
    documents = {"example": named}
    for html in (
        form_html(documents, TaskQuery(), WORDS),
        table_html(documents, TaskQuery(unit=HOSTILE[:90]), WORDS) + table_html(documents, TaskQuery(), WORDS),
        task_html(named, 0, WORDS),
        charts_html([named], WORDS.charts),
    ):
        page = Page(html)
        assert not [tag for tag, _ in page.elements if tag in {"script", "img", "iframe", "a", "link", "style"}]
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


# --- charts --------------------------------------------------------------------------------------------------------


def test_every_mark_of_a_chart_counts_the_tasks_its_query_finds(document: Document) -> None:
    lines = [*by_unit(document, WORDS.charts), *by_section(document, WORDS.charts), *by_year(document, WORDS.charts)]
    marks = [mark for line in lines for mark in line.marks]
    assert len(marks) > 60
    for mark in marks:
        assert len(find(document, read_query(mark.query))) == mark.count


def test_sections_and_years_add_up_to_the_whole(document: Document) -> None:
    for lines in (by_section(document, WORDS.charts), by_year(document, WORDS.charts)):
        assert sum(mark.count for line in lines for mark in line.marks) == len(document.tasks)


def test_the_matrix_counts_each_pair_of_leads(document: Document) -> None:
    page = Page(charts_html([document], WORDS.charts))
    queries = [json.loads(value) for value in page.values("data-tasks") if value]
    together = [query for query in queries if query.get("with_lead")]
    assert len(together) == len(pairs_of(document)) > 10
    for query in together:
        pair = sorted((query["unit"], query["with_lead"]))
        assert len(find(document, read_query(query))) == pairs_of(document)[pair[0], pair[1]]


def test_bars_are_told_apart_without_colour(document: Document) -> None:
    html = charts_html([document], WORDS.charts)
    assert 'class="solid"' in html and 'class="hatched"' in html
