"""Cleaning: what was typed becomes what is read, without losing a word of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question import MAX_CHARACTERS, clean, language_of

CLEANED = [
    ("第48項係邊個單位牽頭嘅", "第48项是哪个单位牵头的"),
    ("市政府办公厅牵头哪些任务", "市政府办公厅牵头哪些任务"),
    ("  市政府办公厅 \t 牵头  ", "市政府办公厅 牵头"),
    ("第４９项？", "第49项?"),
    ("ＴＡＳＫ　４９", "task 49"),
    ("Task 49", "task 49"),
    ("市政府辦公廳牽頭哪些任務", "市政府办公厅牵头哪些任务"),
    ("責任單位", "责任单位"),
    ("2016—2020", "2016-2020"),
    ("10〜15", "10~15"),
    ("<b>任务49</b>", "任务49"),
    ("<script>alert(1)</script>任务49", "任务49"),
    ("任务49😀🙏", "任务49"),
    ("任\u200b务\ufeff49", "任务49"),
    ("任务\x0049\x07", "任务49"),
    ("任务49\ud800", "任务49"),
    ("第一行\r\n\r\n 第二行", "第一行\n第二行"),
    ("1 < 2", "1 < 2"),
    ("①牵头", "1牵头"),
    ("", ""),
    ("   \n\t ", ""),
    ("\u202e", ""),
]


@pytest.mark.parametrize(("typed", "text"), CLEANED)
def test_cleaning(typed: str, text: str) -> None:
    question = clean(typed)
    assert question.text == text
    assert question.original == typed
    assert not question.truncated


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=80))
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    text = clean(typed).text
    assert clean(text).text == text


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(codec=None), max_size=80))
def test_nothing_unprintable_is_left(typed: str) -> None:
    text = clean(typed).text
    assert text == text.strip()
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    text.encode("utf-8")


@pytest.mark.parametrize("length", [MAX_CHARACTERS, MAX_CHARACTERS + 1, 100_000])
def test_a_long_message_is_cut_and_said_to_be(length: int) -> None:
    question = clean("任" * length)
    assert len(question.text) == MAX_CHARACTERS
    assert question.truncated == (length > MAX_CHARACTERS)


def test_ligatures_cannot_make_a_message_longer_than_allowed() -> None:
    assert len(clean("\ufdfa" * MAX_CHARACTERS).text) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "language"),
    [("which tasks are led by the general office", "en"), ("市政府办公厅牵头哪些任务", "zh"), ("ppp项目信息公开", "zh"),
     ("task 49", "en"), ("hello", "en"), ("caizhengju", "zh"), ("ppp", "zh"),
     ("who leads task 49", "en"), ("市政府办公厅 leads which tasks please", "en"),
     ("", "zh"), ("123", "zh"), ("ppp projects", "en"), ("summarize section 4", "en")],
)  # fmt: skip
def test_the_language_is_that_of_most_words(text: str, language: str) -> None:
    assert language_of(text) == language
