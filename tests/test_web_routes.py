"""What the page's scripts ask the server for, what it refuses, and in which language the page comes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import Settings, load_settings
from eval.questions import parse
from tests.fake_assistant import DOCUMENT, HOSTILE, FakeAssistant
from web.chat import Memory
from web.evaluation import Reports
from web.feedback import Feedback, FeedbackProblem, FeedbackStore, question_lines
from web.language import LanguageChoice, preferred
from web.limit import Limit
from web.routes import Routes
from web.scripts import edition
from web.security import SecurityHeaders
from web.view_operator import feedback_html, login_check
from web.words import page_words

WORDS = page_words()
TURNS = json.dumps({"turns": [{"q": "道路"}]})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(feedback=tmp_path / "kept" / "feedback.sqlite3", runs=tmp_path / "runs")


@pytest.fixture
def client(settings: Settings) -> TestClient:
    app = FastAPI()
    app.add_middleware(SecurityHeaders)
    words = {"zh": page_words(), "en": page_words("en")}
    store, reports = FeedbackStore(settings.feedback), Reports(settings.runs)
    app.include_router(Routes(FakeAssistant(), Memory(), store, reports, words).router)
    return TestClient(app, base_url="http://page")


# --- files and texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["xlsx", "docx", "csv", "md"])
@pytest.mark.parametrize(
    ("path", "body"),
    [("answer", {"turns": TURNS}), ("tasks", {"unit": "市教委", "role": "lead"}), ("duty", {"unit": "市教委"})],
)
def test_files_come_with_a_name_and_are_never_drawn(
    client: TestClient, path: str, body: dict[str, str], format_: str
) -> None:
    got = client.post(f"/export/{path}.{format_}", json=body)
    assert got.status_code == 200 and len(got.content) > 100
    assert got.headers["content-disposition"].startswith("attachment") and format_ in got.headers["content-disposition"]
    assert got.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "body"),
    [("answer.exe", {"turns": TURNS}), ("answer.md", {"turns": "nonsense"}), ("duty.md", {"unit": "nobody"})],
)
def test_a_file_of_nothing_is_not_found(client: TestClient, path: str, body: dict[str, str]) -> None:
    assert client.post(f"/export/{path}", json=body).status_code == 404


def test_a_file_speaks_the_language_of_the_page(client: TestClient) -> None:
    assert "Question: 道路" in client.post("/export/answer.md", json={"turns": TURNS, "lang": "en"}).text
    assert "问题: 道路" in client.post("/export/answer.md", json={"turns": TURNS}).text


def test_the_text_of_a_document_marks_the_span_of_each_task_and_is_escaped(client: TestClient) -> None:
    text = client.get("/source/example").text
    for task in DOCUMENT.tasks:
        assert f'data-start="{task.span.start}" data-end="{task.span.end}"' in text
    assert "<img" not in text and "&lt;img" in text
    assert client.get("/source/other").status_code == 404


# --- feedback ------------------------------------------------------------------------------------------------------


def rows(path: Path) -> list[dict[str, object]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return [dict(row) for row in connection.execute("SELECT * FROM feedback")]


def test_nothing_is_stored_before_something_is_sent(client: TestClient, settings: Settings) -> None:
    client.post("/export/answer.md", json={"turns": TURNS})
    assert not settings.feedback.exists()


def test_a_verdict_keeps_question_answer_generation_and_correction_and_no_more(
    client: TestClient, settings: Settings
) -> None:
    body = {"turns": TURNS, "verdict": "wrong", "correction": "应为\x00任务2", "answer": "made up", "name": "我"}
    assert client.post("/feedback", json=body).json() == {"stored": True}
    (row,) = rows(settings.feedback)
    assert set(row) == {"id", "turns", "answer", "outcome", "citations", "as_of", "document", "generation", "verdict",
                        "correction"}  # fmt: skip
    assert row["turns"] == '["道路"]' and "任务1" in str(row["answer"]) and row["correction"] == "应为任务2"
    assert (row["generation"], row["verdict"], row["citations"]) == ("1", "wrong", "[1]")


@pytest.mark.parametrize("body", [{}, {"turns": TURNS}, {"turns": TURNS, "verdict": "maybe"}, {"verdict": "right"}])
def test_half_a_verdict_is_refused(client: TestClient, body: dict[str, str]) -> None:
    assert client.post("/feedback", json=body).status_code == 422


def test_another_site_cannot_send_a_verdict(client: TestClient) -> None:
    body = {"turns": TURNS, "verdict": "right"}
    assert client.post("/feedback", json=body, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/feedback", json=body, headers={"origin": "http://page"}).status_code == 200


def test_only_so_many_are_taken_a_minute() -> None:
    limit = Limit(2)
    assert [limit.take() for _ in range(3)] == [True, True, False]


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackProblem, match="反馈文件"):
        FeedbackStore(tmp_path / "file" / "feedback.sqlite3").add(feedback())


def feedback(verdict: str = "right", correction: str = "") -> Feedback:
    return Feedback(("道路", "学校"), "共 1 项", "answered", (2,), "2030-05-06", "example", "1",
                    "right" if verdict == "right" else "wrong", correction)  # fmt: skip


def test_feedback_becomes_question_lines_that_the_evaluation_reads(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    assert store.all() == ()
    store.add(feedback())
    store.add(feedback("wrong", "应是任务3"))
    questions = [parse(json.loads(line)) for line in question_lines(store.all()).splitlines()]
    assert [faults for _, faults in questions] == [[], []]
    right, wrong = (question for question, _ in questions)
    assert right and wrong and right.turns == ("道路", "学校") and right.must == (2,) and "应是任务3" in wrong.note


def test_feedback_is_shown_as_text() -> None:
    html = feedback_html([feedback("wrong", HOSTILE)], WORDS.operator)
    assert "<img" not in html and "&lt;img" in html


# --- the evaluation --------------------------------------------------------------------------------------------------


def test_the_latest_report_is_served_so_that_it_can_reach_nothing(client: TestClient, settings: Settings) -> None:
    (settings.runs / "99990101-000000").mkdir(parents=True)
    (settings.runs / "99990101-000000" / "report.html").write_text("<h1>mine</h1>")
    got = client.get("/evaluation/report")
    policy = got.headers["content-security-policy"]
    assert "mine" in got.text and "sandbox" in policy and "default-src 'none'" in policy
    assert "allow-same-origin" not in policy


def test_a_template_of_questions_is_a_spreadsheet(client: TestClient) -> None:
    got = client.get("/evaluation/template.xlsx")
    assert got.headers["content-disposition"].startswith("attachment") and got.content[:2] == b"PK"


def test_a_page_learns_that_the_server_has_another_edition(client: TestClient) -> None:
    assert client.get("/alive").json() == {"edition": edition("1")}
    assert edition("1") != edition("2")


# --- the operator --------------------------------------------------------------------------------------------------


def test_the_operator_is_let_in_by_the_password_alone_and_guesses_are_limited() -> None:
    check = login_check("geheim-123")
    assert check("operator", "geheim-123") and not check("operator", "x") and not check("admin", "geheim-123")
    assert not any(check("operator", f"guess {number}") for number in range(20))
    assert not check("operator", "geheim-123")


# --- the language --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "zh"), ("zh-CN,en;q=0.8", "zh"), ("en-GB,zh;q=0.5", "en"), ("de,en;q=0.5", "en"), ("de", "zh"),
     ("zh;q=0.3,en;q=0.9", "en"), ("en;q=x,,;;", "en")],
)  # fmt: skip
def test_the_browser_s_language_counts(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_the_language_chosen_here_is_remembered_and_the_question_kept() -> None:
    app = FastAPI()
    app.add_middleware(LanguageChoice)
    app.get("/")(lambda: "zh")
    app.get("/en/")(lambda: "en")
    client = TestClient(app, base_url="http://page")
    english = {"accept-language": "en"}
    assert client.get("/").json() == "zh" and client.get("/", headers=english).json() == "en"
    assert client.get("/?q=%E4%BB%BB&lang=en", follow_redirects=False).headers["location"] == "/en/?q=%E4%BB%BB"
    assert client.get("/?lang=zh", headers=english).json() == "zh" and client.get("/", headers=english).json() == "zh"


def test_both_languages_have_the_same_words() -> None:
    chinese, english = page_words("zh"), page_words("en")
    assert set(chinese.model_dump()) == set(english.model_dump()) and english.html_lang == "en"
