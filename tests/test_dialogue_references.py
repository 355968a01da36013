"""What a follow-up points back to or puts right: over several turns, by content, by another name."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.test_dialogue import cited

MEANT: list[tuple[tuple[str, ...], list[int]]] = [
    (("天津的任务2020年到期的有哪些", "说错了,我要问北京的"), [48, 49, 51, 52]),
    (("市环保局牵头哪些", "现在叫市生态环境局,用新名称再查"), [39, 40]),
    (("法制办牵头几项", "我说的是人大那个"), [1]),
    (("市网信办牵头哪些任务", "其中讲更新频率的那条写了什么"), [70]),
    (("任务52啥时候到期", "同一年到期的还有几项"), [48, 49, 51]),
    (("任务52啥时候到期", "时限相同的还有哪些"), [48, 49, 51]),
    (("任务17谁牵头", "有市监察局吧", "这个局还牵头别的吗"), [100]),
    (("第二部分几项", "市编办牵头哪些", "政务服务办在这部分牵头的有几项"), list(range(30, 38))),
    (("任务3和任务8都说说", "后一个归谁牵头"), [8]),
    (("任务41谁牵头", "它的牵头单位在第二部分还牵头哪些"), [33, 34, 35, 36]),
    (("市编办和市政务服务办各牵头几项", "它俩一起牵头的呢"), [33, 34, 35, 36]),
    (("任务91", "那92有牵头单位吗"), [92]),
    (("市财政局参与了哪些任务", "那由它牵头的呢"), [11, 12]),
    (("任务11谁配合", "它谁牵头"), [11]),
    (("第四部分有几项", "那三部分几项"), list(range(41, 49))),
    (("任务62几天内发布", "第5项也这么说,它俩说的是一回事吗"), [5, 62]),
    (("任务5规定几个工作日", "除此之外还有哪些任务对工作日作了规定"), [43, 62]),
    (("市委宣传部2017年的任务", "市编办跟法制办一块儿牵头的是哪条"), [43]),
    (("我们这边是市环保局", "归我局牵头的有哪些"), [39, 40]),
    (("第六部分几项", "新闻办牵头的有哪些", "那这块里宣传部牵头的又是啥"), [75, 76, 77]),
]


@pytest.mark.parametrize(("turns", "tasks"), MEANT)
def test_a_follow_up_means_what_was_spoken_of(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert sorted(map(int, cited(assistant, *turns))) == sorted(tasks)
