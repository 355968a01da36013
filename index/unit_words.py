"""Departments, national bodies and places of the genre: ``data/genre/{departments,national,places}.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from index.reading.vocabulary import load

NATION = "国家"
# The same level under other names: 自治区 stands where provinces say 省.
LEVELS = {"自治区": "省", "省": "省", "市": "市", "州": "市", "盟": "市", "区": "区", "县": "区", "旗": "区"}


@dataclass(frozen=True, slots=True)
class Former:
    """A department that a reform put into another: its words and ends, and the year."""

    words: tuple[str, ...]
    ends: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Core:
    """One department, whichever government it is of. ``ends`` is ("",) where the words are whole names."""

    words: tuple[str, ...]
    ends: tuple[str, ...]
    alone: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    formers: tuple[Former, ...] = ()
    kin: tuple[str, ...] = ()
    party: str = ""

    @property
    def whole(self) -> bool:
        return self.ends == ("",)


@dataclass(frozen=True, slots=True)
class Body:
    """One national body, its short and English names, and the name a reform gave it."""

    name: str
    also: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    became: str | None = None
    year: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class Branch:
    """Branches of a nationwide body, told by a mark in their name."""

    mark: re.Pattern[str]
    also: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    name: str
    short: str
    english: str
    cities: Mapping[str, str] = field(default_factory=dict)


def _core(row: dict[str, Any]) -> Core:
    formers = tuple(Former(tuple(f["words"]), tuple(f["ends"]), f.get("year")) for f in row.get("was", ()))
    return Core(tuple(row["words"]), tuple(row["ends"]), tuple(row.get("alone", ())), tuple(row.get("english", ())),
                formers, tuple(row.get("kin", ())), row.get("party", ""))  # fmt: skip


@cache
def cores() -> tuple[Core, ...]:
    return tuple(_core(row) for row in load("departments")["core"])


@cache
def stems() -> Mapping[str, tuple[Core, ...]]:
    """Every word to the departments that have it: 水务 is of the 水务局 and of the 水务集团."""
    found: dict[str, list[Core]] = {}
    for core in cores():
        for word in core.words:
            found.setdefault(word, []).append(core)
    return {word: tuple(listed) for word, listed in found.items()}


def core_of(stem: str, end: str) -> Core | None:
    """The department with this word and this end ("" for a whole name); None where the genre knows none."""
    return next((core for core in stems().get(stem, ()) if end in core.ends), None)


@cache
def same_ends() -> Mapping[str, tuple[str, ...]]:
    """An end and the forms that say the same: 委 -> 委, 委员会."""
    return {end: tuple(row["same"]) for end, row in load("departments")["ends"].items()} | {"": ("",)}


@cache
def end_forms() -> tuple[tuple[str, str], ...]:
    """(form, end), the longest form first: (委员会, 委), (委, 委)."""
    pairs = [(form, end) for end, forms in same_ends().items() for form in forms if form]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def english_heads(end: str) -> tuple[str, ...]:
    """The English words for an end: 局 -> bureau, administration, authority."""
    return tuple(load("departments")["ends"].get(end, {}).get("english", ()))


def ends_of_level(level: str) -> tuple[str, ...]:
    """The ends that a government's department of this level can have."""
    levels: dict[str, list[str]] = load("departments")["levels"]
    return tuple(levels.get(level, levels["市"]))


@cache
def bodies() -> tuple[Body, ...]:
    return tuple(
        Body(row["name"], tuple(row.get("also", ())), tuple(row.get("english", ())),
             row.get("became", {}).get("name"), row.get("became", {}).get("year"))
        for row in load("national")["body"]
    )  # fmt: skip


@cache
def bodies_by_name() -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies():
        for name in body.names:
            found.setdefault(name, body)
    return found


@cache
def branches() -> tuple[Branch, ...]:
    return tuple(
        Branch(re.compile(row["mark"]), (*row["also"], *row.get("alone", ())), tuple(row.get("english", ())))
        for row in load("departments")["branch"]
    )


@cache
def collectives() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Names for several units at once, and the mark of the units they mean."""
    return tuple((tuple(row["names"]), re.compile(row["marks"])) for row in load("departments")["collective"])


@cache
def provinces() -> tuple[Province, ...]:
    return tuple(
        Province(row["name"], row["short"], row["english"], row.get("cities", {})) for row in load("places")["province"]
    )


@cache
def _later() -> Mapping[str, tuple[tuple[Core, int | None], ...]]:
    """A department's formal word to the departments that a reform put it into, with the year; kin without one."""
    found: dict[str, list[tuple[Core, int | None]]] = {}
    for core in cores():
        for former in core.formers:
            for other in {id(c): c for word in former.words for c in stems().get(word, ())}.values():
                if other is not core:
                    found.setdefault(other.words[0], []).append((core, former.year))
        for word in core.kin:
            found.setdefault(core.words[0], []).append((stems()[word][0], None))
    return {word: tuple(listed) for word, listed in found.items()}


def successors(core: Core) -> tuple[tuple[Core, int | None], ...]:
    """The departments that a reform put this one into, with the year; kin without one."""
    return _later().get(core.words[0], ())


@cache
def predecessors() -> Mapping[str, tuple[Body, ...]]:
    """A national body's name to the bodies that it was made of."""
    found: dict[str, tuple[Body, ...]] = {}
    for body in bodies():
        if body.became:
            found[body.became] = (*found.get(body.became, ()), body)
    return found
