"""The evaluation view: which report is shown, and what becomes of an uploaded file."""

from __future__ import annotations

import base64
import io
import json
import os
import threading
from pathlib import Path

import openpyxl
import pytest

from tests.fake_assistant import FakeAssistant, SlowAssistant
from tests.page_reader import Page
from web.evaluation import Reports, evaluation_html, xlsx_template
from web.view_upload import MAX_BYTES, Evaluator, UploadProblem, UploadRules, read_upload, upload_html
from web.words import page_words

WORDS = page_words().evaluation
LINE = '{"id": "a", "kind": "k", "turns": ["道路"], "must": [1], "outcome": "answered"}\n'


# --- which report --------------------------------------------------------------------------------------------------


def report(folder: Path, day: str | None = None) -> Path:
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(f"<h1>{folder.name}</h1>")
    if day:
        (folder / "config.json").write_text(json.dumps({"day": day}))
    return folder


@pytest.mark.parametrize(
    ("runs", "shown"),
    [([], "shipped"), (["20300101-000000"], "shipped"), (["20300102-000000"], "20300102-000000"),
     (["20300101-000000", "20300301-000000"], "20300301-000000"), (["mine"], "mine")],
)  # fmt: skip
def test_the_newest_report_is_shown_and_said_to_be_which(tmp_path: Path, runs: list[str], shown: str) -> None:
    shipped = report(tmp_path / "shipped", "2030-01-02")
    for name in runs:
        report(tmp_path / "runs" / name)
    reports = Reports(tmp_path / "runs", shipped)
    found = reports.latest()
    assert found is not None and shown.encode() in found.html
    title = Page(evaluation_html(reports, WORDS)).text
    assert ("随软件附带的评测报告(2030-01-02)" in title) == (shown == "shipped")
    assert (f"最近一次评测:{shown}" in title) == (shown != "shipped")


def test_without_any_report_the_way_to_one_is_said(tmp_path: Path) -> None:
    text = Page(evaluation_html(Reports(tmp_path, tmp_path / "none"), WORDS)).text
    assert "assistant eval" in text and "还没有评测结果" in text


def test_the_product_comes_with_a_report(tmp_path: Path) -> None:
    found = Reports(tmp_path).latest()
    assert found is not None and found.shipped and b"<html" in found.html


# --- uploads -------------------------------------------------------------------------------------------------------


def sent(content: str | bytes = LINE, name: str = "mine.jsonl") -> dict[str, str]:
    raw = content.encode() if isinstance(content, str) else content
    return {"name": name, "content": base64.b64encode(raw).decode()}


def test_the_operator_s_questions_are_evaluated_apart_from_the_public_runs(tmp_path: Path) -> None:
    given = Evaluator(FakeAssistant()).evaluate(sent(), UploadRules(10, tmp_path / "uploaded"), WORDS)
    (kept,) = (tmp_path / "uploaded").glob("*/report.html")
    assert given == {"report": kept.read_text("utf-8"), "name": "mine.html"} and "<html" in given["report"]


def test_everybody_s_questions_leave_nothing_on_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    given = Evaluator(FakeAssistant()).evaluate(sent(), UploadRules(10), WORDS)
    assert "<html" in given["report"] and os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("upload", "said"),
    [(sent("<b>nonsense</b>"), "mine.jsonl:1"), (sent(LINE + LINE.replace('"a"', '"b"')), "有 2 题,最多 1 题"),
     (sent(name="mine.exe"), ".xlsx"), (None, "请先选择"), ({"name": "a.csv", "content": "?"}, "请先选择")],
)  # fmt: skip
def test_a_file_that_cannot_be_evaluated_is_a_sentence(upload: object, said: str) -> None:
    given = Evaluator(FakeAssistant()).evaluate(upload, UploadRules(1), WORDS)
    assert set(given) == {"problem"} and said in given["problem"]


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UploadProblem, match="5 MB"):
        read_upload({"name": "a.csv", "content": "A" * (MAX_BYTES * 4 // 3 + 8)}, WORDS)


@pytest.mark.parametrize("name", ["../../mine.csv", "..\\mine.csv", "/etc/mine.csv", "C:\\x\\mine.csv", "mi\x00ne.csv"])
def test_a_file_stays_where_it_is_put(name: str) -> None:
    assert read_upload(sent(name=name), WORDS).name == "mine.csv"


def test_one_file_is_evaluated_at_a_time() -> None:
    slow = SlowAssistant()
    evaluator = Evaluator(slow)
    first = threading.Thread(target=evaluator.evaluate, args=(sent(), UploadRules(1), WORDS))
    first.start()
    assert slow.begun.wait(60)
    assert evaluator.evaluate(sent(), UploadRules(1), WORDS) == {"problem": WORDS.busy}
    slow.go.set()
    first.join()
    assert "report" in evaluator.evaluate(sent(), UploadRules(1), WORDS)


def test_the_form_says_what_is_kept_and_offers_a_template() -> None:
    assert WORDS.not_kept in Page(upload_html(UploadRules(1), WORDS)).text
    assert WORDS.kept in Page(upload_html(UploadRules(1, Path("runs")), WORDS)).text
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template()))
    given = Evaluator(FakeAssistant()).evaluate(sent(xlsx_template(), "t.xlsx"), UploadRules(500), WORDS)
    assert book.worksheets[0].max_row > 1 and WORDS.wrong_kind not in given.get("problem", "")
