"""Conditions told in clauses of their own, and of several units in one clause, on the shipped document."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        # Clauses that only tell what holds of tasks are one question ...
        ("范围40-60号;2018年到期;牵头不含市政府办公厅", {50, 53, 54}),
        ("Tasks in Section 7. Due in 2017. No lead unit. Which are they?", {96}),
        ("第一部分;没有责任单位", {1}),
        # ... and narrow the question before or after them.
        ("限定第四部分,期限取2020年,请列出市经济信息化委牵头的任务", {49, 51, 52}),
        ("先看2018年到期的。市政府法制办牵头的有哪几条?", {1, 2, 23}),
        ("哪些任务没有责任单位?只限2018年到期的。", {1, 26, 29, 31, 53}),
        ("市政务服务办 heads some tasks; those with a 2017 due date are what I'm after.", {9, 30, 32, 36, 37}),
        ("督查组要找没人接的活,条件两个,一是责任单位没写,二是2018年就到点,符合的有哪几条呢", {1, 26, 29, 31, 53}),
        # Of another kind of task, of a set named anew or beside a mix-up they do not.
        ("市财政局牵头的任务。市审计局牵头的任务。", {11, 12, 16}),
        ("人大那边的法制办,牵头哪条?别跟政府的法制办搞混。", {1}),
        # What is only told of a section goes on with it.
        ("第三部分多半是市编办在牵头,不归它牵头的有哪几条", {46, 47, 48}),
        # A field whose value is told is not asked for.
        ("我研究新媒体渠道的推进节奏,想筛出期限在2016年底的任务,其中文字里讲到新媒体的有哪些?", {74, 76, 78, 79}),
        ("编号是5的倍数的任务,挑出死线在2018年的", {15, 20, 35, 50}),
    ],
)
def test_bare_conditions_narrow(assistant: Assistant, message: str, tasks: set[object]) -> None:
    assert {citation.task for citation in assistant.ask(message).citations} == tasks


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        ("不算跟市编办一起的,市政务服务办自己挑头的有哪些", {9, 30, 31, 32, 37}),
        ("政务服务办牵头的里面,把和市编办合着牵头的去掉,剩下的列出来", {9, 30, 31, 32, 37}),
        ("市编办牵头的,跟市政务服务办一起的去掉", {41, 42, 43, 44, 45}),
        ("在第一部分里市发展改革委独牵的不计,它与其他单位联合牵头的是哪些", {6, 13}),
        ("市政府法制办独列牵头的有几项", {21, 22, 23}),
        ("市审计局单挑大梁的任务", {16}),
        ("市政府法制办牵头、市政府办公厅没列进去的有哪些", {1, 21, 22, 23, 43}),
        ("责任单位里有各区政府,可“市政府各部门”“市政府各相关部门”一个都没写的任务", {10, 11, 12, 15, 91, 97}),
        ("牵头栏两家齐全的:市编办有,市政务服务办也有", {33, 34, 35, 36}),
        ("责任单位内容恰为“市政府各部门”五字的任务", {41, 90}),
        ("凡是市政府办公厅也在牵头单位之列的统统去掉,市委宣传部牵头的还剩哪些", {75, 76, 77}),
        ("What do 市政府办公厅 and 市监察局 head up as a pair?", {100}),
        ("提到“经费”、可又没单位挑头的是哪条", {92}),
        ("牵头单位在第一部分里独缺一条,是几号", {14}),
    ],
)
def test_units_beside_units(assistant: Assistant, message: str, tasks: set[object]) -> None:
    assert {citation.task for citation in assistant.ask(message).citations} == tasks


def test_a_clause_that_selects_is_no_aside(assistant: Assistant) -> None:
    answer = assistant.ask("市政府办公厅主抓牵头的活儿,死线在2017年,又得提到人大代表,有哪些")
    assert {citation.task for citation in answer.citations} == {18, 99}


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        # A year's end that is told as the deadline of what is listed is that year's ...
        ("到2018年底为止的任务,有的好像没写责任单位,是哪些呢", {1, 26, 29, 31, 53}),
        ("市编办牵头、2018年底前完成的任务有哪些", {33, 34, 35}),
        # ... unless it is counted from the first on, or nothing is due in it.
        ("市编办牵头的里面,不晚于2018年底就该交账的是哪些", {33, 34, 35, 36, 41, 42, 43, 44, 45}),
        ("市财政局牵头、2017年底前要完成的有哪些", {11, 12}),
        # Words that no rule used tell tasks apart where a few of them write them; words of one's work do not.
        ("内容关乎信用,时限为2018年,牵头单位有经信委,三样齐备的任务请列给我", {29, 54}),
        ("第七部分培训类条目小结,附差异", {93, 94, 95, 96}),
        ("新闻发布会那些活儿里,各区政府是责任单位、2017年才交账的,能数出多少项来?", {68}),
        ("财政审计口的活儿我来盯,市财政局或者市审计局,只要有一家在牵头栏里就列上。", {11, 12, 16}),
        ("以第五部分十四条为范围,牵头单位有市网信办的计几条", {65, 66}),
        ("市审计局牵头、旁边没人陪着的,一共几条", {16}),
    ],
)
def test_what_was_dropped_narrows(assistant: Assistant, message: str, tasks: set[object]) -> None:
    assert {citation.task for citation in assistant.ask(message).citations} == tasks
