"""Whether a text writes a quantity of the kind that a question asks for."""

import pytest

from index.quantities import quantity_told, writes_quantity


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("老电梯今年换几台", "更新住宅老旧电梯240台", True),
        ("一年打算培训多少司机", "每年培训公交司机6000人次", True),
        ("开销要砍多少", "一般性支出压减10%", True),
        ("投诉了多久给答复", "一般投诉24小时内办结", True),
        ("晚上十点多还开着吗", "商圈公厕开放至23时", True),
        ("一共要修多少公里路", "改造农村公路85公里", True),
        ("软管要自己掏多少钱", "更换燃气软管3.2万根", False),
        ("报名费是多少", "举办马拉松赛，参赛规模5000人", False),
        ("要修多少公里路", "改造农村公路", False),
        ("谁来换电梯", "更新住宅老旧电梯240台", False),
        ("保洁员工资一个月多少", "保洁员每月补贴300元", False),
        ("食堂一顿饭卖多少钱", "每餐补贴2元", False),
        ("贷款利率是多少", "贷款增长10%", False),
        ("门票卖多少钱", "门票不高于40元", True),
    ],
)
def test_a_figure_of_the_measure_asked_is_in_the_text_or_not(question: str, text: str, held: bool) -> None:
    assert writes_quantity(question, text) is held


def test_a_quantity_that_is_asked_for_is_told_or_not() -> None:
    text = "更新住宅老旧电梯240台"
    told, untold, neither = ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    assert quantity_told("老电梯今年换几台", text) == told
    assert quantity_told("老电梯今年换几天", text) == untold
    assert quantity_told("老电梯由谁来换", text) == neither
