"""The place a document is of: its name, its level of government, and what else belongs to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.types import Document
from index.unit_words import LEVELS, NATION, branches, provinces

_NATIONAL = re.compile(r"^(?:国务院|中共中央|中央|国家|全国|最高人民)")
# 临江市2017年..., 云州市人民政府公报: a name that ends in its level, before a year or the government.
_PLACE = re.compile(
    r"(?:^|[\s,，。、：:>（(])(?:中共)?([\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|市|州|盟|县|区|旗))"
    r"(?=人民政府|政府|委办|委员会|委、|办公|\d{4}年|〔|关于|印发|第)"
)
_NO_PLACE = re.compile(r"^(?:关于|各|全|本|我|该|有关|相关|所有|在|为|对|城|其他)|城市$|地区$|园区$|试验区$|示范区$")
_BRANCH_PLACE = re.compile(
    r"(?:国网|中国电信|中国移动|中国联通|中国铁塔|人民银行)([\u4e00-\u9fff]{2,4}?)"
    r"(?:省|市|县)?(?:供电|分公司|中心支行|分行|支行)"
)
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` with its level word ("" where it is not known); ``homes`` are the names that are no other place."""

    name: str
    level: str
    short: str = ""
    english: str = ""
    homes: tuple[str, ...] = ()


def place_of(document: Document, units: Iterable[str]) -> Place:
    """The place of a document by its title, its issuer, its first lines, or the units it names."""
    said = [document.title, *(f.value for f in document.facts if f.name in ("发文机构", "文件来源"))]
    if any(_NATIONAL.match(text) for text in said):
        homes = [n for p in provinces() for n in (p.name, p.short, p.english, *p.cities, *p.cities.values())]
        return Place("", NATION, "", "", tuple(homes))
    start = document.tasks[0].span.start if document.tasks else _HEAD
    for text in [*said, document.text[: min(start, _HEAD)]]:
        for name in (m[1] for m in _PLACE.finditer(text)):
            if not _NO_PLACE.search(name):
                return _named(name)
    listed = list(units)
    found = next((m[1] for unit in listed if (m := _BRANCH_PLACE.search(unit))), "")
    level = _usual_level(listed)
    return Place(f"{found}{level}", level, found, "", (f"{found}{level}", found)) if found else Place("", level)


def _named(name: str) -> Place:
    level = next(level for word, level in LEVELS.items() if name.endswith(word))
    short = name[: -len(next(word for word in LEVELS if name.endswith(word)))]
    for province in provinces():
        if name in (province.name, province.short):
            homes = (province.name, province.short, province.english, *province.cities, *province.cities.values())
            return Place(province.name, "市" if not province.cities else "省", province.short, province.english, homes)
        if short in province.cities:
            english = province.cities[short]
            return Place(name, level, short, english, (name, short, english))
    return Place(name, level, short, "", (name, short))


def _usual_level(units: Sequence[str]) -> str:
    """The level word that most units begin with; the nation's where few begin with any."""
    begun = Counter(LEVELS[unit[0]] for unit in units if unit[:1] in LEVELS and not unit.startswith("市场"))
    if not begun or begun.total() * 2 < len(units):
        return NATION if not any(b.mark.search(u) and "分" in u for u in units for b in branches()) else "市"
    return begun.most_common(1)[0][0]
