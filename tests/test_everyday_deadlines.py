"""Deadlines in everyday words, the order and columns that are wished for, and numbers beside who and when."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant

AS_OF = date(2017, 3, 1)
LAST = [48, 49, 51, 52]

ASKED: list[tuple[str, list[int]]] = [
    ("死线在2020年底的活儿", LAST),
    ("哪些任务的死线最靠后", LAST),
    ("哪些编号的任务完成期限最为宽松", LAST),
    ("2020年底收官的有哪几条", LAST),
    ("拖到2020年底才要交账的任务有哪些", LAST),
    ("2020年6月的时候,哪些任务死线还没到", LAST),
    ("以2019年2月28日为准,已经到期的都剔掉,余下的任务是哪些", LAST),
    ("Which tasks carry a deadline in 2020 or any year following?", LAST),
    ("翻来翻去没找着2020年截止的,你看看是哪些任务", LAST),
    ("2019年到点的任务,文件里是有还是没有", []),
    # One-off and ongoing.
    ("第六部分里2020年底到期、没缀着“持续落实”的任务有哪些", []),
    ("2018年底前完成且此后持续落实的任务有哪些", [2, 6, 15, 17, 20, 23, 26, 29, 33]),
    ("有些任务2018年底前做完了还不算完,后面要接着抓,列出来", [2, 6, 15, 17, 20, 23, 26, 29, 33]),
    ("保障措施那部分2017年到期的有哪些,要持续落实的就不用说了", [95]),
    # What makes no difference narrows nothing.
    ("第七部分2017年要完成的都有啥,带“并持续落实”的也别给我落下", [93, 95, 96, 99]),
    ("2020年到期的任务,不论是否要持续落实,列出来", LAST),
    ("2020年到期的任务(含持续落实和一次性)有哪些", LAST),
    ("2018年底及之前的都翻篇了,2018年之后或者更往后到期的呢", LAST),
    ("2020年之内得交账的任务", LAST),
    ("2018年前半年有没有到日子的", []),
    ("2020年6月的时候,完成时限还没来的任务有哪些", LAST),
    ("第六部分几乎清一色要持续落实,跟别的不一样的那条是哪条", [81]),
    ("渠道那章几乎全带持续落实,就一条不带,到底是哪一条", [81]),
    # What is asked of a number, and how the answer is to look.
    ("一个是四十九项谁牵头,另一个是六十八项啥时候完成", [49, 68]),
    ("给我弄个表吧,把期限到2020年底的任务放进去,一列写编号,一列写谁牵头", LAST),
]


@pytest.mark.parametrize(("question", "tasks"), ASKED)
def test_everyday_words_mean_the_same(assistant: Assistant, question: str, tasks: list[int]) -> None:
    answer = assistant.ask(question, as_of=AS_OF)
    assert sorted(citation.task for citation in answer.citations) == tasks


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("以完成时限的早晚为序,将第四部分所含任务依次列出,最早的排第一", 50),
        ("第四部分的任务,从最晚交账的排到最早的", 49),
        ("请列第四部分的任务,次序自完成时限最晚者起,至最早者止", 49),
    ],
)
def test_the_order_is_the_one_that_is_described(assistant: Assistant, question: str, first: int) -> None:
    assert assistant.ask(question, as_of=AS_OF).citations[0].task == first


@pytest.mark.parametrize("question", ["任务总数?只要数字", "你就给我个数,别的话不用说,这份文件里任务一共是多少项"])
def test_a_number_alone_is_asked_for(assistant: Assistant, question: str) -> None:
    assert "100" in assistant.ask(question).text
