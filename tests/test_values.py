"""What kind of value a question asks for, and whether a text holds such a kind."""

import pytest

from index.values import asked_of


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("几个工作日内解读", "要在3个工作日内向社会进行公开解读", True),
        ("多久之内要开发布会", "应在24小时内举行新闻发布会", True),
        ("网站多久更新一次", "确保信息内容更新频率每周不少于1次", True),
        ("how many class hours a year", "每年不少于10课时", True),
        ("考核权重占多少", "分值权重不低于4%", True),
        ("要几个工作日", "健全公开前保密审查机制", False),
        ("一个月给多少钱", "每周不少于1次", False),
        ("办事大厅的电话是几号", "推进“一个窗口”受理", False),
        ("领导小组组长是谁", "各区要调整政务公开工作领导小组", False),
        ("大厅几点下班", "将实体服务大厅向网上服务大厅延伸", False),
    ],
)
def test_a_value_of_the_kind_asked_is_in_the_text_or_lacking(question: str, text: str, held: bool) -> None:
    asked = asked_of(question, text)
    assert (asked.held > 0, asked.lacking > 0) == ((True, asked.lacking > 0) if held else (False, True))


@pytest.mark.parametrize("question", ["谁牵头", "哪年完成", "who leads it"])
def test_what_every_record_holds_is_never_lacking(question: str) -> None:
    asked = asked_of(question, "建立会商联席会议制度")
    assert asked.recorded
    assert not asked.lacking


def test_a_question_that_asks_for_no_kind_of_value_tells_nothing() -> None:
    asked = asked_of("街道上开个证明别让人来回跑", "精简证明")
    assert (asked.recorded, asked.held, asked.lacking) == (0, 0, 0)
