"""What a 完成时限 allows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.deadline import looks_like_deadline, parse_deadline

DATES = [
    # wording, default year, last day, goes on
    ("2016年底", None, date(2016, 12, 31), False),
    ("2016年底前完成并持续落实", None, date(2016, 12, 31), True),
    ("2016年年底", None, date(2016, 12, 31), False),
    ("2017年6月底前", None, date(2017, 6, 30), False),
    ("2017年2月底前", None, date(2017, 2, 28), False),
    ("2016年2月", None, date(2016, 2, 29), False),
    ("2017年9月30日前完成", None, date(2017, 9, 30), False),
    ("2021年12月", None, date(2021, 12, 31), False),
    ("2021年6月中旬", None, date(2021, 6, 20), False),
    ("2023-12-31", None, date(2023, 12, 31), False),
    ("2023/9/5", None, date(2023, 9, 5), False),
    ("2021.12", None, date(2021, 12, 31), False),
    ("2021Q2", None, date(2021, 6, 30), False),
    ("Q3前", 2021, date(2021, 9, 30), False),
    ("2021H1", None, date(2021, 6, 30), False),
    ("2021年二、三季度", None, date(2021, 9, 30), False),
    ("２０１８年５月底前完成并持续落实", None, date(2018, 5, 31), True),
    ("2021 年 12 月底", None, date(2021, 12, 31), False),
    ("二〇二一年十二月底前", None, date(2021, 12, 31), False),
    ("2018年底前取得阶段性成果，2019年底前完成", None, date(2019, 12, 31), False),
    ("2021年6月底前启动，12月底前完成", None, date(2021, 12, 31), False),
    ("2022年3月底前完成首批申报", None, date(2022, 3, 31), False),
    ("2022年5月、9月", None, date(2022, 9, 30), False),
    ("2021年3月-10月", None, date(2021, 10, 31), False),
    ("2022年1—6月", None, date(2022, 6, 30), False),
    ("2016-2020年", None, date(2020, 12, 31), False),
    ("2021年至2023年", None, date(2023, 12, 31), False),
    ("2021年上半年", None, date(2021, 6, 30), False),
    ("2021年一季度", None, date(2021, 3, 31), False),
    ("“十三五”期间", None, date(2020, 12, 31), False),
    ("十四五末", None, date(2025, 12, 31), False),
    ("2021年底前完成，之后每年更新", None, date(2021, 12, 31), True),
    # the title's year completes these
    ("年底前完成", 2017, date(2017, 12, 31), False),
    ("全年", 2021, date(2021, 12, 31), False),
    ("第三季度末", 2021, date(2021, 9, 30), False),
    ("10月1日前", 2022, date(2022, 10, 1), False),
    ("3-10月", 2022, date(2022, 10, 31), False),
    ("今年年底前", 2022, date(2022, 12, 31), False),
    ("明年6月底", 2022, date(2023, 6, 30), False),
    # no date
    ("年底前完成", None, None, False),
    ("全年", None, None, False),
    ("长期坚持", 2017, None, True),
    ("持续推进", 2017, None, True),
    ("每年11月底前", 2017, None, True),
    ("每季度1次", 2017, None, True),
    ("每季度末", 2017, None, True),
    ("2017年起每年更新", 2017, None, True),
    ("2022年7月1日起", 2022, None, True),
    ("汛期前", 2022, None, False),
    ("2022年汛期前", 2022, None, False),
    ("按国家要求推进", 2022, None, False),
    ("立即", 2022, None, False),
    ("2025年13月", 2025, None, False),
]


@pytest.mark.parametrize(("wording", "year", "due", "ongoing"), DATES)
def test_the_last_day_and_whether_work_goes_on(wording: str, year: int | None, due: date | None, ongoing: bool) -> None:
    deadline = parse_deadline(wording, year)
    assert (deadline.due, deadline.ongoing) == (due, ongoing)
    assert deadline.literal == wording


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_full_is_that_day(day: date) -> None:
    for wording in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日前", f"{day:%Y/%m/%d}前完成"):
        assert parse_deadline(wording, None).due == day


@given(
    st.text(alphabet="年月日底前后第一二三四季度上下半旬每持续推进完成0123456789０１-—、，；。十五全", max_size=30),
    st.none() | st.integers(1990, 2090),
)
def test_no_wording_is_an_error(wording: str, year: int | None) -> None:
    assert parse_deadline(wording, year).literal == wording


@pytest.mark.parametrize(
    "clause", ["2017年6月底前完成", "年底前完成", "每年11月底前", "长期坚持", "第三季度", "12月底前", "持续推进"]
)
def test_a_clause_that_opens_with_a_time_is_a_deadline(clause: str) -> None:
    assert looks_like_deadline(clause)


@pytest.mark.parametrize("clause", ["市编办牵头", "以下简称“一窗通”", "含保健食品", "12345热线", "五个部门", ""])
def test_other_clauses_are_none(clause: str) -> None:
    assert not looks_like_deadline(clause)
