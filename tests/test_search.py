"""Search by words and meaning, on a few chunks with vectors that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant import Assistant, Outcome
from index.answerable import KINDS, Judge, load_answerable
from index.choose import asked_together, chosen, pieces
from index.search import TaskSearch
from index.types import Chunk, Hit
from index.wording import own_ngrams

CHUNKS = [
    Chunk("d", 0, "task", "公开财政预算"),
    Chunk("d", 0, "question", "政府花了多少钱", 0),
    Chunk("d", 1, "task", "举行新闻发布会"),
    Chunk("d", 2, "task", "公开财政预算"),
]


def near(cosines: dict[str, float]) -> Callable[[Sequence[str], int, dict[str, Any] | None], Any]:
    return lambda queries, k, where: [sorted(cosines.items(), key=lambda item: -item[1])[:k] for _ in queries]


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


@pytest.mark.parametrize(("question", "share"), [("新闻发布会", 1.0), ("新闻发布会xyz", 0.9), ("xyz发布会", 0.7)])
def test_coverage_is_the_share_of_the_words_that_the_best_task_holds(question: str, share: float) -> None:
    best = TaskSearch(CHUNKS, near({})).search(question)[0]
    assert best.coverage == pytest.approx(share, abs=0.15)


# --- how many tasks are cited ---------------------------------------------------------------------------------------


def scored(*scores: float) -> list[Hit]:
    return [Hit("d", position, score, position) for position, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "cited"),
    [((), []), ((0.8, 0.3, 0.2), [0]), ((0.8, 0.8, 0.3), [0, 1]), ((0.8, 0.8, 0.8, 0.8), [0, 1, 2])],
)
def test_the_best_is_cited_with_its_equals_three_at_most(scores: tuple[float, ...], cited: list[int]) -> None:
    assert [hit.position for hit in TaskSearch(CHUNKS, near({})).best("预算", scored(*scores))] == cited


def test_a_task_that_a_part_of_the_question_clearly_asks_for_is_cited_too() -> None:
    query = "罚多罚少的尺度亮不亮,罚了谁又亮不亮"
    found = {"罚了谁又亮不亮": [Hit("d", 1, 0.8, 0), Hit("d", 0, 0.3, 1)]}
    both = chosen(
        query,
        scored(0.7, 0.6, 0.2),
        lambda parts: [found.get(part, scored(0.8, 0.3)) for part in parts],
        load_answerable().with_questions.choice,
    )
    assert [hit.position for hit in both] == [0, 1]


def test_a_task_that_others_ask_for_together_with_the_best_is_cited_sooner() -> None:
    asked = [Chunk("d", at, "question", f"两样都问{n}", n) for at in (0, 1) for n in range(12)]
    choice = load_answerable().with_questions.choice
    found = scored(0.8, 0.76, 0.2)
    alone = chosen("公报怎么管,怎么看", found, lambda parts: [[] for _ in parts], choice)
    both = chosen("公报怎么管,怎么看", found, lambda parts: [[] for _ in parts], choice, (), asked_together(asked))
    assert [hit.position for hit in alone] == [0]
    assert [hit.position for hit in both] == [0, 1]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("罚多罚少的尺度亮不亮,罚了谁又亮不亮", ["罚多罚少的尺度亮不亮", "罚了谁又亮不亮"]),
        ("清单什么时候晒还有谁来管", ["清单什么时候晒", "谁来管"]),
        ("网站多久更新一次", []),
        ("行吗,网站多久更新一次", []),
    ],
)
def test_a_question_is_cut_at_commas_and_conjunctions(question: str, parts: list[str]) -> None:
    assert pieces(question) == parts


# --- whether a question is answered ----------------------------------------------------------------------------------


JUDGES = [load_answerable().with_questions, load_answerable().without_questions]


@pytest.mark.parametrize("judge", JUDGES)
def test_the_kinds_of_a_question_are_all_there_is(judge: Judge) -> None:
    verdict = judge.step.probabilities([0.0] * len(judge.step.mean))
    assert sum(getattr(verdict, kind) for kind in KINDS) == pytest.approx(1.0)


@pytest.mark.parametrize("judge", JUDGES)
def test_nothing_found_is_never_an_answer(judge: Judge) -> None:
    assert judge.judge("政府网站多久更新一次", [], frozenset()).kind != "answered"


@pytest.mark.parametrize("judge", JUDGES)
def test_a_better_find_makes_an_answer_likelier(judge: Judge) -> None:
    weak, strong = (
        judge.judge("政府网站多久更新一次", [Hit("d", 0, score, 0, score)], frozenset()) for score in (0.1, 0.9)
    )
    assert strong.answered > weak.answered


@pytest.mark.parametrize("judge", JUDGES)
def test_what_a_document_writes_says_nothing_of_the_kind_of_question(judge: Judge) -> None:
    wording = judge.wording
    asked = "挂号要排多久的队"
    own = own_ngrams(["医院挂号", "排队"])
    assert wording.logits(asked, own) == wording.logits(asked, own | {"医院"})
    assert wording.logits(asked, own_ngrams([asked])) == [float(b) for b in wording.bias]


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("街道上开个证明别让人来回跑", 38),
        ("公家的数据啥时候放出来给大伙用", 49),
        ("出了大事多久之内要开发布会", 68),
        ("政府网站多久更新一次", 70),
        ("保密审查", 88),
    ],
)
def test_everyday_questions_find_their_task(assistant: Assistant, question: str, task: int) -> None:
    assert task in [citation.task for citation in assistant.ask(question).citations]


def test_what_every_record_holds_is_told_of_a_task_whose_words_are_said(assistant: Assistant) -> None:
    answer = assistant.ask("信息公开目录什么时候编好")
    assert [citation.task for citation in answer.citations] == [46]
    assert "2016年底" in answer.text


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("国安昨天晚上那场球踢赢了没", Outcome.OUT_OF_SCOPE),
        ("咕噜咕噜嘎嘎哒啵叽", Outcome.OUT_OF_SCOPE),
        ("明天北京会下雨吗", Outcome.OUT_OF_SCOPE),
        ("政府公报订一年多少钱", Outcome.NOT_STATED),
        ("政务服务大厅几点下班", Outcome.NOT_STATED),
        ("被通报批评的单位有哪些下场", Outcome.NOT_STATED),
        ("你可真聪明呀", Outcome.SMALLTALK),
    ],
)
def test_what_the_document_does_not_say_cites_nothing_and_is_told_apart(
    assistant: Assistant, question: str, outcome: Outcome
) -> None:
    answer = assistant.ask(question)
    assert (answer.citations, answer.outcome) == ((), outcome)


def test_near_tasks_are_offered_where_the_document_is_silent(assistant: Assistant) -> None:
    answer = assistant.ask("政府公报订一年多少钱")
    assert 80 in [citation.task for citation in answer.related]
    assert answer.probability is not None and answer.probability < 0.5


def test_a_telephone_number_is_not_a_task_number(assistant: Assistant) -> None:
    assert assistant.ask("办事大厅的电话是几号").outcome is Outcome.NOT_STATED


def test_two_concerns_in_one_sentence_cite_both_tasks(assistant: Assistant) -> None:
    cited = {citation.task for citation in assistant.ask("政府网站多久更新一次,政府公报怎么进社区").citations}
    assert cited >= {70, 81}
