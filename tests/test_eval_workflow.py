"""The evaluation as an evaluator uses it, on the command line and over the shipped document."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from assistant.understand import recognise
from eval import baseline, folder, outputs, resume, schema
from eval.cli import app
from eval.questions import load, shipped_files
from eval.run import ask
from eval.split import half_of
from tests.command import DOCUMENT, invoke, real
from tests.fake_evaluation import write_lines

Evaluate = Callable[..., Any]
HEAD = "id,kind,turns,must,facts,outcome\n"


@pytest.fixture(scope="module")
def evaluate(shipped_index: Path) -> Evaluate:
    """``assistant eval …`` in this process, over the index of the shipped document."""

    def run(*arguments: object) -> Any:
        return CliRunner().invoke(app, [*map(str, arguments), "--index", str(shipped_index)])

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Four questions as typed into a spreadsheet; the last one expects what no one would answer."""
    path = tmp_path / "mine.csv"
    rows = ["1,单位,市编办牵头哪些任务,33-36、41-45,,", "2,字段,任务7由谁牵头,7,市重大项目办,"]
    rows += ["3,没有,任务101,,,empty", "4,单位,市编办牵头哪些任务,33,,"]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="gb18030")
    return path


def test_fifty_questions_in_a_spreadsheet_become_a_report(evaluate: Evaluate, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["template", str(tmp_path / "mine.xlsx")]).exit_code == 0
    book = load_workbook(tmp_path / "mine.xlsx")
    sheet: Any = book["题目"]
    for number in range(10, 60):
        sheet.append([f"自拟{number}", "编号", f"任务{number}是谁牵头", str(number)])
    book.save(tmp_path / "mine.xlsx")
    result = evaluate(tmp_path / "mine.xlsx", "--out", tmp_path / "run", "--release")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "工作半" not in result.stdout and "56 " in result.stdout
    assert "56 题" in page and "mine.xlsx" in page and "保留半" not in page
    assert str(tmp_path / "run" / "report.html") in result.stderr


def test_a_broken_file_names_every_fault_and_nothing_is_asked(evaluate: Evaluate, tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    rows = ["1,k,甲,3、101,,", "1,k,乙,3,,", "3,k,丙,,“没有这句话”,", "4,k,丁,,,answered", "5,k,,3,,", "6,k,戊,3,,odd"]
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    result = evaluate(path, "--out", tmp_path / "run")
    assert result.exit_code == 1
    for number in range(2, 8):
        assert f"broken.csv:{number}: " in result.stderr
    assert not (tmp_path / "run").exists() and "Traceback" not in result.output


@pytest.mark.parametrize(
    ("limits", "code", "verdict"),
    [
        ([], 0, None), (["--min-right", "75"], 0, "判定:通过"), (["--min-right", "0.76"], 100, "判定:未通过"),
        (["--min-exact", "75%", "--max-false-answers", "0"], 0, "判定:通过"),
        (["--min-exact", "80"], 100, "判定:未通过"),
        (["--min-exact", "lots"], 2, None),
    ],
)  # fmt: skip
def test_gates_say_one_thing(
    evaluate: Evaluate, sheet: Path, tmp_path: Path, limits: list[str], code: int, verdict: str | None
) -> None:
    result = evaluate(sheet, "--out", tmp_path / "run", *limits)
    assert result.exit_code == code, result.output
    assert (verdict in result.stdout.splitlines()) if verdict else "判定" not in result.stdout
    if code == 100:
        assert "单位:50.0%(1/2)" in result.stderr


def test_generating_and_scoring_apart_gives_the_same_figures(evaluate: Evaluate, sheet: Path, tmp_path: Path) -> None:
    assert evaluate(sheet, "--out", tmp_path / "whole").exit_code == 0
    assert evaluate("generate", sheet, "-o", tmp_path / "a.jsonl").exit_code == 0
    assert evaluate("score", tmp_path / "a.jsonl", sheet, "--out", tmp_path / "apart").exit_code == 0
    whole, apart = (folder.read(tmp_path / name) for name in ("whole", "apart"))
    assert [(row.id, row.right, row.citations, row.text) for row in whole] == [
        (row.id, row.right, row.citations, row.text) for row in apart]  # fmt: skip
    assert "a.jsonl" in (tmp_path / "apart" / "report.html").read_text(encoding="utf-8")


def test_the_answers_of_another_system_are_judged(evaluate: Evaluate, sheet: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "2", "citations": [7], "answer": "市住房城乡建设委牵头"},
        {"id": "3", "outcome": "answered"},
        {"id": "9"},
    ]
    answers = write_lines(tmp_path / "theirs.jsonl", *map(json.dumps, lines))
    result = evaluate("score", answers, sheet, "--out", tmp_path / "run", "--release")
    assert result.exit_code == 0, result.output
    rows = {row.id: row for row in folder.read(tmp_path / "run")}
    assert [rows[name].right for name in "1234"] == [None, False, False, None]
    assert (rows["2"].exact, rows["2"].missing_facts, rows["3"].exact) == (True, ("市重大项目办",), None)
    assert rows["2"].omissions == ("任务7漏了牵头单位 市重大项目办",)
    problems = (tmp_path / "run" / outputs.PROBLEMS).read_text(encoding="utf-8")
    assert "theirs.jsonl:3: 没有 id 为 9 的题目" in problems and "1: 没有测到" in problems
    assert evaluate("score", sheet, sheet, "--out", tmp_path / "none").exit_code == 1


def test_the_answers_of_the_answer_command_are_judged(evaluate: Evaluate, tmp_path: Path, shipped_index: Path) -> None:
    asked = {"id": "1", "kind": "k", "turns": ["任务7由谁牵头"], "must": [7], "outcome": "answered"}
    questions = write_lines(tmp_path / "q.jsonl", json.dumps(asked))
    assert invoke("answer", questions, "-o", tmp_path / "a.jsonl", "--index", shipped_index).exit_code == 0
    result = evaluate("score", tmp_path / "a.jsonl", questions, "--out", tmp_path / "run", "--min-right", "100")
    assert result.exit_code == 0, result.output


# --- comparing -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty questions each of three kinds of the shipped ones, of the working half alone."""
    path = tmp_path_factory.mktemp("questions") / "some.jsonl"
    questions = [q for q in load(shipped_files()) if half_of(q.id) == "working"]
    some = [q for kind in ("deadlines", "sections", "units") for q in [q for q in questions if q.kind == kind][:20]]
    return write_lines(path, *(json.dumps(schema.as_line(question), ensure_ascii=False) for question in some))


def test_a_broken_recogniser_fails_the_gate_and_the_report_points_at_its_kind(
    evaluate: Evaluate, dated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    gate = ["--fail-on-regression", "--baseline", good]
    assert evaluate(dated, "--out", good).exit_code == 0
    assert evaluate(dated, "--out", tmp_path / "again", *gate).exit_code == 0
    monkeypatch.setattr(recognise, "dates_of", lambda text, context: [])
    result = evaluate(dated, "--out", bad, *gate)
    assert result.exit_code == 100, result.output
    assert "判定:未通过" in result.stdout
    assert "deadlines比基线退步" in result.stderr and "units比基线退步" not in result.stderr
    first = result.stderr.split("先看这些类型:\n")[1].splitlines()[0]
    assert first.strip().startswith("deadlines:")
    page = (bad / "report.html").read_text(encoding="utf-8")
    assert "未通过" in page and "先看这些类型:</p><ul><li>deadlines:" in page
    compared = CliRunner().invoke(app, ["compare", str(good), str(bad), "--page", str(tmp_path / "c.html")])
    assert compared.exit_code == 0 and "退步:赢 0,输 " in compared.stdout and "差别不是偶然" in compared.stdout
    assert (tmp_path / "c.html").read_text(encoding="utf-8").count("<article") >= 5


def test_runs_of_different_questions_are_not_compared(
    evaluate: Evaluate, sheet: Path, dated: Path, tmp_path: Path
) -> None:
    assert evaluate(sheet, "--out", tmp_path / "a").exit_code == 0
    assert evaluate(dated, "--kind", "units", "--out", tmp_path / "b").exit_code == 0
    for before in (tmp_path / "a", "baseline"):
        result = CliRunner().invoke(app, ["compare", str(before), str(tmp_path / "b")])
        assert (result.exit_code, result.stdout) == (1, "")
        assert "题目不同" in result.stderr
    assert evaluate(sheet, "--out", tmp_path / "c", "--fail-on-regression").exit_code == 1


def test_only_a_whole_run_can_be_blessed(
    evaluate: Evaluate, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline, "BASELINE", tmp_path / "baseline")
    assert evaluate(sheet, "--out", tmp_path / "run").exit_code == 0
    result = CliRunner().invoke(app, ["bless", str(tmp_path / "run")])
    assert result.exit_code == 1 and "不能作为基线" in result.stderr


# --- feedback and peers --------------------------------------------------------------------------------------------


def test_feedback_becomes_questions_with_one_command(evaluate: Evaluate, tmp_path: Path) -> None:
    right = {"turns": ["任务7由谁牵头"], "outcome": "answered", "as_of": "2017-03-01", "document": DOCUMENT}
    exported = write_lines(
        tmp_path / "feedback.jsonl",
        json.dumps({"id": "feedback-0001", "kind": "feedback", "must": [7], "note": "", **right}),
        json.dumps({"verdict": "right", "citations": [7], **right}),
        json.dumps({"verdict": "wrong", "turns": ["市编办", "哪些2016年到期"], "correction": "少了两项"}),
        json.dumps({"verdict": "right", **right, "turns": ["后来说错的"]}),
        json.dumps({"verdict": "wrong", **right, "turns": ["后来说错的"]}),
        json.dumps({"verdict": "perhaps", **right}),
        "{",
    )
    result = CliRunner().invoke(app, ["feedback", str(exported), "-o", str(tmp_path / "q.jsonl")])
    assert result.exit_code == 0, result.output
    assert "feedback.jsonl:6: 不认识的评价" in result.stderr and "feedback.jsonl:7: 不是 JSON" in result.stderr
    (made,) = load([tmp_path / "q.jsonl"])
    assert (made.turns, made.must, made.document) == (("任务7由谁牵头",), (7,), DOCUMENT)
    assert evaluate(tmp_path / "q.jsonl", "--out", tmp_path / "run", "--min-right", "100").exit_code == 0
    to_fill = (tmp_path / "q-todo.csv").read_text(encoding="utf-8-sig")
    assert "少了两项" in to_fill and "市编办\n哪些2016年到期" in to_fill and "后来说错的" in to_fill
    nothing = CliRunner().invoke(app, ["feedback", str(write_lines(tmp_path / "e.jsonl", "{}")), "-o", "x.jsonl"])
    assert nothing.exit_code == 1 and "没有可用的反馈" in nothing.stderr


def test_peers_stand_beside_the_assistant_in_the_table_and_on_the_page(
    evaluate: Evaluate, sheet: Path, tmp_path: Path
) -> None:
    result = evaluate("peers", sheet, "--markdown", tmp_path / "peers.md")
    assert result.exit_code == 0, result.output
    table = (tmp_path / "peers.md").read_text(encoding="utf-8")
    assert "| 本助手 | 75.0%(30–95) |" in table and table.count("理想的读者") == 6
    assert evaluate(sheet, "--peers", "--out", tmp_path / "run").exit_code == 0
    assert "与通常做法对照" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    alone = evaluate("peers", sheet, "--model", "m")
    assert alone.exit_code == 1 and "一起给" in alone.stderr
    nobody = evaluate("peers", sheet, "--model", "m", "--model-url", "http://127.0.0.1:9/v1")
    assert nobody.exit_code == 1 and "请检查地址" in nobody.stderr


# --- as a process of its own ---------------------------------------------------------------------------------------


def test_the_command_as_a_process(shipped_index: Path, sheet: Path, tmp_path: Path) -> None:
    run = real(shipped_index, "eval", sheet, "--out", tmp_path / "run", "--min-exact", "90")
    assert run.returncode == 100, run.stderr
    assert "判定:未通过" in run.stdout and "Traceback" not in run.stderr
    assert real(shipped_index, "eval", "template", tmp_path / "t.csv").returncode == 0


def test_stopping_from_the_keyboard_loses_nothing(
    evaluate: Evaluate, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "new_folder", lambda: tmp_path / "runs" / "now")
    asked: list[str] = []

    def stopped(question: Any, target: Any) -> Any:
        asked.append(question.id)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return ask(question, target)

    monkeypatch.setattr(resume, "ask", stopped)
    first = evaluate(sheet)
    assert first.exit_code == 130 and "会接着答" in first.stderr
    assert evaluate(sheet).exit_code == 0
    assert asked == ["1", "2", "3", "3", "4"]
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["now"]


def test_a_killed_run_goes_on_where_it_was(shipped_index: Path, dated: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-m", "assistant", "eval", str(dated), "--out", str(out)]
    environment = {**os.environ, "ASSISTANT_INDEX": str(shipped_index)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    part = None
    while process.poll() is None and part is None:
        time.sleep(0.01)
        part = next((path for path in out.glob(".answers-*") if path.stat().st_size > 3000), None)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert part is not None and not (out / "rows.jsonl").exists()
    before = part.read_bytes().rpartition(b"\n")[0]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert not part.exists()
    times = {row.id: row.milliseconds for row in folder.read(out)}
    kept = [json.loads(line) for line in before.split(b"\n") if line.strip()]
    assert len(times) == 60 and kept
    assert all(times[line["id"]] == line["milliseconds"] for line in kept)
