"""The ``assistant`` command over an index that cannot be used, with wrong settings, and as a process of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import QUESTION, Run, cited, invoke, line, real, said_in_one_sentence


@pytest.fixture
def run(shipped_index: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command in a folder of its own; without --index over the shipped documents."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_INDEX", str(shipped_index))
    return invoke


# --- an index that cannot be used ------------------------------------------------------------------------------------


def spoil(folder: Path, how: str) -> None:
    """Make an index unusable in one of the ways that happen."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if how == "empty":
        shutil.rmtree(folder)
        folder.mkdir()
    elif how == "a file":
        shutil.rmtree(folder)
        folder.write_text("index", encoding="utf-8")
    elif how == "garbage everywhere":
        for path in files:
            path.write_bytes(b"garbage\xff")
    else:
        for path in (path for path in files if how in path.name):
            path.write_bytes(path.read_bytes()[:5])


@pytest.mark.parametrize("how", ["empty", "a file", "garbage everywhere", "sqlite", "manifest", "documents", "current"])
def test_an_index_that_cannot_be_used_says_what_mends_it(run: Run, shipped_index: Path, how: str) -> None:
    folder = Path("spoilt")
    shutil.copytree(shipped_index, folder)
    spoil(folder, how)
    said_in_one_sentence(run("ask", QUESTION, "--index", folder), "--index" if how == "a file" else "assistant index")


def test_a_missing_index_says_what_mends_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said_in_one_sentence(run("tasks", "--index", "nowhere"), "nowhere", "assistant index")
    monkeypatch.setenv("ASSISTANT_INDEX", "elsewhere")
    said_in_one_sentence(run("ask", QUESTION), "elsewhere")
    said_in_one_sentence(run("documents"), "elsewhere")


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    said_in_one_sentence(run("ask", QUESTION), "port")
    monkeypatch.delenv("ASSISTANT_PORT")
    Path("assistant.toml").write_text("nothing_such = 1", encoding="utf-8")
    said_in_one_sentence(run("ask", QUESTION), "nothing_such")
    Path("assistant.toml").write_text("= broken", encoding="utf-8")
    said_in_one_sentence(run("ask", QUESTION), "assistant.toml")


# --- the real command ------------------------------------------------------------------------------------------------

HEAVY = ("torch", "gradio", "sentence_transformers", "transformers", "fastapi", "pandas", "langchain_chroma")
WATCHED = f"""
import sys
from assistant.cli import main
try:
    main()
finally:
    print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
"""


def test_a_structured_question_loads_nothing_heavy(shipped_index: Path) -> None:
    done = real(shipped_index, "ask", "任务49的牵头单位是谁", "--json", program=("-c", WATCHED))
    assert done.returncode == 0
    assert cited(json.loads(done.stdout)) == [49]
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_two_processes_answer_byte_for_byte_the_same(shipped_index: Path, tmp_path: Path) -> None:
    """The order of sets differs from process to process; the answers must not."""
    questions = [QUESTION, "2016年底前完成并持续落实的任务", "第三部分有哪些任务", "哪个单位牵头最多", "各部分有多少项",
    "概括第四部分", "任务39",
                 "比较市编办和市财政局", "市财政居牵头的", "yijianbu", "没有牵头单位的",
                 "我家门口修路能看到信息吗"]  # fmt: skip
    (tmp_path / "q.jsonl").write_text("\n".join(line(q, q, as_of="2017-03-01") for q in questions), encoding="utf-8")
    written = []
    for seed in ("1", "2"):
        output = tmp_path / f"{seed}.jsonl"
        assert real(shipped_index, "answer", tmp_path / "q.jsonl", "-o", output, seed=seed).returncode == 0
        answers = [json.loads(text) for text in output.read_text(encoding="utf-8").splitlines()]
        written.append([json.dumps({**a, "milliseconds": 0}) for a in answers])
    assert written[0] == written[1]


def test_the_installed_command_reports_a_missing_index(tmp_path: Path) -> None:
    done = real(tmp_path / "nowhere", "ask", QUESTION)
    assert (done.returncode, done.stdout) == (1, "")
    assert "assistant index" in done.stderr and "Traceback" not in done.stderr
