"""From files to an opened index: what is kept, what is replaced, and what is said when something is wrong."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index, shipped_documents, up_to_date
from index.chunk import chunk_document, clauses
from index.errors import DocumentProblem, EmbeddingProblem, IndexProblem
from index.manifest import FORMAT, Manifest
from index.opened import Index, open_index
from index.taskfile import dump_documents, load_documents
from tests.small_index import BigramEmbedder, chroma_server, document, task

ROOT = Path(__file__).resolve().parent.parent

ROADS = """滨海市道路建设任务分工

一、修路

1.公开道路施工信息，提前告知沿线居民。
牵头单位：市交通委
责任单位：市财政局
完成时限：2016年底

2.公布道路施工预算。
牵头单位：市财政局
完成时限：2017年底前完成并持续落实

二、管路

3.加强组织领导，抓好落实。
牵头单位：市交通委
完成时限：2018年底
"""
FOOD = """滨海市食品安全任务分工

1.公布食品安全抽检结果。
牵头单位：市卫生局
完成时限：2016年底

2.加强组织领导，抓好落实。
牵头单位：市卫生局
完成时限：2018年底
"""
QUESTIONS = [{"task": 1, "style": "everyday", "q": "门口修路会提前通知吗"}, {"task": 2, "q": "修路花多少钱"}]
FINANCE = {"lead": {"$contains": "市财政局"}}

KILLED = """
import os, signal, sys
from pathlib import Path
from index.build import build_index
from tests.small_index import BigramEmbedder
def stop(stage, done, total):
    if stage == sys.argv[3] and done == total:
        os.kill(os.getpid(), signal.SIGKILL)
build_index([Path(sys.argv[2])], Path(sys.argv[1]), embedding=BigramEmbedder(), progress=stop)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two documents, one of them with anticipated questions."""
    for name, text in (("道路", ROADS), ("食品", FOOD)):
        folder = tmp_path / "data" / "滨海" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    write_questions(tmp_path / "data", QUESTIONS)
    return tmp_path / "data"


def write_questions(data: Path, rows: list[dict[str, Any]]) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (data / "滨海" / "道路" / "questions.jsonl").write_text(lines, encoding="utf-8")


def roads(data: Path) -> Path:
    return data / "滨海" / "道路" / "道路.txt"


def food(data: Path) -> Path:
    return data / "滨海" / "食品" / "食品.txt"


def build(files: list[Path], index: Path, **options: Any) -> Manifest:
    return build_index(files, index, **{"embedding": BigramEmbedder(), **options})


@pytest.fixture
def index(data: Path, tmp_path: Path) -> Path:
    """An index of both documents."""
    build(shipped_documents(data), tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def opened(index: Path) -> Iterator[Index]:
    made = open_index(index, embedding=BigramEmbedder())
    yield made
    made.close()


def found(index: Path) -> dict[str, int]:
    """The documents of an index and how many tasks of each the store has."""
    opened = open_index(index, embedding=BigramEmbedder())
    matching = [document for document, _ in opened.store.matching()]
    opened.close()
    return {name: matching.count(name) for name in opened.documents}


# --- documents to chunks -------------------------------------------------------------------------------------------


def test_only_a_long_task_has_clauses_and_they_hold_its_words() -> None:
    long = (
        "推进预算公开，公布预算。" * 3
        + "对提交会议审议的涉及群众切身利益、需要社会广泛知晓的重要改革方案，相关部门要公布草案，听取意见1,000条。"
    )
    assert clauses("推进预算公开，公布预算。") == ()
    assert clauses(long)[:4] == ("推进预算公开，公布预算",) * 3 + (
        "对提交会议审议的涉及群众切身利益、需要社会广泛知晓的重要改革方案",
    )
    assert "1,000" in clauses(long)[-1]


def test_identical_boilerplate_of_different_tasks_stays_apart() -> None:
    same = "加强组织领导，抓好落实。"
    chunks = chunk_document(document("甲", task(1, same), task(2, same))) + chunk_document(
        document("乙", task(1, same))
    )
    assert len({chunk.id for chunk in chunks}) == 3


BAD_QUESTIONS = {
    "no JSON": ('{"task": 1, "q": "好"}\n{task: 2}', "第 2 行"),
    "no question": ('{"task": 1}', "第 1 行"),
    "an empty question": ('{"task": 1, "q": " "}', "q 应为非空文字"),
    "a task that is no number": ('{"task": [1], "q": "好"}', "task 应为任务编号"),
    "a list": ("\n[1, 2]", "第 2 行"),
    "no such task": ('{"task": 77, "q": "好"}', "任务 77"),
}


@pytest.mark.parametrize("case", BAD_QUESTIONS)
def test_a_bad_line_of_questions_is_named(data: Path, tmp_path: Path, case: str) -> None:
    text, words = BAD_QUESTIONS[case]
    roads(data).with_name("questions.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentProblem) as caught:
        build([roads(data)], tmp_path / "index")
    assert words in str(caught.value) and str(caught.value).count("。") == 1


def test_a_file_of_questions_in_a_shared_folder_is_not_read(data: Path, tmp_path: Path) -> None:
    shared = tmp_path / "文件"
    shared.mkdir()
    shutil.copy(roads(data), shared)
    (shared / "questions.jsonl").write_text('{"id": "q1", "turns": ["你好"]}', encoding="utf-8")
    assert build([shared / "道路.txt"], tmp_path / "index").documents[0].chunks == {"task": 3}


def test_the_task_file_gives_documents_back_unchanged() -> None:
    first = document("甲", task("一/1", "公开。", ["市财政局"], (), "2016年底"), task(2, "公布。", section=None))
    assert load_documents(dump_documents([first])) == (first,)


# --- building ------------------------------------------------------------------------------------------------------


def test_the_shipped_documents_are_those_in_folders_of_their_name(data: Path) -> None:
    (data / "滨海" / "units.toml").touch()
    (data / "滨海" / "道路" / "说明.txt").touch()
    (data / "滨海" / "道路" / "道路.pdf").touch()
    assert shipped_documents(data) == [roads(data), food(data)]
    assert shipped_documents(data / "none") == []


def test_the_manifest_tells_what_was_built(data: Path, tmp_path: Path) -> None:
    manifest = build(shipped_documents(data), tmp_path / "index")
    assert [(d.id, d.tasks, d.chunks) for d in manifest.documents] == [
        ("道路", 3, {"task": 3, "question": 2}),
        ("食品", 2, {"task": 2}),
    ]
    assert (manifest.embedding, manifest.dimension, manifest.format) == ("bigrams", 64, FORMAT)
    assert all(len(d.sha256) == 64 for d in manifest.documents)
    assert [bool(d.questions_sha256) for d in manifest.documents] == [True, False]
    assert manifest.entries == 7


def test_a_document_is_added_without_reading_the_others_again(data: Path, tmp_path: Path) -> None:
    build([roads(data)], tmp_path / "index")
    roads(data).unlink()
    embedder = BigramEmbedder()
    build([food(data)], tmp_path / "index", embedding=embedder)
    assert found(tmp_path / "index") == {"道路": 3, "食品": 2}
    assert "公布食品安全抽检结果。" in embedder.embedded
    assert "公布道路施工预算。" not in embedder.embedded


def test_a_document_of_the_same_name_is_replaced(index: Path, data: Path) -> None:
    roads(data).write_text(ROADS.split("二、")[0], encoding="utf-8")
    build([roads(data)], index)
    assert found(index) == {"道路": 2, "食品": 2}


def test_a_document_can_be_kept_from_being_replaced(index: Path, data: Path) -> None:
    roads(data).write_text(ROADS.split("二、")[0], encoding="utf-8")
    build([roads(data)], index, replace=False)
    assert found(index) == {"道路": 3, "食品": 2}


def test_anticipated_questions_are_carried_over(index: Path, data: Path) -> None:
    manifest = build([food(data)], index)
    assert manifest.documents[0].chunks == {"task": 3, "question": 2}
    opened = open_index(index, embedding=BigramEmbedder())
    assert opened.search("门口修路会提前通知吗")[0].position == 0
    opened.close()


def test_another_embedding_embeds_everything_again(index: Path, data: Path) -> None:
    other = BigramEmbedder(name="other", salt="x")
    build([], index, embedding=other)
    assert len(other.embedded) == len(set(other.embedded)) == 6
    opened = open_index(index, embedding=other)
    assert opened.search("公布道路施工预算")[0].score == pytest.approx(1, abs=0.2)
    opened.close()


def test_a_model_trained_again_under_the_same_name_embeds_everything_again(index: Path) -> None:
    changed = BigramEmbedder(salt="x")
    build([], index, embedding=changed)
    assert len(changed.embedded) == 6


def test_progress_counts_every_stage_to_its_end(data: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    build(shipped_documents(data), tmp_path / "index", progress=lambda *step: seen.append(step))
    last = {stage: (done, total) for stage, done, total in seen}
    assert last == {"read": (2, 2), "embed": (6, 6), "write": (7, 7)}
    assert list(last) == ["read", "embed", "write"]


def test_the_same_files_give_the_same_answers(data: Path, tmp_path: Path) -> None:
    answers = []
    for name in ("first", "second"):
        manifest = build(shipped_documents(data), tmp_path / name)
        opened = open_index(tmp_path / name, embedding=BigramEmbedder())
        hits = opened.search("修路的预算")
        answers.append((replace(manifest, built_at=""), opened.store.matching(FINANCE), hits))
        opened.close()
    assert answers[0] == answers[1]


def test_nothing_to_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexProblem, match="没有可以建立索引的文件"):
        build([], tmp_path / "index")


def test_two_files_of_one_name_are_refused(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "道路.txt"
    shutil.copy(roads(data), copy)
    with pytest.raises(DocumentProblem, match="道路"):
        build([roads(data), copy], tmp_path / "index")


@pytest.mark.parametrize("stage", ["read", "embed", "write"])
def test_an_error_at_any_stage_leaves_the_old_index(index: Path, data: Path, stage: str) -> None:
    def fail(now: str, done: int, total: int) -> None:
        if now == stage and done == total:
            raise RuntimeError(stage)

    food(data).write_text(FOOD.replace("抽检", "检查"), encoding="utf-8")
    with pytest.raises(RuntimeError):
        build([food(data)], index, progress=fail)
    opened = open_index(index, embedding=BigramEmbedder())
    assert opened.search("抽检结果")[0].document == "食品"
    assert len(opened.store.matching({"#document": {"$contains": "抽检"}})) == 1
    opened.close()


@pytest.mark.parametrize("stage", ["read", "embed", "write"])
def test_a_build_killed_at_any_stage_leaves_the_old_index(index: Path, data: Path, stage: str) -> None:
    command = [sys.executable, "-c", KILLED, str(index), str(food(data)), stage]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert found(index) == {"道路": 3, "食品": 2}
    build([food(data)], index)
    assert found(index) == {"道路": 3, "食品": 2}


# --- up to date ----------------------------------------------------------------------------------------------------

CHANGES: dict[str, tuple[Callable[[Path, Path], object], bool]] = {
    "nothing": (lambda data, index: None, True),
    "the document": (lambda data, index: roads(data).write_text(ROADS + "\n", encoding="utf-8"), False),
    "its questions": (lambda data, index: write_questions(data, QUESTIONS[:1]), False),
    "questions that are gone": (lambda data, index: roads(data).with_name("questions.jsonl").unlink(), False),
    "a missing file": (lambda data, index: roads(data).unlink(), False),
    "no index": (lambda data, index: shutil.rmtree(index), False),
    "a damaged index": (lambda data, index: damage(index, "chroma.sqlite3", b""), False),
    "another document added": (lambda data, index: build([food(data)], index), True),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_finished_build_is_not_done_again(data: Path, tmp_path: Path, case: str) -> None:
    change, expected = CHANGES[case]
    build([roads(data)], tmp_path / "index")
    change(data, tmp_path / "index")
    assert up_to_date([roads(data)], tmp_path / "index", embedding=BigramEmbedder()) is expected


def test_another_embedding_is_not_up_to_date(index: Path, data: Path) -> None:
    assert up_to_date([roads(data)], index, embedding=BigramEmbedder())
    assert not up_to_date([roads(data)], index, embedding=BigramEmbedder(name="other"))


def test_another_parser_is_not_up_to_date(index: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.build.parser_version", lambda: "another")
    assert not up_to_date([roads(data)], index, embedding=BigramEmbedder())


# --- reading -------------------------------------------------------------------------------------------------------


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
    assert {(hit.document, hit.position) for hit in hits} == expected
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
    assert not [d for d in opened.retriever().invoke(question) if d.metadata["number"] == 1 and d.metadata["document"] == "道路"]  # fmt: skip


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


def test_warming_makes_it_warm(opened: Index) -> None:
    opened.warm()
    assert opened.is_warm


def test_a_reader_keeps_its_generation(opened: Index, index: Path, data: Path) -> None:
    food(data).write_text(FOOD.replace("抽检", "检查"), encoding="utf-8")
    for _ in range(2):
        build([food(data)], index)
    assert opened.search("抽检结果")[0].document == "食品"
    assert "抽检" in opened.tasks([("食品", 0)])[0].text


# --- what is wrong, and what mends it ------------------------------------------------------------------------------


def generation(index: Path) -> Path:
    return index / "generations" / (index / "current").read_text(encoding="utf-8").strip()


def damage(index: Path, file: str, content: bytes | None) -> None:
    """Overwrite a file of the current generation, or delete it."""
    path = next(generation(index).glob(file))
    path.unlink() if content is None else path.write_bytes(content)


def cut(index: Path, file: str) -> None:
    whole = (generation(index) / file).read_bytes()
    damage(index, file, whole[: len(whole) // 2])


def change_manifest(index: Path, **fields: Any) -> None:
    path = generation(index) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | fields), encoding="utf-8")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "还没有建立索引"),
    "an empty folder": (lambda index: (shutil.rmtree(index), index.mkdir()), "还没有建立索引"),
    "a file in its place": (lambda index: (shutil.rmtree(index), index.touch()), "是一个文件"),
    "a folder of other things": (lambda index: (shutil.rmtree(index), index.mkdir(), (index / "a.txt").touch()), "不是索引"),
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
    "an empty database": (lambda index: damage(index, "chroma.sqlite3", b""), "无法使用"),
    "garbage in the database": (lambda index: damage(index, "chroma.sqlite3", b"garbage" * 999), "无法使用"),
    "half a database": (lambda index: cut(index, "chroma.sqlite3"), "无法使用"),
    "no vectors": (lambda index: shutil.rmtree(next(generation(index).glob("*/header.bin")).parent), "不完整"),
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


# --- on a server ---------------------------------------------------------------------------------------------------


def test_an_index_on_a_server_is_opened_from_any_folder(data: Path, tmp_path: Path) -> None:
    with chroma_server(tmp_path) as url:
        build(shipped_documents(data), tmp_path / "here", chroma_url=url)
        assert up_to_date(shipped_documents(data), tmp_path / "there", embedding=BigramEmbedder(), chroma_url=url)
        build([food(data)], tmp_path / "here", chroma_url=url)
        opened = open_index(tmp_path / "there", embedding=BigramEmbedder(), chroma_url=url)
        assert opened.store.matching(FINANCE) == [("道路", 1)]
        assert opened.search("门口修路会提前通知吗")[0].position == 0
        assert not (tmp_path / "there").exists()
        opened.close()
    with pytest.raises(IndexProblem, match="CHROMA_URL"):
        open_index(tmp_path / "there", embedding=BigramEmbedder(), chroma_url=url)
