"""The wordings of the units that any document names: made from the genre's vocabulary, level and place kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.document_units import registry_of
from index.read import read_document
from index.types import Document, Fact, Span, Task, UnitField
from index.units import UnitRegistry, load_registry
from tests.sample_document import DATA as BEIJING

PROVINCE = ("省经信厅", "省发展改革委", "国家发展改革委", "省发展改革委", "省委组织部", "省委网信办", "杭州市政府",
            "省人力社保厅", "省电力公司", "各市、县〔市、区〕政府")  # fmt: skip
NATION = ("人民银行", "银保监会", "证监会", "审计署", "国务院国资委", "最高人民法院", "人力资源社会保障部", "海关总署",
          "中国铁路总公司", "外汇局")  # fmt: skip
CITY = ("市交通运输局", "市大数据局", "市工商局", "市质监局", "市国税局", "市地税局", "人民银行临江市中心支行",
        "国网河阳供电公司", "中国电信河阳分公司", "中国移动河阳分公司", "高新区管委会", "各县（区）政府", "市有关部门",
        "市城投集团", "市政务服务中心", "市中心医院", "市监委", "市委宣传部（市政府新闻办）",
        "市消费者权益保护委员会")  # fmt: skip


def _document(title: str, units: tuple[str, ...]) -> Document:
    tasks = tuple(
        Task("d", at + 1, at, str(at + 1), "做事。", Span(0, 3), lead=UnitField((unit,), unit))
        for at, unit in enumerate(units)
    )
    return Document("d", title, f"{title}\n", "0", "d.txt", "table", (), tasks, (Fact("标题", title),))


def _registry(title: str, units: tuple[str, ...]) -> UnitRegistry:
    return registry_of(_document(title, units), load_registry(None))


REGISTRIES = {
    "province": _registry("浙江省人民政府关于印发若干措施的通知", PROVINCE),
    "nation": _registry("国务院关于支持若干措施的通知", NATION),
    "city": _registry("临江市2017年重点任务分工方案", CITY),
}

CASES = [
    ("province", "浙江省经济和信息化厅", "省经信厅"),
    ("province", "经信厅", "省经信厅"),
    ("province", "经信委", "省经信厅"),
    ("province", "浙江经信厅", "省经信厅"),
    ("province", "省发改委", "省发展改革委"),
    ("province", "国家发改委", "国家发展改革委"),
    ("province", "组织部", "省委组织部"),
    ("province", "中共浙江省委组织部", "省委组织部"),
    ("province", "网信办", "省委网信办"),
    ("province", "杭州市", "杭州市政府"),
    ("province", "省人力资源和社会保障厅", "省人力社保厅"),
    ("province", "国家电网", "省电力公司"),
    ("province", "各市、县(市、区)政府", "各市、县〔市、区〕政府"),
    ("province", "department of economy and information technology", "省经信厅"),
    ("nation", "央行", "人民银行"),
    ("nation", "人社部", "人力资源社会保障部"),
    ("nation", "中国银保监会", "银保监会"),
    ("nation", "national audit office", "审计署"),
    ("nation", "国资委", "国务院国资委"),
    ("nation", "最高法", "最高人民法院"),
    ("nation", "铁总", "中国铁路总公司"),
    ("nation", "国家外汇管理局", "外汇局"),
    ("city", "市委宣传部", "市委宣传部（市政府新闻办）"),
    ("city", "市政府新闻办公室", "市委宣传部（市政府新闻办）"),
    ("city", "消保委", "市消费者权益保护委员会"),
    ("city", "交通局", "市交通运输局"),
    ("city", "临江市交通局", "市交通运输局"),
    ("city", "big data bureau", "市大数据局"),
    ("city", "央行", "人民银行临江市中心支行"),
    ("city", "供电公司", "国网河阳供电公司"),
    ("city", "高新区", "高新区管委会"),
    ("city", "各县区政府", "各县（区）政府"),
    ("city", "各区县", "各县（区）政府"),
    ("city", "相关部门", "市有关部门"),
    ("city", "城投公司", "市城投集团"),
    ("city", "政务中心", "市政务服务中心"),
    ("city", "中心医院", "市中心医院"),
    ("city", "监委", "市监委"),
    ("city", "央行临江支行", "人民银行临江市中心支行"),
    ("city", "大数据中心", "市大数据局"),
]


@pytest.mark.parametrize(("where", "said", "meant"), CASES)
def test_a_wording_means_the_unit(where: str, said: str, meant: str) -> None:
    assert REGISTRIES[where].forms[said].names == (meant,)


@pytest.mark.parametrize(("where", "said"), [
    ("province", "市发改委"), ("nation", "省财政厅"), ("city", "省交通厅"), ("city", "交通部"), ("province", "发改部"),
])  # fmt: skip
def test_another_level_is_another_unit(where: str, said: str) -> None:
    assert said not in REGISTRIES[where].forms


def test_a_wording_of_two_units_is_ambiguous_the_usual_one_first() -> None:
    name = REGISTRIES["province"].forms["发改委"]
    assert (name.kind, name.names) == ("ambiguous", ("省发展改革委", "国家发展改革委"))


SPELLED = ("市应急管理局", "市应急局", "市应急管理局", "市文旅局", "市文化和旅游局", "市城市管理局", "市综合行政执法局")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("应急局", {"市应急管理局", "市应急局"}),
        ("市应急管理局", {"市应急管理局", "市应急局"}),
        ("文旅局", {"市文旅局", "市文化和旅游局"}),
    ],
)
def test_a_unit_that_a_document_spells_in_two_ways_is_one(said: str, names: set[str]) -> None:
    registry = _registry("临江市2024年重点任务分工方案", SPELLED)
    assert set(registry.forms[said].names) == names
    assert registry.usual("市应急局") == "市应急管理局"


def test_a_later_name_means_every_unit_that_was_put_into_it() -> None:
    name = REGISTRIES["city"].forms["市场监管局"]
    assert (name.names, name.successor_of, name.year) == (("市工商局", "市质监局"), "市工商局、市质监局", 2018)
    assert REGISTRIES["city"].forms["市税务局"].names == ("市国税局", "市地税局")
    assert REGISTRIES["nation"].forms["金融监管总局"].names == ("银保监会",)
    assert REGISTRIES["nation"].forms["银监会"].names == ("银保监会",)


def test_a_name_for_several_units_means_those_the_document_names() -> None:
    assert REGISTRIES["city"].forms["三大运营商"].names == ("中国电信河阳分公司", "中国移动河阳分公司")


def test_the_jurisdictions_own_data_comes_first() -> None:
    own = load_registry(BEIJING / "units.toml")
    document = replace(_document("北京市任务分工", ("市财政局", "市商务委")), jurisdiction="beijing")
    made = registry_of(document, own)
    assert made.forms["财政局"] == own.forms["财政局"]
    assert made.forms["商务局"].names == ("市商务委",)


@pytest.mark.parametrize(("name", "place"), [
    ("syn1_trailing_paren.txt", "临江市"), ("syn3_table.html", "河阳市"), ("syn6_messy.txt", "云州市"),
    ("syn4_list.xlsx", "江海市"),
])  # fmt: skip
def test_the_place_is_read_off_the_document(name: str, place: str) -> None:
    from tests.test_read import DATA

    assert registry_of(read_document(DATA / name), load_registry(None)).places[0] == place
