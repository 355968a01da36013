"""A server that stops, comes back, fails or is overrun, as a visitor meets it: our sentences, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Open, Server, Visit, free_port, running, visit
from web.words import page_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Route

pytestmark = pytest.mark.browser

WORDS = page_words().page
CALLS = "**/component_server/"


@contextmanager
def served(port: int, generation: str = "1") -> Iterator[Server]:
    with running("-m", "tests.fake_page", ASSISTANT_PORT=str(port), FAKE_GENERATION=generation) as server:
        yield server


def banner(opened: Visit) -> Locator:
    return opened.page.locator("#lost")


def assert_lost(opened: Visit) -> None:
    """The page says it in its own words, and Gradio says nothing beside it."""
    expect(banner(opened)).to_have_text(WORDS.lost)
    expect(banner(opened)).to_have_role("alert")
    assert opened.page.locator(".toast-body").count() == 0


def test_a_server_that_comes_back_answers_what_was_asked_and_nothing_is_lost(browser: Browser) -> None:
    port = free_port()
    with served(port) as server:
        opened = visit(browser, server.address, PHONE)
        opened.ask("道路")
        opened.page.evaluate("window.sameAsBefore = true")
    opened.box.fill("学校")
    opened.box.press("Enter")
    assert_lost(opened)
    expect(opened.latest).to_contain_text(WORDS.lost_pending)
    expect(opened.box).to_have_value("学校")
    expect(opened.box).to_be_editable()
    view = opened.show("tasks")
    view.get_by_label("单位", exact=True).select_option("市教委")
    with served(port):
        expect(view.locator(".table-head b")).to_contain_text("1 项任务")
        opened.show("chat")
        assert opened.answered(1).locator(".card").count() == 1
        expect(opened.box).to_have_value("")
        expect(banner(opened)).to_be_hidden()
        expect(opened.page.locator("#said")).to_have_text(WORDS.back)
        assert opened.page.locator(".turn").count() == 2 and opened.page.evaluate("window.sameAsBefore")
    opened.box.fill("半句话")
    opened.latest.locator(".asks .ask").click()
    assert_lost(opened)
    # Another edition of the page: it is loaded anew, with the conversation, the text, and the question on its way.
    with served(port, "2"):
        opened.page.wait_for_function("!window.sameAsBefore")
        assert opened.answered(2).locator(".question").inner_text().endswith("市教委")
        expect(opened.box).to_have_value("半句话")
    assert opened.problems == []
    opened.page.context.close()


def test_a_lost_network_is_told_at_once(fake: Open) -> None:
    opened = fake()
    opened.page.context.set_offline(True)
    assert_lost(opened)
    opened.page.context.set_offline(False)
    expect(banner(opened)).to_be_hidden()


def answering(opened: Visit, question: str, **answer: object) -> None:
    """Let the server answer the next question with ``answer``."""

    def answer_instead(route: Route) -> None:
        if "talk" in (route.request.post_data or ""):
            route.fulfill(**answer)  # type: ignore[arg-type]
        else:
            route.fallback()

    opened.page.route(CALLS, answer_instead)
    opened.box.fill(question)
    opened.box.press("Enter")


def test_a_crowd_is_told_and_the_question_is_answered_when_its_turn_comes(fake: Open) -> None:
    opened = fake()
    answering(opened, "道路", json={"busy": True})
    expect(opened.latest).to_contain_text(WORDS.busy)
    expect(opened.box).to_have_value("道路")
    opened.page.unroute(CALLS)
    assert opened.answered(0).locator(".card").count() == 1
    expect(opened.box).to_have_value("")


def test_a_server_that_fails_is_told_and_the_text_stays(fake: Open) -> None:
    opened = fake()
    answering(opened, "道路", status=500, body=json.dumps({"detail": "internal"}))
    expect(opened.latest).to_contain_text(WORDS.failed_text)
    expect(opened.box).to_have_value("道路")
    opened.page.unroute(CALLS)
    opened.box.press("Enter")
    expect(opened.latest.locator(".card")).to_have_count(1)
    assert opened.page.locator(".turn").count() == 1
