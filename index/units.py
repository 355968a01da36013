"""Unit names of one jurisdiction (``data/<jurisdiction>/units.toml``): aliases, groups and their members, successors.

``index/document_units.py`` adds the units that a document names itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

UnitKind = Literal["unit", "group", "member", "department", "several", "ambiguous"]

_LATIN = re.compile(r"[a-z]")
# What an English name of a unit ends with, or begins with before "of".
_HEADS = ("bureau", "commission", "office", "authority", "administration", "department")


@dataclass(frozen=True, slots=True)
class UnitName:
    """One wording of a unit.

    ``names`` are the names under which documents list it (several for "审计部门"; for an ambiguous wording the usual
    reading first). ``label`` is the unit the asker means; it differs from ``names`` for a district (海淀区政府 ->
    各区政府) and for a later or earlier name (市市场监管局 -> 市工商局); ``successor_of`` holds the document's name.
    """

    form: str
    names: tuple[str, ...]
    label: str
    kind: UnitKind
    successor_of: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class UnitRegistry:
    """All wordings known for one jurisdiction, and the English name of each unit."""

    jurisdiction: str
    places: tuple[str, ...]
    forms: dict[str, UnitName]
    english: dict[str, str]
    groups: dict[str, str]
    groups_of_departments: tuple[str, ...]
    groups_of_governments: tuple[str, ...] = ()
    level: str = ""
    spellings: Mapping[str, str] = field(default_factory=dict)

    def usual(self, name: str) -> str:
        """The spelling that the document uses most of a unit that it spells in several ways."""
        return self.spellings.get(name, name)

    def english_name(self, name: str) -> str:
        """The English name of a unit, or its Chinese name where none is recorded."""
        return self.english.get(name, name)


def _turned(bare: str) -> list[str]:
    """The other order of an English name: finance bureau -> bureau of finance, and back."""
    head, of, rest = bare.partition(" of ")
    if of and head in _HEADS and " of " not in rest and " the " not in f" {rest}":
        return [f"{rest} {head}"]
    rest, _, head = bare.rpartition(" ")
    return [f"{head} of {rest}", f"{head} for {rest}"] if rest and head in _HEADS and " of " not in rest else []


def _prefixed(bare: str, places: Iterable[str]) -> list[str]:
    """Ways to write a municipal unit: 经信委 -> 经信委, 市经信委, 北京市经信委, 北京经信委; 委宣传部 also with 中共."""
    if _LATIN.search(bare):
        plain = bare.lower().removeprefix("municipal ")
        places = [place for place in places if _LATIN.search(place)]
        before = ["", "municipal ", *(f"{place}{more}" for place in places for more in (" ", " municipal ", "'s "))]
        return [f"{start}{form}" for form in (plain, *_turned(plain)) for start in before]
    place = next((p for p in places if p.endswith("市")), "")
    starts = ["", "市"]
    if place:
        starts += [place, place.removesuffix("市")]
    if bare.startswith("委"):
        starts += ["中共市", f"中共{place}", "中国共产党市", f"中国共产党{place}"]
    return [f"{start}{bare}" for start in starts]


def _bare(name: str) -> str:
    return name.removeprefix("市") if len(name) > 2 else name


class _Builder:
    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        self.forms: dict[str, UnitName] = {}

    def add(self, aliases: Iterable[str], names: tuple[str, ...], label: str, kind: UnitKind,
            successor_of: str | None = None, year: int | None = None, *, plain: bool = False) -> None:  # fmt: skip
        for alias in aliases:
            variants = [alias] if plain else _prefixed(alias, self.places)
            for form in variants:
                self.forms.setdefault(form.lower(), UnitName(form, names, label, kind, successor_of, year))


def _add_unit(builder: _Builder, unit: dict[str, Any]) -> None:
    name = unit["name"]
    exact = [name, f"{builder.places[0]}{_bare(name)}" if builder.places else name]
    builder.add(exact, (name,), name, "unit", plain=True)
    bare = [_bare(name)] if name.startswith("市") and len(_bare(name)) > 2 else []
    names = [*bare, *unit.get("aliases", []), *unit.get("english_aliases", [])]
    builder.add(names, (name,), name, "unit")
    builder.add([unit.get("english", "")], (name,), name, "unit")
    for key in ("successor", "former"):
        if other := unit.get(key):
            forms = [_bare(other["name"]), *other.get("aliases", []), *other.get("english_aliases", [])]
            builder.add([other["name"]], (name,), other["name"], "unit", name, other.get("year"), plain=True)
            builder.add(forms, (name,), other["name"], "unit", name, other.get("year"))


def _add_group(builder: _Builder, group: dict[str, Any]) -> None:
    name = group["name"]
    aliases = [name, *group.get("aliases", []), *group.get("english_aliases", []), group.get("english", name)]
    municipal = [alias for alias in aliases if alias.startswith("市")]
    longer = [alias.replace("市政府", "市人民政府", 1) for alias in municipal]
    placed = [f"{place}{alias[1:]}" for place in builder.places[:2] for alias in (*municipal, *longer)]
    builder.add([*aliases, *longer, *placed], (name,), name, "group", plain=True)
    for member in group.get("members", []):
        label = f"{member}区政府"
        forms = [f"{member}区政府", f"{member}区人民政府", f"{member}区", f"{member}政府", f"{member}区委区政府"]
        forms += [f"{place}{form}" for place in builder.places[:2] for form in forms[:3]]
        if member not in group.get("members_in_full", []):
            forms.append(member)
        builder.add(forms, (name,), label, "member", plain=True)
    for member, label in zip(group.get("members_english", []), group.get("members", []), strict=False):
        forms = [member, f"{member} district", f"{member} district government", f"{member} government"]
        builder.add(forms, (name,), f"{label}区政府", "member", plain=True)


def _registry(raw: dict[str, Any]) -> UnitRegistry:
    place = raw.get("jurisdiction", {})
    builder = _Builder(tuple(place.get("names", ())))
    for unit in raw.get("unit", []):
        _add_unit(builder, unit)
    for group in raw.get("group", []):
        _add_group(builder, group)
    for several in raw.get("several", []):
        builder.add(several["aliases"], tuple(several["names"]), several["aliases"][0], "several", plain=True)
    for ambiguous in raw.get("ambiguous", []):
        builder.add(ambiguous["aliases"], tuple(ambiguous["names"]), ambiguous["aliases"][0], "ambiguous")
    departments = raw.get("departments", {})
    for name in departments.get("names", []):
        builder.add([_bare(name), *departments.get("english", {}).get(name, [])], (name,), name, "department")
        builder.add([name], (name,), name, "department", plain=True)
    builder.forms.pop("", None)
    groups = {g["name"]: g["kind"] for g in raw.get("group", [])}
    english = {u["name"]: u["english"] for u in [*raw.get("unit", []), *raw.get("group", [])] if u.get("english")}
    covering = tuple(name for name, kind in groups.items() if kind == "departments")
    return UnitRegistry(place.get("id", ""), builder.places, builder.forms, english, groups, covering)


@cache
def load_registry(path: Path | None) -> UnitRegistry:
    """The registry of a ``units.toml``; an empty one for None or a missing file."""
    if path is None or not path.is_file():
        return _registry({})
    return _registry(tomllib.loads(path.read_text(encoding="utf-8")))
