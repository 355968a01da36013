"""A unit's name in parts: 省委网信办 is 省, of the party committee, 网信, 办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.unit_places import Place
from index.unit_words import LEVELS, NATION, Core, core_of, end_forms

_NATION = ("中华人民共和国", "国务院", "国家", "中国", "全国")
_TOWN = re.compile(r"^([\u4e00-\u9fff]{2,4}?[省市县区州旗])(?=.{3})")


@dataclass(frozen=True, slots=True)
class Parsed:
    """``head`` is the level word as written, or a town's own name; ``level`` what it stands for (国家, 省, 市, 区)."""

    name: str
    head: str
    level: str
    party: bool
    stem: str
    end: str
    core: Core | None


@dataclass(frozen=True, slots=True)
class _Cut:
    head: str
    level: str
    party: bool
    rest: str


@lru_cache(maxsize=1024)
def parse(name: str, place: Place) -> Parsed:
    """The parts of ``name``; without a core where the genre does not know the department."""
    cuts = list(_cuts(name, place))
    for cut in cuts:
        stem, end, core = _department(cut.rest)
        if core is not None and not (cut.party and not core.party):
            return Parsed(name, cut.head, cut.level, cut.party, stem, end, core)
    cut = next((c for c in cuts if c.rest != name and c.head in LEVELS), cuts[0])
    stem, end, _ = _department(cut.rest)
    return Parsed(name, cut.head, cut.level, False, stem, end, None)


def _department(rest: str) -> tuple[str, str, Core | None]:
    if (core := core_of(rest, "")) is not None:
        return rest, "", core
    for form, end in end_forms():
        if rest.endswith(form) and (core := core_of(rest.removesuffix(form), end)) is not None:
            return rest.removesuffix(form), end, core
    form, end = next(((f, e) for f, e in end_forms() if rest.endswith(f) and len(rest) > len(f) + 1), ("", ""))
    return rest.removesuffix(form), end, None


def _cuts(name: str, place: Place) -> Iterator[_Cut]:
    """Where the department may begin: at the start (市场监管总局), after the place, the nation or the level word."""
    local = "" if place.level == NATION else place.level
    levelled = next((w for w in LEVELS if name.startswith(w)), "")
    if levelled and not name.startswith("市场"):
        # 市监委 is the 监委 of a city before it is a 市监 (market supervision) commission.
        yield from _governed(levelled, LEVELS[levelled], name.removeprefix(levelled))
    yield _Cut(local, place.level, False, name)
    for own in (place.name, place.short):
        if own and name.startswith(own) and len(name) > len(own) + 1:
            yield from _governed(local, place.level, name.removeprefix(own))
    for word in _NATION:
        if name.startswith(word):
            yield _Cut("", NATION, False, name.removeprefix(word))
    if town := _TOWN.match(name):
        yield from _governed(town[1], town[1], name.removeprefix(town[1]))


def _governed(head: str, level: str, rest: str) -> Iterator[_Cut]:
    yield _Cut(head, level, False, rest)
    if rest.startswith("委"):
        yield _Cut(head, level, True, rest.removeprefix("委"))
