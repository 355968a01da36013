"""English questions are searched with the Chinese words that documents write for what they speak of."""

from __future__ import annotations

import pytest

from index.english import with_chinese


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("Will the city add EV chargers to new parking lots?", ["充电桩", "停车场"]),
        ("How many doctorate holders are hired?", ["博士"]),
        ("how long before a planned water cut are we told", ["停水"]),
        ("Which libraries stay open late?", ["图书馆"]),
        ("How long does the mayor's mailbox take?", ["市长信箱"]),
        ("Are the 'parking lots' free?", ["停车场"]),
    ],
)
def test_words_of_many_fields_are_known_in_the_plural_too(question: str, added: list[str]) -> None:
    found = with_chinese(question)
    assert found.startswith(question)
    assert all(word in found.split() for word in added)


@pytest.mark.parametrize("question", ["停车场什么时候建好", "Who is it for?", "", "ABC 123"])
def test_a_question_without_such_words_stays_as_it_is(question: str) -> None:
    assert with_chinese(question) == question
