"""The page in Chromium, as a visitor meets it: over the real assistant, and over a fake for what is rare."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, ROOT, Open, Server, Size, Visit, run_to_the_end, running, visit
from tests.fake_assistant import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DOCUMENT = ROOT / "data/beijing/beijing-zhengwu-gongkai-2016-2020/beijing-zhengwu-gongkai-2016-2020.txt"
WIDE_TABLE = "| " + " | ".join(["一列很长很长的标题"] * 9) + " |\n" + "|---" * 9 + "|\n" + "| 值 " * 9 + "|"


def led_by(unit: str) -> list[str]:
    """Numbers of the tasks that name ``unit`` as lead, read from the document's text without the product's own code."""
    numbers = []
    number = ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if task := re.match(r"\s*(\d+)\.\S", line):
            number = task[1]
        elif (lead := re.match(r"\s*牵头单位:(.*)", line)) and unit in lead[1].strip().split("、"):
            numbers.append(number)
    return numbers


def scrolls_sideways(opened: Visit) -> bool:
    return bool(opened.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


# --- the real assistant --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_list_of_42_tasks_is_complete_and_in_full(real: Open, size: Size) -> None:
    expected = led_by("市政府办公厅")
    opened = real(size)
    turn = opened.ask("市政府办公厅牵头哪些任务")
    cards = turn.locator(".cited .card")
    assert [card.get_attribute("data-task") for card in cards.all()] == expected and len(expected) == 42
    assert all("市政府办公厅" in text for text in cards.all_inner_texts())
    assert turn.get_by_text("已回答").is_visible() and "市政府办公厅" in turn.locator(".condition").inner_text()
    assert not scrolls_sideways(opened)


def test_a_follow_up_question_keeps_what_was_asked_before(real: Open) -> None:
    opened = real()
    opened.ask("市委宣传部牵头哪些任务")
    turn = opened.ask("其中2017年到期的")
    assert [card.get_attribute("data-task") for card in turn.locator(".cited .card").all()] == ["68"]


@pytest.mark.parametrize(
    "question", [HOSTILE, "长" * 100_000, "任务\x07\x1b49", "   "], ids=["html", "long", "bell", "blank"]
)
def test_an_odd_question_gets_a_polite_typed_answer(real: Open, question: str) -> None:
    turn = real().ask(question)
    assert turn.get_attribute("data-state") != "failed"
    assert turn.locator(".outcome").inner_text() and turn.locator(".text").inner_text()


def test_a_taken_port_ends_the_start_with_one_sentence(real_page: Server) -> None:
    port = real_page.address.rstrip("/").rpartition(":")[2]
    started = run_to_the_end("app.py", ASSISTANT_PORT=port)
    assert (started.returncode, started.stdout) == (1, "")
    assert re.fullmatch(r"端口 \d+ 已被占用.*ASSISTANT_PORT=\d+ make run\n", started.stderr)


# --- typing, clicking, waiting -------------------------------------------------------------------------------------


def test_enter_sends_and_empties_the_box_and_shift_enter_begins_a_line(fake: Open) -> None:
    opened = fake()
    opened.box.press_sequentially("公开")
    opened.box.press("Shift+Enter")
    assert opened.page.locator(".turn").count() == 0 and opened.box.input_value() == "公开\n"
    opened.ask("公开")
    expect(opened.box).to_have_value("")
    assert opened.page.locator(".turn").count() == 1


def test_a_citation_leads_to_its_card_and_lights_it(fake: Open) -> None:
    turn = fake(PHONE).ask("公开")
    turn.get_by_role("link", name="[任务3]").click()
    card = turn.locator('.card[data-task="3"]')
    expect(card).to_have_class(re.compile(r"\blit\b"))
    expect(card).to_be_focused()
    expect(card.locator(".number")).to_be_in_viewport()
    assert turn.locator(".card.lit").count() == 1


def test_an_error_is_told_and_the_text_stays(fake: Open) -> None:
    opened = fake()
    turn = opened.ask("出错")
    assert turn.get_by_text("未能回答").is_visible() and "internal" not in turn.inner_text()
    opened.box.press("End")
    opened.box.press_sequentially("了")
    assert opened.box.input_value() == "出错了"
    assert opened.ask("道路").locator(".card").count() == 1


def test_examples_choices_and_follow_ups_ask_when_clicked(fake: Open) -> None:
    opened = fake()
    opened.box.fill("半句话")
    opened.page.locator(".welcome .ask").first.click()
    opened.answered(0)
    opened.ask("选择").get_by_role("button", name="市教委的任务").click()
    turn = opened.answered(2)
    assert turn.locator(".question").inner_text().endswith("市教委") and turn.locator(".card").count() == 1
    turn.locator(".asks .ask").click()
    opened.answered(3)


def test_a_click_on_an_example_leaves_a_half_typed_text_alone(fake: Open) -> None:
    opened = fake()
    opened.box.fill("半句话")
    opened.page.locator(".welcome .ask").first.click()
    opened.answered(0)
    expect(opened.box).to_have_value("半句话")


def test_clearing_starts_anew_and_visitors_do_not_see_each_other(fake: Open) -> None:
    first, second = fake(), fake()
    first.ask("公开")
    assert second.page.locator(".turn").count() == 0
    second.ask("学校")
    first.page.get_by_role("button", name="清空对话").click()
    first.page.locator(".turn").wait_for(state="detached")
    assert first.ask("道路").locator(".card").count() == 1
    assert second.page.locator(".turn").count() == 1


def test_structured_questions_are_answered_while_the_embedding_loads(browser: Browser, tmp_path: Path) -> None:
    gate = tmp_path / "warm"
    with running("-m", "tests.fake_page", FAKE_WARM=str(gate)) as server:
        opened = visit(browser, server.address)
        status = opened.page.locator("#status")
        expect(status).to_contain_text("准备中")
        assert opened.ask("道路").locator(".card").count() == 1
        expect(status).to_contain_text("准备中")
        gate.touch()
        expect(status).to_contain_text("就绪")
        opened.page.context.close()


# --- what must never happen ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", [HOSTILE, f"原样:{HOSTILE}", "数据"], ids=["question", "answer", "document"])
def test_text_is_shown_and_never_run(fake: Open, question: str) -> None:
    opened = fake()
    turn = opened.ask(question)
    assert "<img src=x onerror=alert(1)>" in turn.inner_text() and "${alert(4)} {{alert}}" in turn.inner_text()
    assert turn.locator("img, script, [onmouseover], [onerror], a:not([data-card])").count() == 0


def test_half_a_character_pair_is_answered(fake: Open) -> None:
    opened = fake()
    opened.box.evaluate("box => { box.value = '道\\ud800路'; box.dispatchEvent(new Event('input')); }")
    opened.box.press("Enter")
    opened.answered(0)
    expect(opened.box).to_have_value("")


@pytest.mark.parametrize("question", ["公开", f"原样:{WIDE_TABLE}", "原样:" + "长" * 500, "W" * 500, "相关"])
def test_a_phone_never_scrolls_sideways(fake: Open, question: str) -> None:
    opened = fake(PHONE)
    opened.page.get_by_text("怎么工作,不能做什么").click()
    assert not scrolls_sideways(opened)
    opened.ask(question)
    assert not scrolls_sideways(opened)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_can_be_used_by_everyone(fake: Open, dark: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = fake(dark=dark)
    for question in ("公开", "选择", "相关", "出错"):
        opened.ask(question)
    assert opened.page.locator("html").get_attribute("lang") == "zh-CN"
    assert opened.page.get_by_role("log").get_attribute("aria-live") == "polite"
    found = Axe().run(opened.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response
    assert found["passes"] and not found["violations"]
