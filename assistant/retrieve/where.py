"""A Condition as one Chroma ``where``, and the parts of it that only the texts can tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Mentions,
    Not,
    Noted,
    NumberIn,
    Ongoing,
    Or,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from assistant.understand.numbers.figures import has_figure
from assistant.understand.texts.column_names import fills
from assistant.understand.units.listed import units_listed
from index.types import Deadline, Document, Task

Where = dict[str, Any]
_FIELDS = {"lead": "lead", "responsible": "responsible", "either": "units"}
NOTHING: Where = {"position": {"$lt": 0}}
EVERYTHING: Where = {"position": {"$gte": 0}}


def _all(parts: list[Where]) -> Where:
    kept = [p for p in parts if p != EVERYTHING]
    return EVERYTHING if not kept else kept[0] if len(kept) == 1 else {"$and": kept}


def _any(parts: list[Where]) -> Where:
    return NOTHING if not parts else parts[0] if len(parts) == 1 else {"$or": parts}


def _positions(document: Document, holds: Callable[[Task], bool]) -> Where:
    """What Chroma cannot compute (a pattern in the text, equal sets of units), as positions the records give."""
    found = [task.position for task in document.tasks if holds(task)]
    return {"position": {"$in": found}} if found else NOTHING


def _unit(condition: UnitIs, document: Document) -> Where:
    field = _FIELDS[condition.role]
    named: list[Where] = [{field: {"$contains": name}} for name in condition.names]
    if not condition.only:
        return _any(named)
    present = not units_listed(document).isdisjoint(condition.names)
    joint = len(condition.label.split("、")) > 1
    count = len(condition.names) if joint else 1
    size = _count(condition.role, count, count, document)
    return _all([*(named if joint else [_any(named)]), size]) if present else NOTHING


def _count(role: str, low: int | None, high: int | None, document: Document) -> Where:
    if role == "either":
        return _positions(
            document, lambda t: (low or 0) <= len(t.units) <= (high if high is not None else len(t.units))
        )
    bounds: list[Where] = []
    if low is not None:
        bounds.append({f"{role}_count": {"$gte": low}})
    if high is not None:
        bounds.append({f"{role}_count": {"$lte": high}})
    return _all([*bounds, {f"{role}_count": {"$gte": 1}}])


def _due(condition: DueIn) -> Where:
    bounds: list[Where] = [{"due": {"$gt": 0}}]
    if condition.start:
        bounds.append({"due": {"$gte": int(condition.start.strftime("%Y%m%d"))}})
    if condition.end:
        bounds.append({"due": {"$lte": int(condition.end.strftime("%Y%m%d"))}})
    return _all(bounds)


def _numbers(condition: NumberIn) -> Where:
    return {"number": {"$in": [str(n) for n in condition.numbers]}} if condition.numbers else NOTHING


def _sections(condition: SectionIn) -> Where:
    return _any([{"sections": {"$contains": index}} for index in condition.sections])


def _same(condition: SameAs, document: Document) -> Where:
    model = next((t for t in document.tasks if t.number == condition.number), None)
    if model is None:
        return NOTHING

    def key(task: Task) -> object:
        match condition.name:
            case "lead":
                return frozenset(task.lead.units)
            case "responsible":
                return frozenset(task.responsible.units)
            case "deadline":
                return _falls_due(task.deadline)
            case _:
                return task.section

    return _positions(document, lambda t: t is not model and key(t) == key(model))


def _falls_due(deadline: Deadline | None) -> object:
    """What deadlines agree in: the day and whether work goes on after it, the wording where there is no day."""
    if deadline is None:
        return None
    return (deadline.due, deadline.ongoing) if deadline.due else deadline.literal


def where(condition: Condition | None, document: Document) -> Where:
    """The condition over the tasks of ``document`` as one Chroma ``where`` (list metadata with ``$contains``)."""
    match condition:
        case None:
            return EVERYTHING
        case And(parts=parts):
            return _all([where(p, document) for p in parts])
        case Or(parts=parts):
            return _any([where(p, document) for p in parts])
        case Not(part=part):
            return negated(part, document)
        case UnitIs() | UnitCount() | SameAs() | Figure() | Mentions() | Noted():
            return _of_content(condition, document)
        case _:
            return _of_field(condition)


def _of_field(condition: FieldMissing | NumberIn | SectionIn | DueIn | DeadlineIs | Ongoing) -> Where:
    """Conditions that the metadata alone decides."""
    match condition:
        case FieldMissing(name=name):
            return {f"has_{name}": {"$eq": 0}}
        case NumberIn():
            return _numbers(condition)
        case SectionIn():
            return _sections(condition)
        case DueIn():
            return _due(condition)
        case DeadlineIs(literal=literal):
            return {"deadline": {"$eq": literal}}
        case Ongoing(value=value):
            return {"ongoing": {"$eq": int(value)}}


def _of_content(condition: UnitIs | UnitCount | SameAs | Figure | Mentions | Noted, document: Document) -> Where:
    """Conditions that also depend on what the document says."""
    match condition:
        case UnitIs():
            return _unit(condition, document)
        case UnitCount(role=role, low=low, high=high):
            return _count(role, low, high, document)
        case SameAs():
            return _same(condition, document)
        case Figure(name=name):
            return _positions(document, lambda t: has_figure(t, name))
        case Noted(words=words, column=str(column)):
            return _positions(document, lambda t: fills(t.note or "", column, words))
        case Noted(words=words):
            wanted = [word.lower() for word in words]
            return _positions(document, lambda t: notes(t, wanted))
        case Mentions(words=words):
            return _any([{"#document": {"$contains": w}} for w in spellings(words, document)])


def notes(task: Task, words: Sequence[str]) -> bool:
    """Whether what is noted beside a task holds any of the words (half-width, lower case); without words: anything."""
    said = unicodedata.normalize("NFKC", task.note or "").lower()
    return bool(said) and (not words or any(unicodedata.normalize("NFKC", word) in said for word in words))


_PAIRS = (("$contains", "$not_contains"), ("$in", "$nin"), ("$eq", "$ne"), ("$gte", "$lt"), ("$lte", "$gt"))
_OPPOSITE = dict(_PAIRS) | {negative: positive for positive, negative in _PAIRS}


def negated(condition: Condition, document: Document) -> Where:
    """``where`` for the tasks that do not meet ``condition``: negation pushed down to the comparisons."""
    return _opposite(where(condition, document))


def _opposite(clause: Where) -> Where:
    (key, value), *_ = clause.items()
    if key == "$and":
        return _any([_opposite(part) for part in value])
    if key == "$or":
        return _all([_opposite(part) for part in value])
    (operator, operand), *_ = value.items()
    return {key: {_OPPOSITE[operator]: operand}}


def spellings(words: tuple[str, ...], document: Document) -> tuple[str, ...]:
    """The words as the document spells them (letter case, full-width forms); as asked where it does not hold them."""
    text = document.text or "".join(t.text for t in document.tasks)
    lowered = text.lower()
    found = []
    for word in words:
        at = lowered.find(word.lower())
        found.append(text[at : at + len(word)] if at >= 0 else word)
    return tuple(found)
