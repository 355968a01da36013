"""The ablation table: its ways of searching on small documents, and its place in the documentation."""

from __future__ import annotations

import pytest

from benchmarks.ablation import PAGE, START, methods, shares
from eval.schema import Question
from eval.split import half_of
from index.chunk import AnticipatedQuestion, chunk_document
from tests.small_index import BigramEmbedder, document, task

DOCUMENT = document("道路", task(1, "公开道路施工信息"), task(2, "公布修路预算"), task(3, "加强组织领导"))
ASKED = [AnticipatedQuestion(3, "谁来抓落实")]
WAYS = ("只用词(BM25)", "只用义(小)", "合并(小)")


def question(identifier: str, text: str, *must: int) -> tuple[Question, str]:
    return Question(id=identifier, kind="everyday", turns=(text,), must=must, outcome="answered"), text


@pytest.mark.parametrize("way", WAYS)
def test_every_way_finds_what_shares_words_and_anticipated_questions_help(way: str) -> None:
    plain = methods(chunk_document(DOCUMENT), [("小", BigramEmbedder())])
    helped = methods(chunk_document(DOCUMENT, ASKED), [("小", BigramEmbedder())])
    assert tuple(plain) == tuple(helped) == WAYS
    assert plain[way]("修路预算公布吗") == 1
    assert helped[way]("谁来抓落实") == 2


def test_words_find_nothing_where_none_is_shared() -> None:
    assert methods(chunk_document(DOCUMENT), [])["只用词(BM25)"]("zebra") is None


def test_halves_are_told_apart_and_an_empty_one_is_not_zero() -> None:
    working = next(name for name in map(str, range(99)) if half_of(name) == "working")
    asked = [question(working, "施工", 1), question(working, "预算", 1)]
    assert shares(lambda text: 0 if text == "施工" else 1, asked, DOCUMENT) == ["0.500", "未测"]


def test_the_documentation_shows_every_way() -> None:
    table = PAGE.read_text(encoding="utf-8").partition(START)[2]
    assert all(way.partition("(")[0] in table for way in WAYS)
