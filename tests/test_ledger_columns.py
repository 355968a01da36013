"""Messages about ledgers: columns beside the units (优先级, 责任人), the noun for sections, labels such as 1.2."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.pipeline import context_of
from assistant.question import clean
from assistant.retrieve.source import Source
from assistant.understand.read import read
from assistant.words import plan_words
from index.document_units import registry_of
from index.read import read_document
from index.units import load_registry
from tests.fake_records import FakeRecords

LEDGER = """No.,category类别,任务内容,牵头部门,配合部门,priority优先级,责任人,完成期限
1,绿化提升行动,植树300棵。,园林科,各临床科室,高,何青,2024Q2
2,绿化提升行动,建花坛2个。,园林科,各街道办事处,低,何青,2024年底
3,道路畅通行动,修路3条。,工程科,园林科、财务科,中,陆原,长期
4,安静校园行动,设隔音墙1处。,工程科,,高,陆原,2024-06-15
"""
SHEET = """编号 No.,事项 Task,Priority,牵头科室 Owner Dept,协办 Support Dept,分管领导,完成时间 Due Date,Remark 备注
1,植树300棵。,H,园林科,财务科,何青（副主任）,2024Q2,与市里同步
2,建花坛2个。,L,园林科,绿化科,何青（副主任）,2024-10-31,
3,修路3条。,M,,园林科,陆原（总工程师）,,含桥梁
"""
STEPS = """# 东湖医院2024年任务分解

## 一、改善服务

1.1 开通预约窗口。

牵头: 门诊部
时限: 2024年6月底

1.2 增设轮椅50辆。

牵头: 后勤部
时限: 长期

## 二、提升质量

2.1 抽查病历300份。

牵头: 医务部
时限: 2024年底
"""


def understood(text: str, suffix: str, question: str, folder: Path) -> str:
    file = folder / f"ledger{suffix}"
    file.write_text(text, encoding="utf-8")
    document = read_document(file)
    context = context_of(
        Source(FakeRecords(document), document, registry_of(document, load_registry(None))), date(2026, 11, 26)
    )
    reading = read(clean(question), context)
    return ";".join(plan_words(plan, context.document.sections, "zh") for plan in reading.plans)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("优先级为高的有几项", "优先级一栏为“高”,统计数量"),
        ("高优先级的任务", "优先级一栏为“高”"),
        ("优先级不是高的有哪些", "不是优先级一栏为“高”"),
        ("何青是哪些任务的责任人", "责任人一栏为“何青”"),
        ("陆原负责哪些", "“责任人”一栏写着“陆原”"),
        ("何青和陆原分管的任务", "“责任人”一栏写着“何青”/“陆原”"),
        ("哪几项没有填责任人", "“责任人”一栏为空"),
        ("养护科有什么任务", "涉及单位 = 养护科"),
        ("按台账要求2024年底前完成的有哪些", "2024-12-31及以前到期"),
        ("哪个行动的任务最多", "排名"),
        ("第二大行动有哪些任务", "部分 = “道路畅通行动”"),
        ("街道办事处配合哪些", "责任单位 = 各街道办事处"),
        ("临床科室要配合什么", "责任单位 = 各临床科室"),
        ("时限写“长期”的任务", "完成时限写明“长期”"),
        ("完成期限是2024年底的有哪些", "完成时限写明“2024年底”"),
        ("这份台账有多少任务", "统计数量"),
        ("2024Q2到期的", "2024-04-01至2024-06-30到期"),
    ],
)
def test_columns(question: str, condition: str, tmp_path: Path) -> None:
    assert understood(LEDGER, ".csv", question, tmp_path) == condition


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("which tasks are marked Priority = L", "priority一栏为“l”"),
        ("低优先级的有几项", "priority一栏为“l”,统计数量"),
        ("分管的领导是何青的任务", "分管领导一栏为“何青(副主任)”"),
        ("总工程师分管的有几条", "“分管领导”一栏写着“陆原(总工程师)”,统计数量"),
        ("Remark那一列写了内容的", "有备注"),
        ("Priority空着的有哪些", "“priority”一栏为空"),
        ("备注提到桥梁的任务", "备注含有“桥梁”"),
        ("哪条任务的 Due Date 空着", "没有完成时限"),
        ("没写 Owner Dept 的任务", "没有牵头单位"),
        ("Support Dept 里有绿化科的任务", "责任单位 = 绿化科"),
        ("时限只写到季度、没有具体日子的", "完成时限写明“2024Q2”"),
        ("完成时间精确到日的有几项", "完成时限写明“2024-10-31”,统计数量"),
    ],
)
def test_columns_by_their_english_heads(question: str, condition: str, tmp_path: Path) -> None:
    assert understood(SHEET, ".csv", question, tmp_path) == condition


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("1.2谁牵头", "任务一、改善服务/1.2"),
        ("2.1的时限", "任务二、提升质量/2.1"),
        ("第1.1项是什么", "任务一、改善服务/1.1"),
        ("第二部分第1项谁牵头", "任务二、提升质量/2.1"),
    ],
)
def test_labels_of_two_steps(question: str, condition: str, tmp_path: Path) -> None:
    assert understood(STEPS, ".md", question, tmp_path) == condition
