"""From files to a generation of the index: what is kept, what is replaced, what an interruption leaves."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import shipped_documents, up_to_date
from index.chunk import chunk_document, clauses
from index.errors import DocumentProblem, IndexProblem
from index.manifest import FORMAT
from index.opened import open_index
from index.taskfile import dump_documents, load_documents
from tests.small_files import FINANCE, FOOD, QUESTIONS, ROADS, build, food, found, make_data, roads, write_questions
from tests.small_index import BigramEmbedder, chroma_server, document, task

ROOT = Path(__file__).resolve().parent.parent

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
    return make_data(tmp_path / "data")


@pytest.fixture
def index(data: Path, tmp_path: Path) -> Path:
    """An index of both documents."""
    build(shipped_documents(data), tmp_path / "index")
    return tmp_path / "index"


# --- documents to chunks ---------------------------------------------------------------------------------------------


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
    "a task that is no number": ('{"task": [true], "q": "好"}', "task 应为任务编号"),
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


# --- building --------------------------------------------------------------------------------------------------------


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


def test_queries_can_be_planned_by_what_the_database_holds(data: Path, tmp_path: Path) -> None:
    build(shipped_documents(data), tmp_path / "index")
    (database,) = (tmp_path / "index").glob("generations/*/chroma.sqlite3")
    with closing(sqlite3.connect(database)) as opened:
        counted = {table for (table,) in opened.execute("SELECT tbl FROM sqlite_stat1")}
    assert {"embeddings", "embedding_metadata", "embedding_metadata_array"} <= counted


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
    assert opened.search("公布道路施工预算")[0].position == 1
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


# --- up to date ------------------------------------------------------------------------------------------------------

CHANGES: dict[str, tuple[Callable[[Path, Path], object], bool]] = {
    "nothing": (lambda data, index: None, True),
    "the document": (lambda data, index: roads(data).write_text(ROADS + "\n", encoding="utf-8"), False),
    "its questions": (lambda data, index: write_questions(data, QUESTIONS[:1]), False),
    "questions that are gone": (lambda data, index: roads(data).with_name("questions.jsonl").unlink(), False),
    "a missing file": (lambda data, index: roads(data).unlink(), False),
    "no index": (lambda data, index: shutil.rmtree(index), False),
    "a damaged index": (lambda data, index: next(index.glob("generations/*/chroma.sqlite3")).unlink(), False),
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


# --- on a server -----------------------------------------------------------------------------------------------------


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
