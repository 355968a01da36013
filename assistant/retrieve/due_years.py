"""到2018年底为止, 2020年底前完成: whether a year's end ends a stretch of time, or is the deadline itself.

Deadlines are written 2020年底前完成, so who lists the tasks that are to be done 2020年底前 means those of that year;
不晚于, 及以前 and 累计 count from the first one on, and so does what is set against the whole.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeGuard

from assistant.conditions import Condition, DueIn
from assistant.retrieve.source import Source
from assistant.types import Plan, Reading
from assistant.understand.algebra import all_of, conjuncts
from assistant.understand.alternatives import alternatives

_FORMS = Path(__file__).with_name("due_years.toml")
_OF_A_LIST = ("list", "describe", "exists", "units")


def in_the_year_told(reading: Reading, text: str, source: Source) -> Reading:
    """``reading`` of ``text``, its lists of what is due until a year's end kept to that year, where some of it is."""
    if counts_from_the_first(text, "of_years"):
        return reading
    years = {int(year) for told in alternatives(_FORMS, "told").finditer(text) for year in told.groups() if year}
    plans = tuple(_within(plan, year, source) for plan in reading.plans for year in years) if len(years) == 1 else ()
    return replace(reading, plans=plans) if plans else reading


def _within(plan: Plan, year: int, source: Source) -> Plan:
    parts = conjuncts(plan.condition)
    if plan.measure not in _OF_A_LIST or plan.overdue or len(parts) < 2:
        return plan
    changed = replace(plan, condition=all_of(_of_that_year(c, year) for c in parts))
    return changed if source.tasks(changed.condition) else plan


def _of_that_year(condition: Condition, year: int) -> Condition:
    if not is_until(condition) or condition.end != date(year, 12, 31):
        return condition
    return replace(condition, start=date(year, 1, 1), words=f"{year}年")


def counts_from_the_first(text: str, beside: str) -> bool:
    """Whether what is due until a day is asked for from the first deadline on; ``beside`` names the further words that
    say so (due_years.toml)."""
    return any(alternatives(_FORMS, kind).search(text) for kind in ("from_the_first", beside))


def is_until(condition: Condition | None) -> TypeGuard[DueIn]:
    """Whether a condition is about what falls due until a day, from whenever on."""
    return isinstance(condition, DueIn) and condition.start is None and condition.end is not None
