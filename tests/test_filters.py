"""Turns that take away, keep or add tasks: the description of a filter is read as any question of tasks is."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from tests.test_dialogue import cited, converse

FABAN, BIANBAN, SEVENTH = "市政府法制办牵头的任务", "市编办牵头的任务", "列出第七部分的任务"
XUAN = "市委宣传部牵头的任务有哪些"


@pytest.mark.parametrize(
    ("turns", "tasks"),
    [
        ((SEVENTH, "没牵头单位的呢", "再去掉时限就写“2016年底”的"), [89, 90, 91, 92, 96, 97]),
        ((SEVENTH, "没牵头单位的呢", "现在把时限只写“2016年底”的筛掉", "还剩几条"), [89, 90, 91, 92, 96, 97]),
        ((FABAN, "不要跟别家一起牵头的"), [21, 22, 23]),
        ((FABAN, "跟别家一起牵头的都不要", "再加上市民政局牵头的"), [10, 21, 22, 23]),
        ((BIANBAN, "再加上市民政局牵头的", "去掉2016年到期的"), [33, 34, 35, 36]),
        ((BIANBAN, "只留持续落实的"), [33, 36, 42, 43, 44]),
        ((BIANBAN, "持续落实的留下", "然后把第二部分的剔除"), [42, 43, 44]),
        ((XUAN, "里面凡是市政府办公厅也牵头的,帮我刨掉"), [75, 76, 77]),
        ((XUAN, "请剔除与市政府办公厅共同牵头的任务"), [75, 76, 77]),
        (("第二部分的任务", "把有责任单位的删了,只剩没有的"), [25, 26, 28, 29, 30, 31, 32, 37, 38]),
        (("第六部分的任务", "把2017年的和2018年的都去掉,还剩几条"), [*range(69, 82)]),
        (("2018年到期的任务", "把提到网站的刨去", "只看第四部分的"), [50, 53]),
        (("2018年到期的有哪些", "留下经信委牵头的", "再加个条件:没写责任单位"), [29, 31, 53]),
        (("List the tasks in section 7", "those without a lead", 'now drop those due exactly "2016年底"'),
         [89, 90, 91, 92, 96, 97]),
        (("Which tasks does 市编办 lead?", "keep only the ongoing ones", "how many are left"), [33, 36, 42, 43, 44]),
        (("Which tasks are due in 2020?", "And those with a 2018 deadline?", "remove the ongoing ones"),
         [1, 31, 34, 35, 50, 53, 54, 86]),
    ],
)  # fmt: skip
def test_a_filter_of_the_answer_before(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks


@pytest.mark.parametrize(
    ("turns", "tasks"),
    [
        ((BIANBAN, "除了这些还有哪些"), [82]),  # what is left beside the answer, not the answer without itself
        ((BIANBAN, "只要编号"), [33, 34, 35, 36, 41, 42, 43, 44, 45]),  # a wish about the form
        ((BIANBAN, "换成市财政局"), [11, 12]),
    ],
)
def test_no_filter(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks


def test_a_count_is_counted_on(assistant: Assistant) -> None:
    assert "5项" in converse(assistant, (BIANBAN, "只留持续落实的", "剩几条")).text


@pytest.mark.parametrize(
    "question",
    [
        "这两个部门谁的担子更重一些", "后者的时限比前者晚多久", "刚才提过的那两家有什么不一样",
        "該同一單位另有哪些任務",
        "那这条现在逾期没有", "另外那家单位牵头什么", "轮到的是他们而不是我们,凭什么", "我问的不是这个,是别的那项",
        "How much later is the latter's deadline than the former's?", "Which of the two departments has more tasks?",
        "Why them and not us?", "Is it overdue as of today?",
        "任务12什么时候到期,跟它比哪个早",
    ],
)  # fmt: skip
def test_what_points_at_nothing_is_asked_back(assistant: Assistant, question: str) -> None:
    assert converse(assistant, (question,)).outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("任务5和任务6,后者什么时候完成", {6, 5}),
        ("市编办和市民政局这两家谁牵头的任务多", {10, 33, 34, 35, 36, 41, 42, 43, 44, 45}),
        ("每周更新网站那条谁牵头", {70}),
    ],
)
def test_what_names_it_itself_is_answered(assistant: Assistant, question: str, tasks: set[int]) -> None:
    answer = converse(assistant, (question,))
    assert answer.outcome is Outcome.ANSWERED
    assert {citation.task for citation in answer.citations} <= tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("想问三个:①政务服务综合电子地图归谁做 ②要做到什么时候 ③像这样只由这家单位单独牵头的还有哪几条?", [9, 30, 37]),
        ("请教:①24小时内开发布会是哪家牵头 ②期限到哪年 ③该单位还牵头什么", [67, 68]),
        ("①全文几个部分 ②第四部分标题 ③这部分各条都是谁牵头", [49, 50, 51, 52, 53, 54]),
        ("三件事。第一,2020年到期的有哪些;第二,市保密局那条;第三,第五部分标题叫什么。", [48, 49, 51, 52, 88]),
        ("①88项谁牵头②97项分值权重多少③2020年到期的几条", [48, 49, 51, 52, 88, 97]),
    ],
)
def test_a_later_question_of_a_list_leans_on_an_earlier_one(
    assistant: Assistant, question: str, tasks: list[int]
) -> None:
    assert sorted(cited(assistant, question)) == tasks
