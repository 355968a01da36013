"""What is asked, in wordings that once lost it: which tasks, which fields, how many."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        # what stands in a clause that seemed to be said beside the question
        ("baomiju qiantou,任务数", [88]),
        ("审计局的人来问我,他们那一项几时到期,我答不上来", [16]),
        ("一个三十一一个三十二,我看着总该有不一样的地方,是哪儿呢", [31, 32]),
        # a Chinese word in an English message is one that tasks write
        ("Where in the plan are libraries (图书馆) brought up?", [81]),
        ("Number of tasks whose text mentions 微信 (WeChat)?", [78]),
        ("How many of section five's tasks have 发布会 (press conference) in them?", [63, 64, 68]),
        # two numbers are those of tasks, whatever is said of them
        ("老把三十一和三十二弄混,麻烦把两条的异同讲讲", [31, 32]),
        ("12 vs 48: is the lead the same?", [12, 48]),
        ("12一个,48一个,99一个,挨个儿告诉我牵头单位", [12, 48, 99]),
        # the title of a section says which is meant, a word for the document's head is none of it
        ("标题为“推进政府数据开放利用”的这块,条数是多少", [49, 50, 51, 52, 53, 54]),
        ("“推进政务公开内容标准化”这个标题,它下面都有些什么任务", [41, 42, 43, 44, 45, 46, 47, 48]),
        ("带“PPP”字样的任务,全名单", [12]),
        ("第二部分叫什么,第三、第四部分各有几条", [*range(41, 55)]),
        ("第四部分标题是什么,再给首尾两条的时限", [49, 54]),
        # a ranking of all whose first is asked for; sections that are only named to be ranked
        ("按条数给各部分排名次,第一名是哪个部分", [*range(1, 41)]),
        ("几个部分里头哪一块的任务最少", [*range(49, 55)]),
        # a sum, what is told beside a count
        ("第三部分的条数加上第四部分的条数,得多少", [*range(41, 55)]),
        ("第四部分不是有6条嘛,里头多少条是2018年到期的呀", [50, 53, 54]),
    ],
)
def test_the_tasks_that_are_asked_for(question: str, tasks: list[int], assistant: Assistant) -> None:
    assert cited(ask(assistant, question)) == tasks


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("第二部分叫什么,第三、第四部分各有几条", ["推进管理服务全过程公开", "8项", "6项"]),
        ("我脚注里落的是“市政府办公厅印发,2016年6月13日成文”,导师让再核一遍", ["北京市政务公开领导小组", "2016-06-08"]),
        ("36项,到期和责任单位各是什么", ["2017年底", "各区政府"]),
        ("市民政局涉及的任务排成表格,每行写上编号,再写责任单位和截止期", ["责任单位", "2016年底"]),
        ("94、95两项分别培训什么人、什么时候完", ["分管领导", "工作人员", "2016年底", "2017年底"]),
        ("item 68 - in how many hours must the press conference take place, and when is the item due?", ["24", "2017"]),
        ("任务70对网站更新频率的最低要求是什么,即至少每隔多久1次", ["每周"]),
        ("“双公示”:负责的和牵头的各是谁?", ["各相关部门"]),
        ("没列责任单位、完成时限又落在2018年的,数一数多少条", ["5项"]),
        ("要是把任务匀给几个部分,一个部分平均落得多少条", ["14.29"]),
        ("市发展改革委与市经济信息化委牵头数之差", ["11项"]),
    ],
)  # fmt: skip
def test_all_that_is_asked_is_told(question: str, told: list[str], assistant: Assistant) -> None:
    text = ask(assistant, question).text
    assert [words for words in told if words not in text] == []
