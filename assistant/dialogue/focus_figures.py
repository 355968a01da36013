"""Figures of the task that the conversation is at: 办几期, 多少人次 after one task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import NumberIn, Plan
from assistant.understand.parts import Part
from assistant.understand.tokens import Context
from index.types import TaskNumber

# 办几期, 多少人次, 要建多少公里: what is counted, after the question word.
_COUNTED = re.compile(r"(?:几|多少)(?P<unit>(?!年|项任务|任务|项|条|月|号)[\u4e00-\u9fff]{1,2})(?=$|[,。?呢吗啊了])")
_LITTLE = 3


def figures_of_focus(text: str, parts: Sequence[Part], focus: TaskNumber | None, context: Context) -> Plan | None:
    """ "办几期,多少人次" after one task: its text, where it writes every figure that is asked for."""
    units = [m["unit"] for m in _COUNTED.finditer(text)]
    task = next((t for t in context.document.tasks if t.number == focus), None)
    beside = sum(len(word) for part in parts for word in part.findings.words) - sum(len(u) + 1 for u in units)
    if task is None or not units or beside > _LITTLE or any(_names_its_own(part) for part in parts):
        return None
    written = all(re.search(rf"\d[\d.]*[万千百亿]?{re.escape(unit)}", task.text) for unit in units)
    return Plan("describe", condition=NumberIn((task.number,)), fields=("text",)) if written else None


def _names_its_own(part: Part) -> bool:
    return bool(part.findings.conditions or part.findings.units or part.findings.facts or part.findings.roles)
