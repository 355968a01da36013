"""Follow-ups that ask for the others of a unit, go back to one task, or name another place, in many words."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.test_dialogue import cited

OTHERS: list[tuple[tuple[str, ...], list[int]]] = [
    # The other tasks of a unit, named again or pointed at.
    (("宣传部跟网信办共同牵头的是哪两项来着", "嗯就是舆情那两条。网信办剩下的牵头任务也报一下"),
     [69, 70, 71, 72, 73, 74]),
    (("市编办和市政务服务办一起牵头的有哪些", "市编办另外还牵头的呢"), [41, 42, 43, 44, 45]),
    (("PPP项目信息集中公开是哪条", "谁牵头", "这家还牵头别的哪条？", "那条几时完成"), [11]),
    (("任务88是谁牵头", "他家还有别的牵头任务吗"), []),
    (("任务11谁牵头", "同一家牵头的另一条是什么"), [12]),
    (("市政务服务办牵头的有几项", "除了这些,第三部分还有哪些"), list(range(41, 49))),
    # Back to one task of the turns before.
    (("政务舆情收集、研判、回应制度是哪一条", "食品药品监管信息公开在哪条", "回到最开始舆情那条，时限再说一遍"), [65]),
    (("任务30讲什么", "任务45呢", "回到第一个问的,责任单位是谁"), [30]),
    (("任务16讲什么", "任务49的时限", "说回第16条,责任单位"), [16]),
    # Another place, another number, another figure.
    (("最后一条任务讲什么", "倒数第三条"), [98]),
    (("最后一条", "倒数第二呢"), [99]),
    (("任务101说的什么", "噢手滑多按了个1,是10"), [10]),
    (("任务5", "10个工作日的呢"), [43]),
    (("任务5", "是10个工作日吗"), [5]),
    # The office that is meant, and not the other.
    (("法制办牵头的任务", "市政府的那个,不是人大的", "光要2016年到期的"), [19, 21, 43, 87]),
    (("正文提到新闻发布会的任务", "要求24小时内开的是哪个", "撇开它,另外那两条各到什么时候"), [63, 64]),
    # The one of the list before, by what holds of it.
    (("拖到2020年的都有哪些", "不归经信委的那条是什么"), [48]),
    (("第三部分的任务", "2017年到期的那条谁负责"), [47]),
    # What is believed of the task found before, a unit that poses in a role, words that narrow.
    (("市保密局牵头的是哪条", "时限呢", "不会吧,我印象里写的2017啊"), [88]),
    (("市政府办公厅牵头多少条", "它只当责任单位的有没有"), [14]),
    (("编办牵头的给我过一遍", "缩小一点:和政务服务办联手的", "再缩:办完就完的"), [34, 35]),
    (("热线12345归在第几条", "PPP信息公开那条,牵头是哪家"), [12]),
    # What an answer is for, in English.
    (("Which unit leads the building of the big data management platform?",
      "and the deadline? asking for a translation job"), [50]),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "tasks"), OTHERS)
def test_others_and_another(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert cited(assistant, *turns) == tasks
