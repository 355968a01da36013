"""Departments and national bodies that a message names and the document does not: 省卫生健康委, 公安部, 温州市政府.

Answered with none of the tasks, not with a search for what the words are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.reading.vocabulary import alternation, load
from index.unit_words import NATION, bodies, cores, english_heads, same_ends, stems
from index.units import UnitName, UnitRegistry

_NATIONAL = ("国家", "中国", "国务院", "全国")
_LEVELS = ("省", "市", "区", "县", "自治区", "州", "旗")
_LOCAL_ONLY = ("中心", "公司", "集团", "")
_DISTRICT = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}?[区县](?:人民)?政府|[\u4e00-\u9fff]{2}[区县](?:人民)?政府"
)
_NO_DISTRICT = re.compile(r"^[各哪全本该几有相下上和与及由是的、跟]|政府[各的]|什么|各[区县]|地区|区县|县区|市区|城区")
# An office of a whole body: 市政协办公厅.
_OFFICE = re.compile(r"(?:办公厅|办公室|机关|常委会|党组)?")
_CITY_ENDS = ("市人民政府", "市政府", "人民政府", "政府", "市", "")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A unit at ``[start, end)`` of the message."""

    start: int
    end: int
    name: UnitName


@cache
def _ends() -> Mapping[str, tuple[str, ...]]:
    """Every word of a department to the ends it can have, the longest first."""
    forms = {
        word: {f for core in listed for end in core.ends for f in same_ends()[end]} for word, listed in stems().items()
    }
    return {word: tuple(sorted(known, key=len, reverse=True)) for word, known in forms.items()}


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in stems()}, reverse=True))


@cache
def _guards() -> Mapping[str, str]:
    guards: dict[str, str] = load("departments")["guards"]
    return guards


@cache
def _national() -> tuple[dict[str, str], re.Pattern[str]]:
    """National bodies by every name, and the English names as one pattern."""
    chinese = {name: body.name for body in bodies() for name in body.names if not name.startswith("re:")}
    english = [name for body in bodies() for name in body.english if " " in name]
    heads = {head for end in ("局", "厅", "委", "部", "办") for head in english_heads(end)}
    head = alternation(sorted(heads))
    name = alternation(sorted({n for core in cores() if not core.whole for n in core.english if " " in n}))
    department = rf"(?:municipal |provincial |national |state )?(?:{name}) (?:{head})"
    return chinese, re.compile(rf"\b(?:{alternation(english)}|{department}|(?:{head}) of (?:{name}))\b")


def unnamed_units(text: str, registry: UnitRegistry) -> Iterator[Unnamed]:
    """Every unit in the cleaned, lower-case ``text`` that the registry does not know, overlapping ones included."""
    found = [*_departments(text, registry), *_national_bodies(text)]
    if not registry.jurisdiction:
        found += _governments(text, registry)
    for start, end in dict.fromkeys(found):
        form = text[start:end]
        if form not in registry.forms:
            yield Unnamed(start, end, UnitName(form, (form,), form, "department"))


def _departments(text: str, registry: UnitRegistry) -> Iterator[tuple[int, int]]:
    ends = _ends()
    for start in range(len(text)):
        for length in _lengths():
            word = text[start : start + length]
            if len(word) < length or word not in ends:
                continue
            first = _begin(text, start, registry)
            for form in ends[word]:
                stop = start + length + len(form)
                if not text.startswith(form, start + length) or _goes_on(text, stop, form):
                    continue
                if first < start or form not in _LOCAL_ONLY:
                    yield first, stop if form else stop + len(_OFFICE.match(text[stop:])[0])  # type: ignore[index]
                break


def _goes_on(text: str, stop: int, form: str) -> bool:
    """The end is the beginning of another word: 教育部|门."""
    return stop < len(text) and text[stop] in _guards().get(form, "")


def _begin(text: str, start: int, registry: UnitRegistry) -> int:
    """Where the unit begins whose department word begins at ``start``: with 省, 市委, 国家, the place's name."""
    before = text[:start]
    for party in ("委", ""):
        if party and not before.endswith(party):
            continue
        head = before.removesuffix(party)
        for word in (*registry.places, *_NATIONAL):
            if word and head.endswith(word):
                return len(head) - len(word)
        for word in _LEVELS:
            if head.endswith(word):
                return _placed(head.removesuffix(word), registry)
    return start


def _placed(head: str, registry: UnitRegistry) -> int:
    return next((len(head) - len(place) for place in registry.places if place and head.endswith(place)), len(head))


def _national_bodies(text: str) -> Iterator[tuple[int, int]]:
    chinese, english = _national()
    for start in range(len(text)):
        for length in range(min(16, len(text) - start), 1, -1):
            word = text[start : start + length]
            if word in chinese and not _goes_on(text, start + length, word[-1]):
                yield start, start + length
                break
    if text.isascii() or re.search(r"[a-z]{4}", text):
        yield from ((m.start(), m.end()) for m in english.finditer(text))


def _governments(text: str, registry: UnitRegistry) -> Iterator[tuple[int, int]]:
    """Cities of the document's province, and districts by their form."""
    cities = registry.places[3:] if registry.level != NATION else ()
    for place in cities:
        at = text.find(place)
        if at >= 0 and not place.isascii():
            end = next(end for end in _CITY_ENDS if text.startswith(end, at + len(place)))
            yield at, at + len(place) + len(end)
    for m in _DISTRICT.finditer(text):
        if not _NO_DISTRICT.search(m[0]):
            yield m.start(), m.end()
