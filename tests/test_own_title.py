"""The document called by its title is this document: no deadline, no topic, no word to look for."""

from __future__ import annotations

import pytest

from assistant.understand.texts.own_title import without_title
from assistant.wiring import Assistant
from tests.asked import ask, cited

TITLE = "北京市政务公开工作重点任务分工(2016-2020年)"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"《{TITLE}》什么时候发布", "这份文件什么时候发布"),
        (f"{TITLE}一共几部分", "这份文件一共几部分"),
        ("《北京市政务公开工作重点任务分工》是谁发的", "这份文件是谁发的"),
        ("《重点任务分工》里任务49谁牵头", "这份文件里任务49谁牵头"),
        (f"按《{TITLE}》,孩子上学的信息归谁公开", "孩子上学的信息归谁公开"),
        (f'under the "{TITLE}", who leads task 49?', "who leads task 49?"),
        # Other plans, and a piece of the title that is itself asked about.
        ("《北京市行政程序条例》什么时候出台", "《北京市行政程序条例》什么时候出台"),
        ("《重点任务分工》是不是全称", "《重点任务分工》是不是全称"),
    ],
)
def test_the_title_stands_for_the_document(assistant: Assistant, text: str, read: str) -> None:
    assert without_title(text, next(iter(assistant.documents.values()))) == read


@pytest.mark.parametrize(
    ("question", "numbers", "condition"),
    [
        (f"《{TITLE}》里市财政局牵头哪些任务", [11, 12], "牵头单位 = 市财政局"),
        (f"根据《{TITLE}》,2017年到期的任务有几项", None, "2017年到期,统计数量"),
        (f"《{TITLE}》什么时候发布", [], "文件信息"),
        ("这张分工表是什么时候发布的", [], "文件信息"),
        ("年报什么时候公布", [], None),
    ],
)
def test_what_is_asked_of_the_title(
    assistant: Assistant, question: str, numbers: list[int] | None, condition: str | None
) -> None:
    answer = ask(assistant, question)
    assert numbers is None or cited(answer) == numbers
    assert condition is None or answer.condition == condition
    assert condition is not None or answer.outcome != "answered"
