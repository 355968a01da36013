"""Counts, rankings, shares, averages and comparisons in words of office talk: what is left over is no topic."""

from __future__ import annotations

import pytest

from assistant import Assistant

ASKED = [
    # counted by section, year or wording, whatever else is said of the table
    ("请按部分分列任务数量", "按部分分为7类"),
    ("年度到期项数小表", "按到期年份分为4类"),
    ("以到期年份为口径分组,逐年报出任务数量", "按到期年份分为4类"),
    ("做柱状图用:横轴是到期年份,纵轴是任务数,把每一年的数给我", "按到期年份分为4类"),
    ("100项任务按到期年份分类,各年几项", "按到期年份分为4类"),
    ("把100项任务按部分归堆,各堆几项", "按部分分为7类"),
    ("时限的写法五花八门的,总共几种啊,每一种底下又有多少项", "按完成时限分为7类"),
    ("市政府办公厅牵头的,每一年到期的分别有几项", "合计42项"),
    ("从头数到尾,文件里的任务有多少项", "100项任务"),
    # places by their names
    ("牵头项数屈居老二的是谁", "排第2的是市经济信息化委"),
    ("牵头数紧跟第一名之后的是哪家", "排第2的是市经济信息化委"),
    ("除了排头名的,牵头第二多的是哪家", "排第2的是市经济信息化委"),
    ("牵头任务数的冠亚季军各是谁", "市委宣传部:14项"),
    ("牵头任务数谁家冠军谁家亚军谁家季军", "排第3的是市委宣传部"),
    ("按牵头任务的数量排序,第一、第二、第三名各是哪家", "市委宣传部:14项"),
    ("牵头最多的是谁?从多往少排到第三名", "市委宣传部:14项"),
    ("以牵头任务数论,居第一位的单位及其项数请告知", "市政府办公厅,共42项"),
    ("七大块里最单薄的那块和它的条数", "第4部分"),
    ("条目最少的部分叫什么名字,有几条", "第4部分"),
    # shares and averages, with the sum that they come of
    ("以全部任务为分母,2016年到期者为分子,得数是百分之几", "58%"),
    ("拿第二部分的任务数除以全文任务数,得几成", "占全部100项的20%"),
    ("总结里有一句要写百分比:全部任务当中,时限带“持续落实”的占到多少", "73%"),
    ("会上想说一句“多大比例的任务2016年就得完成”,这个数是多少", "58%"),
    ("任务总数摊到各部分头上,每部分约合几项", "14.29项"),
    ("要是把所有任务匀到七个部分头上,一个部分能分到几项", "14.29项"),
    # units by how much they lead
    ("牵头数正好是三,这样的都有谁", "市人力社保局"),
    ("有单位牵头过了20项的吗", "共1个:市政府办公厅"),
    ("牵头牵到二十项还打不住的,有这样的单位吗", "共1个:市政府办公厅"),
    ("请统计牵头任务数恰为1的单位共多少家", "共7个"),
    ("有些单位就牵头了那么一回,都有谁", "共7个"),
    ("牵头单位≥3家的任务,几项", "共16项"),
    ("牵头单位凑够三家甚至更多的有几项", "共16项"),
    # one unit or year against another, or all of them in one sum
    ("市委宣传部牵头数减去市政府法制办牵头数,得几", "多2项"),
    ("市工商局挑头没有市监察局挑得多,这中间差着几项", "多1项"),
    ("编办牵头的数目和政务服务办的相等,我没算错吧", "一样多"),
    ("把财政局、民政局和审计局各自牵头的任务加总,总数多少", "共4项"),
    ("2018年到期的有一堆,2020年到期的又有一堆,两堆搁一起是几项", "共21项"),
]


@pytest.mark.parametrize(("text", "said"), ASKED)
def test_figures_asked_in_office_talk(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).text


@pytest.mark.parametrize("text", ["一把手每年研究政务公开几次", "What share of bodies should open their data by 2020?"])
def test_how_often_and_how_much_stand_in_a_text(assistant: Assistant, text: str) -> None:
    assert "分为" not in assistant.ask(text).text
    assert assistant.ask(text).citations
