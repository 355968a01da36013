"""Follow-ups in the words of other people: corrections, wishes, what is left out, the asker's unit."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from tests.test_dialogue import LIST, cited

FOLLOW_UPS: list[tuple[tuple[str, ...], list[int]]] = [
    ((LIST, "假如改成2017年到期的,又如何"), [36]),
    ((LIST, "单位写错了,我是想问市财政局"), [11, 12]),
    ((LIST, "去掉里面市政务服务办也牵头的"), [41, 42, 43, 44, 45]),
    ((LIST, "把这些撇开,它参与的还有哪些"), [82]),
    ((LIST, "不用数,列出来,限制在2016年到期的"), [41, 42, 43, 44, 45]),
    (("第三部分有哪些任务", "排第三的那条详细说说"), [43]),
    (("市审计局牵头的任务", "那第三部分里面,市编办的呢"), [41, 42, 43, 44, 45]),
    (("任务30", "太啰嗦,三句话说完"), [30]),
    (("任务30", "其责任单位为何"), [30]),
    (("任务30", "接着往下翻一个"), [31]),
    (("市保密局有任务吗", "任务30呢", "最先问的那家,它的任务在哪条"), [88]),
    (("第四部分2018年到期的", "只看2020年的"), [49, 51, 52]),
    (("第四部分有哪些任务", "只看第三部分的"), [41, 42, 43, 44, 45, 46, 47, 48]),
    ((LIST, "其中2018年的", "里面2017年的又有哪些"), [36]),
    ((LIST, "我只关心财政局"), [11, 12]),
    ((LIST, "市财政局(市里的)也帮着数数"), [11, 12]),
    ((LIST, "同时帮我查一下财政局的"), [11, 12]),
    ((LIST, "还有财政局,一样的问题"), [11, 12]),
    ((LIST, "接下来是审计局"), [16]),
    ((LIST, "弄颠倒了,该是市编办作为责任单位的那些"), [82]),
    ((LIST, "哪几项在第二部分"), [33, 34, 35, 36]),
    ((LIST, "第二部分的有哪些", "剩下那几个呢"), [41, 42, 43, 44, 45]),
    (("第四部分有哪些任务", "其他年份去掉,只留2018年的", "剩下的里面,没写责任单位的是哪个"), [53]),
    (("任务36讲什么", "数字写反了,我要的是63不是36。那条谁牵头"), [63]),
    (("任务30谁牵头", "还有哪些任务时限写得完全一样"), [32, 37, 38, 47, 95]),
    (("任务52谁牵头", "这个单位全部加起来牵头多少项"), [19, 29, 31, 32, *range(49, 55), *range(69, 75)]),
    (("Which tasks does the Finance Bureau lead?", "ok and same for the Audit Bureau pls"), [16]),
    (("Which tasks are due in 2020?", "Thanks. Now just keep those in section 4"), [49, 51, 52]),
    (("Which tasks are in section 4?", "drop the 2018 ones"), [49, 51, 52]),
    (("顺义区政府的,问个事", "本区牵头的任务列一下"), [13, 38]),
    (("我叫小李,市编办的", "我们牵头哪些", "再看看我们当责任单位的"), [82]),
]


@pytest.mark.parametrize(("turns", "tasks"), FOLLOW_UPS)
def test_a_follow_up_in_other_words(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("您究竟是真人还是电脑程序", "who"),
        ("贵系统具备哪些功能", "capabilities"),
        ("我得下班了,明天再来请教", "goodbye"),
        ("整个冷笑话听听呗", "joke"),
    ],
)
def test_small_talk_in_other_words(assistant: Assistant, message: str, kind: str) -> None:
    answer = assistant.ask(message)
    assert (answer.outcome, answer.reading.smalltalk) == (Outcome.SMALLTALK, kind)


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        ("你们的回答不准!重新查一遍,市财政局牵头的任务有几项", [11, 12]),
        ("任务这么多看得头疼,我就想知道市财政局牵头的是哪几条", [11, 12]),
        ("麻烦告知任务30的时限以及全文分几部分", [30]),
        ("想问:任务5谁牵头、任务6何时完成", [5, 6]),
        ("请回答:(一)市财政局牵头几项;(二)市审计局牵头几项", [11, 12, 16]),
    ],
)
def test_what_is_said_around_questions_takes_nothing_from_them(
    assistant: Assistant, message: str, tasks: list[int]
) -> None:
    assert cited(assistant, message) == tasks
