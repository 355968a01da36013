"""Script, HTML, Markdown and links through every way in: nothing of it may run, load, or become an element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser import Open, Visit
from tests.fake_assistant import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

ATTACKS = {
    "image": "<img src=x onerror=alert(1)>",
    "script": "</article></script><script>alert(2)</script>",
    "svg": "<svg/onload=alert(3)><a xlink:href='javascript:alert(3)'>x</a></svg>",
    "frame": "<iframe srcdoc='<script>parent.alert(4)</script>'></iframe>",
    "attribute": "\" autofocus onfocus='alert(5)' x=\"",
    "link": "[点我](javascript:alert(6)) <javascript:alert(6)> [x](http://example.com)",
    "picture": "![图](http://example.com/x.png) ![x][y]\n\n[y]: http://example.com/x.png",
    "template": "${alert(7)} {{alert(7)}} {{#each value}}{{/each}} @children",
    "style": "<style>@import 'http://example.com/x.css'</style><base href='http://example.com/'>",
    "meta": "<meta http-equiv=refresh content='0;url=http://example.com'><form action=http://example.com><input>",
}
# What a browser would have made of them: looked for in everything that shows words of others.
MADE = (
    "img, script, style, iframe, svg[onload], base, meta, form, object, [onerror], [onfocus], [onload],"
    " [href^='javascript'], [href^='http'], a:not(.cite)"
)


def assert_inert(place: Locator, opened: Visit) -> None:
    assert place.count() and place.first.locator(MADE).count() == 0
    assert not opened.problems and not opened.foreign_hosts


@pytest.mark.parametrize("way", ["question", "answer"])
def test_a_question_and_an_answer_stay_text(fake: Open, way: str) -> None:
    opened = fake()
    for attack in ATTACKS.values():
        turn = opened.ask(attack if way == "question" else f"原样:{attack}")
        assert attack.split()[0][:20] in turn.inner_text()
        assert_inert(turn, opened)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_address_stays_text_also_in_the_list_of_conversations(fake: Open, attack: str) -> None:
    opened = fake(path=f"?q={quote(ATTACKS[attack])}")
    assert_inert(opened.answered(0), opened)
    opened.page.get_by_text("对话记录").click()
    expect(opened.page.locator(".conversations li")).to_have_count(1)
    assert_inert(opened.page.locator(".conversations"), opened)


@pytest.mark.parametrize(
    "stored",
    [
        {"current": HOSTILE, "list": [{"id": HOSTILE, "title": HOSTILE, "turns": HOSTILE}]},
        {"current": "1", "list": [
            {"id": "1", "title": {"a": HOSTILE}, "turns": json.dumps({"turns": [{"q": HOSTILE}]})}]},
        {"current": "1", "list": [{"id": "1", "title": "x", "turns": json.dumps({"turns": [
            {"q": "道路", "edits": [{"plan": 0, "part": 0, "to": "<img src=x>"}]}]})}]},
        [HOSTILE],
        "nonsense",
    ],
)  # fmt: skip
def test_what_another_page_left_in_the_browser_s_store_stays_text(fake: Open, stored: object) -> None:
    opened = fake()
    opened.page.evaluate("text => localStorage.setItem('task-assistant.conversations', text)", json.dumps(stored))
    opened.page.reload()
    opened.box.wait_for()
    assert opened.ask("道路").locator(".card").count() == 1
    opened.page.get_by_text("对话记录").click()
    assert_inert(opened.page.locator(".conversations"), opened)
    assert_inert(opened.page.locator("#log"), opened)


def test_a_made_up_answer_cannot_be_put_into_a_link(fake: Open) -> None:
    turns = {"turns": [{"q": "道路", "answer": "免费领取", "text": "免费领取"}]}
    opened = fake(path=f"?turns={quote(json.dumps(turns))}")
    opened.ask("学校")
    assert opened.page.get_by_text("免费领取").count() == 0 and opened.page.locator(".turn").count() == 1


def test_text_of_a_document_stays_text_in_every_view(fake: Open) -> None:
    opened = fake()
    turn = opened.ask("数据")
    turn.get_by_role("link", name="[任务3]").click()
    expect(turn.locator(".source mark")).to_contain_text("<img src=x onerror=alert(1)>")
    assert_inert(turn, opened)
    view = opened.show("tasks")
    view.get_by_role("button", name="3", exact=True).click()
    expect(view.locator(".open-task .wording")).to_contain_text("<img src=x onerror=alert(1)>")
    assert_inert(opened.page.locator("#task-list"), opened)
    assert_inert(opened.page.locator("#view-charts .charts"), opened)


def test_a_search_and_a_filter_stay_text(fake: Open) -> None:
    opened = fake()
    view = opened.show("tasks")
    view.get_by_label("文字").fill(ATTACKS["attribute"] + ATTACKS["image"])
    view.get_by_role("button", name="查找").click()
    expect(view.get_by_text("没有符合条件的任务")).to_be_visible()
    opened.page.evaluate("window.taskPage.showTasks({unit: '<img src=x onerror=alert(1)>', text: '\"><script>'})")
    expect(view.get_by_label("文字")).to_have_value('"><script>')
    assert view.locator("img, script").count() == 0


def test_a_file_is_saved_under_a_harmless_name(fake: Open) -> None:
    opened = fake()
    turn = opened.ask('原样:../../<img src=x>/..\\evil"; filename=x.exe')
    with opened.page.expect_download() as download:
        turn.get_by_role("button", name="导出为 Markdown").click()
    name = download.value.suggested_filename
    assert name.endswith(".md") and not set(name) & set('/\\<>"')
