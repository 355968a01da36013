"""Whether a text holds the kind of figure that a question asks for."""

import pytest

from assistant.figure_asked import answers_figure


@pytest.mark.parametrize(
    ("question", "text", "answered"),
    [
        ("几个工作日内解读", "要在3个工作日内向社会进行公开解读", True),
        ("多久之内要开发布会", "应在24小时内举行新闻发布会", True),
        ("网站多久更新一次", "确保信息内容更新频率每周不少于1次", True),
        ("how many class hours a year", "每年不少于10课时", True),
        ("考核权重占多少", "分值权重不低于4%", True),
        ("要几个工作日", "健全公开前保密审查机制", False),
        ("一个月给多少钱", "每周不少于1次", False),
    ],
)
def test_a_figure_of_the_kind_asked_is_in_the_text(question: str, text: str, answered: bool) -> None:
    assert answers_figure(question, text) is answered
