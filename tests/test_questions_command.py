"""``assistant questions``: tasks with few anticipated questions, a file checked, questions imported."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.command import invoke, said_in_one_sentence
from tests.small_files import food, make_data, roads, write_questions

QUESTION = "谁负责公布修路的预算"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_data(tmp_path / "data")
    monkeypatch.setenv("ASSISTANT_DATA", str(folder))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    return folder


def own(data: Path) -> list[dict[str, object]]:
    text = roads(data).with_name("questions.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def table(path: Path, *rows: tuple[object, ...]) -> Path:
    """A spreadsheet of these rows in the format of the file's suffix."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
        path.write_text("\n".join(lines), encoding="gb18030")
    return path


def lines(path: Path, *rows: object) -> Path:
    texts = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


# --- listing ---------------------------------------------------------------------------------------------------------


def test_tasks_with_few_questions_are_listed(data: Path) -> None:
    done = invoke("questions", "道路", "--least", 1)
    assert done.exit_code == 0
    assert done.stdout == "道路\t3\t0\t加强组织领导，抓好落实。\n"
    assert "2个预设问题" in done.stderr


def test_without_a_name_every_document_is_listed(data: Path) -> None:
    named = {tuple(line.split("\t")[:2]) for line in invoke("questions").stdout.splitlines()}
    assert named == {("道路", "1"), ("道路", "2"), ("道路", "3"), ("食品", "1"), ("食品", "2")}


def test_a_question_of_several_tasks_counts_for_each(data: Path) -> None:
    write_questions(data, [{"task": [1, 2], "q": "修路的事从哪知道"}])
    assert [line.split("\t")[1] for line in invoke("questions", "道路", "--least", 1).stdout.splitlines()] == ["3"]


def test_the_shipped_document_has_many_for_each(tmp_path: Path) -> None:
    done = invoke("questions")
    assert (done.exit_code, done.stdout) == (0, "")


# --- checking --------------------------------------------------------------------------------------------------------

FAULTY = (
    "not json",
    {"task": 1, "q": "门口修路会提前通知吗"},
    {"task": 9, "q": "修桥"},
    {"q": "修桥"},
    {"task": 2, "q": " "},
    {"task": True, "q": 3},
    {"task": 1, "q": "门口修路会提前通知吗"},
)


def test_every_fault_is_named_with_its_line_at_once(data: Path, tmp_path: Path) -> None:
    done = invoke("questions", "道路", "--check", lines(tmp_path / "my.jsonl", *FAULTY))
    assert (done.exit_code, done.stdout) == (1, "")
    wanted = ["第 1 行：应为", "第 3 行：文件中没有任务 9", "第 4 行：缺少 task", "第 5 行：q 应为",
              "第 6 行：task 应为", "第 6 行：q 应为", "第 7 行：与第 2 行重复"]  # fmt: skip
    said = done.stderr.strip().splitlines()
    assert "7 处错误" in said[0]
    assert all(line.startswith(start) for line, start in zip(said[1:], wanted, strict=True))


def test_a_sound_file_is_said_to_be_sound(data: Path, tmp_path: Path) -> None:
    done = invoke("questions", "道路", "--check", lines(tmp_path / "my.jsonl", {"task": "1", "q": QUESTION}))
    assert done.exit_code == 0 and "1个问题,没有错误" in done.stderr
    assert len(own(data)) == 2


def test_the_documents_own_faults_are_named_when_it_is_listed(data: Path) -> None:
    write_questions(data, [{"task": 7, "q": "修桥"}, {"task": 8, "q": "修桥"}])
    said = invoke("questions", "道路").stderr
    assert "第 1 行" in said and "第 2 行" in said


# --- importing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_spreadsheet_is_imported_once(data: Path, tmp_path: Path, suffix: str) -> None:
    rows = (("问题", "任务编号", "备注"), (QUESTION, 2, ""), ("", "", ""), ("修路和预算都公开吗", "1、2", "两项"))
    file = table(tmp_path / f"more{suffix}", *rows)
    done = invoke("questions", "道路", "--import", file)
    assert done.exit_code == 0, done.stderr
    assert "并入2个问题" in done.stderr and "assistant index" in done.stderr
    assert own(data)[2:] == [{"task": 2, "q": QUESTION}, {"task": [1, 2], "q": "修路和预算都公开吗"}]
    again = invoke("questions", "道路", "--import", file)
    assert "并入0个问题,另有2个" in again.stderr and "assistant index" not in again.stderr
    assert len(own(data)) == 4


def test_questions_are_imported_for_a_document_without_any_and_indexed(data: Path, tmp_path: Path) -> None:
    assert invoke("index").exit_code == 0
    file = lines(tmp_path / "food.jsonl", {"task": 1, "style": "spoken", "q": "菜场查出毒豇豆了会说吗"})
    assert invoke("questions", "食品", "--import", file).exit_code == 0
    kept = food(data).with_name("questions.jsonl").read_text(encoding="utf-8")
    assert json.loads(kept) == {"task": 1, "style": "spoken", "q": "菜场查出毒豇豆了会说吗"}
    assert "已是最新" not in invoke("index", "--if-needed").stderr
    assert "已是最新" in invoke("index", "--if-needed").stderr


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("任务", "问题"), (9, "修桥"), (1, "")], ("第 2 行", "没有任务 9", "第 3 行", "缺少 q")),
        ([("甲", "乙"), (1, "修桥")], ("第 1 行", "列名")),
    ],
)
def test_a_faulty_spreadsheet_changes_nothing(
    data: Path, tmp_path: Path, rows: list[tuple[object, ...]], said: tuple[str, ...]
) -> None:
    done = invoke("questions", "道路", "--import", table(tmp_path / "more.xlsx", *rows))
    assert done.exit_code == 1 and all(words in done.stderr for words in said)
    assert len(own(data)) == 2


def test_what_cannot_be_done_is_one_sentence(data: Path, tmp_path: Path) -> None:
    file = lines(tmp_path / "my.jsonl", {"task": 1, "q": QUESTION})
    said_in_one_sentence(invoke("questions", "桥梁"), "道路", "食品")
    said_in_one_sentence(invoke("questions", "--import", file), "哪份文件")
    said_in_one_sentence(invoke("questions", "道路", "--check", tmp_path / "none.csv"), "none.csv")
    said_in_one_sentence(invoke("questions", "道路", "--check", tmp_path / "my.docx"), ".xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK broken")
    said_in_one_sentence(invoke("questions", "道路", "--import", tmp_path / "broken.xlsx"), "broken.xlsx")
    loose = tmp_path / "修路.txt"
    loose.write_text(roads(data).read_text(encoding="utf-8"), encoding="utf-8")
    said_in_one_sentence(invoke("questions", loose, "--import", file), "文件夹")
    assert invoke("questions", "道路", "--check", file, "--import", file).exit_code == 2


def test_a_question_of_several_tasks_is_indexed_for_each(data: Path, tmp_path: Path) -> None:
    file = lines(tmp_path / "my.jsonl", {"task": [1, 2], "q": "修路和预算都公开吗"})
    assert invoke("questions", "道路", "--import", file).exit_code == 0
    assert invoke("index").exit_code == 0
    manifest = next((tmp_path / "index").rglob("manifest.json"))
    held = {record["id"]: record["chunks"] for record in json.loads(manifest.read_text(encoding="utf-8"))["documents"]}
    assert held["道路"]["question"] == 4
