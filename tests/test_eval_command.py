"""The command ``assistant eval`` and the table of its README."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from assistant.errors import AssistantError
from eval import cli, flow, folder, readme
from eval.run import run
from eval.score import without_texts
from tests.fake_evaluation import SECRET, Echo, ids, line, question, write_lines

# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs ``assistant eval`` as mounted in a larger command, over a file of nine right and three wrong questions."""
    monkeypatch.setattr(flow, "opened", lambda index: Echo())
    monkeypatch.setattr(folder, "new_folder", lambda: tmp_path / "runs" / "now")
    names = [*ids("working")[:6], *ids("held-out")[:6]]
    wrong = {names[0], names[6], names[7]}
    lines = [line(id=name, kind="a" if i % 2 else "b", turns=[f"{4 if name in wrong else 3} [b]{name}[/b]"],
                  note=SECRET) for i, name in enumerate(names)]  # fmt: skip
    path = write_lines(tmp_path / "q.jsonl", *lines)
    parent = typer.Typer()
    parent.command("ask")(lambda: None)
    parent.add_typer(cli.app, name="eval")
    return lambda *arguments: CliRunner().invoke(parent, ["eval", str(path), *map(str, arguments)])


def test_the_command_shows_both_halves_and_keeps_the_run(evaluate: Callable[..., Any], tmp_path: Path) -> None:
    result = evaluate()
    assert result.exit_code == 0
    assert "工作半" in result.stdout and "保留半" in result.stdout
    assert "83.3%" in result.stdout and "66.7%" in result.stdout
    assert "›" not in result.stdout
    assert sorted(path.name for path in (tmp_path / "runs" / "now").iterdir()) == [
        "answers.jsonl", "config.json", "junit.xml", "problems.log", "qrels.txt", "questions.jsonl", "report.html",
        "rows.jsonl", "run.txt", "summary.json"]  # fmt: skip


def test_failures_of_the_held_out_half_are_never_shown(evaluate: Callable[..., Any], tmp_path: Path) -> None:
    result = evaluate("--failures", "--out", tmp_path / "out")
    assert f"› 4 [b]{ids('working')[0]}[/b]" in result.stdout
    assert result.stdout.count("›") == 1
    config = json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))
    assert (config["half"], config["generations"], list(config["questions"])) == ("both", ["g1"], ["q.jsonl"])


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [([], 12), (["--kind", "a"], 6), (["--kind", "a", "--kind", "b"], 12), (["--half", "held-out"], 6),
     (["--half", "working", "--kind", "b"], 3)],
)  # fmt: skip
def test_kind_and_half_choose_the_questions(
    evaluate: Callable[..., Any], tmp_path: Path, arguments: list[str], asked: int
) -> None:
    assert evaluate(*arguments, "--out", tmp_path / "out").exit_code == 0
    assert len(folder.read(tmp_path / "out")) == asked


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--min-right", "75"], 0, ""),
        (["--min-right", "75.1"], 100, "9/12"),
        (["--min-right", "101"], 2, ""),
        (["--half", "third"], 2, ""),
        (["--kind", "zzz"], 1, "没有 zzz 这类题,可用的是 a、b"),
        (["nowhere.jsonl"], 1, "打不开"),
    ],
)
def test_exit_codes(evaluate: Callable[..., Any], arguments: list[str], code: int, message: str) -> None:
    result = evaluate(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_an_assistant_that_cannot_be_opened_is_told_in_a_sentence(
    evaluate: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(index: Path | None) -> Echo:
        raise AssistantError(f"没有索引 {index}")

    monkeypatch.setattr(flow, "opened", refuse)
    result = evaluate("--index", "there")
    assert (result.exit_code, result.stderr) == (1, "没有索引 there\n")
    assert not (tmp_path / "runs").exists()


def test_what_cannot_be_written_is_told_before_any_question_is_asked(
    evaluate: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Echo()
    monkeypatch.setattr(flow, "opened", lambda index: target)
    (tmp_path / "file").touch()
    mine = write_lines(tmp_path / "mine.md", "my text")
    for arguments in (["--out", tmp_path / "file"], ["--markdown", mine]):
        result = evaluate(*arguments)
        assert result.exit_code == 1
        assert "换一个" in result.stderr or "标记" in result.stderr
    assert target.dates == []


def test_the_readme_table_comes_from_a_new_run_or_from_a_kept_one(
    evaluate: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    assert evaluate("--markdown", first).exit_code == 0
    assert readme.main([str(tmp_path / "runs" / "now")], second) == 0
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8")
    monkeypatch.setattr(cli, "shipped_files", lambda: (tmp_path / "q.jsonl",))
    assert readme.main([], tmp_path / "third.md") == 0
    assert "| 合计 | 6 | 83.3%" in (tmp_path / "third.md").read_text(encoding="utf-8")
    assert readme.main([str(tmp_path)], second) == 1
    assert readme.main(["a", "b"], second) == 2
    monkeypatch.setattr(cli, "shipped_files", lambda: (tmp_path / "none.jsonl",))
    assert readme.main([], second) == 1
    assert "打不开" in capsys.readouterr().err


def test_a_run_that_starts_in_the_same_second_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    first = folder.new_folder(tmp_path)
    first.mkdir()
    for i in range(2, 6):
        (tmp_path / f"{first.name}-{i}").mkdir()
    assert not folder.new_folder(tmp_path).exists()


def test_an_error_with_a_text_keeps_only_its_kind() -> None:
    row = run([question(turns=["boom: 甲"])], Echo())[0]
    assert without_texts(row).error == "RuntimeError"
    assert replace(without_texts(row), error=None).text == ""
