"""12月底前要完成的任务, where deadlines are written 12月底前: those due on that day, not until then.

What counts from the first deadline on says so (及以前, 之前, 累计, 不晚于).
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conditions import Condition
from assistant.question import clean
from assistant.retrieve.due_years import counts_from_the_first, is_until
from assistant.retrieve.source import Source
from assistant.types import Plan, Reading
from assistant.understand.algebra import all_of, conjuncts
from index.types import Document

_YEAR = re.compile(r"^(?:(?:19|20)\d\d年|[今本明]年)")
_ENDS = ("底前", "末前", "日前", "月前")
_OF_TASKS = ("list", "describe", "exists", "units", "count")


def due_as_written(reading: Reading, text: str, source: Source) -> Reading:
    """``reading`` of ``text``, its lists of what is due until a day kept to what is worded as the message words it."""
    if counts_from_the_first(text, "of_wordings"):
        return reading
    plans = tuple(_kept_to_wording(plan, text, source.document) for plan in reading.plans)
    premises = tuple(replace(p, claim=_claimed(p.claim, text)) if p.claim else p for p in reading.premises)
    same = plans == reading.plans and premises == reading.premises
    return reading if same else replace(reading, plans=plans, premises=premises)


def _claimed(claim: Condition, text: str) -> Condition | None:
    """ "任务26是10月底前完成,对不对": that is said to be its deadline, and September's end is another."""
    return all_of(_of_its_month(c, text) for c in conjuncts(claim))


def _of_its_month(condition: Condition, text: str) -> Condition:
    if not is_until(condition) or condition.end is None:
        return condition
    if not condition.words.endswith(("月", "月底", "月末")) or f"{condition.words}前" not in text:
        return condition
    return replace(condition, start=condition.end.replace(day=1))


def _kept_to_wording(plan: Plan, text: str, document: Document) -> Plan:
    if plan.measure not in _OF_TASKS or plan.overdue or plan.group == "deadline":
        return plan
    return replace(plan, condition=all_of(_worded(c, text, document) for c in conjuncts(plan.condition)))


def _worded(condition: Condition, text: str, document: Document) -> Condition:
    if not is_until(condition):
        return condition
    due = {t.deadline.literal for t in document.tasks if t.deadline and t.deadline.due == condition.end}
    return replace(condition, start=condition.end) if any(_written_in(said, text) for said in due) else condition


def _written_in(literal: str, text: str) -> bool:
    """Whether ``text`` words a deadline as ``literal`` does, its year left out or not."""
    words = _YEAR.sub("", clean(literal).text)
    return words.endswith(_ENDS) and words in text
