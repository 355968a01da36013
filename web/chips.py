"""The understood condition as parts that can be taken away or changed, and the reading that results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.types import (
    Condition,
    DueIn,
    FieldMissing,
    Language,
    Ongoing,
    Plan,
    Reading,
    Role,
    SectionIn,
    UnitIs,
)
from assistant.understand.algebra import all_of, conjuncts
from assistant.words import condition_words, plan_words
from index.types import Document, years_due
from web.turns import Edit

ROLES: tuple[Role, ...] = ("lead", "responsible", "either")
# Where nothing is left of the condition these would have nothing to speak of; the tasks are listed instead.
_NEED_A_CONDITION = frozenset({"describe", "duty", "exists", "share", "content", "summarise"})


@dataclass(frozen=True, slots=True)
class Option:
    """Something a part of the condition can be changed to: ``to`` is sent back, ``words`` are shown."""

    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the condition of plan number ``plan``. ``part`` counts the parts of a conjunction."""

    plan: int
    part: int
    words: str
    removable: bool
    options: tuple[Option, ...] = ()


def chips(reading: Reading, document: Document) -> tuple[Chip, ...]:
    """Every part of every condition, in the language of the reading; none for a comparison, whose sides are fixed."""
    found: list[Chip] = []
    for index, plan in enumerate(reading.plans):
        parts = conjuncts(plan.condition)
        removable = len(parts) > 1 or plan.topic is not None or plan.measure not in ("document", "sections")
        for number, part in enumerate(parts):
            words = condition_words(part, document.sections, reading.language, document.roles)
            options = tuple(_options(part, document, reading.language))
            found.append(Chip(index, number, words, removable, options))
        if plan.topic and parts:
            topic = plan_words(Plan("list", topic=plan.topic), document.sections, reading.language, document.roles)
            found.append(Chip(index, len(parts), topic, True))
    return tuple(found)


def _options(part: Condition, document: Document, language: Language) -> list[Option]:
    changed = [(to, _changed(part, to, document)) for to in _values(part, document)]
    return [
        Option(to, condition_words(new, document.sections, language, document.roles))
        for to, new in changed
        if new is not None and new != part
    ]


def _values(part: Condition, document: Document) -> list[str]:
    match part:
        case UnitIs(role=role):
            return [*(f"role:{other}" for other in ROLES), *(f"unit:{unit}" for unit in units_in(role, document))]
        case DueIn():
            return [f"year:{year}" for year in due_years(document)]
        case SectionIn():
            return [f"section:{section.index}" for section in document.sections]
        case Ongoing(value=value):
            return ["ongoing:no" if value else "ongoing:yes"]
        case FieldMissing():
            return ["missing:lead", "missing:responsible", "missing:deadline"]
        case _:
            return []


def units_in(role: Role, document: Document) -> list[str]:
    """The units that stand in this role, those with the most tasks first."""
    counts: dict[str, int] = {}
    for task in document.tasks:
        named = {"lead": task.lead.units, "responsible": task.responsible.units, "either": task.units}[role]
        for unit in named:
            counts[unit] = counts.get(unit, 0) + 1
    return sorted(counts, key=lambda unit: -counts[unit])


def due_years(document: Document) -> list[int]:
    """The years in which tasks fall due."""
    return years_due(document.tasks)


def _changed(part: Condition, to: str, document: Document) -> Condition | None:
    """``part`` as ``to`` says; None where that makes no sense for it: ``to`` comes from outside."""
    if to not in _values(part, document):
        return None
    kind, _, value = to.partition(":")
    match kind, part:
        case "role", UnitIs():
            return replace(part, role=next(role for role in ROLES if role == value))
        case "unit", UnitIs():
            return replace(part, names=(value,), label=value)
        case "year", DueIn():
            return DueIn(date(int(value), 1, 1), date(int(value), 12, 31))
        case "section", SectionIn():
            return SectionIn((int(value),))
        case "ongoing", _:
            return Ongoing(value == "yes")
        case "missing", FieldMissing():
            return FieldMissing("lead" if value == "lead" else "responsible" if value == "responsible" else "deadline")
    return None


def edited(reading: Reading, edits: Sequence[Edit], document: Document) -> Reading:
    """``reading`` with its condition changed; edits that do not fit it are left out."""
    plans = list(reading.plans)
    for index, plan in enumerate(plans):
        own = {edit.part: edit.to for edit in edits if edit.plan == index}
        if own:
            plans[index] = _edited_plan(plan, own, document)
    # What the asker took for granted belonged to the question as it was worded.
    return replace(reading, plans=tuple(plans), premises=(), outcome=None, notes=(), unexplained=(), choices=())


def _edited_plan(plan: Plan, own: dict[int, str], document: Document) -> Plan:
    parts = conjuncts(plan.condition)
    kept: list[Condition] = []
    for number, part in enumerate(parts):
        if number not in own:
            kept.append(part)
        elif own[number]:
            kept.append(_changed(part, own[number], document) or part)
    topic = None if len(parts) in own else plan.topic
    condition = all_of(kept)
    bare = condition is None and topic is None
    measure = "list" if bare and plan.measure in _NEED_A_CONDITION else plan.measure
    return replace(plan, condition=condition, topic=topic, measure=measure, fields=() if bare else plan.fields)
