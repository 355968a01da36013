"""A condition in words: shown beside the answer, and readable by the parser when it is asked back as a question."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Language,
    Mentions,
    Not,
    Noted,
    NumberIn,
    Ongoing,
    Or,
    Plan,
    SameAs,
    SectionIn,
    UnitCount,
    UnitIs,
)  # fmt: skip
from index.types import NO_YEAR, RoleNames, Section, tells_year
from prompts import template

_FIELD = {"lead": "role_lead", "responsible": "role_responsible", "either": "role_either",
          "deadline": "field_deadline", "section": "field_section"}  # fmt: skip
_PLAIN_MEASURES = frozenset({"list", "exists", "describe", "content", "smalltalk", "claim"})


@dataclass(frozen=True, slots=True)
class _Printer:
    """Writes conditions in one language over the sections of one document, in its own words for the roles."""

    sections: Sequence[Section]
    language: Language
    roles: RoleNames | None = None

    def say(self, name: str, /, **values: object) -> str:
        return template(self.language, f"words.{name}", self.roles).fill(**values)

    def join(self, items: Sequence[object]) -> str:
        return self.say("list_comma").join(str(item) for item in items)

    def either(self, items: Sequence[str]) -> str:
        return self.say("or_joint").join(items)

    def write(self, condition: Condition) -> str:
        return _WRITERS[type(condition)](self, condition)

    def bracketed(self, condition: Condition) -> str:
        """Brackets only where the words hold a joint of their own, so that a comma never changes its meaning."""
        words = self.write(condition)
        return self.say("group", words=words) if _compound(condition) else words


def _compound(condition: Condition) -> bool:
    match condition:
        case And(parts) | Or(parts):
            return len(parts) != 1 or _compound(parts[0])
        case UnitIs(names=names, label=label):
            return not label and len(names) > 1
        case Mentions(words) | Noted(words):
            return len(words) > 1
        case SectionIn(sections):
            return len(sections) > 1
        case _:
            return False


def _unit(p: _Printer, c: UnitIs) -> str:
    return p.say("unit_only" if c.only else "unit", role=p.say(_FIELD[c.role]), units=c.label or p.either(c.names))


def _missing(p: _Printer, c: FieldMissing) -> str:
    return p.say("missing", field=p.say(_FIELD[c.name]))


def _numbers(p: _Printer, c: NumberIn) -> str:
    return p.say("numbers", numbers=p.join(ranges(c.numbers))) if c.numbers else p.say("number_none")


def _sections(p: _Printer, c: SectionIn) -> str:
    headings = [p.sections[i].heading for i in c.sections if 0 <= i < len(p.sections)]
    if not headings:
        return p.say("section_none")
    return p.say("sections", sections=p.either([p.say("section", heading=heading) for heading in headings]))


def said_day(day: date, language: Language) -> str:
    """A day as answers write it: with its year where the document names one."""
    if tells_year(day):
        return day.isoformat()
    month = day.month if language == "zh" else calendar.month_name[day.month]
    said = template(language, "words.day_of_no_year").fill(month=month, day=day.day)
    return said if day.year <= NO_YEAR else template(language, "words.day_next_year").fill(day=said)


def _due(p: _Printer, c: DueIn) -> str:
    match c.start, c.end:
        case None, None:
            return p.say("due_any")
        case None, date() as end:
            return p.say("due_until", day=said_day(end, p.language))
        case date() as start, None:
            return p.say("due_from", day=said_day(start, p.language))
        case date() as start, date() as end:
            return _between(p, start, end)
    raise AssertionError("a bound is a date or None")


def _not(p: _Printer, c: Not) -> str:
    if isinstance(c.part, DueIn) and c.part.start is None and c.part.end is None:
        return p.say("due_none")
    if isinstance(c.part, Noted) and c.part.column and not c.part.words:
        return p.say("noted_blank", name=c.part.column)
    if isinstance(c.part, Noted) and not c.part.words:
        return p.say("noted_none")
    return p.say("not", words=p.bracketed(c.part))


def _between(p: _Printer, start: date, end: date) -> str:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        if not tells_year(start):
            return p.say("due_any" if start.year <= NO_YEAR else "due_next_year")
        if start.year == end.year:
            return p.say("due_year", year=start.year)
        return p.say("due_years", first=start.year, last=end.year)
    if start == end:
        return p.say("due_day", day=said_day(start, p.language))
    return p.say("due_between", first=said_day(start, p.language), last=said_day(end, p.language))


def _mentions(p: _Printer, c: Mentions) -> str:
    return p.say("mentions", words=p.either([p.say("mention", word=word) for word in c.words]))


def _noted(p: _Printer, c: Noted) -> str:
    if c.column:
        either = "”/“".join(c.words)
        return p.say("noted_holds", name=c.column, word=either) if c.words else p.say("noted_filled", name=c.column)
    if len(c.words) == 1 and ":" in c.words[0]:
        name, word = c.words[0].split(":", 1)
        return p.say("noted_in", name=name, word=word)
    words = p.either([p.say("mention", word=word) for word in c.words])
    return p.say("noted", words=words) if c.words else p.say("noted_any")


def _unit_count(p: _Printer, c: UnitCount) -> str:
    role = p.say(_FIELD[c.role])
    match c.low, c.high:
        case None, None:
            return p.say("count_any", role=role)
        case None, high:
            return p.say("count_most", role=role, high=high)
        case low, None:
            return p.say("count_least", role=role, low=low)
        case low, high if low == high:
            return p.say("count_exact", role=role, low=low)
        case low, high:
            return p.say("count_between", role=role, low=low, high=high)
    raise AssertionError("a bound is a number or None")


def _and(p: _Printer, c: And) -> str:
    if not c.parts:
        return p.say("all")
    return p.say("and_joint").join(p.bracketed(part) if len(c.parts) > 1 else p.write(part) for part in c.parts)


def _or(p: _Printer, c: Or) -> str:
    return p.either([p.bracketed(part) if len(c.parts) > 1 else p.write(part) for part in c.parts])


_WRITERS: dict[type, Callable[[_Printer, Any], str]] = {
    UnitIs: _unit,
    FieldMissing: _missing,
    NumberIn: _numbers,
    SectionIn: _sections,
    DueIn: _due,
    DeadlineIs: lambda p, c: p.say("deadline_is", literal=c.literal),
    Ongoing: lambda p, c: p.say("ongoing" if c.value else "one_off"),
    Mentions: _mentions,
    Noted: _noted,
    Figure: lambda p, c: p.say("figure", name=c.name),
    UnitCount: _unit_count,
    SameAs: lambda p, c: p.say("same", field=p.say(_FIELD[c.name]), number=c.number),
    And: _and,
    Or: _or,
    Not: _not,
}


def ranges(numbers: Sequence[int | str]) -> list[str]:
    """Numbers as printed, runs of three or more as one range: 1, 2, 3, 5 -> ["1-3", "5"]."""
    found: list[str] = []
    run: list[int] = []
    for number in [*numbers, None]:
        if run and not (isinstance(number, int) and number == run[-1] + 1):
            found += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(member) for member in run]
            run = []
        if isinstance(number, int):
            run.append(number)
        elif number is not None:
            found.append(number)
    return found


def condition_words(
    condition: Condition | None, sections: Sequence[Section], language: Language, roles: RoleNames | None = None
) -> str:
    """The condition as one line, "牵头单位 = 市政府办公厅,2016年到期"; None is "全部任务". Not escaped for Markdown."""
    if condition is None:
        return template(language, "words.all").fill()
    return _Printer(sections, language, roles).write(condition)


def plan_words(plan: Plan, sections: Sequence[Section], language: Language, roles: RoleNames | None = None) -> str:
    """What a plan asks as one line: its condition, its topic, and its measure where a list would be read otherwise."""
    printer = _Printer(sections, language, roles)
    parts = []
    if plan.sides and plan.measure == "compare":
        parts.append(printer.say("sides", sides=printer.say("side_joint").join(map(printer.bracketed, plan.sides))))
    if plan.condition is not None:
        parts.append(printer.write(plan.condition))
    if plan.topic:
        parts.append(printer.say("topic", topic=plan.topic))
    if plan.measure not in _PLAIN_MEASURES:
        parts.append(printer.say(f"measure_{plan.measure}"))
    return printer.say("and_joint").join(parts) if parts else printer.say("all")
