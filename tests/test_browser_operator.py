"""The operator's page in Chromium, and the evaluation of questions that a setting opens to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Open, Server
from tests.pages import OPERATOR_PASSWORD, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"id": "a", "kind": "k", "turns": ["道路"], "must": [1], "outcome": "answered"}\n', "utf-8")
    return file


def evaluate(place: Locator | Page, questions: Path, start: str = "开始评测") -> None:
    place.locator("input[type=file]").set_input_files(questions)
    # By keyboard: right after scrolling, Chromium may give a click to the frame of the report above.
    place.get_by_role("button", name=start).press("Enter")
    expect(place.frame_locator(".upload iframe").locator("table").first).to_be_visible()


@pytest.fixture(params=["zh-light", "en-dark-phone"])
def page(browser: Browser, fake_page: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The operator's login, of which nothing may be asked from another host."""
    english = request.param.startswith("en")
    context = browser.new_context(
        locale="en-GB" if english else "zh-CN", color_scheme="dark" if english else "light",
        viewport={"width": PHONE.width, "height": PHONE.height} if english else {"width": 1280, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{fake_page.address}{'en/' if english else ''}operator/")
    yield page
    context.close()
    assert asked and all(url.startswith((fake_page.address, "data:", "blob:")) for url in asked)


def test_the_operator_logs_in_sees_the_feedback_and_evaluates_questions(
    page: Page, fake_page: Server, questions: Path
) -> None:
    english = "/en/" in page.url
    body = {"turns": '{"turns":[{"q":"道路"}]}', "verdict": "wrong", "correction": HOSTILE}
    assert page.request.post(f"{fake_page.address}feedback", data=body).ok
    assert page.request.get(f"{page.url}config").status == 401
    page.locator("input[type=password]").wait_for()
    # Gradio's own login has no title (docs/accessibility.md).
    assert violations(page, but=("document-title",)) == []
    page.locator("input").nth(0).fill("operator")
    page.locator("input[type=password]").fill(OPERATOR_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name=HOSTILE).first).to_be_visible()
    assert page.locator("#feedback img").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as question lines" if english else "导出为题目文件").click()
    assert '"turns": ["道路"]' in Path(download.value.path()).read_text("utf-8")
    evaluate(page, questions, "Evaluate" if english else "开始评测")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_everybody_evaluates_where_it_is_open_and_saves_the_report(fake: Open, questions: Path) -> None:
    opened = fake(PHONE)
    view = opened.show("evaluation")
    view.get_by_role("button", name="开始评测").press("Enter")
    expect(view.get_by_text("请先选择题目文件。")).to_be_visible()
    evaluate(view, questions)
    with opened.page.expect_download() as download:
        view.get_by_role("button", name="保存报告").press("Enter")
    assert download.value.suggested_filename == "mine.html"
    assert violations(opened.page) == []


def test_nobody_evaluates_where_it_is_not_open(real: Open) -> None:
    view = real().show("evaluation")
    expect(view.locator("iframe.report")).to_be_visible()
    assert view.locator("input[type=file], .upload").count() == 0
