"""What can be done with an answer in Chromium: evidence, changed conditions, copies, files, links, conversations."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, Open, Size, Visit
from tests.fake_assistant import DOCUMENT

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

LIST = "市编办牵头的任务里哪些2016年到期"


def cited(turn: Locator) -> list[str]:
    return [card.get_attribute("data-task") or "" for card in turn.locator(".cited .card").all()]


def clipboard(opened: Visit) -> str:
    return str(opened.page.evaluate("navigator.clipboard.readText()"))


# --- evidence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_citation_opens_the_passage_in_the_text_of_the_document(fake: Open, size: Size) -> None:
    turn = fake(size).ask("学校")
    turn.get_by_role("link", name="[任务2]").press("Enter")
    mark = turn.locator(".card.lit .source mark")
    expect(mark).to_have_text(DOCUMENT.tasks[1].text)
    expect(mark).to_be_in_viewport()
    expect(turn.locator(".source")).to_contain_text(DOCUMENT.tasks[0].text)
    turn.get_by_role("button", name="在文件原文中查看").click()
    expect(turn.locator(".source")).to_have_count(0)


def test_only_one_passage_is_open_at_a_time(fake: Open) -> None:
    turn = fake().ask("公开")
    for number in (1, 3):
        turn.get_by_role("link", name=f"[任务{number}]").click()
        expect(turn.locator(f'.card[data-task="{number}"] mark')).to_have_text(DOCUMENT.tasks[number - 1].text)
    assert turn.locator(".source").count() == 1


# --- the understood condition --------------------------------------------------------------------------------------


def test_a_condition_taken_away_or_changed_asks_again_at_once_and_can_be_undone(real: Open) -> None:
    opened = real()
    turn = opened.ask(LIST)
    before = cited(turn)
    turn.get_by_role("button", name="去掉条件:2016年到期").click()
    expect(turn.locator(".condition")).not_to_contain_text("2016年到期")
    assert len(cited(turn)) > len(before)
    turn.get_by_label("改条件:牵头单位 = 市编办").select_option(label="牵头单位 = 市教委")
    expect(turn.locator(".cited .card").first).to_contain_text("市教委")
    for _ in range(2):
        turn.get_by_role("button", name="撤销改动").click()
    expect(turn.get_by_role("button", name="撤销改动")).to_have_count(0)
    assert cited(turn) == before and opened.page.locator(".turn").count() == 1


def test_the_keyboard_stays_at_the_condition_it_changed(real: Open) -> None:
    opened = real()
    turn = opened.ask(LIST)
    turn.get_by_role("button", name="去掉条件:2016年到期").press("Enter")
    expect(turn.get_by_role("button", name="撤销改动")).to_be_visible()
    assert opened.page.evaluate("document.activeElement.closest('.condition') !== null")


# --- copies, files, links ------------------------------------------------------------------------------------------


def test_a_copy_holds_question_condition_citations_and_the_document(real: Open) -> None:
    opened = real()
    turn = opened.ask(LIST)
    turn.get_by_role("button", name="复制(含引用)").click()
    expect(turn.get_by_text("已复制。")).to_be_visible()
    copied = clipboard(opened)
    assert all(
        wording in copied for wording in (LIST, "牵头单位 = 市编办", "任务41、任务42", "北京市政务公开", "SHA-256")
    )


def test_an_answer_is_saved_as_a_file_named_after_the_question(real: Open) -> None:
    opened = real()
    turn = opened.ask(LIST)
    with opened.page.expect_download() as download:
        turn.get_by_role("button", name="导出为 XLSX").click()
    assert download.value.suggested_filename == f"{LIST}.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert [row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)] == cited(turn)


def test_a_link_asks_the_same_conversation_again_for_somebody_else(real: Open) -> None:
    opened = real()
    opened.ask("市委宣传部牵头哪些任务")
    turn = opened.ask("其中2017年到期的")
    turn.get_by_role("button", name="复制链接").click()
    expect(turn.get_by_text("链接已复制")).to_be_visible()
    other = real(path=clipboard(opened).removeprefix(re.match(r"https?://[^/]+/", clipboard(opened))[0]))  # type: ignore[index]
    again = other.answered(1)
    assert cited(again) == cited(turn) == ["68"]
    assert "?" not in other.page.url
    other.page.reload()
    other.answered(1)
    assert other.page.locator(".turn").count() == 2


def test_a_link_of_a_changed_condition_keeps_the_change(real: Open) -> None:
    opened = real()
    turn = opened.ask(LIST)
    turn.get_by_role("button", name="去掉条件:2016年到期").click()
    expect(turn.get_by_role("button", name="撤销改动")).to_be_visible()
    turn.get_by_role("button", name="复制链接").click()
    expect(turn.get_by_text("链接已复制")).to_be_visible()
    other = real(path=clipboard(opened).split("/", 3)[3])
    assert cited(other.answered(0)) == cited(turn)


# --- conversations -------------------------------------------------------------------------------------------------


def test_a_conversation_survives_a_reload_and_goes_on(real: Open) -> None:
    opened = real()
    opened.ask("市委宣传部牵头哪些任务")
    opened.box.fill("半句话")
    opened.page.reload()
    opened.answered(0)
    expect(opened.box).to_have_value("半句话")
    assert cited(opened.ask("其中2017年到期的")) == ["68"]


def test_several_conversations_are_kept_and_cleared(fake: Open) -> None:
    opened = fake()
    opened.ask("道路")
    opened.page.get_by_role("button", name="新对话").click()
    expect(opened.page.locator(".turn")).to_have_count(0)
    opened.ask("学校")
    opened.page.get_by_text("对话记录").click()
    kept = opened.page.locator(".conversations li")
    expect(kept).to_have_count(2)
    kept.get_by_role("button", name="道路", exact=True).click()
    expect(opened.page.locator(".turn .question")).to_contain_text("道路")
    kept.get_by_role("button", name="删除对话:学校").click()
    expect(kept).to_have_count(1)
    clear = opened.page.locator(".clear-all")
    clear.click()
    expect(clear).to_have_text("再按一次,全部清除")
    clear.click()
    expect(kept).to_have_count(0)
    expect(opened.page.locator(".turn")).to_have_count(0)
    assert opened.page.evaluate("JSON.parse(localStorage['task-assistant.conversations']).list.length") == 0


# --- feedback ------------------------------------------------------------------------------------------------------


def test_a_verdict_says_what_it_stores_and_is_stored_when_sent(fake: Open) -> None:
    opened = fake()
    turn = opened.ask("道路")
    turn.get_by_role("button", name="不对").click()
    expect(turn.get_by_text("会保存这次的问题、回答")).to_be_visible()
    turn.get_by_label("正确的应该是").fill("<b>任务2</b>")
    with opened.page.expect_response("**/feedback") as response:
        turn.get_by_role("button", name="提交").click()
    assert response.value.json() == {"stored": True}
    sent = json.loads(response.value.request.post_data or "")
    assert set(sent) == {"turns", "verdict", "correction", "lang"} and sent["verdict"] == "wrong"
    expect(turn.get_by_text("已保存,谢谢。")).to_be_visible()
