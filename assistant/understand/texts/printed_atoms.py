"""One printed condition without joints ("牵头单位 = 市编办", "due in 2016"), read by the template that prints it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import cast

from assistant.conditions import (
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
    Role,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)
from assistant.question import clean
from assistant.understand.builders.units import unit_condition
from assistant.understand.numbers.figures import figure_forms
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import Context
from index.types import TaskNumber
from prompts import Template, template

_FIELDS = {"lead": "role_lead", "responsible": "role_responsible", "either": "role_either",
           "deadline": "field_deadline", "section": "field_section"}  # fmt: skip
_QUOTED = re.compile(r"“(.*)”", re.S)
_STRETCH = re.compile(r"(\d+)-(\d+)")

Values = Mapping[str, str]


def split_at(words: str, joint: str) -> list[str]:
    """At the joints that stand in no brackets and no quotation."""
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(words):
        depth += (character in "(“") - (character in ")”")
        if depth == 0 and at >= start and words.startswith(joint, at):
            pieces.append(words[start:at])
            start = at + len(joint)
    return [*pieces, words[start:]]


@cache
def _pattern(sentence: Template) -> re.Pattern[str]:
    """A template as what its printed sentences look like, one group for each variable."""
    parts = [
        re.escape(clean(piece.literal).text if piece.literal.strip() == piece.literal else piece.literal)
        + (f"(?P<{piece.variable}>.+?)" if piece.variable else "")
        for piece in sentence.pieces
    ]
    return re.compile("".join(parts), re.S)


@dataclass(frozen=True, slots=True)
class AtomReader:
    """Reads what one language's templates print of one document."""

    context: Context
    language: str

    def word(self, name: str) -> str:
        """The words of a template that has no variables, or those before its first."""
        return template(self.language, f"words.{name}", self.context.document.roles).pieces[0].literal

    def atom(self, words: str) -> Condition | None:
        """The condition without joints that prints as ``words``; None where there is none."""
        for name, build in _ATOMS.items():
            found = _pattern(template(self.language, f"words.{name}", self.context.document.roles)).fullmatch(words)
            condition = build(self, found.groupdict()) if found else None
            if condition is not None:
                return condition
        return None

    def field(self, words: str) -> str | None:
        return next((field for field, name in _FIELDS.items() if self.word(name) == words), None)

    def role(self, words: str) -> Role | None:
        found = self.field(words)
        return cast(Role, found) if found in ("lead", "responsible", "either") else None

    def choice(self, words: str) -> list[str]:
        return split_at(words, self.word("or_joint"))

    def quoted(self, words: str) -> list[str] | None:
        found = [_QUOTED.fullmatch(piece) for piece in self.choice(words)]
        return [m[1] for m in found if m] if all(found) else None

    def numbers(self, words: str) -> list[TaskNumber] | None:
        known: dict[str, TaskNumber] = {clean(str(number)).text: number for number in self.context.numbers}
        if words in known:
            return [known[words]]
        found: list[TaskNumber] = []
        for piece in words.split(self.word("list_comma")):
            if stretch := _STRETCH.fullmatch(piece):
                found += range(int(stretch[1]), int(stretch[2]) + 1)
            elif piece in known:
                found.append(known[piece])
            elif piece.isdigit():
                found.append(int(piece))
            else:
                return None
        return found


def _unit(reader: AtomReader, said: Values, *, only: bool = False) -> Condition | None:
    role = reader.role(said["role"])
    if role is None:
        return None
    forms = reader.context.registry.forms
    named = reader.choice(said["units"])
    listed = [forms.get(name) for name in said["units"].split("、")]
    if len(named) == 1 and len(listed) > 1 and all(listed):
        names = tuple(name for unit in listed if unit for name in unit.names)
        return UnitIs(role, names, "、".join(unit.label for unit in listed if unit), only)
    units = [forms.get(name) for name in named]
    if not all(units):
        return UnitIs(role, tuple(named), "", only) if len(named) > 1 else UnitIs(role, (named[0],), named[0], only)
    if len(units) == 1 and units[0]:
        return unit_condition(units[0], role, only=only)
    return UnitIs(role, tuple(name for unit in units if unit for name in unit.names), "", only)


def _missing(reader: AtomReader, said: Values) -> Condition | None:
    field = reader.field(said["field"])
    return FieldMissing(field) if field in ("lead", "responsible", "deadline") else None  # type: ignore[arg-type]


def _numbers(reader: AtomReader, said: Values) -> Condition | None:
    numbers = reader.numbers(said["numbers"])
    return NumberIn(tuple(numbers)) if numbers else None


def _sections(reader: AtomReader, said: Values) -> Condition | None:
    index = {clean(section.heading).text: section.index for section in reader.context.document.sections}
    found = [index.get(heading) for heading in reader.quoted(said["sections"]) or ()]
    return SectionIn(tuple(i for i in found if i is not None)) if found and None not in found else None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _years(_: AtomReader, said: Values) -> Condition | None:
    bounds = [said.get("year", said.get("first", "")), said.get("year", said.get("last", ""))]
    if not all(re.fullmatch(r"\d{4}", bound) for bound in bounds):
        return None
    return DueIn(date(int(bounds[0]), 1, 1), date(int(bounds[1]), 12, 31))


def _days(_: AtomReader, said: Values, first: str | None, last: str | None) -> Condition | None:
    start, end = (_day(said[name]) if name else None for name in (first, last))
    complete = (start is not None or first is None) and (end is not None or last is None)
    return DueIn(start, end) if complete else None


def _literal(reader: AtomReader, said: Values) -> Condition | None:
    tasks = reader.context.document.tasks
    literals = [task.deadline.literal for task in tasks if task.deadline]
    return next((DeadlineIs(literal) for literal in literals if clean(literal).text == said["literal"]), None)


def _mentions(reader: AtomReader, said: Values) -> Condition | None:
    words = reader.quoted(said["words"])
    return Mentions(tuple(words)) if words else None


def _noted(reader: AtomReader, said: Values) -> Condition | None:
    words = reader.quoted(said["words"])
    return Noted(tuple(words)) if words else None


def _figure(_: AtomReader, said: Values) -> Condition | None:
    return Figure(said["name"]) if said["name"] in {name for _, name in figure_forms().rows} else None


def _count(reader: AtomReader, said: Values, low: str | None, high: str | None) -> Condition | None:
    role = reader.role(said["role"])
    least, most = (parse_numeral(said[name]) if name else None for name in (low, high))
    if role is None or (low and least is None) or (high and most is None):
        return None
    return UnitCount(role, least, most)


def _same(reader: AtomReader, said: Values) -> Condition | None:
    field, numbers = reader.field(said["field"]), reader.numbers(said["number"])
    if field not in ("lead", "responsible", "deadline", "section") or not numbers:
        return None
    return SameAs(field, numbers[0])  # type: ignore[arg-type]


# In the order they are tried: a template whose words hold another's comes first.
_ATOMS: dict[str, Callable[[AtomReader, Values], Condition | None]] = {
    "unit_only": partial(_unit, only=True),
    "sections": _sections,
    "unit": _unit,
    "missing": _missing,
    "same": _same,
    "numbers": _numbers,
    "due_years": _years,
    "due_year": _years,
    "due_until": partial(_days, first=None, last="day"),
    "due_from": partial(_days, first="day", last=None),
    "due_between": partial(_days, first="first", last="last"),
    "due_day": partial(_days, first="day", last="day"),
    "due_any": partial(_days, first=None, last=None), "noted": _noted,
    "noted_in": lambda _, said: Noted((f"{said['name']}:{said['word']}",)), "noted_none": lambda *_: Not(Noted(())),
    "noted_holds": lambda _, said: Noted(tuple(said["word"].split("”/“")), said["name"]),
    "noted_filled": lambda _, said: Noted((), said["name"]),
    "noted_blank": lambda _, said: Not(Noted((), said["name"])),
    "noted_any": lambda *_: Noted(()), "due_none": lambda *_: Not(DueIn(None, None, "")),
    "deadline_is": _literal,
    "ongoing": lambda _, __: Ongoing(True),
    "one_off": lambda _, __: Ongoing(False),
    "mentions": _mentions,
    "figure": _figure,
    "count_any": partial(_count, low=None, high=None),
    "count_least": partial(_count, low="low", high=None),
    "count_most": partial(_count, low=None, high="high"),
    "count_between": partial(_count, low="low", high="high"),
    "count_exact": partial(_count, low="low", high="low"),
}  # fmt: skip
