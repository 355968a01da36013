"""Cited tasks as cards, and text that must stay text: pure functions from a document to HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Choice, Reading
from tests.fake_assistant import DOCUMENT, HOSTILE, cite, make_answer, make_document, make_task
from tests.page_reader import Page, assert_inert
from web.cards import cards_html, find_cards
from web.chat import Conversation, begin
from web.markup import plain, rendered
from web.notice import notice_html
from web.transcript import exchanges_html
from web.words import page_words

WORDS = page_words()
CHINESE = WORDS.answer["zh"]
MARKDOWN_TAGS = re.compile(r"a|blockquote|br|code|div|em|h[1-6]|hr|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul")


# --- cards ---------------------------------------------------------------------------------------------------------


def cards_of(*positions: int) -> str:
    citations = [cite(DOCUMENT.tasks[position]) for position in positions]
    return cards_html(find_cards(citations, {"example": DOCUMENT}, "t0"), CHINESE)


def test_a_card_shows_every_field_in_the_document_s_own_words() -> None:
    text = Page(cards_of(1)).text
    for wording in ("任务 2", "公开学校招生信息。", "市教委", "各区政府", "2031年底前完成并持续落实", "一、推进公开"):
        assert wording in text


def test_a_field_the_document_leaves_out_is_said_to_be_missing() -> None:
    assert Page(cards_of(0)).text.count("文件未写明") == 1
    assert Page(cards_of(2)).text.count("文件未写明") == 2


def test_cards_are_grouped_by_section_in_document_order_and_shown_once() -> None:
    page = Page(cards_of(2, 0, 1, 0))
    assert page.values("data-task") == ["1", "2", "3"]
    assert page.text.index("一、推进公开 2 项") < page.text.index("二、推进开放 1 项")


def test_a_citation_of_a_document_that_is_gone_shows_no_card() -> None:
    assert cards_html(find_cards([cite(DOCUMENT.tasks[0])], {}, "t0"), CHINESE) == ""


def test_a_document_without_sections_still_shows_its_tasks() -> None:
    flat = make_document((make_task(0, "公开。", section=None),), headings=())
    assert "任务 1" in Page(cards_html(find_cards([cite(flat.tasks[0])], {"example": flat}, "t0"), CHINESE)).text


# --- text that must stay text --------------------------------------------------------------------------------------


@given(st.text() | st.text(alphabet="<>[]()!&\"'`*_#|-:\\ \n\ta任务1javascript:ho"))
def test_no_text_of_an_answer_becomes_anything_but_plain_markup(text: str) -> None:
    html = rendered(text, {"1": "t0-0-0"})
    html.encode("utf-8")
    assert_inert(html)
    assert all(MARKDOWN_TAGS.fullmatch(tag) for tag, _ in Page(html).elements)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_plain_text_can_always_be_sent_and_has_no_control_characters(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode("utf-8")
    assert not [char for char in cleaned if (char < " " and char not in "\n\t") or char == "\x7f"]
    assert plain(cleaned) == cleaned


@pytest.mark.parametrize("place", ["question", "answer", "condition", "follow-up", "choice", "task", "title"])
def test_hostile_text_is_shown_and_never_run(place: str) -> None:
    reading = Reading(choices=(Choice(HOSTILE, HOSTILE),)) if place == "choice" else Reading()
    tasks = DOCUMENT.tasks if place == "task" else DOCUMENT.tasks[:1]
    answer = make_answer("公开", tasks, text=HOSTILE if place == "answer" else None, reading=reading)
    answer = replace(
        answer,
        condition=HOSTILE if place == "condition" else answer.condition,
        follow_ups=(HOSTILE,) if place == "follow-up" else (),
    )
    exchange = replace(begin(Conversation(), HOSTILE if place == "question" else "问"), answer=answer)
    document = replace(DOCUMENT, title=HOSTILE if place == "title" else DOCUMENT.title)
    documents = {"example": document, "other": replace(document, id="other")}
    html = exchanges_html([exchange], documents, WORDS) + notice_html(documents.values(), WORDS)
    assert_inert(html)
    assert "<img src=x" in Page(html).text
