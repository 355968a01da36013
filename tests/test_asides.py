"""What people say around their questions: left out where it tells nothing, kept where the question needs it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.question import clean
from assistant.understand.sentences.asides import without_asides
from assistant.understand.texts.wording import text_of
from index.training.asides import clauses, unseen
from tests.test_rules import context

SAID = [
    ("我妈今年六十八了,哪些任务2017年到期,急等回复", "哪些任务2017年到期"),
    ("我家住朝阳区这边,想了解市保密局牵头的任务", "想了解市保密局牵头的任务"),
    ("含有“每年”的任务编号,我要写进材料里", "含有“每年”的任务编号"),
    ("昨天看新闻联播,各个部分分别有多少项任务?", "各个部分分别有多少项任务?"),
    # What the question needs stays.
    ("市财政局牵头的任务,只要编号", "市财政局牵头的任务,只要编号"),
    ("牵头任务最多的是市委宣传部,没问题吧", "牵头任务最多的是市委宣传部,没问题吧"),
    ("我是市财政局的,我们牵头哪些", "我是市财政局的,我们牵头哪些"),
    ("听说任务7是市财政局牵头,对不对?", "听说任务7是市财政局牵头,对不对?"),
    ("我给人大代表准备材料,凡讲到他们的任务都列给我", "我给人大代表准备材料,凡讲到他们的任务都列给我"),
    # Nothing else was said.
    ("我妈今年六十八了", "我妈今年六十八了"),
    ("我妈今年六十八了,急等回复", "我妈今年六十八了,急等回复"),
]


@pytest.mark.parametrize(("message", "read"), SAID)
def test_only_what_is_asked_is_read(message: str, read: str) -> None:
    assert without_asides(clean(message), context().registry, text_of(context().document)).text == read


@pytest.mark.parametrize(
    "aside", ["我干了二十年会计", "孩子今年6岁", "领导让我下午三点前交材料", "隔壁老王跟我聊起来", "我们局长催得紧"]
)
@pytest.mark.parametrize("question", ["第49项谁牵头", "没写责任单位的有几项", "2020年到期的任务,列个表"])
def test_an_aside_changes_no_answer(assistant: Assistant, aside: str, question: str) -> None:
    plain = assistant.ask(question)
    assert assistant.ask(f"{aside},{question}").citations == plain.citations
    assert assistant.ask(f"{question},{aside}").citations == plain.citations


def test_in_a_question_of_content_they_may_tell_which_task_is_meant(assistant: Assistant) -> None:
    answer = assistant.ask("政协委员提的提案,办完了结果给大家看吗?")
    assert [citation.task for citation in answer.citations] == [18]


def test_asides_of_people_not_learnt_from_are_told_from_what_asks() -> None:
    left_out, lost = unseen(clauses())
    assert left_out > 0.7
    assert lost < 0.05
