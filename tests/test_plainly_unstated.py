"""A detail asked for in so many words is answered where a task writes it, and not stated where none does."""

from __future__ import annotations

import pytest

from assistant.retrieve.plainly_unstated import plainly_unstated
from assistant.wiring import Assistant
from index.types import Hit
from tests.asked import ask, cited
from tests.fake_assistant import make_task

HITS = [Hit("plan", 0, 0.9, 0)]


@pytest.mark.parametrize(
    ("question", "text", "unstated"),
    [
        ("领导小组的组长是谁", "调整领导小组设置", True),
        ("领导小组的组长是谁", "成立领导小组,由市长任组长", False),
        ("谁担任领导小组组长?", "成立领导小组,组长由分管副市长担任", False),
        ("Who is the head of the leading group?", "调整领导小组设置", True),
        ("服务热线电话是多少", "确保咨询服务电话畅通", True),
        ("服务热线电话是多少", "办好12345市民服务热线", False),
        ("平台的网址是多少", "建设数据开放平台", True),
        ("平台的网址是多少", "建设数据开放平台(data.example.gov.cn)", False),
        ("第三方评估请的哪家机构", "开展第三方评估", True),
        ("第三方评估请的哪家机构", "委托首都师范大学开展第三方评估", False),
        # Who leads, and what it is about, every task tells.
        ("领导小组这件事谁牵头", "调整领导小组设置", False),
        ("办好市长信箱归谁", "办好市长信箱", False),
        # A longer message asks for more than the detail.
        ("领导小组组长是谁?什么时候调整?", "调整领导小组设置", False),
    ],
)
def test_a_detail_is_unstated_where_no_task_found_writes_it(question: str, text: str, unstated: bool) -> None:
    assert plainly_unstated(question, HITS, [make_task(0, text)]) is unstated


@pytest.mark.parametrize(
    ("question", "outcome", "numbers"),
    [
        ("2017年到期的任务花了多少钱", "not_stated", []),
        ("第三部分的任务谁验收", "not_stated", []),
        ("任务20的联系人是谁", "not_stated", []),
        ("2018年到期的那几条,考核扣了多少分", "not_stated", []),
        ("各区政府里哪个区做得最好", "not_stated", []),
        ("任务68执行过几次", "not_stated", []),
        ("任务12实际哪天完成的", "not_stated", []),
        ("市经济信息化委的网站是什么", "not_stated", []),
        ("How much did task 49 cost?", "not_stated", []),
        # What a task writes is told, and so is what every task has.
        ("任务58的热线电话是多少", "answered", [58]),
        ("任务96要求多少学时", "answered", [96]),
        ("任务30最后什么时候完成", "answered", [30]),
        ("任务16由谁负责", "answered", [16]),
        # A list that is asked for beside the detail is told.
        ("市财政局牵头哪些任务,各花了多少钱", "answered", [11, 12]),
    ],
)
def test_a_detail_of_records_that_none_of_them_writes_is_not_stated(
    assistant: Assistant, question: str, outcome: str, numbers: list[int]
) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (outcome, numbers)
