"""The registry of one document: its jurisdiction's data, and every wording of the units that it names itself."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from index.group_units import group_forms, group_kind, is_territory, territory_forms
from index.named_units import english_name, forms_of, other_names
from index.types import Document
from index.unit_parse import parse
from index.unit_places import Place, place_of
from index.unit_words import NATION, collectives
from index.units import UnitName, UnitRegistry


def registry_of(document: Document, jurisdiction: UnitRegistry) -> UnitRegistry:
    """``jurisdiction`` with the units that ``document`` names and it lacks, each under all its usual wordings."""
    counts = Counter(unit for task in document.tasks for unit in task.units)
    strange = [name for name in counts if not _known(jurisdiction, name)]
    place = _curated(jurisdiction) or place_of(document, counts)
    if not strange:
        return replace(jurisdiction, level=place.level)
    alike = {name: names for names in spellings(strange, place, counts) for name in names}
    made = _wordings(strange, place, counts, alike)
    kept = {key: name for key, name in jurisdiction.forms.items() if name.kind != "department" or key not in made}
    kinds = {name: kind for name in strange if (kind := group_kind(name))}
    english = {name: said for name in strange if name not in kinds and (said := english_name(name, place))}
    departments = tuple(name for name, kind in kinds.items() if kind == "departments")
    governments = tuple(name for name, kind in kinds.items() if kind == "governments")
    return replace(
        jurisdiction, places=jurisdiction.places or place.homes, forms={**made, **kept}, level=place.level,
        english={**english, **jurisdiction.english}, groups={**kinds, **jurisdiction.groups},
        groups_of_departments=(*jurisdiction.groups_of_departments, *departments), groups_of_governments=governments,
        spellings={name: names[0] for name, names in alike.items()},
    )  # fmt: skip


def _known(registry: UnitRegistry, name: str) -> bool:
    known = registry.forms.get(name.lower())
    return known is not None and known.kind != "department" and known.label == name


def _curated(registry: UnitRegistry) -> Place | None:
    if not registry.places:
        return None
    name, short = registry.places[0], registry.places[0].removesuffix("市")
    return Place(name, "市", short, "", registry.places)


@dataclass(slots=True)
class _Table:
    """Wordings, each with the heaviest weight seen and the units that have it."""

    best: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, forms: Iterable[tuple[str, int]]) -> None:
        for form, weight in forms:
            if len(form) < 2:
                continue
            key = form.lower()
            held = self.best.get(key)
            if held is None or weight > held[0]:
                self.best[key] = (weight, [name])
                self.written[key] = form
            elif weight == held[0] and name not in held[1]:
                held[1].append(name)


def spellings(names: Iterable[str], place: Place, counts: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Each department that a document writes in several ways (市应急局, 市应急管理局), the usual one first."""
    found: dict[tuple[object, ...], list[str]] = {}
    for name in names:
        part = parse(unicodedata.normalize("NFKC", name), place)
        if part.core is not None and group_kind(name) is None:
            found.setdefault((part.core, part.end, part.head, part.party), []).append(name)
    return tuple(_usual_first(alike, counts) for alike in found.values() if len(alike) > 1 and _shortened(alike))


def _usual_first(names: Iterable[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: -counts[name]))


def _shortened(alike: Iterable[str]) -> bool:
    """Whether all are short for the longest: 文旅局 of 文化广电和旅游局, but not 城市管理局 of 综合执法局."""
    longest = max(alike, key=len)
    return all(_within(name, longest) for name in alike)


def _within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _wordings(
    names: Iterable[str], place: Place, counts: Mapping[str, int], alike: Mapping[str, tuple[str, ...]]
) -> dict[str, UnitName]:
    """The unit that each wording means; ``alike`` are all spellings of one that the document writes in several."""
    table = _Table()
    listed = list(names)
    for name in listed:
        kind = group_kind(name)
        if kind is not None:
            table.add(name, group_forms(name, kind, place))
        elif is_territory(name):
            table.add(name, territory_forms(name))
        else:
            table.add(name, forms_of(name, place))
    groups = frozenset(name for name in listed if group_kind(name))
    made = {key: _unit(table.written[key], held, counts, groups, alike) for key, (_, held) in table.best.items()}
    for key, unit in (*_together(listed).items(), *_reformed(listed, place).items()):
        made.setdefault(key, unit)
    return made


def _unit(
    form: str, names: list[str], counts: Mapping[str, int], groups: frozenset[str], alike: Mapping[str, tuple[str, ...]]
) -> UnitName:
    spelled = alike.get(names[0], (names[0],))
    if set(names) <= set(spelled):
        return UnitName(form, spelled, spelled[0], "group" if names[0] in groups else "unit")
    return UnitName(form, _usual_first(names, counts), form, "ambiguous")


def _together(names: Iterable[str]) -> dict[str, UnitName]:
    """Names for several units at once, 三大运营商."""
    listed = tuple(names)
    made: dict[str, UnitName] = {}
    for said, mark in collectives():
        meant = tuple(name for name in listed if mark.search(name))
        if len(meant) > 1:
            made |= {form.lower(): UnitName(form, meant, form, "several") for form in said}
    return made


def _reformed(names: Iterable[str], place: Place) -> dict[str, UnitName]:
    """Later and earlier names; one that several units of the document were put into means all of them."""
    found: dict[str, tuple[str, list[str], int | None]] = {}
    for name in names:
        if group_kind(name) or is_territory(name):
            continue
        for form, year in other_names(name, place):
            _, meant, _ = found.setdefault(form.lower(), (form, [], year))
            if name not in meant:
                meant.append(name)
    return {
        key: UnitName(form, tuple(meant), form, "unit" if len(meant) == 1 else "several", "、".join(meant), year)
        for key, (form, meant, year) in found.items()
        if len(form) > 1
    }


def covering(registry: UnitRegistry, name: str) -> tuple[str, ...]:
    """The group phrases that may also mean this unit: 市有关部门 a department of the city, 各区政府 a district."""
    if name in registry.groups:
        return ()
    if is_territory(name):
        return registry.groups_of_governments
    local = name.startswith(("市", "省", "区", "县")) if registry.level != NATION else True
    return registry.groups_of_departments if local else ()
