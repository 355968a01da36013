"""Task numbers said without 第 or 任务, in a row, from one to another, and counted from an end of the document."""

from __future__ import annotations

import pytest

from assistant.conditions import NumberIn, leaves
from assistant.question import clean
from assistant.understand.read import read
from tests.test_rules import context


def numbers(text: str) -> list[int]:
    """The task numbers of the first plan, sides of a comparison included."""
    plan = read(clean(text), context()).plans[0]
    conditions = [leaf for c in (plan.condition, *plan.sides) if c is not None for leaf in leaves(c)]
    return [n for c in conditions if isinstance(c, NumberIn) for n in c.numbers if isinstance(n, int)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("二十九这条说的什么", [29]), ("八十一这一项,谁牵头", [81]),
        ("看看五十、五十一、五十二这三条的时限", [50, 51, 52]),
        ("请把十二、十三、十五三项的时限写出来", [12, 13, 15]), ("五十二到五十四每条是干什么的", [52, 53, 54]),
        ("三号、十七号、二十九号,这几项都是谁领头", [3, 17, 29]), ("把七十七条念给我听", [77]), ("七十七谁牵头", [77]),
        ("给我看看12条,还有54条", [12, 54]), ("翻到105了,内容是?", [105]), ("念念地四十四项写的是啥", [44]),
        ("编号一百那一项的全文", [100]), ("54: lead unit plus deadline, please", [54]),
        ("九十四和九十五,先收官的是哪个", [94, 95]), ("100号任务,一字不落贴过来", [100]),
        ("各区政府——64项的责任单位就是这家,对否", [64]),
    ],
)  # fmt: skip
def test_a_bare_numeral_is_a_task(text: str, named: list[int]) -> None:
    assert sorted(set(numbers(text))) == named


@pytest.mark.parametrize(
    "text",
    [
        "牵头二十条以上的单位有哪些",
        "共有六十三条任务吗",
        "二十条里有多少没牵头",
        "一百条对半一劈,是哪两半",
        "19项措施里有几项没有牵头",
    ],
)
def test_a_count_is_no_task(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("从第六十二项起,看到第六十四项为止,给我这三项的内容", [62, 63, 64]),
        ("六十二起,到六十四止,这几项调出来", [62, 63, 64]),
        ("从10号、20号一路到100号,各自啥时候完成", list(range(10, 101, 10))),
        ("十、二十、三十一路到一百,几时到期", list(range(10, 101, 10))),
    ],
)  # fmt: skip
def test_from_one_number_to_another(text: str, named: list[int]) -> None:
    assert numbers(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("由后向前排第三的任务讲什么", [98]),
        ("从末尾往回数,数到三那条任务,写的是什么", [98]), ("自下而上第五条归谁牵头", [96]),
        ("从最后一条往前数,数到第三条的那个任务,它讲的是什么", [98]), ("整份分工排在末位的任务,其内容是什么", [100]),
        ("头上数起的第八项、尾巴上数起的第八项,内容各说一下", [8, 93]), ("最末一项的前面那项归谁牵头", [99]),
        ("第三部分最后一条的前面那一条写的是什么", [47]),
    ],
)  # fmt: skip
def test_counted_from_an_end(text: str, named: list[int]) -> None:
    assert numbers(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("第60项我看完了,挨着它往下那项写的啥", [61]),
        ("看完第20项,下面一条是什么", [21]),
        ("第四十项我看过了,往前翻一项、往后翻一项,都说的啥", [39, 41]),
        ("第12项和它后面那一项分别什么时候到期", [12, 13]),
    ],
)  # fmt: skip
def test_the_one_beside_what_was_read(text: str, named: list[int]) -> None:
    assert sorted(numbers(text)) == named
