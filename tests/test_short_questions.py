"""Questions of a few words are answered by the letter where tasks hold all that they say."""

from __future__ import annotations

import pytest

from assistant.retrieve.short_questions import conversing, holds, short


@pytest.mark.parametrize(
    ("question", "about", "way"),
    [
        ("问责", ("问责",), "bare"),
        ("PPP", ("ppp",), "bare"),
        ("督查", ("督查",), "bare"),
        ("发布会", ("发布会",), "bare"),
        ("舆情谁管", ("舆情",), "runs"),
        ("那政府网站的事归谁", ("政府网站",), "runs"),
        ("审计那摊事找谁", ("审计",), "runs"),
        ("管审计那块的是哪家啊", ("审计",), "runs"),
        ("监察那边分到什么事", ("监察",), "lists"),
        ("环保 几条", ("环境保护",), "lists"),
        ("审计的任务给我看看", ("审计",), "lists"),
        ("培训怎么抓", ("培训",), "runs"),
        ("政策解读的任务有哪些", ("政策解读",), "lists"),
        ("培训有什么要求", ("培训",), "lists"),
        ("问责的有几条", ("问责",), "lists"),
        # Every task of a subject, in everyday words and with what is told around it.
        ("天天堵在路上……交通这块文件里安排了些什么", ("交通",), "lists"),
        ("吃的安不安全,有哪些地方讲到", ("食品",), "lists"),
        ("网站建设那几条谁牵头", ("网站建设",), "lists"),
        ("数据开放率定多少", ("数据开放率",), "asks"),
        ("公报怎么进社区", ("公报", "社区"), "asks"),
        ("慢作为会曝光吗", ("慢作为", "曝光"), "asks"),
        ("重大行政决策的法定程序有哪几步", ("重大行政决策", "法定程序"), "asks"),
        ("规范性文件公布吗", ("规范性文件公布",), "asks"),
    ],
)
def test_what_a_short_question_is_about(question: str, about: tuple[str, ...], way: str) -> None:
    found = short(question)
    assert found is not None
    assert (found.about, found.way) == (about, way)


@pytest.mark.parametrize(
    "question", ["谁管", "有哪些", "多少", "什么时候", "这是一个长得多的问题,说的事情不止一件,字面上怎么也判断不了"]
)
def test_no_short_question(question: str) -> None:
    assert short(question) is None


@pytest.mark.parametrize(
    ("text", "about", "held"),
    [
        ("数据开放率达到60%", ("数据开放率",), True),
        ("制作本市政务服务综合电子地图", ("政务地图",), True),
        ("对慢作为的问责情况要及时公开", ("慢作为", "曝光"), True),
        ("制作本市政务服务综合电子地图", ("政务大厅地图",), False),
        ("推进审计结果公开", ("审计处分",), False),
    ],
)
def test_a_text_holds_all_words(text: str, about: tuple[str, ...], held: bool) -> None:
    assert holds(text, about) is held


def test_a_bare_word_is_no_conversation() -> None:
    assert not any(conversing(word) for word in ("直播", "听证会", "养老金发放", "社保"))
    assert all(conversing(word) for word in ("哈哈", "你真厉害", "thanks a lot", "晚安"))
