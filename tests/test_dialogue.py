"""Conversations: what a turn keeps, changes or drops of the turns before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant import Answer, Assistant, Outcome, Turn

AS_OF = date(2017, 3, 1)
BIANBAN = [33, 34, 35, 36, 41, 42, 43, 44, 45]
LIST = "市编办牵头哪些任务"


def converse(assistant: Assistant, turns: Sequence[str]) -> Answer:
    """The answer to the last turn, each earlier one answered in its place."""
    history: list[Turn] = []
    for text in turns:
        history.append(Turn(text, assistant.ask(text, tuple(history), AS_OF)))
    return history[-1].answer


def cited(assistant: Assistant, *turns: str) -> list[int | str]:
    return [citation.task for citation in converse(assistant, turns).citations]


# --- ellipsis --------------------------------------------------------------------------------------------------------

ELLIPSES: list[tuple[tuple[str, ...], list[int]]] = [
    ((LIST, "市财政局呢"), [11, 12]),
    ((LIST, "那市财政局呢?", "那市民政局呢"), [10]),
    (("第8项谁牵头", "再加上第9项"), [8, 9]),
    (("任务5什么时候完成", "任务6呢", "这两项的责任单位一样吗"), [5, 6]),
    ((LIST, "去掉跟市政务服务办一起牵头的"), [41, 42, 43, 44, 45]),
    ((LIST, "换成市财政局"), [11, 12]),
    ((LIST, "其中2016年到期的有哪些"), [41, 42, 43, 44, 45]),
    ((LIST, "其中2016年到期的", "那2017年的呢"), [36]),
    ((LIST, "去掉2016年到期的"), [33, 34, 35, 36]),
    ((LIST, "除了市政务服务办也牵头的"), [41, 42, 43, 44, 45]),
    ((LIST, "有几项"), BIANBAN),
    ((LIST, "就这些吗"), BIANBAN),
    ((LIST, "哪几项还有市政务服务办"), [33, 34, 35, 36]),
    ((LIST, "哪些也有市政务服务办"), [33, 34, 35, 36]),
    ((LIST, "还负责哪些"), [82]),
    (("第三部分有多少项", "哪家牵头得最多"), [41, 42, 43, 44, 45]),
    (("第三部分有多少项", "哪家牵头得最多", "去掉市编办呢"), [46, 47, 48]),
    (("第三部分有多少项", "哪家牵头得最多", "去掉市编办呢", "列成表格"), [46, 47, 48]),
    (("第五部分的任务", "谁牵头最少"), [65, 66]),
    (("第五部分谁牵头最多", "第四部分呢"), [49, 50, 51, 52, 53, 54]),
    (("第五部分有几项任务", "它前面那个部分呢"), [49, 50, 51, 52, 53, 54]),
    (("第三部分有哪些任务", "下一章呢"), [49, 50, 51, 52, 53, 54]),
    (("第七部分提到培训的任务", "哪项没写牵头单位"), [96]),
    (("第七部分的任务", "没有牵头单位的是哪些"), [82, 83, 84, 85, 89, 90, 91, 92, 96, 97]),
    (("市编办牵头几项", "市政务服务办呢", "两家一起牵头的"), [33, 34, 35, 36]),
    (("市编办牵头几项", "市政务服务办呢", "他们俩合作的呢"), [33, 34, 35, 36]),
    (("市编办牵头哪些", "市政务服务办牵头哪些", "有没有两家都牵头的"), [33, 34, 35, 36]),
    (("市编办牵头哪些", "市政务服务办牵头哪些", "二者有没有共同牵头的任务"), [33, 34, 35, 36]),
    (("市审计局", "市监察局呢", "它俩有没有一起干的"), []),
    (("我在区政府上班,2016年有哪些任务", "其中我们自己牵头的"), [13]),
    (("任务12谁牵头", "除了这项还牵头什么"), [11]),
    (("提到PPP的任务", "谁牵头", "还牵头别的吗"), [11]),
    ((LIST, "只要编号"), BIANBAN),
    ((LIST, "按时限排序"), BIANBAN),
    ((LIST, "那作为责任单位的呢"), [82]),
    (("第四部分有哪些任务", "换成第三部分"), [41, 42, 43, 44, 45, 46, 47, 48]),
    (("第三部分有哪些任务", "其中市政府办公厅牵头的"), [46, 47, 48]),
    (("第三部分有哪些任务", "其中市政府办公厅牵头的", "那市编办呢"), [41, 42, 43, 44, 45]),
    (("任务30的牵头单位", "31呢"), [31]),
    (("任务30的牵头单位", "那任务31呢"), [31]),
    (("任务49的牵头单位是谁", "完成时限呢"), [49]),
    (("2016年到期的有几项", "2020年的呢"), [49, 51, 52, 48]),
    ((LIST, "2017年的有几项"), [36]),
    ((LIST, "哪些还没到期"), [33, 34, 35, 36]),
    ((LIST, "哪几项是2018年底的"), [33, 34, 35]),
    ((LIST, "改成市财政局的呢"), [11, 12]),
    ((LIST, "跟市政务服务办一起的呢", "单独牵头的呢"), [41, 42, 44, 45]),
    (("提到“公报”的任务", "换成“舆情”"), [65, 66]),
    (("第二部分没有牵头单位的任务有哪些", "没有责任单位的呢"), [25, 26, 28, 29, 30, 31, 32, 37, 38]),
    (("2020年到期的有哪些", "除了市经信委的"), [48]),
    (("任务60属于哪个部分", "这个部分有哪些没写责任单位的任务"), [66]),
    (("哪个部分任务最多", "哪个最少"), [49, 50, 51, 52, 53, 54]),
    (("第二部分里没写责任单位的", "整份文件一共多少项任务"), []),
    (("没写责任单位的任务有几项", "第二部分里的有几项"), [25, 26, 28, 29, 30, 31, 32, 37, 38]),
    (("没写责任单位的任务有几项", "第二部分里的有几项", "剩下的呢"), [1, 53, 66, 93, 94, 95]),
    ((LIST, "其中2017年到期的有哪些", "其余的什么时候到期"), [33, 34, 35, 41, 42, 43, 44, 45]),
    ((LIST, "前三项是什么", "剩下的呢"), [36, 41, 42, 43, 44, 45]),
    (("市财政局牵头几项", "市审计局牵头几项", "两个加起来多少"), [11, 12, 16]),
    (("市财政局牵头几项", "市审计局牵头几项", "加起来一共几项"), [11, 12, 16]),
    (("市财政局牵头哪些任务", "和市审计局的一样吗"), [11, 12, 16]),
    (("任务30什么时候完成", "比任务49早吗"), [30, 49]),
    (("任务30是什么", "下一项", "再看下一项"), [32]),
    (("任务30谁牵头", "谢谢", "你确定?"), [30]),
    ((LIST, "真的吗"), BIANBAN),
    (("市委宣传部牵头哪些任务", "把跟市政府办公厅一起牵头的去掉"), [75, 76, 77]),
    (("市委宣传部牵头哪些任务", "跟市网信办一起牵头的呢", "它们时限一样吗"), [65, 66]),
    (("任务11谁牵头", "它总共牵头多少项"), [11, 12]),
    (("任务29谁牵头", "第一个单位总共牵头几项"), [29]),
    (("市编办牵头几项", "市政务服务办呢", "两个加起来多少", "他们共同牵头的有哪些"), [33, 34, 35, 36]),
    (("市编办牵头几项", "市政务服务办呢", "这两家一起牵头的有几项"), [33, 34, 35, 36]),
    (("任务50谁牵头", "那任务54呢", "它跟我一开始问的那个任务,时限一样吗"), [50, 54]),
    (("市政府法制办牵头的有哪些", "落在第一部分的有几项"), [1, 2, 3, 19]),
    (("列出市审计局牵头的任务", "不是牵头,我要责任单位里有审计部门的"), [16]),
    (("which tasks does 市编办 lead", "of these, which are due in 2016"), [41, 42, 43, 44, 45]),
]


@pytest.mark.parametrize(("turns", "tasks"), ELLIPSES)
def test_an_ellipsis_edits_the_question_before(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert sorted(map(int, cited(assistant, *turns))) == sorted(tasks)


SHARES: list[tuple[str, list[str]]] = [
    ("第三部分多少项,其中持续落实的几项,一次性的几项", ["共8项", "共5项", "共3项"]),
    ("没写牵头单位的有几项,其中第七部分占几项", ["共13项", "共10项"]),
    ("第七部分有多少项,其中谁牵头的最多", ["共19项", "市政府办公厅,共8项"]),
]


@pytest.mark.parametrize(("question", "said"), SHARES)
def test_what_follows_among_them_is_a_share_of_the_question_before(
    assistant: Assistant, question: str, said: list[str]
) -> None:
    answer = assistant.ask(question, as_of=AS_OF)
    assert all(words in answer.text for words in said)


def test_counts_taken_together_say_what_both_hold(assistant: Assistant) -> None:
    text = converse(assistant, [LIST.replace("哪些任务", "几项"), "市政务服务办牵头几项", "加起来呢"]).text
    assert "其中4项重复、只算一次,合计14项" in text


def test_doubt_is_answered_with_the_same_evidence(assistant: Assistant) -> None:
    first, again = (converse(assistant, turns) for turns in (["任务30谁牵头"], ["任务30谁牵头", "你确定?"]))
    assert again.citations == first.citations and first.text in again.text and "重新核对" in again.text
    assert converse(assistant, ["你确定?"]).outcome in (Outcome.AMBIGUOUS, Outcome.SMALLTALK)


@pytest.mark.parametrize(
    "question",
    [
        "后一个呢",
        "换成2018年的",
        "上头那张表第二行啥意思",
        "再说具体点",
        "按你刚说的排法,排第一的是谁",
        "那几条呢",
        "他们几家谁先报的",
        "第三由哪家牵头",
        "这张图是什么意思",
        "这两个科室谁的活儿更重一点呢",
        "这条任务的责任单位方便告诉我一声吗",
    ],
)
def test_what_leans_on_nothing_is_asked_back(assistant: Assistant, question: str) -> None:
    assert converse(assistant, [question]).outcome is Outcome.AMBIGUOUS


def test_the_same_thing_is_asked_of_another_task(assistant: Assistant) -> None:
    first = converse(assistant, ["任务49的完成时限", "那任务50呢"])
    assert first.text == assistant.ask("任务50的完成时限", as_of=AS_OF).text


def test_a_wish_for_another_form_keeps_the_tasks(assistant: Assistant) -> None:
    text = converse(assistant, [LIST, "只要编号"]).text
    assert "任务45" in text and "市政务服务办" not in text


# --- corrections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turns", "tasks"),
    [((LIST, "不对,我问的是责任单位"), [82]), ((LIST, "不对,是市财政局"), [11, 12]),
     ((LIST, "说错了,是市财政局"), [11, 12]),
     (("任务30的牵头单位", "看错了,是31"), [31]),
     (("第四部分有哪些任务", "啊不,第三部分"), [41, 42, 43, 44, 45, 46, 47, 48])],
)  # fmt: skip
def test_a_correction_replaces_what_was_wrong(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks


def test_a_corrected_year(assistant: Assistant) -> None:
    assert len(cited(assistant, "2016年到期的有哪些", "不对,我说的是2017年")) == 21


@pytest.mark.parametrize(
    ("turns", "tasks", "words"),
    [
        (("任务53什么时候完成", "是2020年吧"), [53], "不是"),
        ((LIST, "都是2016年到期的吗"), [33, 34, 35, 36], "不是"),
        ((LIST, "一共10项对吧"), BIANBAN, "不是"),
    ],
)
def test_what_a_follow_up_takes_for_granted_is_checked(
    assistant: Assistant, turns: tuple[str, ...], tasks: list[int], words: str
) -> None:
    answer = converse(assistant, turns)
    assert [citation.task for citation in answer.citations] == tasks
    assert answer.text.startswith(words)


# --- references ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turns", "tasks"),
    [
        (("任务49的牵头单位是谁", "它的完成时限呢"), [49]), (("任务49", "它属于哪个部分"), [49]),
        (("任务49", "这项任务的原文是什么"), [49]),
        (("任务49", "下一项"), [50]), (("任务49", "下一项", "上一项"), [49]), (("任务49", "下一项", "再下一项"), [51]),
        (("任务49", "后面两项呢"), [50, 51]), (("任务49", "它前面那条"), [48]), (("任务49", "再往后一项"), [50]),
        (("任务100", "下一项"), []), (("任务1", "上一项"), []),
        ((LIST, "第二个"), [34]), ((LIST, "第二个的责任单位是谁"), [34]), ((LIST, "最后一个"), [45]),
        ((LIST, "前三项"), [33, 34, 35]),
        ((LIST, "其中2016年到期的有哪些", "第二个的责任单位是谁"), [42]),
        ((LIST, "这些任务里2016年到期的有哪些"), [41, 42, 43, 44, 45]),
        (("市民政局牵头哪些任务", "这个单位还负责哪些"), [10]),
        (("市工商局牵头哪些任务", "和谁一起牵头", "那家单位2020年的任务有几项"), [49, 51, 52]),
        (("任务49", "它前面那项是什么"), [48]),
        (("任务96的要求", "不是,公务员初任培训那项谁牵头"), [93]),
        ((LIST, "我最早问的那个单位2017年的任务"), [36]),
        (("市财政局牵头哪些任务", "那个单位作为责任单位的有哪些"), []),
        ((LIST, "市政务服务办牵头哪些任务", "这两家共同牵头的有哪些"), [33, 34, 35, 36]),
    ],
)  # fmt: skip
def test_a_reference_means_what_was_spoken_of(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks


@pytest.mark.parametrize(
    "question",
    ["它的牵头单位是谁", "那个局牵头哪些任务", "这项任务什么时候完成", "第二个的责任单位是谁", "我们局牵头哪些任务"],
)
def test_a_reference_to_nothing_is_asked_back(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, as_of=AS_OF)
    assert (answer.outcome, answer.citations) == (Outcome.AMBIGUOUS, ())


# --- topic switch ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "question"),
    [(LIST, "任务49的完成时限"), (LIST, "市财政局牵头哪些任务"), (LIST, "发文字号是什么"), (LIST, "第四部分有哪些任务"),
     ("任务49的牵头单位是谁", "第四部分有哪些任务"), ("任务49的牵头单位是谁", "没有牵头单位的任务有哪些"),
     ("发文字号是什么", LIST),
     ("2016年到期的有哪些", "市财政局作为责任单位的任务有几项"), (LIST, "明天天气怎么样"),
     (LIST, "换个话题,发文字号是什么"), ("第五部分有哪些任务", "换个事。整份表里市财政局牵头的有几项")],
)  # fmt: skip
def test_a_question_that_stands_alone_is_answered_as_if_first(assistant: Assistant, before: str, question: str) -> None:
    later, first = converse(assistant, [before, question]), assistant.ask(question, as_of=AS_OF)
    assert (later.outcome, later.citations, later.condition) == (first.outcome, first.citations, first.condition)


@pytest.mark.parametrize(
    ("before", "question"),
    [("市政府办公厅牵头哪些任务", "责任单位是市政府办公厅的任务"), ("没有牵头单位的任务有哪些", "没有责任单位的任务")],
)
def test_a_whole_description_stands_alone_too(assistant: Assistant, before: str, question: str) -> None:
    assert cited(assistant, before, question) == cited(assistant, question)


@pytest.mark.parametrize(
    ("before", "question", "tasks"),
    [(LIST, "哪个单位牵头的任务最多", 42), ("牵头最多的是哪个单位", "那责任单位最多的呢", 70)],
)
def test_a_ranking_is_of_the_whole_document(assistant: Assistant, before: str, question: str, tasks: int) -> None:
    assert len(cited(assistant, before, question)) == tasks


@pytest.mark.parametrize("between", ["你好", "谢谢", "你是谁"])
def test_small_talk_between_is_passed_over(assistant: Assistant, between: str) -> None:
    assert cited(assistant, LIST, between, "其中2016年到期的") == [41, 42, 43, 44, 45]


@pytest.mark.parametrize("between", ["明天天气怎么样", "发文字号是什么"])
def test_what_gave_no_tasks_is_nothing_to_refer_to(assistant: Assistant, between: str) -> None:
    assert cited(assistant, LIST, between, "其中2016年到期的") == [41, 42, 43, 44, 45]


# --- the asker's own unit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["我是市财政局的", "我们是市财政局", "我在市财政局上班", "我代表市财政局"])
@pytest.mark.parametrize("question", ["我们局牵头哪些任务", "本单位牵头几项任务", "我们牵头的任务有哪些"])
def test_our_unit_is_the_one_that_was_named(assistant: Assistant, said: str, question: str) -> None:
    assert cited(assistant, said, question) == [11, 12]


def test_our_unit_is_remembered_over_other_questions(assistant: Assistant) -> None:
    turns = ["我是市财政局的", "市编办牵头哪些任务", "任务49的完成时限", "我们局牵头哪些任务"]
    assert cited(assistant, *turns) == [11, 12]


def test_a_conversation_answers_the_same_again(assistant: Assistant) -> None:
    turns = [LIST, "其中2016年到期的有哪些", "第二个的责任单位是谁", "那完成时限呢"]
    first, second = converse(assistant, turns), converse(assistant, turns)
    assert (first.text, first.citations, first.reading) == (second.text, second.citations, second.reading)
