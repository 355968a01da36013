"""Words that a task's text holds: one, several, quoted, not, kinds of figures, and English words for Chinese ones."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, Outcome
from assistant.types import Turn

AS_OF = date(2017, 3, 1)

ASKED: list[tuple[str, list[int]]] = [
    ("“人大代表”“政协委员”都写到的任务", [4, 99]),
    ("网站与媒体两个词同时出现的任务", [62, 73, 74]),
    ("食堂或者宿舍,哪几项任务里提到过", []),
    ("带“十三五”的任务", [13]),
    ("哪些任务里有“2020年”字样", [49]),
    ("哪些任务的正文里提到了“60%”这个数字", [49]),
    ("提到“专家”的任务,市委宣传部牵头的不要", [1, 4]),
    ("which tasks mention working days?", [5, 43, 62]),
    ("which tasks mention third-party evaluation?", [20, 98]),
    ("list the tasks that mention platforms and were due in 2018", [50, 53, 54]),
    ("how many tasks talk about news conferences (新闻发布会)", [63, 64, 68]),
    ("含英文缩写的任务", [12]),
    ("哪些任务限定了几个工作日", [5, 43, 62]),
    ("写有阿拉伯数字、由市网信办牵头的任务", [70]),
    ("帮忙翻翻:全文有哪几处讲到“采访”", [63, 77]),
    ("提到公开目录的任务", [46]),
    ("提到12345热线的任务是哪几项", [58]),
    ("PPP模式写在哪条任务里", [12]),
    ("社会组织见诸哪些任务", [46]),
    ("微信现身于哪几项", [78]),
    ("写了绩效但没写督查的任务", [97]),
    ("食品俩字在哪儿冒出来过", [28, 46]),
    ("帮我盯一下文中出现“采访”一词的各处", [63, 77]),
    ("领导想要所有写到“首都之窗”的任务", [19]),
    ("微信微博在哪条里出现过", [78]),
    ("哪些任务写了“百分之几”这种数字", [49, 97]),
    ("哪些写着一年起码几次、不少于几次的", [64, 70, 89]),
    ("限定几天、几小时之内必须办结的任务", [5, 43, 62, 68]),
    ("有没有哪条写明要上满多少学时的", [96]),
    ("正文里夹着英文缩写的是哪项", [12]),
    ("要在三个工作日里做到的任务", [5, 62]),
    ("假如只搜“招投标”,会有哪些任务", [7, 29, 46]),
    ("市政务服务办牵头的任务里,把写到“网上”的都剔除,还剩哪些", [9, 30, 33, 34, 35, 36, 37]),
    ("讲到“教育”的有哪几条?“教育培训”那种不算", [39, 52, 64]),
    ("公报在哪几条里写着", [19, 80, 81]),
    ("街道乡镇 提到的任务", [38, 85]),
    ("但凡讲采访的,一条别漏", [63, 77]),
    ("哪条写电子地图的", [37]),
    ("公报方面全部任务", [19, 80, 81]),
    ("“首都之窗”这个叫法里头有没有用到", [19]),
    ("黑白名单、负面清单,这俩词在哪几条里有", [26, 48]),
    ("问责、追究责任,这类后果写在哪几条", [17, 65, 100]),
    ("关键词:全覆盖", [21, 22, 94, 95]),
    ("第七部分正文写了“各区政府”的任务有哪些?责任单位栏里的不算", [83, 84, 85, 89, 94, 95]),
    # Words named in one clause and spoken of in another.
    ("人大代表,这几个字在哪几项里出现过", [4, 18, 99]),
    ("人大代表,哪几条提到", [4, 18, 99]),
    ("办事指南,写到这四个字的地方我都想瞧瞧", [34, 35, 40]),
    ("找12345热线找得眼都花了,它写在哪项里头啊", [58]),
    ("我给人大代表准备材料,文件里凡讲到他们的任务,一条条都列给我", [4, 18, 99]),
    ("绩效这个事在哪几条里提过?我一会儿要念", [14, 15, 97]),
    ("区块链,哪条提到它", []),
    ("12345热线,所在项", [58]),
    ("大数据 — mentioned in which task?", [50]),
    ("PPP projects – covered under which task?", [12]),
    ("We're planning some 新闻发布会 (press conferences). Where does the document bring them up?", [63, 64, 68]),
    ("Credit information, i.e. 信用: where among the tasks is it mentioned?", [28, 29, 46, 54]),
    # A subject that a clause describes is no word to look for.
    ("吃的安不安全,有哪些地方讲到", [28, 46]),
    ("同时提及“行政许可”“行政处罚”的任务是哪些", [27, 29]),
    ("“招投标”“政府采购”同条出现:第几条", [46]),
    ("“互联互通”一语见于何项任务", [32, 54]),
    ("以“招投标”为关键词通查全文,请返回命中任务的序号", [7, 29, 46]),
    ("规定了“几个工作日”之内的条款", [5, 43, 62]),
    ("凡是原文卡了几个工作日、几小时之内办的,一条不落地给我", [5, 43, 62, 68]),
    ("哪些条目卡着钟点或者卡着天数的", [5, 43, 62, 68]),
    ("哪项任务用小时作时间要求", [68]),
    # Beside what is quoted a word that happens to stand there is not looked for.
    ("审稿的问我“第三方评估”这几个字文件里是搁在什么地方说的,我一时答不上来", [20, 98]),
    ("网站和媒体两个词同时出现的任务列一下", [62, 73, 74]),
    ("提“市民”不提“市民和新闻媒体”的哪条", [58]),
    ("我得先有出处,条文里凡写了“问责”这两个字的,帮我挑出来", [17, 65, 100]),
    ("写有百分比的任务是哪一项", [49, 97]),
    ("法规处这边要看:提到“绩效”的任务", [14, 15, 97]),
    # Who did not find the words asks whether they are there.
    ("我猜文件没写“听证”,你帮我在各条任务里找找看有没有这俩字", []),
    ("我没见着“问责”二字,是真没写还是我漏了", [17, 65, 100]),
]


def test_words_set_against_each_other_and_asked_again(assistant: Assistant) -> None:
    compared = assistant.ask("“信用”和“执法”相比,提到哪个词的任务更多?")
    assert {c.task for c in compared.citations} == {21, 22, 23, 28, 29, 46, 54}
    before = Turn("哪些任务提到“绩效”", assistant.ask("哪些任务提到“绩效”"))
    assert [c.task for c in assistant.ask("再看“审计”的", history=(before,)).citations] == [16, 17, 46]


@pytest.mark.parametrize(("question", "tasks"), ASKED)
def test_words_are_looked_for_literally(assistant: Assistant, question: str, tasks: list[int]) -> None:
    answer = assistant.ask(question, as_of=AS_OF)
    assert [citation.task for citation in answer.citations] == tasks
    assert answer.outcome == (Outcome.ANSWERED if tasks else Outcome.EMPTY)
