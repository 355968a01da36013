"""What a follow-up points back to or puts right: over several turns, by content, by another name."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
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
    (("市编办牵头哪些任务", "哪一条提到了“一次性告知”"), [36]),
    (("市编办牵头哪些任务", "其中2017年到期的", "放宽到2018年呢"), [33, 34, 35, 36]),
    (("第三部分有哪些任务", "扩大到第四部分"), list(range(41, 55))),
    (("第三部分里市编办牵头几项", "这一部分里它没牵头的有哪些"), [46, 47, 48]),
    (("任务30", "不对,我要看的是三十一"), [31]),
    (("我们这边是市环保局", "归我局牵头的有哪些"), [39, 40]),
    (("第六部分几项", "新闻办牵头的有哪些", "那这块里宣传部牵头的又是啥"), [75, 76, 77]),
]


@pytest.mark.parametrize(("turns", "tasks"), MEANT)
def test_a_follow_up_means_what_was_spoken_of(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert sorted(map(int, cited(assistant, *turns))) == sorted(tasks)


RETURNS: list[tuple[tuple[str, ...], list[int]]] = [
    (("第四部分有多少任务", "其中没写责任单位的", "回到刚才那批,2020年到期的有吗"), [49, 51, 52]),
    (("市编办牵头几项", "2018年到期的呢", "还是前面那份名单,2017年的有哪些"), [36]),
    (("2017年到期的任务有哪些", "里面市编办牵头的", "回到前一个清单,市政府法制办牵头的有几项"), [3, 22, 55, 56, 57]),
    (("第五部分有哪些任务", "第2项谁牵头", "时限呢", "说回刚才的名单,2017年到期的是哪些"), [55, 56, 57, 68]),
    (("市编办牵头哪些", "第四部分有哪些", "任务70谁牵头", "回到市编办那批,2017年到期的呢"), [36]),
    (("市财政局牵头哪些", "时限呢", "咱们还是退回到上一步那份清单"), [11, 12]),
    (("第三部分有哪些任务", "市编办牵头哪些", "其中2017年的", "回到最开始那批"), list(range(41, 49))),
    (("Which tasks are in part 4?", "Which of those are due in 2018?", "Back to the first list, which end in 2020?"),
     [49, 51, 52]),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "tasks"), RETURNS)
def test_a_turn_goes_back_to_an_earlier_set(assistant: Assistant, turns: tuple[str, ...], tasks: list[int]) -> None:
    assert sorted(map(int, cited(assistant, *turns))) == sorted(tasks)


@pytest.mark.parametrize(
    "question",
    [
        "回到前面那批,2018年的有几项", "还是刚才那份清单,只看联合牵头的", "它和另外那家单位合作牵头几项",
        "这是哪个单位管的呀", "请问负责这个的是哪家", "这件啥时候能弄完", "再问下前一条,责任单位写的谁",
        "跟前面那个放一块儿看,先到期的是哪个",
        "And what's the answer for the other one?", "So which one do you mean?",
    ],
)  # fmt: skip
def test_no_turn_goes_back_to_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome is Outcome.AMBIGUOUS
