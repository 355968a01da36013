"""What an average is of: tasks of a unit, a section or a year, units of a task, or units of a section."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Condition, FieldName, GroupBy, UnitCount
from assistant.understand.findings import Findings

_UNIT_NOUN = "(?:单位|部门|机构|unit|agenc|department|bod)"
_ROLE_NOUN = "(?:牵头|责任|主责|负责|承办|配合|参与|lead|leading|responsible)"
# 几个牵头单位, 由几家牵头, how many lead units: units are what is counted.
_UNITS_COUNTED = re.compile(
    rf"(?:几|多少)(?:个|家)?(?:不同的?)?{_ROLE_NOUN}?(?:的)?{_UNIT_NOUN}|(?:几|多少)家"
    rf"|(?:how many|number of) (?:different )?(?:{_ROLE_NOUN} )?{_UNIT_NOUN}"
    rf"|{_UNIT_NOUN}(?:的)?(?:数量|个数|家数|数)(?!据)"
)
# 每家单位, 每个牵头单位, 一个部门: what is counted stands beside each unit.
_EACH_UNIT = re.compile(
    rf"(?:每|各|单|平均)(?:一|下来)*(?:个|家)?(?:不同的?)?{_ROLE_NOUN}?(?:的)?{_UNIT_NOUN}|[每一](?:一)?家(?!$)"
    rf"|(?:per|each|every|a|an) (?:{_ROLE_NOUN} )?{_UNIT_NOUN}"
)
_INVOLVED = re.compile("涉及|参与|牵涉|关联|involv")


def averaged(f: Findings) -> GroupBy | None:
    """ "平均每项任务由几家单位牵头" averages over tasks; None for what other words say."""
    if "AVERAGE" not in f.flags:
        return None
    if "PERTASK" in f.flags:
        return "task"
    if not counts_units(f) or f.flags & {"SECTIONN", "YEARN"} or "section" in f.fields:
        return None
    return "task"


def of_each(f: Findings) -> Findings:
    """ "平均一家牵头单位几项任务", "平均几家单位牵头一项任务": of any unit and any task.

    Neither asks for what one unit leads, nor states how many tasks there are.
    """
    if "AVERAGE" not in f.flags:
        return f
    bounds = tuple(b for b in f.bounds if (b.of, b.low, b.high) != ("tasks", 1, 1))
    conditions = tuple(c for c in f.conditions if not (_EACH_UNIT.search(f.text) and _of_one(c)))
    return replace(f, bounds=bounds, conditions=conditions)


def _of_one(condition: Condition) -> bool:
    return isinstance(condition, UnitCount) and (condition.low, condition.high) == (1, 1)


def counts_units(f: Findings) -> bool:
    """Whether units are what the average counts."""
    return bool(_UNITS_COUNTED.search(f.text)) and not _EACH_UNIT.search(f.text)


def averaged_roles(f: Findings, by: GroupBy | None) -> tuple[FieldName, ...]:
    """The fields whose units the average counts; () where it counts tasks.

    Units that are only involved are those of both fields.
    """
    if by != "task" and not (by in ("section", "year") and counts_units(f)):
        return ()
    named: list[FieldName] = [role for role in ("lead", "responsible") if role in f.roles or role in f.fields]
    if "lead" in named and "responsible" in named and "either" in f.roles and not _INVOLVED.search(f.text):
        named = [role for role in named if role in f.roles]  # 摊到几个责任单位头上 names the one
    return tuple(named) or (("lead", "responsible") if _INVOLVED.search(f.text) else ("lead",))
