"""What the browser keeps of a conversation, and the understood condition as parts that can be changed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, Outcome
from assistant.types import Answer
from index.types import Document
from tests.fake_assistant import FakeAssistant
from web.chat import Conversation, Memory, begin, finish, replay, with_edit
from web.chips import chips
from web.turns import Asked, Edit, Turns, new_question, read_turns, write_turns


def ask(assistant: Assistant, *turns: Asked) -> Answer:
    conversation = replay(assistant, Turns(turns=turns), "抱歉。", Memory())
    answer = conversation.exchanges[-1].answer
    assert answer is not None
    return answer


def numbers(answer: Answer) -> list[int | str]:
    return [citation.task for citation in answer.citations]


# --- conversations ---------------------------------------------------------------------------------------------------


def test_a_conversation_read_back_has_the_same_answers(assistant: Assistant) -> None:
    conversation = Conversation()
    for question in ("市委宣传部牵头哪些任务", "其中2017年到期的", "责任单位呢"):
        conversation = conversation.plus(finish(assistant, conversation, begin(conversation, question), ""))
    again = replay(assistant, read_turns(write_turns(conversation.turns)), "", Memory())
    assert again.turns == conversation.turns and len(again.exchanges) == 3
    for one, other in zip(conversation.exchanges, again.exchanges, strict=True):
        assert one.answer is not None and other.answer is not None
        assert (one.answer.text, one.answer.citations) == (other.answer.text, other.answer.citations)


def test_an_answer_is_computed_once_for_the_same_questions_before_it() -> None:
    fake, memory = FakeAssistant(), Memory()
    turns = replay(fake, Turns(turns=(Asked(q="道路"), Asked(q="学校"))), "", memory).turns
    replay(fake, turns, "", memory)
    assert [question for question, _ in fake.asked] == ["道路", "学校"]


def test_a_conversation_of_yesterday_keeps_its_day(assistant: Assistant) -> None:
    answer = ask(assistant, Asked(q="2017年到期的任务有哪些", as_of=date(2017, 3, 1)))
    assert answer.as_of == date(2017, 3, 1)


@pytest.mark.parametrize("sent", [None, 5, "", "{", "[]", '{"turns": 5}', '{"turns": [{"q": 5}]}', "x" * 300_000,
                                  '{"turns": [{"q": "a", "answer": "made up"}]}'])  # fmt: skip
def test_anything_else_is_an_empty_conversation(sent: object) -> None:
    assert read_turns(sent) == Turns()


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_any_question_can_be_kept(text: str) -> None:
    conversation = Conversation()
    conversation = conversation.plus(finish(FakeAssistant(), conversation, begin(conversation, text), ""))
    assert read_turns(write_turns(conversation.turns)) == conversation.turns


def test_a_very_long_question_is_kept_in_part_with_its_length() -> None:
    asked = new_question("长" * 100_000)
    assert len(asked.q) < 3_000 and asked.characters == 100_000


def test_a_question_that_failed_is_shown_again_and_not_asked_again() -> None:
    fake = FakeAssistant(failure=RuntimeError("内部"))
    conversation = Conversation().plus(finish(fake, Conversation(), begin(Conversation(), "道路"), "抱歉。"))
    fake.failure = None
    again = replay(fake, conversation.turns, "抱歉。", Memory())
    assert again.exchanges[0].problem == "抱歉。" and len(fake.asked) == 1


# --- chips -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def document(assistant: Assistant) -> Document:
    return next(iter(assistant.documents.values()))


QUESTION = Asked(q="市编办牵头的任务里哪些2016年到期")


def test_every_part_of_the_condition_is_a_chip_in_words(assistant: Assistant, document: Document) -> None:
    found = chips(ask(assistant, QUESTION).reading, document)
    assert [chip.words for chip in found] == ["牵头单位 = 市编办", "2016年到期"] and all(c.removable for c in found)


def test_taking_a_part_away_asks_for_the_rest(assistant: Assistant, document: Document) -> None:
    changed = ask(assistant, Asked(q=QUESTION.q, edits=(Edit(plan=0, part=1),)))
    assert numbers(changed) == [t.number for t in document.tasks if "市编办" in t.lead.units]
    assert changed.condition == "牵头单位 = 市编办"


@pytest.mark.parametrize(
    ("part", "to", "condition"),
    [
        (0, "role:responsible", "责任单位 = 市编办"),
        (0, "unit:市教委", "牵头单位 = 市教委"),
        (1, "year:2018", "2018年到期"),
    ],
)
def test_a_part_can_be_changed(assistant: Assistant, part: int, to: str, condition: str) -> None:
    assert condition in ask(assistant, Asked(q=QUESTION.q, edits=(Edit(plan=0, part=part, to=to),))).condition


def test_changes_follow_one_another(assistant: Assistant, document: Document) -> None:
    edits = (Edit(plan=0, part=0), Edit(plan=0, part=0, to="year:2020"))
    answer = ask(assistant, Asked(q=QUESTION.q, edits=edits))
    wanted = [t.number for t in document.tasks if t.deadline and t.deadline.due and t.deadline.due.year == 2020]
    assert numbers(answer) == wanted and wanted


MISFITS = (
    Edit(plan=9, part=0),
    Edit(plan=0, part=9),
    Edit(plan=0, part=0, to="year:2016"),
    Edit(plan=0, part=0, to="role:king"),
    Edit(plan=0, part=0, to="unit:<b>"),
)


@pytest.mark.parametrize("edit", MISFITS)
def test_a_change_that_does_not_fit_changes_nothing(assistant: Assistant, edit: Edit) -> None:
    assert numbers(ask(assistant, Asked(q=QUESTION.q, edits=(edit,)))) == numbers(ask(assistant, QUESTION))


@pytest.mark.parametrize(
    "question",
    ["第49项谁负责,什么时候完成", "市政府办公厅牵头几项任务", "市教委", "2016年到期的占比多少", "概括第三部分",
     "我家门口修路能看到信息吗", "哪个单位牵头的任务最多", "2016年到期的任务分别由哪些单位牵头",
     "任务3和任务4有什么不同", "第三部分有哪些任务", "有没有2019年到期的任务", "没有写牵头单位的任务有几项",
     "市财政局的任务有哪些微信相关的",
     "Which tasks does 市政府法制办 lead?", "任务7是市财政局牵头的吧", "市编办牵头几项?市教委呢?"],
)  # fmt: skip
def test_any_part_of_any_question_can_be_taken_away(assistant: Assistant, document: Document, question: str) -> None:
    for chip in chips(ask(assistant, Asked(q=question)).reading, document):
        edits = [Edit(plan=chip.plan, part=chip.part)] if chip.removable else []
        edits += [Edit(plan=chip.plan, part=chip.part, to=option.to) for option in chip.options[:3]]
        for edit in edits:
            answer = ask(assistant, Asked(q=question, edits=(edit,)))
            assert answer.text and isinstance(answer.outcome, Outcome)


def test_the_last_change_can_be_undone() -> None:
    turns = with_edit(with_edit(Turns(turns=(QUESTION,)), 0, Edit(plan=0, part=1)), 0, None)
    assert turns.turns == (QUESTION,) and with_edit(turns, 7, Edit(plan=0, part=0)) == turns
