"""Group phrases of any place (各市、县〔市、区〕政府, 市有关部门) and single governments (杭州市政府, 高新区管委会)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import permutations
from typing import Literal

from index.named_units import EXACT, OWN, ROUGH, SHORT, Form
from index.reading.vocabulary import load
from index.unit_places import Place
from index.unit_words import provinces

GroupKind = Literal["governments", "departments", "other"]

_GROUP = re.compile(r"各|有关|相关|试点|全[省市区县]|成员单位")
_GOVERNED = re.compile(r"(?:政府|党委|管委会|地方|地区|市县|县区|区县)$")
_PROVINCES = re.compile(r"各省[、(]")
_LEVEL = re.compile(r"[市县区州旗]|乡镇|镇|乡")
_DEPARTMENTS = re.compile(r"(?:部门|单位|机构)$")
_TERRITORY = re.compile(
    r"^(?:中共)?(?P<stem>[\u4e00-\u9fff]{2,6}?)(?P<kind>新区|高新区|开发区|街道|[市县区州旗省镇乡])"
    r"(?P<end>人民政府|政府|管委会|管理委员会|党委政府|办事处|委)?$"
)
_ENGLISH = {"区": "district", "县": "county", "市": "city"}
_PLURAL = {"district": "districts", "county": "counties", "city": "cities"}


def group_kind(name: str) -> GroupKind | None:
    """Which group a phrase names; None for a single unit."""
    if not _GROUP.search(name):
        return None
    if _GOVERNED.search(name):
        return "governments"
    return "departments" if _DEPARTMENTS.search(name) else "other"


def group_forms(name: str, kind: GroupKind, place: Place) -> Iterator[Form]:
    """The wordings of a group phrase."""
    plain = unicodedata.normalize("NFKC", name)
    yield name, EXACT
    yield plain, EXACT
    yield re.sub(r"[〔\[]", "(", re.sub(r"[〕\]]", ")", plain)), EXACT
    if kind == "governments":
        yield from _government_forms(plain)
    elif kind == "departments":
        yield from _departments_forms(plain, place)
    else:
        yield from _other_forms(plain)


def _other_forms(plain: str) -> Iterator[Form]:
    """各街道办事处 -> 街道办事处, 各街道办, 各街道; 各乡镇(街道) -> 乡镇街道, 各街道; 各临床科室 -> 临床科室."""
    start = re.match(r"各(?:有关|相关)?|有关|相关|全体", plain)
    body = plain[start.end() :] if start else plain
    forms = [body, body.replace("(", "").replace(")", ""), re.sub(r"\((.+)\)", r"、\1", body)]
    forms += [f"{body.removesuffix('办事处')}办"] if body.endswith("办事处") else []
    yield from ((form, SHORT) for form in dict.fromkeys(forms) if len(form) > 2)
    yield from ((f"各{form}", SHORT) for form in dict.fromkeys(forms))
    shorter = [body.removesuffix("办事处"), re.sub(r"\(.+\)", "", body), *re.findall(r"\((.+)\)", body)]
    yield from ((f"各{form}", ROUGH) for form in dict.fromkeys(shorter) if len(form) > 1 and form != body)


def _government_forms(plain: str) -> Iterator[Form]:
    shorter = plain.replace("人民政府", "政府")
    yield from ((form, SHORT) for form in (shorter, shorter.removeprefix("各"), plain.removeprefix("各")))
    if _PROVINCES.match(plain):
        yield from ((form, OWN) for form in load("groups")["provinces"])
        return
    start = re.match(r"各|有关|相关|试点", plain)
    before = start[0] if start else "各"
    levels = list(dict.fromkeys(_LEVEL.findall(plain.removesuffix("政府"))))
    rank = ROUGH if "党" in plain else OWN
    if "党" in plain:
        named = "".join(levels)
        yield from ((f"{first}{named}{end}", OWN) for first in (before, "") for end in load("groups")["party"])
    starts = [before] if before != "各" else ["各", ""]
    ends = load("groups")["government"]
    for order in _orders(levels):
        weight = min(rank, OWN if list(order) == levels else SHORT if len(order) == len(levels) else ROUGH)
        for body in ("".join(order), "、".join(order)):
            yield from ((f"{first}{body}{end}", weight) for first in starts for end in ends)
            yield f"{before}{body}", weight
    if before == "各":
        nested = _nested(levels)
        yield from ((f"{first}{body}{end}", rank) for first in starts for body in nested for end in (*ends, ""))
        yield from ((form, ROUGH) for form in load("groups")["places"])
    yield from _english_governments(levels, before == "各")


def _orders(levels: list[str]) -> list[tuple[str, ...]]:
    """The levels in any order, and some of them: 各市县政府 of 各市、县、区政府."""
    if len(levels) > 3:
        return [tuple(levels)]
    return [order for size in range(len(levels), 0, -1) for order in permutations(levels, size)]


def _nested(levels: list[str]) -> list[str]:
    """县(市、区) and 市、县(市、区), as the genre nests them."""
    every = {"市", "县", "区"} <= set(levels)
    known: list[str] = load("groups")["nested_cities" if every else "nested_counties"]
    return known if {"县", "区"} <= set(levels) else []


def _english_governments(levels: list[str], every: bool) -> Iterator[Form]:
    names = [_ENGLISH[level] for level in levels if level in _ENGLISH]
    weight = OWN if every else ROUGH
    for order in _orders(names):
        rank = weight if len(order) == len(names) else ROUGH
        for joint in (" and ", ", "):
            yield from ((f"{joint.join(order)} {end}", rank) for end in ("governments", "government"))
    if every:
        for order in permutations(names) if names else ():
            places = " and ".join(_PLURAL[name] for name in order)
            yield from ((f"{first}{places}", SHORT) for first in ("all ", "the ", ""))
        yield from ((form, ROUGH) for form in load("groups")["places_english"])


def _departments_forms(plain: str, place: Place) -> Iterator[Form]:
    noun = "部门" if plain.endswith("部门") else plain[-2:]
    which = "relevant" if re.search(r"有关|相关", plain) else "every"
    level = place.level if plain[:1] == place.level[:1] else ""
    for middle in load("groups")[which]:
        weight = OWN if middle.replace("政府", "").lstrip("各级直") == "" or middle in plain else SHORT
        yield f"{level}{middle}{noun}", weight
        if middle[0] in "有相各政":
            yield f"{middle}{noun}", SHORT if level else weight
    yield from ((form, SHORT) for form in load("groups")[f"{which}_english"])


# --- single governments ----------------------------------------------------------------------------------------------


def is_territory(name: str) -> bool:
    """杭州市政府, 盘龙县政府, 高新区管委会: the government of a named place."""
    return bool(_TERRITORY.match(name)) and not _GROUP.search(name)


def territory_forms(name: str) -> Iterator[Form]:
    """杭州市政府 -> 杭州市人民政府, 杭州市, 杭州 ..."""
    yield name, EXACT
    found = _TERRITORY.match(unicodedata.normalize("NFKC", name))
    if found is None:
        return
    stem, full = found["stem"], f"{found['stem']}{found['kind']}"
    zone = (found["end"] or "").startswith("管") or "新" in found["kind"] or "开发" in found["kind"]
    yield from ((f"{full}{end}", OWN) for end in load("groups")["zone" if zone else "town"])
    english = next((p.cities[stem] for p in provinces() if stem in p.cities), "")
    if english:
        yield from ((form, SHORT) for form in (stem, f"{stem}政府"))
        yield from ((f"{english}{end}", OWN) for end in load("groups")["city_english"])
        yield from ((f"{before}{english}", OWN) for before in load("groups")["city_english_before"])
