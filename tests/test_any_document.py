"""Messages about documents of other layouts: labels under headings, letter codes, dates that name no year."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.pipeline import context_of
from assistant.question import clean
from assistant.retrieve.source import Source
from assistant.types import Having, Outcome
from assistant.understand.read import read
from assistant.understand.tokens import Context
from assistant.words import plan_words
from index.document_units import registry_of
from index.read import read_document
from index.units import load_registry
from tests.fake_records import FakeRecords

DATA = Path(__file__).parent / "data"
ROADS, FARMS = "一、加快建设现代综合交通", "三、推进乡村全面振兴"


@cache
def asked_of(name: str) -> Context:
    document = read_document(DATA / name)
    units = registry_of(document, load_registry(None))
    return context_of(Source(FakeRecords(document), document, units), date(2026, 11, 26))


def understood(name: str, question: str) -> str:
    context = asked_of(name)
    reading = read(clean(question), context)
    return ";".join(plan_words(plan, context.document.sections, "zh") for plan in reading.plans)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("第一部分（一）里的第3项是什么", f"任务{ROADS}/（一）完善路网/3"),
        ("一(二)1谁牵头", f"任务{ROADS}/（二）提升公交/1"),
        ("第三部分第二节第1项的时限", f"任务{FARMS}/（二）人居环境/1"),
        ("3.1.2是什么任务", f"任务{FARMS}/（一）产业/2"),
        ("完善路网里的第二项", f"任务{ROADS}/（一）完善路网/2"),
        (f"任务{ROADS}/（一）完善路网/1谁牵头", f"任务{ROADS}/（一）完善路网/1"),
        ("2.2有哪些任务", "部分 = “（二）碧水保卫战”"),
        ("三（一）有哪些任务", "部分 = “（一）产业”"),
        ("（二）碧水保卫战有哪些任务", "部分 = “（二）碧水保卫战”"),
        ("10月31日以前（含当日）到期的任务", "2021-10-31及以前到期"),
        ("11月以后（包括11月）到期的任务", "2021-11-01及以后到期"),
        ("全年都要做的任务", "完成时限写明“全年”"),
        ("第三部分第二节有哪些任务", "部分 = “（二）人居环境”"),
        ("第三部分下设哪几节", f"部分 = “{FARMS}”,各部分标题"),
        ("交通局牵头的", "牵头单位 = 市交通运输局"),
        ("环保局没牵头、只是参与的", "不是牵头单位 = 环保局,责任单位 = 环保局"),
        ("东湖区政府参与几项", "涉及单位 = 东湖区政府,统计数量"),
    ],
)
def test_labels_and_dates_under_headings(question: str, condition: str) -> None:
    assert understood("syn5_nested_restart.txt", question) == condition


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("kj01谁牵头", "任务科技创新/KJ-01"), ("AQ 3的时限", "任务安全生产/AQ-03"),
        ("CS开头的任务有哪些", "任务城市更新/CS-01、城市更新/CS-02、城市更新/CS-03、城市更新/CS-04"),
        ("KJ-2到KJ-03谁牵头", "任务科技创新/KJ-02、科技创新/KJ-03"), ("第1项是什么", "任务科技创新/KJ-01"),
        ("KJ-09是什么", "任务KJ-09"),
        ("第三部分有哪些任务", "部分 = “安全生产”"), ("2023年7月到9月之间到期的", "2023-07-01至2023-09-30到期"),
        ("7-9月到期的有哪些", "2023-07-01至2023-09-30到期"), ("每季度要开展的有哪些任务", "完成时限写明“每季度1次”"),
        ("没有确切日期的任务", "没有明确到期日"), ("备注写着“民生实事”的", "备注含有“民生实事”"),
        ("哪些任务有备注", "有备注"), ("没写备注的任务", "没有备注"), ("属于民生实事的是哪几项", "备注含有“民生实事”"),
        ("tasks due in October", "2023-10-01至2023-10-31到期"),
    ],
)  # fmt: skip
def test_letter_codes(question: str, condition: str) -> None:
    assert understood("syn4_list.csv", question) == condition


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("上半年到期的任务", "2022-01-01至2022-06-30到期"), ("第三季度到期的任务", "2022-07-01至2022-09-30到期"),
        ("9月底前到期的任务", "2022-09-30及以前到期"), ("年底前到期的任务", "2022-12-31及以前到期"),
        ("10月1日前到期的任务", "2022-10-01及以前到期"), ("汛期前完成的任务", "完成时限写明“2022年汛期前”"),
        ("tasks due by the end of June", "2022-06-30及以前到期"), ("今年到期的任务", "2026年到期"),
    ],
)  # fmt: skip
def test_dates_without_a_year_are_the_documents(question: str, condition: str) -> None:
    assert understood("syn3_table.html", question) == condition


def test_a_label_that_several_tasks_have_is_asked_back() -> None:
    reading = read(clean("第3项谁牵头"), asked_of("syn5_nested_restart.txt"))
    assert reading.outcome is Outcome.AMBIGUOUS
    assert reading.choices[0].question == f"任务{ROADS}/（一）完善路网/3谁牵头"
    assert len(reading.choices) == 4


def test_the_other_tasks_of_the_unit_that_was_asked_about() -> None:
    context = asked_of("syn1_trailing_paren.txt")
    for question in ("市工商局既没牵头也不是责任单位的任务", "除了牵头单位以外没有再列别的单位的任务"):
        assert understood("syn1_trailing_paren.txt", question) in ("不是涉及单位 = 市工商局", "没有责任单位")
    assert understood("syn1_trailing_paren.txt", "市编办牵头的占14项的百分之几") == "牵头单位 = 市编办,占比"
    assert context.document.facts[-1].value == "公开发布"


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("科技局主责哪些", "牵头单位 = 市科技局"),
        ("滨江区协办哪项", "责任单位 = 滨江区政府"),
        ("江海的组织部主责的任务", "牵头单位 = 市委组织部"),
        ("上海市科技局主责哪些", ""),
    ],
)
def test_roles_in_the_documents_own_words(question: str, condition: str) -> None:
    said = understood("syn4_list.xlsx", question)
    assert said == condition if condition else said.startswith("内容")


@pytest.mark.parametrize(
    ("name", "question", "condition"),
    [
        ("syn3_table.html", "市自规局牵头的任务", "牵头单位 = 市自然资源和规划局"),
        ("syn3_table.html", "河阳供电公司配合的任务", "责任单位 = 国网河阳供电公司"),
        ("syn5_nested_restart.txt", "市公共交通集团牵头的任务", "牵头单位 = 市公交集团"),
        ("syn5_nested_restart.txt", "市地方金融监督管理局牵头的任务", "牵头单位 = 市地方金融监管局"),
        ("syn1_trailing_paren.txt", "市财政局和市审计局共同牵头的", "牵头单位 = 市财政局,牵头单位 = 市审计局"),
    ],
)
def test_a_unit_under_a_shorter_or_a_longer_name(name: str, question: str, condition: str) -> None:
    assert understood(name, question) == condition


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("后勤处今年牵头哪几项", "牵头单位 = 后勤处"),
        ("高原分管的任务", "“牵头领导”一栏写着“高原”"),
        ("牵头领导是林晚的有几项", "牵头领导一栏为“林晚”,统计数量"),
        ("秋季学期开学前要办的任务", "完成时限写明“秋季学期开学前”"),
        ("完成时间写着“每学期末”的有哪些", "完成时限写明“每学期末”"),
        ("计划里基建处牵头的任务有几项", "牵头单位 = 基建处,统计数量"),
        ("交流合作处牵头哪些任务", "牵头单位 = 交流合作处"),
        ("which tasks does the campus logistics office (后勤处) lead", "牵头单位 = 后勤处"),
        ("“晨光”行动是学生处牵头的吗", "提到“晨光”"),
        ("“晨光”有没有学生处牵头的任务", "提到“晨光”,牵头单位 = 学生处"),
        ("人事处作为参与单位（不牵头）的任务", "责任单位 = 人事处,不是牵头单位 = 人事处"),
    ],
)
def test_a_plan_of_one_year_with_people_beside_its_units(question: str, condition: str) -> None:
    assert understood("one_year_plan.md", question) == condition


HERBS = """河谷州2025年药材任务分工

（一）种好药
1. 改造药田3万亩。（州药办牵头；2025年底前完成）
2. 修缮2号仓库。（州林草局牵头，州司法局配合；2025年10月底前完成）
（二）抓落实
1. 每季度调度一次。（州政府办牵头；长期坚持）
2. 公布考核结果。（州药办牵头；长期坚持）
"""


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("“种好药”这部分第2项谁牵头", "任务（一）种好药/2"),
        ("（二）里的第1条什么时候完成", "任务（二）抓落实/1"),
        ("二里面第1条谁负责", "任务（二）抓落实/1"),
        ("第1条,抓落实那部分的,谁牵头", "任务（二）抓落实/1"),
        ("第二部分第1项和第2项的时限", "任务（二）抓落实/1、（二）抓落实/2"),
        ("（二）有几条", "部分 = “（二）抓落实”,统计数量"),
        ("2号仓库什么时候修好", "内容:2号仓库什么时候修好"),
        ("古药田什么时候发布", "内容:古药田什么时候发布"),
        ("考核结果什么时候公布", "内容:考核结果什么时候公布"),
        ("州药办牵头和配合的一共几项", "涉及单位 = 州药办,职责清单"),
        ("州药办牵头多还是配合多", "牵头单位 = 州药办 与 责任单位 = 州药办,比较"),
    ],
)
def test_labels_that_begin_anew_in_every_section(question: str, condition: str, tmp_path: Path) -> None:
    assert written_and_understood(HERBS, question, tmp_path) == condition


SHOPS = """清河市2025年消费维权任务分工

一、预付卡监管
1. 排查发卡企业，逾期不备案的处1万元罚款。（市商务局牵头，市消费者权益保护委员会配合；2025年6月底前完成）
2. 公布停业商家名单，退款率达到90%。（市市场监管局牵头，各区县人民政府配合；持续推进）
二、重点人群与重点领域
3. 为老年人举办防骗讲座100场。（市消费者权益保护委员会牵头，市商务局配合；2025年12月底前完成）
4. 公布举报电话5521766。（市委网信办牵头，各区县市场监管局配合；2025年9月底前完成）
5. 农村集市每季度检查一次，喷淋设备随机抽检。（市市场监管局牵头，各区县人民政府、市商务局配合；持续推进）
"""
ELDERS = "二、重点人群与重点领域"


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("消保委打头的任务有哪些", "牵头单位 = 市消费者权益保护委员会"),
        ("商务局牵头的是哪条、只当责任单位的又是哪几条",
         "牵头单位 = 市商务局;责任单位 = 市商务局,不是牵头单位 = 市商务局"),
        ("商务局牵头的有哪些,配合的有哪些", "牵头单位 = 市商务局;责任单位 = 市商务局"),
        ("统计市场监管局自己挑头干的事,给别人打配合的先不算", "牵头单位 = 市市场监管局,统计数量"),
        ("消保委一条都没牵头对吧,那它在哪几项里挂着责任单位",
         "牵头单位 = 市消费者权益保护委员会;责任单位 = 市消费者权益保护委员会"),
        ("责任单位一栏里单单写了“各区县人民政府”、再没有别家的任务", "责任单位 仅 = 各区县人民政府"),
        ("哪些跟商务局八竿子打不着", "不是涉及单位 = 市商务局"),
        ("时限那一格空着的任务是哪几个", "没有完成时限"),
        ("完成时限那格什么都没写的任务,存在吗", "没有完成时限"),
        ("市场监管局牵头、长期抓没个头的", "牵头单位 = 市市场监管局,持续落实"),
        (f"“{ELDERS[2:6]}”部分,不是消保委牵头的有哪些,分别由谁牵头",
         f"部分 = “{ELDERS}”,不是牵头单位 = 市消费者权益保护委员会,列出单位"),
        ("讲老年人、农村集市这些的那个部分一共几条任务", f"部分 = “{ELDERS}”,统计数量"),
        ("写稿子用——讲“重点人群”的那一部分有哪些任务", f"部分 = “{ELDERS}”"),
        ("有具体钱数(多少元、多少万元)的是哪几条", "写有金额"),
        ("把带%号的挑出来,年底要逐个对指标", "写有百分比"),
        ("我们是卖喷淋设备的,哪些任务提到了喷淋", "提到“喷淋”"),
        ("写有“退款”的有哪几条?法务要逐条核对", "提到“退款”"),
        ("市场监管局牵头的,跟停业商家、喷淋设备沾得上边的有吗",
         "牵头单位 = 市市场监管局,(提到“停业商家” 或 “喷淋设备”)"),
        ("提供防骗讲座一项的原文,一字不改", "任务3"),
        ("各部分里市商务局以外的单位牵头的任务是哪几条", "不是牵头单位 = 市商务局"),
        ("既没写“各区县人民政府”又是市场监管局牵头的任务",
         "牵头单位 = 市市场监管局,不是涉及单位 = 各区县人民政府"),
        ("商务局牵头的和配合的加起来有哪些", "涉及单位 = 市商务局,职责清单"),
        ("责任单位那栏没有区县的任务", "不是责任单位 = 各区县人民政府"),
        ("网信办牵头的任务", "牵头单位 = 市委网信办"),
        ("市委网信办牵头或配合的是哪条", "涉及单位 = 市委网信办"),
        ("区县市监局配合的任务", "责任单位 = 各区县市场监管局"),
        ("我在商务局,责任单位一栏从头到尾就写了我们局一家的是哪几条", "责任单位 仅 = 市商务局"),
        ("全文几处写到要公布?内容里含“公布”或者“公示”就计", "提到“公布” 或 “公示”,统计数量"),
        ("有没有明说罚钱的?写了多少元、多少万元的那种都算", "写有金额"),
        ("哪几条写明了电话号码", "写有电话号码"),
    ],
)  # fmt: skip
def test_a_ledger_that_nobody_prepared(question: str, condition: str, tmp_path: Path) -> None:
    assert written_and_understood(SHOPS, question, tmp_path) == condition


def written_and_understood(text: str, question: str, folder: Path) -> str:
    file = folder / "plan.txt"
    file.write_text(text, encoding="utf-8")
    document = read_document(file)
    source = Source(FakeRecords(document), document, registry_of(document, load_registry(None)))
    reading = read(clean(question), context_of(source, date(2026, 11, 26)))
    return ";".join(plan_words(plan, document.sections, "zh") for plan in reading.plans)


EITHER_WAY = "(牵头单位 = 市财政局,责任单位 = 市审计局) 或 (牵头单位 = 市审计局,责任单位 = 市财政局)"


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("市财政局和市审计局之间，一家牵头、另一家配合的任务有哪些", EITHER_WAY),
        ("财政、审计这两家之间,一家牵头另一家做责任单位的任务是哪些?", EITHER_WAY),
        ("有一条是财政牵头审计配合，另一条正好倒过来。哪两条？", EITHER_WAY),
        ("两个部分里头，市编办有没有一条都不牵头的？是哪个部分", "牵头单位 = 市编办,各部分标题"),
        ("市编办是不是每个部分都有牵头任务?缺哪个部分", "牵头单位 = 市编办,各部分标题"),
        ("两个部分里，市编办有没有一条都没牵头的？是哪个", "牵头单位 = 市编办,各部分标题"),
    ],
)
def test_two_units_beside_each_other_and_sections_without_one(question: str, condition: str) -> None:
    assert understood("syn1_trailing_paren.txt", question) == condition


@pytest.mark.parametrize(
    ("question", "group", "bound"),
    [
        ("除市编办外，既牵头又当责任单位的单位有哪些", "both", None),
        ("有些单位既当牵头又当过责任单位。撇开市编办不谈，还有哪几家是这样", "both", None),
        ("市编办先撇开，其余单位里既自己牵过头、又在别的任务里当责任单位的都有谁？", "both", None),
        ("哪些单位在两个（或以上）部分里都当过牵头单位", "lead", Having(2, None)),
    ],
)
def test_units_in_each_role_and_in_several_sections(question: str, group: str, bound: Having | None) -> None:
    (plan,) = read(clean(question), asked_of("syn1_trailing_paren.txt")).plans
    assert (plan.measure, plan.group, plan.in_sections) == ("units", group, bound)
    assert plan.condition is None
