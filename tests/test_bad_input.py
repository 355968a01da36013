"""Whatever is typed gets a polite answer of some kind, never an exception, and nothing of it comes back unescaped."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Answer, Assistant, Outcome, Turn
from assistant.batch import answer_json, dump
from assistant.errors import IndexProblem

AS_OF = date(2017, 3, 1)
ANSWERS = (Outcome.OUT_OF_SCOPE, Outcome.SMALLTALK, Outcome.NOT_STATED, Outcome.AMBIGUOUS, Outcome.EMPTY)

BAD = {
    "nothing": "",
    "blanks": "  \t \n ",
    "wide blanks": "\u3000\u3000",
    "one mark": "?",
    "marks": "？？？！！！。。。,,,、、、",
    "brackets": "((((（）[]【】{}",
    "quotes": "“”‘’''\"\"「」",
    "one quote": "“",
    "control characters": "\x00\x01\x02\x1b[31m\x7f",
    "direction marks": "\u202e\u202d\u200f",
    "a lone surrogate": "\ud800",
    "surrogates": "\udfff\ud83d",
    "emoji": "😀😀👨‍👩‍👧",
    "one letter": "a",
    "one character": "的",
    "random letters": "asdkjhqwe zxcmnb",
    "digits": "8" * 40,
    "a huge number": "任务" + "9" * 300,
    "a negative number": "任务-5",
    "zero": "任务0",
    "a fraction": "任务1.5",
    "Arabic": "ما هي المهام التي يقودها المكتب العام؟",
    "Hebrew": "מה המשימות",
    "Cyrillic": "Какие задачи возглавляет канцелярия?",
    "Greek": "ποια είναι τα καθήκοντα",
    "Thai": "งานใดบ้างที่นำโดยสำนักงาน",
    "Japanese": "タスクは何ですか",
    "Korean": "어떤 과제가 있습니까",
    "Hindi": "कौन से कार्य हैं",
    "Tibetan": "ལས་འགན་གང་ཡོད་དམ།",
    "combining marks": "Z̷̡̢͉̥͓͇͎̊̏ͅa̸̱̋l̶͖̔g̵o",
    "a format string": "%s%s%n{0}{question}${jndi:ldap://x}",
    "SQL": "'; DROP TABLE tasks; --",
    "a path": "../../etc/passwd",
    "a template": "{{ 7*7 }} ${7*7} <%= 7 %>",
    "JSON": '{"turns": ["x"], "id": 1}',
    "Markdown": "# 标题\n| a | b |\n|---|---|\n[x](javascript:alert(1)) ![](http://a/b.png)",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an open tag": "<a href=",
    "many tags": "<" * 500 + ">" * 500,
    "an empty quotation": "提到“”的任务",
    "a blank quotation": "提到“ ”的任务有哪些",
    "a quotation of one mark": "提到“。”的任务有哪些",
    "regular expression": "提到“.*(”的任务有哪些",
    "a backslash": "提到“\\”的任务",
    "only a role": "牵头",
    "only negation": "不不不不没有没有",
    "only brackets of a list": "、、、和和和",
    "impossible dates": "2017年2月30日到期的任务",
    "a year of a hundred digits": "2" + "0" * 100 + "年到期",
    "numbers upside down": "任务15到10",
    "a very long range": "任务1到999999999",
}


@pytest.fixture(params=list(BAD))
def answer(request: pytest.FixtureRequest, assistant: Assistant) -> Answer:
    return assistant.ask(BAD[request.param], as_of=AS_OF)


def test_an_answer_of_some_kind_is_given(answer: Answer) -> None:
    assert isinstance(answer.outcome, Outcome)
    assert answer.text.strip()
    assert answer.outcome is Outcome.ANSWERED or not answer.citations


def test_the_answer_can_be_written_as_a_line_of_json(answer: Answer) -> None:
    line = dump(answer_json(answer, "q"))
    assert "\n" not in line
    line.encode("utf-8")


def test_nothing_typed_comes_back_as_markup(answer: Answer) -> None:
    for text in (answer.text, *answer.follow_ups):
        assert "<script" not in text and "<img" not in text
        assert "](javascript:" not in text and "](http" not in text


@pytest.mark.parametrize("kind", ["nothing", "blanks", "wide blanks", "one mark", "marks", "control characters",
                                  "direction marks", "a lone surrogate", "surrogates", "emoji", "random letters",
                                  "brackets", "only negation"])  # fmt: skip
def test_where_nothing_is_asked_no_task_is_cited(assistant: Assistant, kind: str) -> None:
    answer = assistant.ask(BAD[kind], as_of=AS_OF)
    assert answer.outcome in ANSWERS
    assert not answer.citations


@pytest.mark.parametrize(
    "piece", ["任务", "市政府办公厅牵头", "公开", "“清单”、", "?", "a ", "第", "1", "任务5和", "(", "\n", "的", "没有"]
)
def test_a_hundred_thousand_characters(assistant: Assistant, piece: str) -> None:
    answer = assistant.ask(piece * (100_000 // len(piece)), as_of=AS_OF)
    assert answer.text.strip()


def test_a_long_message_is_said_to_have_been_cut(assistant: Assistant) -> None:
    answer = assistant.ask("市编办牵头哪些任务?" + " 谢谢" * 2_000, as_of=AS_OF)
    assert ("truncated", "") in answer.reading.notes


@pytest.mark.parametrize("kind", ["nothing", "surrogates", "HTML", "a huge number", "marks"])
def test_a_bad_turn_does_not_spoil_the_conversation(assistant: Assistant, kind: str) -> None:
    first = assistant.ask("市编办牵头哪些任务", as_of=AS_OF)
    history = [Turn("市编办牵头哪些任务", first)]
    history.append(Turn(BAD[kind], assistant.ask(BAD[kind], tuple(history), AS_OF)))
    later = assistant.ask("市财政局牵头哪些任务", tuple(history), AS_OF)
    assert [c.task for c in later.citations] == [11, 12]


def test_a_real_question_in_html_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("<div onclick='x()'>市财政局<b>牵头</b>哪些任务</div>", as_of=AS_OF)
    assert [c.task for c in answer.citations] == [11, 12]


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(9999, 12, 31)])
def test_the_first_and_the_last_day(assistant: Assistant, day: date) -> None:
    test_any_as_of_date(assistant, day)


@pytest.mark.parametrize("day", [date(3, 1, 1), date(1900, 2, 28), date(2016, 2, 29), date(9990, 1, 1)])
def test_any_as_of_date(assistant: Assistant, day: date) -> None:
    for question in (
        "今年到期的任务有哪些",
        "已经逾期的任务有哪些",
        "去年到期的",
        "明年底前要完成的",
        "还没到期的任务有几项",
    ):
        assert assistant.ask(question, as_of=day).text.strip()


def test_an_unknown_document_is_one_sentence(assistant: Assistant) -> None:
    with pytest.raises(IndexProblem, match="没有文件“nowhere”") as raised:
        assistant.ask("市编办牵头哪些任务", document="nowhere")
    assert "\n" not in str(raised.value)
