"""An opened index: what it finds, and what is said when it is damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.build import shipped_documents
from index.errors import EmbeddingProblem, IndexProblem
from index.manifest import FORMAT
from index.opened import Index, open_index
from tests.small_files import FINANCE, FOOD, build, food, found, make_data, roads
from tests.small_index import BigramEmbedder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path / "data")


@pytest.fixture
def index(data: Path, tmp_path: Path) -> Path:
    """An index of both documents."""
    build(shipped_documents(data), tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def opened(index: Path) -> Iterator[Index]:
    with closing(open_index(index, embedding=BigramEmbedder())) as made:
        yield made


# --- reading ---------------------------------------------------------------------------------------------------------


def test_documents_come_in_order_with_their_tasks(opened: Index) -> None:
    assert list(opened.documents) == ["道路", "食品"]
    places = opened.store.matching({"#document": {"$contains": "加强组织领导"}})
    assert places == [("道路", 2), ("食品", 1)]
    assert [task.text for task in opened.tasks(places)] == ["加强组织领导，抓好落实。"] * 2


def test_a_task_is_found_by_its_question(opened: Index) -> None:
    assert [(hit.document, hit.position) for hit in opened.search("修路花多少钱", k=1)] == [("道路", 1)]


SEARCHES: dict[str, tuple[dict[str, Any], set[tuple[str, int]]]] = {
    "a condition": ({"where": FINANCE}, {("道路", 1)}),
    "a literal mention": ({"where": {"#document": {"$contains": "告知"}}}, {("道路", 0)}),
    "allowed tasks": ({"allowed": [("食品", 0), ("道路", 2)]}, {("食品", 0), ("道路", 2)}),
    "a condition among allowed tasks": ({"where": FINANCE, "allowed": [("道路", 0), ("道路", 1)]}, {("道路", 1)}),
    "no allowed task": ({"allowed": []}, set()),
    "a condition nothing meets": ({"where": {"lead": {"$contains": "市公安局"}}}, set()),
    "none wanted": ({"k": 0}, set()),
}


@pytest.mark.parametrize("case", SEARCHES)
def test_a_search_keeps_to_its_conditions(opened: Index, case: str) -> None:
    options, expected = SEARCHES[case]
    hits = opened.search("门口修路会提前通知吗", **options)
    assert {(hit.document, hit.position) for hit in hits} <= expected
    assert bool(hits) == bool(expected)
    assert [hit.rank for hit in hits] == list(range(len(hits)))


def test_a_blank_search_finds_nothing(opened: Index) -> None:
    assert opened.search("  ") == []


def test_a_task_deleted_from_chroma_is_in_no_answer(opened: Index) -> None:
    question = "门口修路会提前通知吗"
    assert opened.search(question)[0].position == 0
    opened.store.delete(["道路:0:task:0"])
    assert opened.store.matching({"lead": {"$contains": "市交通委"}}) == [("道路", 2)]
    assert ("道路", 0) not in {(hit.document, hit.position) for hit in opened.search(question)}
    assert ("道路", 0) not in {(hit.document, hit.position) for hit in opened.search(question, allowed=[("道路", 0)])}
    assert "公开道路施工信息，提前告知沿线居民。" not in {d.page_content for d in opened.retriever().invoke(question)}


def test_the_retriever_gives_whole_tasks(opened: Index) -> None:
    best, *_ = opened.retriever(where=FINANCE, k=3).invoke("修路花多少钱")
    assert best.page_content == "公布道路施工预算。"
    assert {key: best.metadata[key] for key in ("document", "position", "number")} == {
        "document": "道路",
        "position": 1,
        "number": 2,
    }
    assert 0 <= best.metadata["score"] <= 1


def test_records_are_answered_without_the_embedding(index: Path) -> None:
    class Unusable(BigramEmbedder):
        def embed_query(self, text: str) -> list[float]:
            raise AssertionError("the embedding was used")

    opened = open_index(index, embedding=Unusable())
    assert len(opened.tasks(opened.store.matching(FINANCE))) == 1
    assert not opened.is_warm
    opened.close()


def test_threads_get_the_same_answers(opened: Index) -> None:
    questions = ["门口修路会提前通知吗", "公布预算", "食品安全", "抓好落实"] * 10
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(opened.search, questions))
    assert together == [opened.search(question) for question in questions]


def test_warming_makes_it_warm(opened: Index) -> None:
    opened.warm()
    assert opened.is_warm


def test_a_reader_keeps_its_generation(opened: Index, index: Path, data: Path) -> None:
    food(data).write_text(FOOD.replace("抽检", "检查"), encoding="utf-8")
    for _ in range(2):
        build([food(data)], index)
    assert opened.search("抽检结果")[0].document == "食品"
    assert "抽检" in opened.tasks([("食品", 0)])[0].text


# --- damage ----------------------------------------------------------------------------------------------------------


def generation(index: Path) -> Path:
    return index / "generations" / (index / "current").read_text(encoding="utf-8").strip()


def damage(index: Path, file: str, content: bytes | None) -> None:
    """Overwrite a file of the current generation, or delete it."""
    path = next(generation(index).glob(file))
    path.unlink() if content is None else path.write_bytes(content)


def replaced(index: Path) -> Path:
    """The path of an index that is gone."""
    shutil.rmtree(index)
    return index


def cut(index: Path, file: str) -> None:
    whole = (generation(index) / file).read_bytes()
    damage(index, file, whole[: len(whole) // 2])


def change_manifest(index: Path, **fields: Any) -> None:
    path = generation(index) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | fields), encoding="utf-8")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "还没有建立索引"),
    "an empty folder": (lambda index: replaced(index).mkdir(), "还没有建立索引"),
    "a file in its place": (lambda index: replaced(index).touch(), "是一个文件"),
    "a folder of other things": (lambda index: (replaced(index) / "a").mkdir(parents=True), "不是索引"),
    "no pointer": (lambda index: (index / "current").unlink(), "还没有建立索引"),
    "an empty pointer": (lambda index: (index / "current").write_bytes(b""), "已损坏"),
    "garbage in the pointer": (lambda index: (index / "current").write_bytes(b"\xff\xfe../.."), "已损坏"),
    "a pointer to nowhere": (lambda index: (index / "current").write_text("000099"), "不存在"),
    "a deleted generation": (lambda index: shutil.rmtree(generation(index)), "不存在"),
    "no documents": (lambda index: damage(index, "documents.json", None), "documents.json"),
    "truncated documents": (lambda index: cut(index, "documents.json"), "documents.json"),
    "documents of another shape": (lambda index: damage(index, "documents.json", b'[{"id": "x"}]'), "documents.json"),
    "documents that are missing": (lambda index: damage(index, "documents.json", b"[]"), "不一致"),
    "no chunks": (lambda index: damage(index, "chunks.json", None), "chunks.json"),
    "no manifest": (lambda index: damage(index, "manifest.json", None), "manifest.json"),
    "truncated manifest": (lambda index: cut(index, "manifest.json"), "manifest.json"),
    "a list for a manifest": (lambda index: damage(index, "manifest.json", b"[]"), "manifest.json"),
    "a newer format": (lambda index: change_manifest(index, format=FORMAT + 1), "更新的版本"),
    "an older format": (lambda index: change_manifest(index, format=FORMAT - 1), "不再支持"),
    "no database": (lambda index: damage(index, "chroma.sqlite3", None), "不完整"),
    "an empty database": (lambda index: damage(index, "chroma.sqlite3", b""), "不完整"),
    "garbage in the database": (lambda index: damage(index, "chroma.sqlite3", b"garbage" * 99999), "无法使用"),
    "half a database": (lambda index: cut(index, "chroma.sqlite3"), "不完整"),
    "no vectors": (lambda index: shutil.rmtree(next(generation(index).glob("*/header.bin")).parent), "不完整"),
    "truncated vectors": (lambda index: damage(index, "*/data_level0.bin", b""), "data_level0.bin 不完整"),
    "no list of sizes": (lambda index: damage(index, "sizes.json", None), "sizes.json"),
    "garbage in the list of sizes": (lambda index: damage(index, "sizes.json", b"[1]"), "sizes.json"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGES)
def test_a_damaged_index_is_named_with_what_mends_it(index: Path, data: Path, case: str) -> None:
    harm, words = DAMAGES[case]
    harm(index)
    with pytest.raises(IndexProblem) as caught:
        open_index(index, embedding=BigramEmbedder())
    assert words in str(caught.value)
    assert "assistant index" in str(caught.value) or "--index" in str(caught.value)
    assert str(caught.value).count("。") == 1
    if case not in ("a file in its place", "a folder of other things"):
        build([roads(data)], index)
        assert found(index)["道路"] == 3


SAVED = ["an empty pointer", "no pointer", "no database", "garbage in the database", "no vectors"]


@pytest.mark.parametrize("case", SAVED)
def test_mending_keeps_documents_whose_files_are_gone(index: Path, data: Path, case: str) -> None:
    DAMAGES[case][0](index)
    food(data).unlink()
    assert build([roads(data)], index).dropped == ()
    assert found(index) == {"道路": 3, "食品": 2}


def test_a_damaged_task_file_is_mended_from_the_generation_before(index: Path, data: Path) -> None:
    build([roads(data)], index)
    cut(index, "documents.json")
    build([roads(data)], index)
    assert found(index) == {"道路": 3, "食品": 2}


def test_a_document_that_cannot_be_saved_is_named(index: Path, data: Path) -> None:
    cut(index, "documents.json")
    assert build([roads(data)], index).dropped == ("食品",)


def test_an_index_of_another_embedding_is_named(index: Path) -> None:
    with pytest.raises(EmbeddingProblem, match="bigrams"):
        open_index(index, embedding=BigramEmbedder(name="other"))


def test_a_model_trained_again_is_noticed_before_the_first_search(index: Path) -> None:
    opened = open_index(index, embedding=BigramEmbedder(salt="x"))
    with pytest.raises(EmbeddingProblem, match="assistant index"):
        opened.search("修路")
    opened.close()


def test_an_embedding_without_numbers_is_named(data: Path, tmp_path: Path) -> None:
    class Empty(BigramEmbedder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[] for _ in texts]

    with pytest.raises(EmbeddingProblem, match="ASSISTANT_EMBEDDING"):
        build([roads(data)], tmp_path / "index", embedding=Empty())
