"""The page without a browser: HTML is computed from a small document and a fake assistant."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from datetime import date

import pytest

from assistant.errors import AssistantError, IndexProblem
from assistant.settings import load_settings
from assistant.types import Answer, Choice, Outcome, Reading
from tests.fake_assistant import DOCUMENT, FakeAssistant, make_answer
from tests.page_reader import Page
from web.chat import Conversation, begin, finish
from web.notice import notice_html
from web.serve import serve
from web.transcript import exchanges_html, frame_html
from web.warmup import WarmUp, warm_html
from web.words import page_words

WORDS = page_words()


def talk(fake: FakeAssistant, *questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        conversation = conversation.plus(finish(fake, conversation, begin(conversation, question), "抱歉。"))
    return conversation


def shown(answer: Answer, fake: FakeAssistant | None = None) -> Page:
    fake = fake or FakeAssistant()
    exchange = replace(begin(Conversation(), "问题"), answer=answer)
    return Page(exchanges_html([exchange], fake.documents, WORDS))


# --- an answer on the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["[任务2]", "[Task 2]"])
def test_a_citation_in_the_answer_leads_to_its_card(label: str) -> None:
    page = shown(make_answer("", (DOCUMENT.tasks[1],), text=f"见 {label}。"))
    (target,) = page.values("data-card")
    assert target in page.values("id") and label in page.text


def test_a_number_that_was_not_cited_is_no_link() -> None:
    page = shown(make_answer("", (DOCUMENT.tasks[1],), text="见 [任务3]。"))
    assert page.values("data-card") == [] and "[任务3]" in page.text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_outcome_the_condition_and_the_date_stand_beside_the_answer(outcome: Outcome, language: str) -> None:
    reading = Reading(language="en" if language == "en" else "zh")
    answer = make_answer("道路", (), outcome=outcome, reading=reading, as_of=date(2031, 2, 3))
    labels = WORDS.beside(answer)
    text = shown(answer).text
    assert labels.outcomes[outcome] in text and "2031-02-03" in text
    assert f"{labels.understood}: 正文包含 道路" in text


def test_follow_ups_and_choices_ask_their_question_when_clicked() -> None:
    reading = Reading(choices=(Choice("市教委牵头的", "市教委牵头哪些任务"),))
    page = shown(make_answer("公开", DOCUMENT.tasks[:1], reading=reading))
    assert {"市教委", "市教委牵头哪些任务"} <= set(page.values("data-ask")) and "市教委牵头的" in page.text


def test_related_tasks_are_apart_from_the_cited_ones_and_called_not_cited() -> None:
    page = shown(make_answer("公开", DOCUMENT.tasks[:1], related=DOCUMENT.tasks[1:2]))
    before, after = page.text.split("可能相关(回答没有引用)")
    assert "公开道路施工信息" in before and "公开学校招生信息" in after
    assert len(set(page.values("id"))) == len(page.values("id"))


def test_cards_of_two_documents_name_their_document() -> None:
    fake = FakeAssistant()
    other = replace(DOCUMENT, id="other", title="另一份任务分工")
    answer = make_answer("公开", DOCUMENT.tasks[:1])
    exchange = replace(begin(Conversation(), "问"), answer=answer)
    page = Page(exchanges_html([exchange], {**fake.documents, "other": other}, WORDS))
    assert f"{DOCUMENT.title} · 一、推进公开" in page.text


# --- the conversation ----------------------------------------------------------------------------------------------


def test_the_assistant_is_told_the_turns_before() -> None:
    fake = FakeAssistant()
    talk(fake, "道路", "学校")
    question, history = fake.asked[-1]
    assert question == "学校" and [turn.question for turn in history] == ["道路"]


@pytest.mark.parametrize(
    ("failure", "said"),
    [(IndexProblem("索引不见了,请运行 make run。"), "索引不见了"), (RuntimeError("内部"), "抱歉。")],
)
def test_an_error_becomes_a_sentence_and_the_conversation_goes_on(
    failure: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeAssistant(failure=failure)
    with caplog.at_level(logging.CRITICAL + 1, "web.chat"):
        failed = talk(fake, "道路")
    page = Page(exchanges_html(failed.exchanges, fake.documents, WORDS))
    assert said in page.text and "内部" not in page.text and "未能回答" in page.text
    fake.failure = None
    again = failed.plus(finish(fake, failed, begin(failed, "学校"), ""))
    assert fake.asked[-1] == ("学校", ()) and again.exchanges[-1].answer is not None


def test_a_very_long_question_is_shown_shortened_with_its_length() -> None:
    page = Page(exchanges_html(talk(FakeAssistant(), "长" * 100_000).exchanges, {}, WORDS))
    assert len(page.text) < 110_000 and "共 100000 字" in page.text


@pytest.mark.parametrize("question", ["", "   ", "\ud800", "\x00\x1b", "a\u202eb"])
def test_an_odd_question_still_shows_a_turn_that_can_be_sent(question: str) -> None:
    html = exchanges_html(talk(FakeAssistant(), question).exchanges, {"example": DOCUMENT}, WORDS)
    html.encode("utf-8")
    assert 't0"' in html


# --- what stands on the page from the start ------------------------------------------------------------------------


def test_the_notice_says_what_the_document_is_and_that_it_is_a_plan() -> None:
    text = Page(notice_html([DOCUMENT], WORDS)).text
    for wording in (DOCUMENT.title, "3 项任务、2 个部分", "成文日期 2030-01-02", "有效性 文件未填写", "不是完成情况"):
        assert wording in text
    assert "打印" not in text


def test_examples_cover_lists_counts_content_and_english() -> None:
    page = Page(frame_html(WORDS))
    questions = [question or "" for question in page.values("data-ask")]
    assert len(questions) >= 8 and any(question.isascii() for question in questions)


@pytest.mark.parametrize(
    ("failure", "label", "reason"),
    [
        (None, "就绪", ""),
        (AssistantError("向量模型不见了。"), "未就绪", "向量模型不见了。"),
        (RuntimeError("内部"), "未就绪", ""),
    ],
)
def test_the_state_of_the_embedding_is_shown(
    failure: Exception | None, label: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    warm_up = WarmUp(FakeAssistant(is_warm=False, failure=failure), grace=0)
    assert "准备中" in Page(warm_html(warm_up, WORDS.warm)).text
    warm_up.start()
    warm_up.wait(30)
    text = Page(warm_html(warm_up, WORDS.warm)).text
    assert f"语义检索: {label}" in text and reason in text and "内部" not in text


# --- starting ------------------------------------------------------------------------------------------------------


def test_a_taken_port_is_one_sentence_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(load_settings(port=port)) == 1
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1 and str(port) in said and "ASSISTANT_PORT=" in said and "make run" in said


def test_an_unknown_host_is_one_sentence_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert serve(load_settings(host="no-such-host")) == 1
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1 and "no-such-host" in said and "ASSISTANT_HOST=" in said
