"""Shares, stated and asked for, and averages: what they are of, and how many places they are told with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant import Assistant
from assistant.types import Turn
from assistant.understand.numbers.fractions import stated_share


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("超过一半的任务", "more", Fraction(1, 2)),
        ("还不到全部任务的三分之一", "less", Fraction(1, 3)),
        ("七成半以上", "least", Fraction(3, 4)),
        ("百分之二十左右", "about", Fraction(1, 5)),
        ("没超过20%", "most", Fraction(1, 5)),
        ("大多数工作", "more", Fraction(1, 2)),
        ("less than a quarter", "less", Fraction(1, 4)),
    ],
)
def test_a_stated_share_is_read_with_its_bound(text: str, bound: str, value: Fraction) -> None:
    stated = stated_share(text)
    assert stated is not None
    assert (stated.bound, stated.value) == (bound, value)


@pytest.mark.parametrize("text", ["七大部分", "各大部分", "多数据来源", "有几项"])
def test_parts_of_the_document_are_no_shares(text: str) -> None:
    assert stated_share(text) is None


@pytest.mark.parametrize(
    ("turns", "begins", "holds"),
    [
        (["过半任务归市政府办公厅牵头,属实吗"], "不是。", "42%"),
        (["大部分任务得持续落实,对吧"], "是的。", "73%"),
        (["缺牵头单位的那些任务,七成以上落在第七部分吧"], "是的。", "76.9%"),
        (["Do fewer than half of the tasks fall due in 2016, is that so?"], "No. ", "58%"),
        (["市编办牵头的任务有几成是跟市政务服务办一块儿牵头的"], "", "44.4%"),
        (["持续落实的任务,在第五部分的占比多少,保留两位小数"], "", "19.18%"),
        (["第六部分有几项", "这里面持续落实的占百分之几"], "", "92.3%"),
        (["持续落实的一共几项", "第五部分占其中的多少"], "", "19.2%"),
        (["第五部分里2016年到期的占比是多少", "那第六部分呢"], "", "100%"),
        (["到2017年底累计到期的占比"], "", "79%"),
        (["每项任务平均落到几个责任单位"], "", "1.54"),
        (["七个部分平均下来,每个部分持续落实的有几项"], "", "10.43"),
        (["平均每个部分有几家牵头单位"], "", "6.57"),
        (["哪家单位牵头任务分布的部分最多"], "", "5个部分"),
        (["按牵头任务数,并列第五的是谁"], "", "市编办"),
        (["网信办牵头的活,有几成落在第六部分"], "", "75%"),
        (["平均一家牵头单位要扛多少项任务,四舍五入取整"], "", "约6项"),
        (["每项任务平均几家牵头", "那第五部分呢"], "", "2.5"),
        (["第五部分平均几家单位牵头一项任务"], "平均", "2.5"),
        (["照文件的安排,到2017年底累计占百分之几"], "", "79%"),
        (["八成五以上的任务都写明了牵头单位,属实吗"], "是的。", "87%"),
    ],
)
def test_shares_and_averages_are_of_what_is_meant(
    assistant: Assistant, turns: list[str], begins: str, holds: str
) -> None:
    history: list[Turn] = []
    for question in turns:
        history.append(Turn(question, assistant.ask(question, history=tuple(history))))
    text = history[-1].answer.text
    assert text.startswith(begins)
    assert holds in text
