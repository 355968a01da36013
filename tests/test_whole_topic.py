"""Questions for all that is said on a topic: how they are recognised, and which tasks are about one."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from assistant.retrieve.whole_topic import whole_topic
from index.topic import about
from index.types import Hit
from tests.sample_document import task


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("政务公开培训这块有哪些要求", "政务公开培训"),
        ("水电气热的办事公开,具体有哪几条?", "水电气热的办事公开"),
        ("出了突发事件怎么发布信息,这方面怎么规定的", "出了突发事件发布信息"),
        # What only tells why it is asked, or how the answer is wished, is no part of the topic.
        ("政府网站集约化,文件都安排了哪些活儿,帮我罗列一下", "政府网站集约化"),
        ("审批取消下放这块都有哪些安排?周五开会要用", "审批取消下放"),
        ("跟数据开放有关的任务麻烦归拢一下,谢谢", "数据开放"),
        ("百姓提意见,有哪些制度?我写论文用", "百姓提意见"),
        ("Which parts deal with open data? I need it for a paper.", "open data"),
        ("执法要公示,说说这块内容", "执法要公示"),
        ("街道的同志托我问:图书馆方面都要求怎么做", "图书馆"),
        ("政府网站方面的任务清单拉一份", "政府网站"),
        ("说说政策解读的那几项任务", "政策解读"),
        ("舆情应对方面,文件里有过哪些交代", "舆情应对"),
        ("Give me a rundown of what's in there on open data", "open data"),
        ("网络舆情这块怎么应对", "网络舆情"),
        ("领导干部上课的事儿", "领导干部上课"),
        ("What are the requirements for government websites?", "government websites"),
        ("Tell me everything about the city gazette", "the city gazette"),
        # Who says what he is after, and then asks for all of it, has said the topic.
        ("我盯着土地供应这块,有关的条目都发我", "土地供应"),
        ("我们科分管信访的,沾边的都列一列", "信访"),
        ("我是跑财政口的记者,跟财政沾边的全给我找齐", "财政"),
    ],
)
def test_all_of_a_topic_is_wanted(question: str, topic: str) -> None:
    assert whole_topic(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "培训每年多少课时", "政务公开培训归谁管", "和商业网站合作那条,原文怎么讲", "条例改了哪几条",
        "负面清单包括哪几项", "政府公报进不进社区", "Is there anything about training?", 
        "How often must websites be updated?",
    ],
)  # fmt: skip
def test_one_thing_is_wanted(question: str) -> None:
    assert whole_topic(question) is None


@pytest.mark.parametrize(
    ("question", "must", "may"),
    [
        ("给干部和办事人员培训政务公开这块有哪些做法", {93, 94, 95, 96}, set()),
        ("政府公报方面有什么部署", {80, 81}, {19}),
        ("关于企业信用信息的规定有哪些", {29, 54}, {26, 27, 28, 46}),  # named so by one task only
        ("办政府公报这方面的活儿,给我捋一捋", {80, 81}, {19}),
        ("碰上突发事件的时候消息怎么发,安排了哪几条任务", {67, 68}, {63}),
        ("舆情回应这块是怎么规划的", {65, 66}, {67, 69, 75}),  # 75: 回应关切
        # A word of several that tasks write, and each of them.
        ("跟居委会、图书馆有关的任务有哪些", {81}, set()),
        ("公务人员要上哪些培训", {93, 94, 95, 96}, set()),
        ("我是做项目融资的,想知道这里头有没有说 PPP 的内容", {12}, set()),
        ("涉及低保或者街道的有什么任务", {10, 38, 85}, set()),
        ("Which rules are there on law enforcement disclosure?", {21, 22}, {23, 27}),
    ],
)
def test_every_task_about_the_topic_is_cited(
    assistant: Assistant, question: str, must: set[int], may: set[int]
) -> None:
    answer = assistant.ask(question)
    cited = {citation.task for citation in answer.citations}
    assert answer.outcome is Outcome.ANSWERED
    assert must <= cited <= must | may


def test_a_topic_that_is_not_in_the_document_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("养宠物狗这方面有哪些规定").outcome is not Outcome.ANSWERED


def test_tasks_that_hold_the_topic_or_stand_beside_one_may_be_farther() -> None:
    texts = ["办好政府公报", "政府公报进图书馆", "制作电子版", "明确经费", "公开预算", "健全机构"]
    tasks = [task(number, text=text) for number, text in enumerate(texts, start=1)]
    scores = [0.9, 0.6, 0.8, 0.5, 0.2, 0.7]
    ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
    hits = [Hit("d", position, scores[position], rank) for rank, position in enumerate(ranked)]
    assert [hit.position for hit in about("政府公报", hits, tasks)] == [0, 1, 2]
    assert about("政府公报", [], tasks) == ()


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("政府公报、电子地图、百年公报数据库,三样分别哪年做完", {37, 80, 81}),
        ("网站的安全保障和信息发布之前的保密审查,各由哪些单位牵头", {72, 88}),
        ("重大舆情会商和突发事件发布会,分别由谁负责", {66, 68}),
    ],
)
def test_each_thing_that_is_enumerated_has_its_task(assistant: Assistant, question: str, cited: set[int]) -> None:
    assert {citation.task for citation in assistant.ask(question).citations} == cited


def test_a_question_after_a_preamble_keeps_its_end(assistant: Assistant) -> None:
    answer = assistant.ask("想问两件事:政府网站多久更新一次,领导一年研究几次公开工作")
    assert {citation.task for citation in answer.citations} == {70, 89}
