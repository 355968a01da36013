"""What a new user asked: figures set right, the document as a whole, progress, places in a list, plain sentences."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome

EVERY = list(range(1, 101))

# A question, the outcome, the tasks cited (None: whichever), words of the answer.
ROWS: list[tuple[str, Outcome, list[int] | None, list[str]]] = [
    ("什么时候发布,由谁发布", Outcome.ANSWERED, [], ["2016-06-13", "北京市政务公开领导小组"]),
    ("牵头单位最多的任务是哪个,有几家", Outcome.ANSWERED, [39, 40], ["7家"]),
    ("任务30和任务49的时限差几年", Outcome.ANSWERED, [30, 49], ["相差3年"]),
    ("任务12比任务20早多久到期", Outcome.ANSWERED, [12, 20], ["相差2年(24个月)"]),
    ("哪些部分的牵头单位只有一家", Outcome.ANSWERED, [49, 50, 51, 52, 53, 54], ["市经济信息化委"]),
    ("概括一下这份文件", Outcome.ANSWERED, [], ["100项", "市政府办公厅(42项)"]),
    ("这份文件讲了什么", Outcome.ANSWERED, [], ["100项"]),
    ("任务49完成了没有", Outcome.NOT_STATED, [], ["没有写是否已经完成", "任务49"]),
    ("市财政局牵头的任务进展如何", Outcome.NOT_STATED, [], ["没有写是否已经完成"]),
    *((whole, Outcome.ANSWERED, EVERY, ["100项"]) for whole in ("全部任务", "把全部任务列成表格", "100项任务都列出来")),
    ("每项任务的责任单位列一下", Outcome.ANSWERED, EVERY, ["各区政府"]),
    ("list all tasks as a table", Outcome.ANSWERED, EVERY, ["100 tasks"]),
    ("全文就五大部分吧", Outcome.ANSWERED, [], ["不是", "7个部分"]),
    ("文件一共七大部分对吧", Outcome.ANSWERED, [], ["是的", "7个部分"]),
    ("市财政局牵头的第二项任务", Outcome.ANSWERED, [12], ["第2项"]),
    ("市财政局牵头的第12项任务", Outcome.ANSWERED, [12], ["任务12"]),
    ("市财政局牵头的第五项任务是什么", Outcome.EMPTY, [], ["只有2项"]),
    ("市公安局牵头2017年6月底前到期的任务有几项", Outcome.EMPTY, [], ["2017年6月底及以前到期的任务"]),
    ("市财政局或市审计局牵头的任务", Outcome.ANSWERED, [11, 12, 16], ["市财政局或市审计局牵头的任务共3项"]),
    ("绩效考核权重是10%吧", Outcome.ANSWERED, [97], ["不是", "4%"]),
    ("突发事件48小时内开新闻发布会吧", Outcome.ANSWERED, [68], ["不是", "24小时"]),
    ("新闻发布会每季度2次吧", Outcome.ANSWERED, [64], ["是的"]),
    ("任务64每月开一次吗", Outcome.ANSWERED, [64], ["不是", "每月"]),
    ("核对:第15项 牵头=市政府办公厅;责任=各区政府;时限=2018年底前完成并持续落实", Outcome.ANSWERED, [15], ["是的"]),
    ("按“部分—项数”列一下各部分有多少项任务", Outcome.ANSWERED, [], ["20"]),
    ("市编办牵头的写成“编号-时限”格式", Outcome.ANSWERED, [33, 34, 35, 36, 41, 42, 43, 44, 45], ["2017年底"]),
    ("幺二三四五热线是哪一项", Outcome.ANSWERED, [58], []),
    ("市委宣传部牵头的两千零一十七年到期的", Outcome.ANSWERED, [68], []),
    ("北京2016年房价多少", Outcome.OUT_OF_SCOPE, [], []),
    ("2023年北京市政务公开工作要点第5条写了什么", Outcome.OUT_OF_SCOPE, [], []),
    ("公共数据开放率要到90%吗", Outcome.ANSWERED, [49], ["不是", "写的是“数据开放率达到60%”"]),
    ("开放数据的单位比例要达到百分之九十,对吗", Outcome.ANSWERED, [49], ["是的"]),
    ("到2018年数据开放率要达到60%吗", Outcome.ANSWERED, [49], ["不是", "2020年底"]),
    ("职能部门每月办两次新闻发布会,对吧", Outcome.ANSWERED, [64], ["不是", "每季度"]),
    ("负责人一年至少参加一次发布会吗", Outcome.ANSWERED, [64], ["是的"]),
    ("Is the data opening rate to reach 90%?", Outcome.ANSWERED, [49], ["No", "60%"]),
    ("突发事件要48小时内开发布会?", Outcome.ANSWERED, [68], ["不是", "24小时"]),
    ("公共资源交易分平台是5个,对吧", Outcome.ANSWERED, [8], ["不是", "4个"]),
    ("市编办牵头9项,2016年底前完成的是哪些", Outcome.ANSWERED, [41, 42, 43, 44, 45], ["确实共9项", "共5项"]),
    ("市编办牵头8项,其中2016年底前完成的是哪些", Outcome.ANSWERED, [41, 42, 43, 44, 45], ["不是", "共9项"]),
    ("19项保障措施里有几项没有牵头单位", Outcome.ANSWERED, None, ["确实共19项", "共10项"]),
    ("发布日期是6月8日对吗", Outcome.ANSWERED, [], ["不是", "2016-06-13"]),
    ("文件是6月13日发布的吗", Outcome.ANSWERED, [], ["是的"]),
    ("文件是市政府发的吗", Outcome.ANSWERED, [], ["不是", "政务公开领导小组"]),
    ("牵头任务最多的是市编办吧", Outcome.ANSWERED, None, ["不是", "市政府办公厅"]),
    ("第七部分任务最多吧", Outcome.ANSWERED, None, ["不是", "20项"]),
    ("第85项为何没写牵头单位?", Outcome.ANSWERED, [85], ["没有说明原因"]),
    ("任务101是什么", Outcome.EMPTY, [], ["任务编号为1至100"]),
]


@pytest.mark.parametrize(("question", "outcome", "tasks", "said"), ROWS)
def test_a_plain_question(
    assistant: Assistant, question: str, outcome: Outcome, tasks: list[int] | None, said: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome is outcome
    assert tasks is None or [c.task for c in answer.citations] == tasks
    assert all(words in answer.text for words in said), answer.text
