"""The ``assistant`` command: what goes to stdout and stderr, the lines it reads and writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import BIANBAN, DOCUMENT, QUESTION, Result, Run, cited, invoke, line, said_in_one_sentence

DATA = Path(__file__).parent / "data"


@pytest.fixture
def run(shipped_index: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command in a folder of its own; without --index over the shipped documents."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_INDEX", str(shipped_index))
    return invoke


# --- ask -------------------------------------------------------------------------------------------------------------


def test_the_answer_goes_to_stdout_and_what_was_understood_to_stderr(run: Run) -> None:
    result = run("ask", QUESTION)
    assert result.exit_code == 0
    assert "市编办牵头的任务共9项" in result.stdout and "[任务33]" in result.stdout
    assert "牵头单位 = 市编办" in result.stderr and "理解为" not in result.stdout


def test_json_is_one_line_of_the_contract(run: Run) -> None:
    result = run("ask", QUESTION, "--json", "--as-of", "2017-03-01", "--document", DOCUMENT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    line = json.loads(result.stdout)
    assert sorted(line) == ["answer", "as_of", "citations", "condition", "milliseconds", "outcome", "reading"]
    assert line["citations"] == [{"document": DOCUMENT, "task": number} for number in BIANBAN]
    assert (line["outcome"], line["condition"], line["as_of"]) == ("answered", "牵头单位 = 市编办", "2017-03-01")
    assert isinstance(line["milliseconds"], float) and isinstance(line["reading"], dict)


@pytest.mark.parametrize(("day", "tasks"), [("2016-12-31", 0), ("2017-01-01", 58), ("2021-01-01", 100)])
def test_the_as_of_date_decides_what_is_overdue(run: Run, day: str, tasks: int) -> None:
    line = json.loads(run("ask", "已经逾期的任务有哪些", "--json", "--as-of", day).stdout)
    assert (line["as_of"], len(line["citations"])) == (day, tasks)


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("任务101", "empty"),
        ("明天天气怎么样", "out_of_scope"),
        ("你好", "smalltalk"),
        ("它的时限呢", "ambiguous"),
        ("", "out_of_scope"),
    ],
)
def test_no_is_no_error(run: Run, question: str, outcome: str) -> None:
    result = run("ask", question, "--json")
    assert (result.exit_code, json.loads(result.stdout)["outcome"]) == (0, outcome)


@pytest.mark.parametrize(
    "arguments",
    [(), ("ask",), ("ask", QUESTION, "--as-of", "tomorrow"), ("ask", QUESTION, "--as-of", "2017-02-30"), ("nothing",),
     ("ask", QUESTION, "--nothing"), ("answer", "q.jsonl"), ("ask", "two", "questions")],
)  # fmt: skip
def test_wrong_usage_is_two(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage" in result.output and "Traceback" not in result.output


def test_an_unknown_document_names_the_known_ones(run: Run) -> None:
    said_in_one_sentence(run("ask", QUESTION, "--document", "nowhere"), "nowhere", DOCUMENT)
    said_in_one_sentence(run("tasks", "--document", "nowhere"), "nowhere", DOCUMENT)


# --- answer ----------------------------------------------------------------------------------------------------------


def answered(run: Run, *lines: str, encoding: str = "utf-8") -> tuple[Result, list[dict[str, Any]]]:
    """The result of ``answer`` over these lines, and the lines it wrote."""
    Path("q.jsonl").write_text("\n".join(lines), encoding=encoding)
    result = run("answer", "q.jsonl", "-o", "a.jsonl")
    written = Path("a.jsonl").read_text(encoding="utf-8").splitlines() if Path("a.jsonl").exists() else []
    return result, [json.loads(line) for line in written]


def test_every_question_is_answered_in_its_order(run: Run) -> None:
    questions = [line("b", QUESTION), line(7, "任务49"), line("a", QUESTION, "其中2016年到期的", "第二个的责任单位")]
    result, answers = answered(run, *questions)
    assert (result.exit_code, result.output) == (0, "")
    assert [a["id"] for a in answers] == ["b", 7, "a"]
    assert [cited(a) for a in answers] == [BIANBAN, [49], [42]]
    assert {key for a in answers for key in a} == {
        "id", "outcome", "answer", "citations", "reading", "condition", "as_of", "milliseconds"}  # fmt: skip


def test_a_line_has_its_own_date_and_document(run: Run) -> None:
    asked = ("已经逾期的任务有哪些",)
    result, answers = answered(run, line(1, *asked, as_of="2017-03-01", document=DOCUMENT),
                               line(2, *asked, as_of="2016-03-01"))  # fmt: skip
    assert result.exit_code == 0
    assert [(a["as_of"], len(a["citations"])) for a in answers] == [("2017-03-01", 58), ("2016-03-01", 0)]


BROKEN = {
    "no JSON": "{", "no object": "[1, 2]", "null": "null", "no id": '{"turns": ["x"]}', "no turns": '{"id": 1}',
    "empty turns": '{"id": 1, "turns": []}', "turns of another type": '{"id": 1, "turns": "x"}',
    "a turn that is no text": '{"id": 1, "turns": [1]}', "no date": '{"id": 1, "turns": ["x"], "as_of": "soon"}',
    "unknown document": '{"id": 1, "turns": ["x"], "document": "nowhere"}', "not even text": "\x00\x01",
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_one_bad_line_is_reported_by_its_number_and_the_rest_go_on(run: Run, broken: str) -> None:
    result, answers = answered(run, line(1, QUESTION), "", broken, line(2, "任务49"))
    assert result.exit_code == 1
    assert [a["id"] for a in answers] == [1, 2]
    assert [cited(a) for a in answers] == [BIANBAN, [49]]
    assert len(result.stderr.strip().splitlines()) == 1
    assert "第 3 行" in result.stderr and "Traceback" not in result.stderr


def test_a_message_ends_with_one_full_stop(run: Run) -> None:
    """An error that is a sentence of its own already ends with one."""
    result, _ = answered(run, BROKEN["unknown document"], BROKEN["no JSON"])
    assert "。。" not in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_marks_of_other_systems_are_no_bad_lines(run: Run, encoding: str) -> None:
    result, answers = answered(run, line(1, QUESTION) + "\r", "  ", line(2, "你好") + "\r", "", encoding=encoding)
    assert (result.exit_code, len(answers)) == (0, 2)


def test_what_no_encoding_can_carry_is_written_escaped(run: Run) -> None:
    result, answers = answered(run, '{"id": "\\ud800", "turns": ["任务49 \\udfff\\u2028"]}')
    assert (result.exit_code, answers[0]["id"]) == (0, "\ud800")


def test_a_file_that_cannot_be_read_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gbk.jsonl").write_bytes(line(1, QUESTION).encode("gbk"))
    said_in_one_sentence(run("answer", "gbk.jsonl", "-o", "a.jsonl"), "UTF-8")
    said_in_one_sentence(run("answer", "none.jsonl", "-o", "a.jsonl"), "none.jsonl")
    said_in_one_sentence(run("answer", tmp_path, "-o", "a.jsonl"), "文件夹")
    (tmp_path / "q.jsonl").write_text(line(1, QUESTION), encoding="utf-8")
    said_in_one_sentence(run("answer", "q.jsonl", "-o", tmp_path / "no" / "where.jsonl"), "where.jsonl")


# --- tasks, documents, index -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--document", DOCUMENT)])
def test_every_task_is_a_line_of_json(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("tasks", *arguments)
    tasks = [json.loads(text) for text in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert [t["number"] for t in tasks] == list(range(1, 101))
    assert {tuple(t) for t in tasks} == {("document", "number", "section", "text", "lead", "responsible", "deadline")}
    assert tasks[13]["lead"] == [] and tasks[13]["responsible"] == ["市政府办公厅"]
    assert tasks[15]["responsible"] == ["市审计部门", "区审计部门"]
    assert len(tasks[38]["lead"]) == 7 and tasks[38]["lead"][-1] == "市交通委"
    assert tasks[3]["deadline"] == "2016年底前完成并持续落实"
    assert tasks[0]["section"].endswith("推进行政权力运行全流程公开")


def test_the_documents_are_listed(run: Run) -> None:
    result = run("documents")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert DOCUMENT in result.stdout and "100项" in result.stdout


def test_an_index_of_ones_own_files(run: Run) -> None:
    first, second = DATA / "syn1_trailing_paren.txt", DATA / "syn3_table.html"
    built = run("index", first, "--index", "own")
    assert (built.exit_code, built.stdout) == (0, "")
    assert "syn1_trailing_paren" in built.stderr
    assert run("index", second, "--index", "own").exit_code == 0
    listed = run("documents", "--index", "own").stdout.splitlines()
    assert [text.split("\t")[0] for text in listed] == ["syn1_trailing_paren", "syn3_table"]
    tasks = run("tasks", "--index", "own", "--document", "syn3_table").stdout.splitlines()
    truth = json.loads((DATA / "syn3_table.json").read_text(encoding="utf-8"))
    assert len(tasks) == len(truth["tasks"] if isinstance(truth, dict) else truth)
    assert DOCUMENT in run("documents").stdout


@pytest.mark.parametrize(("name", "content"), [("none.txt", None), ("empty.txt", b""), ("x.bin", b"\x00\xff\xfe" * 99)])
def test_a_file_without_tasks_is_one_sentence_and_changes_nothing(run: Run, name: str, content: bytes | None) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    said_in_one_sentence(run("index", name, "--index", "own"), name)
    assert run("documents", "--index", "own").exit_code == 1
