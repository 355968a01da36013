"""One task that is named only because the asker knows it already: others that are like it are asked for.

"100号我知道是甲牵头,别处还有由它挑头的吗": what is said of the task is true, and 别处 asks for the other tasks of which
it holds; a count of tasks ("那这个单位一共牵头多少项") is never asked of one task.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from assistant.conditions import (
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Not,
    NumberIn,
    Ongoing,
    Or,
    SameAs,
    UnitIs,
)
from assistant.understand.algebra import conjuncts_of
from assistant.understand.alternatives import alternatives
from assistant.understand.findings import ASSERTING, Findings
from assistant.understand.tokens import Bounds, Context
from index.types import Task

_FORMS = Path(__file__).with_name("besides.toml")
# What else is asked for that is no other task.
_OTHERWISE = {"UNITN", "COMPARE", "PARTNER", "EACH", "COUNTUNITS", "WHEN", "BEFORE"}


def _said(kind: str, text: str, start: int = 0) -> re.Match[str] | None:
    return alternatives(_FORMS, kind).search(text, start)


def _one_task(f: Findings) -> tuple[NumberIn | None, tuple[Condition, ...]]:
    """The condition that names one task, and the others."""
    number = next((c for c in f.conditions if isinstance(c, NumberIn) and len(c.numbers) == 1), None)
    return number, tuple(c for c in f.conditions if c is not number)


def of_the_stated_total(f: Findings) -> Findings:
    """ "8项,这是甲牵头的总数,没错吧", "甲的我数的是15,对吗": a count is claimed, no task's number meant."""
    number, others = _one_task(f)
    if number is None or not (others or f.units) or not ASSERTING & f.flags or not _said("total", f.text):
        return f
    n = number.numbers[0]
    said = re.search(rf"(?<![第务号\d])(?<!任务 ){n}(?!号|\d)(?=[项条件个]|[,。?!]|$)", f.text)
    if said is None or not isinstance(n, int):
        return f
    flags = frozenset((f.flags - {"NUM"}) | {"COUNT"})
    return replace(f, conditions=others, flags=flags, bounds=(Bounds(n, n, "tasks"),))


def of_others_too(f: Findings, context: Context) -> Findings:
    """``f`` with the one task that it names left out of the tasks asked for, or out of the question altogether."""
    number, others = _one_task(f)
    task = next((t for t in context.document.tasks if number and t.number == number.numbers[0]), None)
    if number is None or task is None or not others or f.flags & _OTHERWISE or f.claim is not None:
        return f
    more = _said("others", f.text)
    if more and all(_is_so(c, task) for c in others) and not _said("units", f.text, more.end()):
        kept = tuple(dict.fromkeys(conjuncts_of(_each_once(others))))
        return _asked(f, kept if "WHO" in f.flags else (*kept, Not(number)))
    several = _said("several", f.text) and f.flags & {"COUNT", "LIST", "DUTY"} and not f.flags & {*ASSERTING, "WHO"}
    units = all(isinstance(c, UnitIs) and c.role != "either" for c in others)
    return _asked(f, others) if several and units else f


def _asked(f: Findings, conditions: tuple[Condition, ...]) -> Findings:
    flags = (f.flags - ASSERTING - {"POINTER", "WHO"}) | (set() if "COUNT" in f.flags else {"LIST"})
    return replace(f, conditions=conditions, fields=(), roles=(), flags=frozenset(flags), bounds=())


def _each_once(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Of a unit that was named and a pronoun for all units of the task only the one that was named is meant."""
    named = [c for c in conditions if isinstance(c, UnitIs)]
    flat = [part for c in conditions if isinstance(c, Or) for part in c.parts]
    named = named or [part for part in flat if isinstance(part, UnitIs) and flat.count(part) > 1]
    wide = [c for c in conditions if isinstance(c, Or) and any(part in c.parts for part in named)]
    return tuple(c for c in conditions if c not in wide) if named and len(wide) < len(conditions) else conditions


def _is_so(condition: Condition, task: Task) -> bool:
    """Whether ``condition`` holds of ``task``; False for what is not seen from its fields."""
    match condition:
        case UnitIs(role=role, names=names):
            return bool(set(task.units_in(role)) & set(names))
        case FieldMissing(name=name):
            return task.deadline is None if name == "deadline" else not task.units_in(name)
        case DueIn(start=start, end=end):
            due = task.deadline.due if task.deadline else None
            return due is not None and (start is None or start <= due) and (end is None or due <= end)
        case Ongoing(value=value):
            return task.deadline is not None and task.deadline.ongoing == value
        case DeadlineIs(literal=literal):
            return task.deadline is not None and task.deadline.literal == literal
        case SameAs(number=number):
            return number == task.number
        case Or(parts=parts):
            return any(_is_so(part, task) for part in parts)
    return False
