"""What is wanted of the tasks: the first row of measures.toml that a message's findings fit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.types import Condition, Measure, NumberIn, SectionIn, UnitIs
from assistant.understand.algebra import kind_of
from assistant.understand.asking.grouping import group, grouping_asked, top
from assistant.understand.asking.sides import one_unit_twice
from assistant.understand.asking.told import names_no_records
from assistant.understand.findings import TASKS_COUNTED, Findings, has_topic


@dataclass(frozen=True, slots=True)
class _Row:
    """A measure, and the findings that a message needs for it: all of some, any of others, none of the last."""

    measure: Measure
    needs: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]

    def fits(self, have: set[str]) -> bool:
        some = not self.any or not self.any.isdisjoint(have)
        return some and self.needs <= have and self.none.isdisjoint(have)


@lru_cache(maxsize=1)
def _measures() -> tuple[_Row, ...]:
    raw = tomllib.loads((Path(__file__).parent / "measures.toml").read_text(encoding="utf-8"))
    sets = ("needs", "any", "none")
    return tuple(_Row(row["measure"], *(frozenset(row.get(name, ())) for name in sets)) for row in raw["row"])


# Worked out over records, which a message has to speak of.
_OF_RECORDS = ("rank", "sections", "breakdown", "average")
_NO_BARE_UNIT = {"LIST", "COUNT", "WHO", "YESNO", "HAS", "SAME", "ABOUT", "MENTION"}


def _is_bare_unit(f: Findings) -> bool:
    """A unit's name and nothing else: its duty sheet is wanted."""
    one = len(f.conditions) == 1 and isinstance(f.conditions[0], UnitIs) and f.conditions[0].role == "either"
    return one and not (f.roles or f.fields or f.extreme or f.slices or _NO_BARE_UNIT & f.flags)


def _are_rivals(f: Findings, sides: tuple[Condition, ...]) -> bool:
    """Units or sections named one by one, of which the first or last is asked: "甲、乙、丙哪家牵头最多"."""
    kinds = {type(side) for side in sides}
    asked = bool({"WHO", "LIST"} & f.flags) and len(sides) > 1
    return asked and (kinds == {UnitIs} or (kinds == {SectionIn} and not f.roles))


def _findings(f: Findings, sides: tuple[Condition, ...]) -> set[str]:
    """The lower-case names that measures.toml asks for, beside the token types."""
    checks = {**_selected(f, sides), **_asked(f), **grouping_asked(f)}
    return set(f.flags) | {name for name, holds in checks.items() if holds}


def _selected(f: Findings, sides: tuple[Condition, ...]) -> dict[str, bool]:
    """What the conditions of the message are."""
    kinds = {kind_of(c) for c in f.conditions}
    numbers = next((c.numbers for c in f.conditions if isinstance(c, NumberIn)), ())
    return {
        "condition": bool(f.conditions),
        "number": "number" in kinds,
        "single number": len(numbers) == 1,
        "CONDLIST": len(numbers) > 1 and len(f.conditions) > 1,
        "unit": any("unit" in k for k in kinds),
        "unit condition": bool(kinds & {"unit lead", "unit responsible"}),
        "bare unit": _is_bare_unit(f),
        "missing": "missing" in kinds,
        "only section": kinds == {"section"},
        "sides": len(sides) > 1,
        "summed": "SUMMED" in f.flags,
        "one unit twice": one_unit_twice(sides, tuple(f.conditions)),
        "rivals": _are_rivals(f, sides),
        "sameas": "same" in kinds,
        "groupable": group(f, f.conditions) is not None,
        "both roles of words": "text" in kinds and {"lead", "responsible"} <= set(f.roles),
        "mentions counted": kinds == {"unit either"} and "MENTION" in f.flags and "次" in f.cues.get("COUNT", ""),
    }


def _asked(f: Findings) -> dict[str, bool]:
    """What the message asks of the tasks that they select."""
    return {
        "asks section": "section" in f.fields,
        "asks text": "text" in f.fields,
        "asks title": "标题" in f.facts,
        "asks place": bool({"RANGE", "PLACED"} & f.flags),
        "SECTIONN NAMED": {"SECTIONN", "NAMED"} <= f.flags,
        "DOCUMENTN LIST": {"DOCUMENTN", "LIST"} <= f.flags,
        "topic": has_topic(f),
        "role": bool(f.roles),
        "who": bool({"WHO", "UNITN"} & f.flags),
        "fields": bool(set(f.fields) - {"number"}),
        "FIELDS": bool(set(f.fields) & {"deadline", "section", "text", "note"}),
        "tasks counted": TASKS_COUNTED.search(f.cues.get("COUNT", "")) is not None,
        "spread over": group(f, ()) in ("section", "year", "deadline"),
        "never in role": "HAVING" in f.flags and any(b.of == "tasks" and b.low == b.high == 0 for b in f.bounds),
        "extreme": f.extreme is not None,
        "sections stated": any(b.of == "sections" for b in f.bounds),
        "stated": any(b.of == "tasks" for b in f.bounds),
        "top": top(f) is not None,
        "several facts": len(f.facts) > 1,
        "EACH COUNT": {"EACH", "COUNT"} <= f.flags or "DISTRIBUTION" in f.flags,
    }


def choose_measure(f: Findings, sides: tuple[Condition, ...]) -> Measure | None:
    """The first row of measures.toml that fits; None where the message asks nothing of the tasks."""
    have = _findings(f, sides)
    asked = next((row.measure for row in _measures() if row.fits(have)), None)
    return "content" if asked in _OF_RECORDS and names_no_records(f) else asked
