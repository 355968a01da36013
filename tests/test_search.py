"""Search by words and meaning, on a few chunks with vectors that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant import Assistant
from index.search import TaskSearch, clearly_best, decision
from index.types import Chunk, Hit

CHUNKS = [
    Chunk("d", 0, "task", "公开财政预算"),
    Chunk("d", 0, "question", "政府花了多少钱", 0),
    Chunk("d", 1, "task", "举行新闻发布会"),
    Chunk("d", 2, "task", "公开财政预算"),
]


def near(cosines: dict[str, float]) -> Callable[[str, int, dict[str, Any] | None], list[tuple[str, float]]]:
    return lambda query, k, where: sorted(cosines.items(), key=lambda item: -item[1])[:k]


def test_a_task_is_as_near_as_its_nearest_chunk() -> None:
    search = TaskSearch(CHUNKS, near({"d:0:question:0": 0.9, "d:0:task:0": 0.1, "d:1:task:0": 0.5}))
    assert [hit.position for hit in search.search("花钱")][:2] == [0, 1]


def test_words_find_what_meaning_misses() -> None:
    assert TaskSearch(CHUNKS, near({})).search("新闻发布会")[0].position == 1


def test_tasks_of_the_same_text_stay_apart() -> None:
    found = [hit.position for hit in TaskSearch(CHUNKS, near({})).search("财政预算")]
    assert sorted(found)[:2] == [0, 2]


def test_only_allowed_tasks_are_found() -> None:
    hits = TaskSearch(CHUNKS, near({"d:1:task:0": 0.9})).search("财政预算", allowed=frozenset({("d", 2)}))
    assert [hit.position for hit in hits] == [2]


def test_a_vector_of_an_unknown_entry_is_passed_over() -> None:
    assert TaskSearch(CHUNKS, near({"gone:0:task:0": 0.99})).search("xyz") == []


def hits(*scores: float) -> list[Hit]:
    return [Hit("d", position, score, position) for position, score in enumerate(scores)]


def test_nothing_is_cited_where_nothing_scores_enough() -> None:
    assert clearly_best([]) == ()
    assert clearly_best(hits(decision().least_score - 0.01)) == ()


def test_the_best_is_cited_alone_where_it_stands_out() -> None:
    assert [hit.position for hit in clearly_best(hits(0.8, 0.5, 0.4))] == [0]


def test_twins_are_cited_together_three_at_most() -> None:
    assert [hit.position for hit in clearly_best(hits(0.8, 0.8, 0.8, 0.8))] == [0, 1, 2]


def test_a_middling_best_among_equals_is_not_clear() -> None:
    low = (decision().least_score + decision().sure_score) / 2
    assert clearly_best(hits(low, low)) == ()


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("街道上开个证明别让人来回跑", 38),
        ("公家的数据啥时候放出来给大伙用", 49),
        ("出了大事多久之内要开发布会", 68),
        ("政府网站多久更新一次", 70),
    ],
)
def test_everyday_questions_find_their_task(assistant: Assistant, question: str, task: int) -> None:
    assert task in [citation.task for citation in assistant.ask(question).citations]


@pytest.mark.parametrize("question", ["国安昨天晚上那场球踢赢了没", "咕噜咕噜嘎嘎哒啵叽", "明天北京会下雨吗"])
def test_what_the_document_does_not_treat_cites_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).citations == ()
