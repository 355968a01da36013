"""The units that 它, 该单位 and 他们 mean after a task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.understand.tokens import Context, Token, Units
from index.types import Task, TaskNumber
from index.units import UnitName


def units_meant_of(
    tokens: Sequence[Token], at: int, kind: str, of: tuple[TaskNumber, str | None], context: Context
) -> Units | None:
    """The units of the task ``of`` (its number, and the role spoken of) that the pointer at ``at`` means, if any."""
    roles = [t for t in tokens[:at] if t.type == "ROLE"]
    more = any(t.has("STILL") or t.has("ELSE") for t in tokens)
    doing = next((t for t in tokens[at + 1 :] if t.type in ("ROLE", "COMMA")), None)
    acts = doing is not None and doing.type == "ROLE" and not doing.has("ROLEN")
    number, spoken_of = of
    more = more or (spoken_of is not None and _tasks_asked(tokens))  # 82号责任单位是谁?它牵头的任务有哪些
    if kind != "unit" and not (acts and (roles or more)):
        return None
    role = str(roles[-1].value) if roles else spoken_of or "lead"
    units = units_of_task(number, role, context, joint=kind == "list")
    named = next((cast(Units, t.value) for t in reversed(tokens[:at]) if t.type == "UNIT"), None)
    # 100号我知道是甲牵头,别处还有由它挑头的: of the units of the task the one that was named
    return named if named and units and set(_names(named)) <= set(_names(units)) else units


def _names(units: Units) -> tuple[str, ...]:
    return tuple(name for unit in units.names for name in unit.names)


def _tasks_asked(tokens: Sequence[Token]) -> bool:
    """ "它牵头的任务有哪些", "它一共牵头几项": tasks are asked for, not a field."""
    listed = any(t.has("LIST") for t in tokens) and any(t.type in ("TASKN", "DUE") for t in tokens)
    return listed or any(t.has("COUNT") for t in tokens)


def units_of_task(number: TaskNumber, role: str, context: Context, *, joint: bool = False) -> Units | None:
    """The units that a task names in a role, as if the question had named them."""
    task: Task | None = next((t for t in context.document.tasks if t.number == number), None)
    names = () if task is None else task.responsible.units if role == "responsible" else task.lead.units
    return Units(tuple(UnitName(u, (u,), u, "unit") for u in names), joint or None) if names else None
