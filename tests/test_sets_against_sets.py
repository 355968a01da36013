"""Extremes, counts of a set, tasks like another, and questions that set two sets against each other, in other words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, Outcome

AS_OF = date(2018, 6, 30)
OPEN = [1, 2, 6, 15, 17, 20, 23, 26, 29, 31, 33, 34, 35, 48, 49, 50, 51, 52, 53, 54, 86]
ONCE = [1, 7, 10, 16, 29, 88]

CITED: list[tuple[str, list[int]]] = [
    # Which deadline stands first or last, however it is put.
    ("市编办牵头的任务里头完成时限排在最后的是哪些", [33, 34, 35]),
    ("市政务服务办手上的任务,哪些期限垫底", [31, 33, 34, 35]),
    ("第三部分里时限压轴的是哪条", [48]),
    ("市政府法制办领头的事项,哪些到期排在最前头", [19, 21, 43, 87]),
    ("整个分工表里拖得最久、时限最靠后的是哪几项", [48, 49, 51, 52]),
    # How many a section or a unit has is no number of a task.
    ("第六部分13条任务是不是清一色2016年到期", list(range(69, 82))),
    ("第一部分那20条里市财政局牵头的是哪些", [11, 12]),
    ("市网信办牵头的8条任务是不是全是2016年的", [65, 66, 69, 70, 71, 72, 73, 74]),
    ("第六部分第3项是谁牵头", [71]),
    # A task that others are held against.
    ("拿56当样板,牵头、责任、时限三栏全与它相同的任务找出来", [55, 57]),
    ("以任务56为准,三栏都跟它一样的还有哪些", [55, 57]),
    ("对照任务12,哪些任务的牵头、责任、时限与之完全一致", [11]),
    ("跟任务89单位和时限都一样的还有哪些", [92]),
    # What is not due yet, and what is.
    ("截止今天还没到完成时限的任务剩几个", OPEN),
    ("完成期限还在后头的任务有哪些", OPEN),
    # Units that stand in a role once.
    ("全文只当过一次牵头单位的有多少家?把名单念给我听听", ONCE),
    ("哪几家单位就牵头了一次", ONCE),
    ("整份文件里牵头次数只有1的单位", ONCE),
    # After a comparison of two units, what they lead together.
    ("比一下市财政局和市审计局的牵头数,另外看看他俩有没有共同牵头的", [11, 12, 16]),
    ("市网信办和市政府新闻办哪个牵头多,两家有没有一起牵头的",
     [55, 56, 57, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 78, 79]),
    # What both are about is said before them.
    ("权责清单公开,市级的那条和区级的那条有啥区别", [41, 42]),
    ("行政执法公示,市级那条跟区级那条差在哪", [21, 22]),
    ("规定了固定频次的要求都有哪些", [25, 64, 70, 89, 96]),
    # Two tasks said to be alike, or not, are set against each other, whichever the claim is.
    ("敢赌五块钱,45项的牵头单位跟44项一模一样", [44, 45]),
    ("18条要干的和99条要干的,区别说说", [18, 99]),
    ("33到36牵头责任都没两样,时限怎么个不同法", [33, 34, 35, 36]),
    ("8和9只有牵头换了人,是从谁换成谁", [8, 9]),
    ("“一次性”任务是第三部分多,还是第六部分多", [41, 45, 46, 47, 48, 81]),
    ("2号和3号,这俩牵头单位一样吗,时间上差多少", [2, 3]),
    ("82、83、84、85四个,责任单位里哪个是“异类”", [82, 83, 84, 85]),
    # What the answer is for asks nothing.
    ("给领导汇报用,市编办牵头的2018年到期的是哪几条", [33, 34, 35]),
    ("督办用:2017年到期且没写牵头单位的任务", [14, 96]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "tasks"), CITED)
def test_the_set_that_is_meant(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert [c.task for c in assistant.ask(question, as_of=AS_OF).citations] == tasks


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("要做个饼图:一百条里面带“持续落实”的和不带的,各占多少", ("73", "27")),
        ("画图用的数据:有牵头单位和没牵头单位的各有多少条", ("87", "13")),
        ("想做张柱状图,七个部分各有几条任务", ("19", "20")),
    ],
)
def test_the_whole_document_in_shares_cites_nothing(assistant: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert (answer.outcome, answer.citations) == (Outcome.ANSWERED, ())
    assert all(words in answer.text for words in said)


def test_sections_are_asked_for_on_both_sides(assistant: Assistant) -> None:
    text = assistant.ask("哪个部分的任务清一色要“持续落实”,哪个部分一条“持续落实”都没有?").text
    assert "扩大政务参与" in text
    assert "推进政府数据开放利用" in text


@pytest.mark.parametrize(("question", "outcome"), [
    ("“三”讲的是什么内容?", Outcome.AMBIGUOUS),
    ("提到“三”的任务", Outcome.ANSWERED),
    ("“三公”经费讲的是什么", Outcome.ANSWERED),
])  # fmt: skip
def test_a_quoted_numeral_may_be_a_task_or_a_section(assistant: Assistant, question: str, outcome: Outcome) -> None:
    assert assistant.ask(question).outcome is outcome
