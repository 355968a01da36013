"""What the browser is given to draw: only what is new or changed, however long the conversation is."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.fake_assistant import FakeAssistant, SlowAssistant
from tests.page_reader import Page
from web.chat import HISTORY, Memory
from web.talk import DRAWN, Talk
from web.turns import DROPPED_AT_ONCE, KEPT_TURNS, read_turns
from web.words import page_words

WORDS = page_words()


def talk_over(fake: FakeAssistant, **options: int) -> Talk:
    return Talk(fake, Memory(), WORDS, **options)


def asked(talk: Talk, *questions: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {"turns": ""}
    for question in questions:
        drawn = talk.answer({"turns": drawn["turns"], "question": question})
    return drawn


def turns_in(drawn: dict[str, Any]) -> list[str | None]:
    return [attributes["id"] for tag, attributes in Page(drawn["html"]).elements if tag == "article" and
            "turn" in (attributes["class"] or "").split()]  # fmt: skip


def test_an_answer_comes_without_the_answers_before_it_and_is_computed_once() -> None:
    fake = FakeAssistant()
    drawn = asked(talk_over(fake), *[f"第{number}问" for number in range(30)])
    assert turns_in(drawn) == ["t29"] and drawn["first"] == 29 and drawn["dropped"] == 0
    assert [question for question, _ in fake.asked] == [f"第{number}问" for number in range(30)]
    assert len(read_turns(drawn["turns"]).turns) == 30


def test_the_assistant_is_told_the_latest_turns_of_a_long_conversation() -> None:
    fake = FakeAssistant()
    asked(talk_over(fake), *[f"第{number}问" for number in range(HISTORY + 5)])
    _, history = fake.asked[-1]
    assert [turn.question for turn in history] == [f"第{number}问" for number in range(4, HISTORY + 4)]


def test_a_conversation_opened_again_shows_its_end_and_the_rest_when_asked_for() -> None:
    talk = talk_over(FakeAssistant())
    kept = asked(talk, *[f"第{number}问" for number in range(DRAWN + 7)])["turns"]
    end = talk.answer({"turns": kept})
    assert turns_in(end) == [f"t{number}" for number in range(7, DRAWN + 7)]
    assert turns_in(talk.answer({"turns": kept, "before": 7})) == [f"t{number}" for number in range(7)]


def test_a_change_draws_the_changed_turn_and_those_that_rest_on_it() -> None:
    talk = talk_over(FakeAssistant())
    kept = asked(talk, "道路", "学校", "数据")["turns"]
    drawn = talk.answer({"turns": kept, "turn": 1, "edit": {"plan": 0, "part": 0, "to": ""}})
    assert turns_in(drawn) == ["t1", "t2"] and "撤销改动" in drawn["html"]
    assert "撤销改动" not in talk.answer({"turns": drawn["turns"], "turn": 1, "undo": True})["html"]


def test_beyond_what_is_kept_the_oldest_go_and_are_counted() -> None:
    drawn = asked(talk_over(FakeAssistant()), *[f"第{number}问" for number in range(KEPT_TURNS + 1)])
    turns = read_turns(drawn["turns"])
    assert (drawn["dropped"], turns.dropped, turns.turns[0].q) == (DROPPED_AT_ONCE, DROPPED_AT_ONCE, "第50问")
    assert turns_in(drawn) == [f"t{KEPT_TURNS}"]


def test_a_failed_question_says_so_and_the_next_one_is_answered() -> None:
    fake = FakeAssistant(failure=RuntimeError("内部"))
    talk = talk_over(fake)
    failed = asked(talk, "道路")
    assert failed["failed"] and WORDS.page.failed_text in failed["html"] and "内部" not in failed["html"]
    fake.failure = None
    assert not talk.answer({"turns": failed["turns"], "question": "学校"})["failed"]


@pytest.mark.parametrize("sent", [None, 5, [], {}, {"turns": 5}, {"question": 5}, {"turn": "x"}, {"turn": 3},
                                  {"before": -1}, {"turns": "{}", "turn": 0, "edit": {"plan": "x"}}])  # fmt: skip
def test_anything_else_draws_nothing(sent: object) -> None:
    drawn = talk_over(FakeAssistant()).answer(sent)
    assert (drawn["html"], drawn["first"], drawn["dropped"]) == ("", 0, 0)


def test_too_many_at_once_are_told_to_come_again_and_then_answered() -> None:
    slow = SlowAssistant()
    talk = talk_over(slow, at_once=1)
    first = threading.Thread(target=asked, args=(talk, "道路"))
    first.start()
    assert slow.begun.wait(60)
    assert talk.answer({"question": "学校"}) == {"busy": True}
    slow.go.set()
    first.join()
    assert turns_in(talk.answer({"question": "学校"})) == ["t0"]
