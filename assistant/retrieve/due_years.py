"""到2018年底为止, 2020年底前完成: whether a year's end ends a stretch of time, or is the deadline itself.

Deadlines are written 2020年底前完成, so who lists the tasks that are to be done 2020年底前 means those of that year;
不晚于, 及以前 and 累计 count from the first one on, and so does what is set against the whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.conditions import Condition, DueIn
from assistant.retrieve.source import Source
from assistant.types import Plan, Reading
from assistant.understand.algebra import all_of, conjuncts

# How a deadline is told with the year that it falls in; "y" is the year.
_TOLD = re.compile(
    r"到(?P<y>20\d\d)年?(?:年?[底末])?(?:为止|要|就|该|得|应|须|必须|到期|的)"
    r"|截止到?(?:了|在|是)?(?P<z>20\d\d)年?(?:年?[底末])?(?!.{0,2}[前先])"
    r"|(?P<x>20\d\d)年(?:年?[底末])前(?:就|要|得|应该?|须|必须|需要?|能)*(?:完成|做完|办完|干完|弄完|完工|办结|交[账差卷]|搞定|落实|实现|建成|到期)"
)
# What counts from the first deadline on.
_FROM_THE_FIRST = re.compile(
    r"累计|合计|及以前|及之前|或更早|更早|之前|以前|不晚于|不迟于|早于|最迟|最晚|截至|含|也算|在内|包括|从.{0,6}(?:起|开始)|至今|今天|目前|现在|已经?"
    r"|最后一天|\d月|元旦|为界|逾期|超期|过期|两年|这几年|头两|前两"
)
_OF_A_LIST = ("list", "describe", "exists", "units")


def in_the_year_told(reading: Reading, text: str, source: Source) -> Reading:
    """``reading`` of ``text``, its lists of what is due until a year's end kept to that year, where some of it is."""
    if _FROM_THE_FIRST.search(text):
        return reading
    years = {int(year) for told in _TOLD.finditer(text) for year in told.groups() if year}
    plans = tuple(_within(plan, year, source) for plan in reading.plans for year in years) if len(years) == 1 else ()
    return replace(reading, plans=plans) if plans else reading


def _within(plan: Plan, year: int, source: Source) -> Plan:
    parts = conjuncts(plan.condition)
    if plan.measure not in _OF_A_LIST or plan.overdue or len(parts) < 2:
        return plan
    changed = replace(plan, condition=all_of(_of_that_year(c, year) for c in parts))
    return changed if source.tasks(changed.condition) else plan


def _of_that_year(condition: Condition, year: int) -> Condition:
    if not isinstance(condition, DueIn) or condition.start is not None or condition.end != date(year, 12, 31):
        return condition
    return replace(condition, start=date(year, 1, 1), words=f"{year}年")
