"""What the store of tasks answers: conditions on metadata, nearest entries, and errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.database import ChromaDatabase
from index.errors import IndexProblem
from index.metadata import ENTRY_KEYS, KEYS, at_places, keys_of, task_metadata
from index.store import TaskStore
from tests.small_index import BigramEmbedder, document, entries, task

SAME = "加强组织领导，抓好落实。"
FIRST = document(
    "甲",
    task(1, "推进财政预算公开，公布部门预算和决算。", ["市财政局"], ["各区政府", "市政府各部门"], "2016年底"),
    task(2, "公布食品安全抽检结果。", ["市食品药品监管局", "市卫生局"], (), "2017年底前完成并持续落实", section=2),
    task("三-1", SAME, (), ["各区政府"], "", section=3),
    task(4, "公开道路施工信息，提前告知沿线居民。", ["市交通委"], ["市财政局"], "持续落实", section=1),
    sections=(("一",), ("二",), ("二", "（一）"), ("二", "（一）", "1")),
)
SECOND = document("a:乙", task(1, SAME, ["市财政局"], (), "2018年底"), task(2, "公布预算。"))
QUESTIONS = ((1, "钱花到哪里去了"), (4, "门口修路会提前通知吗"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TaskStore]:
    opened = filled(tmp_path_factory.mktemp("store") / "库 一")
    yield opened
    opened.close()


def filled(folder: Path) -> TaskStore:
    database = ChromaDatabase.in_folder(folder)
    written = entries(FIRST, QUESTIONS)[1] + entries(SECOND)[1]
    database.ensure("tasks", len(written))
    store = TaskStore(database, "tasks", [FIRST.id, SECOND.id], BigramEmbedder())
    store.add(written)
    return store


def places(found: list[tuple[str, int]]) -> str:
    return " ".join(f"{document[-1]}{position}" for document, position in found)


MENTION = {"#document": {"$contains": "预算"}}
FINANCE = {"lead": {"$contains": "市财政局"}}

CONDITIONS: dict[str, tuple[Any, str]] = {
    "everything": (None, "甲0 甲1 甲2 甲3 乙0 乙1"),
    "an empty condition": ({}, "甲0 甲1 甲2 甲3 乙0 乙1"),
    "lead": (FINANCE, "甲0 乙0"),
    "not lead, also where there is no lead": ({"lead": {"$not_contains": "市财政局"}}, "甲1 甲2 甲3 乙1"),
    "responsible": ({"responsible": {"$contains": "市财政局"}}, "甲3"),
    "either role": ({"units": {"$contains": "市财政局"}}, "甲0 甲3 乙0"),
    "no lead": ({"has_lead": 0}, "甲2 乙1"),
    "no responsible unit": ({"has_responsible": 0}, "甲1 乙0 乙1"),
    "two leading units": ({"lead_count": {"$gte": 2}}, "甲1"),
    "two responsible units": ({"responsible_count": 2}, "甲0"),
    "a number": ({"number": "1"}, "甲0 乙0"),
    "a range of numbers": ({"number_int": {"$gte": 2}}, "甲1 甲3 乙1"),
    "a number that is no integer": ({"number": "三-1"}, "甲2"),
    "a section with those below it": ({"sections": {"$contains": 1}}, "甲1 甲2 甲3"),
    "the innermost section": ({"sections": {"$contains": 3}}, "甲2"),
    "one document": ({"document": "a:乙"}, "乙0 乙1"),
    "due by a day": ({"$and": [{"due": {"$gt": 0}}, {"due": {"$lte": 20171231}}]}, "甲0 甲1"),
    "no due date": ({"due": 0}, "甲2 甲3 乙1"),
    "a deadline without a date": ({"$and": [{"due": 0}, {"has_deadline": 1}]}, "甲3"),
    "ongoing": ({"ongoing": 1}, "甲1 甲3"),
    "literal deadline": ({"deadline": "2016年底"}, "甲0"),
    "mention": (MENTION, "甲0 乙1"),
    "mention and lead": ({"$and": [FINANCE, MENTION]}, "甲0"),
    "mention or lead": ({"$or": [FINANCE, MENTION]}, "甲0 乙0 乙1"),
    "no mention": ({"#document": {"$not_contains": "公"}}, "甲2 乙0"),
    "mention of something only a question says": ({"#document": {"$contains": "修路"}}, ""),
    "some tasks": (at_places([("a:乙", 1), ("甲", 3), ("甲", 0)]), "甲0 甲3 乙1"),
    "nothing": ({"lead": {"$contains": "市公安局"}}, ""),
}


@pytest.mark.parametrize("case", CONDITIONS)
def test_a_condition_gives_its_tasks_in_document_order(store: TaskStore, case: str) -> None:
    where, expected = CONDITIONS[case]
    assert places(store.matching(where)) == expected


LEAVES = st.sampled_from([CONDITIONS[c][0] for c in CONDITIONS if CONDITIONS[c][0]])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LEAVES, second=LEAVES, third=LEAVES)
def test_conditions_combine_like_sets(store: TaskStore, first: Any, second: Any, third: Any) -> None:
    a, b, c = (set(store.matching(leaf)) for leaf in (first, second, third))
    assert set(store.matching({"$and": [first, second]})) == a & b
    assert set(store.matching({"$or": [first, {"$and": [second, third]}]})) == a | (b & c)


def test_a_task_s_entry_has_every_field_and_a_question_s_only_its_task() -> None:
    written = [entry.metadata for entry in entries(FIRST, QUESTIONS)[1]]
    assert set().union(*(fields for fields in written if fields["kind"] == "task")) == set(KEYS)
    assert set().union(*(fields for fields in written if fields["kind"] == "question")) == set(ENTRY_KEYS)


def test_empty_lists_are_left_out() -> None:
    fields = task_metadata(SECOND)[1]
    assert "lead" not in fields and "responsible" not in fields and "units" not in fields


def test_numbering_that_starts_again_keeps_sections_apart() -> None:
    paths = (("一",), ("一", "1"), ("一",), ("一", "1"))
    twice = document("丙", task(1, "甲", section=1), task(2, "乙", section=3), sections=paths)
    fields = task_metadata(twice)
    assert [fields[0]["sections"], fields[1]["sections"]] == [[1, 0], [3, 2]]


def test_the_nearest_entry_is_the_text_itself(store: TaskStore) -> None:
    for chunk in entries(FIRST, QUESTIONS)[0]:
        best, similarity = store.nearest(chunk.text, 3)[0]
        assert similarity == pytest.approx(1.0, abs=1e-4)
        assert best == chunk.id or chunk.text == SAME


def test_identical_texts_of_two_tasks_are_both_found(store: TaskStore) -> None:
    found = [name for name, similarity in store.nearest(SAME, 2) if similarity > 0.999]
    assert sorted(found) == ["a:乙:0:task:0", "甲:2:task:0"]


NARROWED: dict[str, tuple[Any, list[str]]] = {
    "by a unit": ({"lead": {"$contains": "市交通委"}}, ["甲:3:question:0", "甲:3:task:0"]),
    "by what the task says": ({"#document": {"$contains": "沿线居民"}}, ["甲:3:question:0", "甲:3:task:0"]),
    "by place": (at_places([("甲", 3)]), ["甲:3:question:0", "甲:3:task:0"]),
    "by kind": ({"$and": [{"kind": "question"}, {"document": "甲"}]}, ["甲:3:question:0", "甲:0:question:0"]),
    "to nothing": ({"lead": {"$contains": "市公安局"}}, []),
}


@pytest.mark.parametrize("case", NARROWED)
def test_nearest_is_narrowed_by_a_condition_on_the_task(store: TaskStore, case: str) -> None:
    where, expected = NARROWED[case]
    assert [name for name, _ in store.nearest("门口修路会提前通知吗", 10, where)] == expected


def test_too_many_tasks_to_list_narrow_all_the_same(store: TaskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = store.nearest("公开", 3, {"lead": {"$contains": "市财政局"}})
    monkeypatch.setattr("index.metadata._MOST_PLACES", 1)
    assert store.nearest("公开", 3, {"lead": {"$contains": "市财政局"}}) == narrow


@pytest.mark.parametrize("k", [0, 1, 3, 100])
def test_nearest_gives_at_most_as_many_as_asked(store: TaskStore, k: int) -> None:
    found = store.nearest("预算", k)
    assert len(found) == min(k, store.count())
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)


def test_a_vector_is_found_like_its_text(store: TaskStore) -> None:
    assert store.nearest(BigramEmbedder().embed_query("公布预算"), 4) == store.nearest("公布预算", 4)


def test_what_is_deleted_is_gone(tmp_path: Path) -> None:
    store = filled(tmp_path)
    before = store.count()
    store.delete(["甲:0:task:0"])
    assert places(store.matching(FINANCE)) == "乙0"
    assert store.count() == before - 1
    assert "甲:0:task:0" not in [name for name, _ in store.nearest("推进财政预算公开", 100)]
    store.close()


def test_it_is_a_langchain_vector_store(store: TaskStore) -> None:
    found = store.vectorstore.similarity_search("公布食品安全抽检结果", k=1, filter={"kind": "task"})
    assert found[0].page_content == "公布食品安全抽检结果。"
    assert found[0].metadata["lead"] == ["市食品药品监管局", "市卫生局"]


def test_a_store_opened_again_answers_the_same(tmp_path: Path) -> None:
    first = filled(tmp_path / "first")
    answers = first.matching(FINANCE), first.nearest("预算", 5)
    first.close()
    again = TaskStore(ChromaDatabase.in_folder(tmp_path / "first"), "tasks", ["甲", "a:乙"], BigramEmbedder())
    assert (again.matching(FINANCE), again.nearest("预算", 5)) == answers
    again.close()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (None, set()),
        (FINANCE, {"lead"}),
        ({"$and": [FINANCE, {"$or": [MENTION, {"due": {"$in": [1, 2]}}]}]}, {"lead", "#document", "due"}),
    ],
)
def test_the_keys_of_a_condition_are_recognised(where: Any, expected: set[str]) -> None:
    assert keys_of(where) == expected


def test_a_wrong_condition_is_the_caller_s_mistake(store: TaskStore) -> None:
    with pytest.raises(ValueError, match="Expected where"):
        store.matching({"$and": [], "$or": []})


URLS = {
    "not an address": ("ftp://example", "http://主机:端口"),
    "a port that is none": ("http://127.0.0.1:port", "http://主机:端口"),
    "nobody listens": ("http://127.0.0.1:9", "连接不上"),
}


@pytest.mark.parametrize("case", URLS)
def test_an_unreachable_server_is_said_in_one_sentence(case: str) -> None:
    url, words = URLS[case]
    with pytest.raises(IndexProblem) as caught:
        ChromaDatabase.on_server(url)
    assert words in str(caught.value) and url in str(caught.value)
    assert str(caught.value).count("。") == 1


def test_a_missing_collection_is_an_index_problem(tmp_path: Path) -> None:
    database = ChromaDatabase.in_folder(tmp_path)
    with pytest.raises(IndexProblem, match="assistant index"):
        TaskStore(database, "tasks", [], None)
    database.close()
