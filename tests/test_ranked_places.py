"""Places of a ranking and what is asked of them together; sums, orders by time, agreement in several fields."""

from __future__ import annotations

import pytest

from assistant import Assistant

PLACES = [
    ("按到期年份,任务最多的那年比第二多的多几项", "相差37项"),
    ("牵头数排第一的和排第二的差几项", "相差26项"),
    ("任务最多的部分跟任务最少的部分相差几条", "相差14项"),
    ("牵头最多的单位占了全部任务的多大比例", "占全部100项的42%"),
    ("任务最多的三个部分合计多少项", "合计59项"),
    ("论牵头的项数,冠军和亚军分别是谁", "排第2的是市经济信息化委"),
    ("论牵头多少排个名,第三名是哪家", "排第3的是市委宣传部"),
    ("牵头任务最少的单位共几家,各是谁", "市民政局"),
    ("市政府办公厅牵头最多,第二名是谁", "排第2的是市经济信息化委"),
    ("只看独家牵头的任务,数量第一的是谁", "共13项"),
    ("市财政局牵头的任务数是否少于市发展改革委", "多3项"),
    ("2018年到期的,持续落实的和不持续落实的哪边多", "多1项"),
    ("牵头数并列第五的都有谁", "市政务服务办、市编办"),
    ("并列第五的有谁?按牵头的项数算", "市政务服务办、市编办"),
    ("平均每个部分几项,保留一位小数", "14.3项"),
    ("2016年到期的占比,精确到两位小数", "58.00%"),
    ("所有2016年到期的任务中,市政府办公厅牵头的占多大比例", "占58项的44.8%"),
    ("截至2018年底累计到期的占百分之几", "96%"),
    ("Which year has the second largest number of tasks due?", "2017, with 21"),
]


@pytest.mark.parametrize(("text", "said"), PLACES)
def test_places_of_a_ranking(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).text


CITED = [
    # sums and unions
    ("内容标准化那部分跟扩大参与那部分一共几项", [*range(41, 49), *range(55, 69)]),
    ("第三部分和数据开放那块合起来是多少条", list(range(41, 55))),
    ("市编办牵头的和市政务服务办牵头的,加一块儿有多少", [9, *range(30, 38), *range(41, 46)]),
    # in the order of time
    ("数据开放这块,先干什么后干什么", [50, 53, 54, 49, 51, 52]),
    ("第四部分任务依完成期限排序", [50, 53, 54, 49, 51, 52]),
    ("市财政局牵头的任务,谁先到期谁后到期", [11, 12]),
    # agreement in several fields
    ("跟任务49牵头单位和时限都一样的任务有哪些", [51, 52]),
    ("牵头单位跟12号一样、时限也一样的", [11]),
    ("和任务48一样拖到最后才到期的,还有哪些条", [49, 51, 52]),
    ("任务58归谁牵头?再把牵头阵容跟它一模一样的任务报出来", list(range(58, 65))),
    ("46号那家牵头的,在第三块里还牵头别的哪几条", [47, 48]),
    # units in each of several sections
    ("哪些单位既在第二部分牵头又在第四部分牵头", [29, 31, 32, *range(49, 55)]),
    ("在第一部分和第六部分都牵头的单位", [*range(2, 7), 15, 18, 19, 20, *range(69, 75), 80, 81]),
    # what is asked of the tasks of a group that a ranking picks
    ("任务最少的那章都由谁牵头", list(range(49, 55))),
    ("到期任务最少的那一年,第四部分要完成哪几项", [49, 51, 52]),
    ("牵头最多的单位,2020年到期的有几项", [48]),
    ("担责次数最多的单位又牵头哪几项", [13, 38]),
    # how many units the task with the most of them names; what a unit leads alone, and what with others
    ("牵头单位数目最多的一项任务挂了几家", [39, 40]),
    ("市编办独自牵头的有几条,跟别人合着的又有几条", [33, 34, 35, 36, 41, 42, 43, 44, 45]),
    ("市水务局、市教委、市民政局三家各牵头几项", [10, 39, 40]),
    ("任务50在哪个部分,那个部分一共几项", list(range(49, 55))),
    # 都 behind a section lists its units, before it keeps those that stand nowhere else
    ("第四部分的责任单位都写的是谁", list(range(49, 55))),
    # tasks by the units they name
    ("哪些任务牵头的单位最多啊", [39, 40]),
    ("哪些单位牵头只挂过一次名", [1, 7, 10, 16, 29, 88]),
]


@pytest.mark.parametrize(("text", "numbers"), CITED)
def test_the_tasks_cited(assistant: Assistant, text: str, numbers: list[int]) -> None:
    cited = [citation.task for citation in assistant.ask(text).citations]
    assert cited == numbers or (sorted(map(int, cited)) == sorted(numbers) and "先" not in text)


def test_whose_tasks_end_later(assistant: Assistant) -> None:
    text = assistant.ask("市经信委在第二部分和第四部分各牵头几条?哪一边拖得更晚?").text
    assert "最晚到期的是2020年底" in text


def test_what_is_let_in_narrows_nothing(assistant: Assistant) -> None:
    text = assistant.ask("牵头单位栏里出现过多少个不同的名称?“各区政府”这种统称也算").text
    assert "共27个" in text
