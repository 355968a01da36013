"""Messages as colleagues send them: pasted chats, forms with gaps, brief words for one task."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.types import Turn
from assistant.understand.texts.literal import only_holder


@pytest.mark.parametrize(
    ("messages", "tasks"),
    [
        (["跟任务48同一天到期的还有谁?"], [49, 51, 52]),
        (["公共数据开放单位比率那项哪年完成?跟它同一时限的还有什么任务"], [49, 48, 51, 52]),
        (["预决算公开那项(11)跟培训课程那项(93),牵头单位和时限一样不一样?"], [11, 93]),
        (["任务11和任务12都是财政局的,差在哪儿,时限和责任单位也比一比"], [11, 12]),
        (["【王科】任务49谁牵头?\n【我】稍等我查\n【王科】还有任务50的呢"], [49, 50]),
        (["督办表缺这几格：任务49（牵头？时限？）、任务50（责任单位？）"], [49, 50]),
        (["任务49谁牵头", "同一部分里，市政务服务办牵头的有哪些？"], []),
        (["任务11谁牵头", "同一部分里，市民政局牵头的有没有？"], [10]),
        (["任务11谁牵头", "同一部分里头，市民政局牵头的有没有？"], [10]),
        (["白名单那条谁牵头"], [26]),
        (["哪一章最短啊,就是条目数最少的那个,顺便把它下面的任务也都给我看看"], [49, 50, 51, 52, 53, 54]),
        (["市编办参与的任务有哪些", "除了它牵头的那几条,剩下的编号"], [82]),
        # What is passed on, listed or left to be filled in.
        (["转:『请各处室今日17:00前报送文件中提到人大代表的任务编号及牵头单位』\n我照着报哪几个?"], [4, 18, 99]),
        (["老板甩来一串数:90%、60%、4%、10课时。各自出处第几条,在线等"], [49, 97, 96]),
        (["填空题帮个忙:“政府网站信息内容____至少更新____次”,顺手把这条的责任单位也抄给我"], [70]),
        (["①市财政局②市审计局,各牵头几项"], [11, 12, 16]),
        (["实体大厅(30)、“互联网+”(31)、网上体系(32),这三条彼此什么关系,谁最后完工"], [30, 31, 32]),
        (["市政府办公厅牵头的一大堆,那它作为责任单位出现的呢"], [14]),
        (["2020年底才完成的有几条,第三部分几条、第四部分几条"], [48, 49, 51, 52]),
        (["时限原文为“2018年底前完成并持续落实”的任务,完整清单"], [2, 6, 15, 17, 20, 23, 26, 29, 33]),
        (["任务30谁牵头", "这条的负责人叫什么名字?"], []),
        (["任务49谁牵头,顺带把市财政局牵头的那两条也给我"], [49, 11, 12]),
    ],
)
def test_messages_as_colleagues_write_them(assistant: Assistant, messages: list[str], tasks: list[int]) -> None:
    history: tuple[Turn, ...] = ()
    for message in messages:
        history = (*history, Turn(message, assistant.ask(message, history=history)))
    assert [c.task for c in history[-1].answer.citations] == tasks


def test_a_summary_tells_the_units_that_are_asked_about_too(assistant: Assistant) -> None:
    said = assistant.ask("几句话概括市财政局牵头的工作,再说说都有哪些责任单位").text
    assert "责任单位共2个:各区政府、市各相关单位" in said


@pytest.mark.parametrize(
    ("words", "task"),
    [("长护险", 1), ("修厕所", 2), ("旅游厕所", 2), ("护理费", 3), ("保险", None), ("航班", None)],
)
def test_the_one_task_that_brief_words_mean(words: str, task: int | None) -> None:
    texts = ("失能人员长期护理保险上门护理服务", "新建、改建旅游厕所600座", "基本医疗保险护理费")
    found = only_holder(words, texts)
    assert (None if found is None else found + 1) == task
