"""Every view in Chromium: tasks, charts, evaluation, about, the operator's page; both languages, light and dark."""

from __future__ import annotations

import docx
import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, Open, Size, Visit
from tests.pages import violations

pytestmark = pytest.mark.browser

VIEWS = ("chat", "tasks", "charts", "evaluation", "about")
SMALLEST = Size(360, 640)


def scrolls_sideways(opened: Visit) -> bool:
    return bool(opened.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


# --- for everyone --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["desktop-light", "phone-dark"])
def test_every_view_can_be_used_by_everyone(real: Open, size: Size, dark: bool) -> None:
    opened = real(size, dark=dark)
    opened.ask("市编办牵头的任务里哪些2016年到期").get_by_role("link", name="[任务41]").click()
    expect(opened.page.locator(".source mark")).to_be_visible()
    opened.page.locator(".turn [data-verdict=wrong]").click()
    opened.page.get_by_text("对话记录").click()
    for view in VIEWS:
        shown = opened.show(view)
        if view == "tasks":
            shown.get_by_role("button", name="41", exact=True).or_(shown.locator("[data-open]").first).first.click()
            expect(shown.locator(".open-task")).to_be_visible()
        assert violations(opened.page) == []
        assert not scrolls_sideways(opened)


def test_nothing_scrolls_sideways_on_the_smallest_phone(real: Open) -> None:
    opened = real(SMALLEST)
    opened.ask("市政府办公厅牵头哪些任务")
    for view in VIEWS:
        opened.show(view)
        assert not scrolls_sideways(opened)


def test_everything_is_reached_by_keyboard(fake: Open) -> None:
    opened = fake()
    opened.ask("道路")
    opened.page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        reached.add(str(opened.page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " if (e !== document.body && s.outlineStyle === 'none') return 'unseen ' + e.outerHTML.slice(0, 120);"
            " return e.dataset.viewLink || e.id || Object.keys(e.dataset)[0] || e.className; })()"
        )))  # fmt: skip
    assert not [place for place in reached if place.startswith("unseen")]
    assert {"tasks", "about", "theme", "card", "copy", "save", "verdict", "clear", "send"} <= reached


def test_a_view_has_an_address_of_its_own(fake: Open) -> None:
    opened = fake(path="#charts")
    expect(opened.page.locator("#view-charts")).to_be_visible()
    opened.show("about")
    opened.page.go_back()
    expect(opened.page.locator("#view-charts")).to_be_visible()
    expect(opened.page.get_by_role("link", name="图表")).to_have_attribute("aria-current", "page")


def test_light_and_dark_can_be_chosen_and_are_remembered(fake: Open) -> None:
    opened = fake()
    paper = "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
    light = opened.page.evaluate(paper)
    opened.page.get_by_role("button", name="深色/浅色").click()
    expect(opened.page.locator("body")).to_have_class("dark")
    assert opened.page.evaluate(paper) != light
    opened.page.reload()
    expect(opened.page.locator("body")).to_have_class("dark")


def test_the_browser_s_language_and_the_switch_choose_the_language(fake: Open) -> None:
    opened = fake(locale="en-GB")
    assert opened.page.url.endswith("/en/") and opened.page.locator("html").get_attribute("lang") == "en"
    opened.ask("道路")
    expect(opened.page.get_by_role("button", name="Copy with citations")).to_be_visible()
    assert violations(opened.page) == []
    opened.page.get_by_role("link", name="中文").click()
    expect(opened.page.get_by_role("button", name="复制(含引用)")).to_be_visible()
    opened.page.goto(opened.page.url)
    expect(opened.page.get_by_role("heading", name="任务分工问答")).to_be_visible()


# --- tasks ---------------------------------------------------------------------------------------------------------


def test_tasks_are_filtered_sorted_paged_and_opened(real: Open) -> None:
    opened = real()
    view = opened.show("tasks")
    found = view.locator(".table-head b")
    expect(found).to_have_text("100 项任务(全部 100 项)")
    view.get_by_role("button", name="下一页").click()
    expect(view.locator("tbody tr").first).to_have_attribute("data-task", "21")
    view.get_by_label("单位", exact=True).select_option("市政府办公厅")
    view.get_by_label("作为").select_option("lead")
    expect(found).to_have_text("42 项任务(全部 100 项)")
    view.get_by_label("完成时限").select_option("2017")
    view.get_by_label("持续落实").select_option("yes")
    expect(view.locator("tbody td[data-label=完成时限]").first).to_have_text("2017年底前完成并持续落实")
    text = view.get_by_label("文字")
    text.press_sequentially("24小时")
    expect(found).to_have_text("1 项任务(全部 100 项)")
    expect(text).to_be_focused()
    view.get_by_role("button", name="全部任务").click()
    expect(found).to_have_text("100 项任务(全部 100 项)")
    expect(text).to_have_value("")


def test_a_column_sorts_up_and_down(real: Open) -> None:
    view = real().show("tasks")
    view.get_by_role("columnheader", name="编号").get_by_role("button").click()
    expect(view.locator("tbody tr").first).to_have_attribute("data-task", "100")
    expect(view.get_by_role("columnheader", name="编号")).to_have_attribute("aria-sort", "descending")
    expect(view.locator("[data-sort=number]")).to_be_focused()


def test_a_task_shows_its_neighbours_and_its_place_in_the_document(real: Open) -> None:
    view = real().show("tasks")
    view.get_by_role("button", name="3", exact=True).click()
    card = view.locator(".open-task")
    expect(card).to_be_focused()
    expect(card.get_by_text("同一牵头单位")).to_be_visible()
    card.get_by_role("button", name="在文件原文中查看").click()
    expect(card.locator("mark")).to_contain_text("实行重大行政决策预公开制度")
    card.locator(".near [data-open]").first.click()
    expect(card.locator(".number")).not_to_have_text("任务 3")
    card.get_by_role("button", name="关闭").click()
    expect(card).to_have_count(0)


def test_a_unit_s_duty_sheet_is_one_click(real: Open) -> None:
    opened = real()
    view = opened.show("tasks")
    view.get_by_label("单位", exact=True).select_option("市民政局")
    with opened.page.expect_download() as download:
        view.get_by_role("button", name="市民政局职责单").click()
    assert download.value.suggested_filename == "市民政局职责单.docx"
    assert docx.Document(str(download.value.path())).tables


def test_charts_and_answers_print_in_full_and_in_ink(real: Open) -> None:
    opened = real(dark=True)
    opened.ask("编号大于0的任务,列成表格")
    opened.page.emulate_media(media="print")
    ink = "e => getComputedStyle(e).color"
    assert opened.latest.locator(".text").evaluate(ink) == "rgb(0, 0, 0)"
    whole = "boxes => boxes.every(e => e.scrollHeight <= e.clientHeight + 1)"
    assert opened.page.locator(".turn .wide, .turn .cards").evaluate_all(whole)
    assert not opened.page.locator("#ask, #frame, .actions").filter(visible=True).count()
    opened.page.evaluate("window.taskPage.show('charts')")
    assert opened.page.locator(".chart caption").first.evaluate(ink) == "rgb(0, 0, 0)"
    # What is white on dark on the screen keeps its background, which browsers leave out otherwise.
    assert (
        opened.page.locator(".matrix [data-tasks]").first.evaluate("e => getComputedStyle(e).printColorAdjust")
        == "exact"
    )
    opened.page.emulate_media(media="screen")


def test_a_table_of_a_hundred_rows_leaves_room_on_a_phone(real: Open) -> None:
    opened = real(SMALLEST)
    turn = opened.ask("编号大于0的任务,列成表格")
    expect(turn.locator(".text tr")).to_have_count(101)
    box = turn.locator(".text .wide").bounding_box()
    assert box is not None and box["height"] < SMALLEST.height and not scrolls_sideways(opened)
    expect(opened.box).to_be_in_viewport(ratio=1)
    turn.get_by_role("link", name="[任务100]").press("Enter")
    expect(turn.locator('.card[data-task="100"] .number')).to_be_in_viewport()
    question = opened.page.locator("#ask").bounding_box()
    assert question is not None and question["height"] < SMALLEST.height / 4


# --- charts, evaluation, about -------------------------------------------------------------------------------------


def test_every_kind_of_mark_leads_to_the_tasks_behind_it(real: Open) -> None:
    opened = real()
    for name in ("市政府办公厅,牵头:42 项", "2017,完成并持续落实", "市政府办公厅和市政府法制办共同牵头"):
        view = opened.show("charts")
        mark = view.get_by_role("button", name=name).or_(view.get_by_label("市政府法制办与市政府办公厅共同牵头")).first
        count = int((mark.text_content() or "").strip())
        mark.click()
        tasks = opened.page.locator("#view-tasks")
        expect(tasks.locator(".table-head b")).to_contain_text(f"{count} 项任务")


def test_the_latest_report_is_shown_and_cannot_reach_the_page(fake: Open) -> None:
    opened = fake()
    opened.show("evaluation")
    frame = opened.page.frame_locator("iframe.report")
    expect(frame.get_by_role("heading", name="正确率报告(隔离)")).to_be_visible()
    assert opened.page.locator("iframe.report").get_attribute("sandbox") == "allow-scripts"


def test_without_an_evaluation_of_its_own_the_view_shows_the_shipped_one_and_says_so(real: Open) -> None:
    view = real().show("evaluation")
    expect(view.get_by_role("heading", name="随软件附带的评测报告")).to_be_visible()
    expect(view.get_by_text("assistant eval")).to_be_visible()
    expect(view.frame_locator("iframe.report").get_by_text("held-out questions").first).to_be_visible()


def test_the_introduction_names_document_dates_index_and_version(real: Open) -> None:
    about = real().show("about")
    for wording in ("北京市政务公开工作重点任务分工", "成文日期", "SHA-256", "索引版本", "不记录"):
        expect(about.get_by_text(wording).first).to_be_visible()
