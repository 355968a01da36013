"""Units that a message names without saying in which role."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import And, Condition, Not, NumberIn, Or, Role, UnitCount, UnitIs
from assistant.understand.algebra import merged
from assistant.understand.builders.units import unit_condition
from assistant.understand.findings import Findings


def bind_units(findings: Findings, inherited: Role | None = None) -> Findings:
    """Give units that no rule bound a role: the one free role of the message, else the inherited one, else either.

    Excluded units (除市政府办公厅以外, 没有市编办) become a negated condition unless the question asks for units.
    """
    free: list[Role] = [role for role in findings.roles if role != "either"]
    asked = "WHO" in findings.flags and not {"MORE", "MOST", "COMPARE"} & findings.flags
    counted = [c.role for c in findings.conditions if isinstance(c, UnitCount)]
    free = free or (counted if findings.units else [])
    # "甲那条的时限和责任单位", "甲相关任务的编号、责任单位": the unit describes the task, the role is asked of it.
    numbered = any(isinstance(c, NumberIn) for c in findings.conditions) and "COMPARE" in findings.flags
    described = numbered or bool({"POINTER", "COLUMNS"} & findings.flags)
    pointed = described and len(findings.units) == 1 and set(free) <= set(findings.fields)
    role: Role = free[0] if len(set(free)) == 1 and not (asked or pointed) else inherited or "either"
    added: list[Condition] = []
    roles = findings.roles
    if {"MOST", "LEAST"} & findings.flags and findings.units and findings.roles and "YESNO" in findings.flags:
        return replace(findings, units=())
    for group in findings.units:
        joint = group.joint if group.joint is not None else bool(counted) or "TOGETHER" in findings.flags
        parts = tuple(unit_condition(name, role) for name in group.names)
        added.append(parts[0] if len(parts) == 1 else And(parts) if joint else Or(parts))
        roles = tuple(r for r in roles if r != role)
    fields = findings.fields
    if added and free and role == free[0]:
        fields = tuple(f for f in fields if f != role)
    if len(added) == len(findings.units) > 1 and all(isinstance(c, UnitIs) for c in added):
        # 教委领啥活、财政局领啥活: each of them, unless the words say both.
        added = list(merged(added, "TOGETHER" in findings.flags))
    kept = findings.excluded
    if findings.excluded and not findings.flags & {"WHO", "UNITN", "BOTHHELD"}:
        bound = [c.role for c in findings.conditions if isinstance(c, UnitIs)]
        against: Role = free[0] if free else bound[0] if bound else "either"
        added += [Not(unit_condition(n, against)) for g in findings.excluded for n in g.names]
        kept = ()
    return replace(
        findings, conditions=(*findings.conditions, *added), units=(), roles=roles, fields=fields, excluded=kept
    )
