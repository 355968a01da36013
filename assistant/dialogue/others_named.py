"""The other tasks of a unit that is named again: 市网信办剩下的牵头任务也报一下, 这家还牵头别的哪条."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.memory import Memory
from assistant.types import And, Measure, Not, NumberIn, Plan, UnitIs
from assistant.understand.algebra import conjuncts
from assistant.understand.builders.units import unit_condition
from assistant.understand.findings import has_topic
from assistant.understand.parts import Part
from assistant.understand.tokens import Context

# What else is asked of a unit that does not ask for its other tasks.
_OTHERWISE = ("WHO", "UNITN", "MOST", "LEAST", "SHARE", "PARTNER", "TOGETHER", "EACH", "COMPARE", "NUM", "SECT")


def others_of_the_named(parts: Sequence[Part], memory: Memory, context: Context) -> Plan | None:
    """The tasks of the unit that the last part names without those of the answer before, which are its own, too."""
    if not parts or not memory.numbers:
        return None
    part = parts[-1]
    held = _held(part)
    if held is None or not _asks_for_others(part):
        return None
    own = {task.number for task in context.document.tasks if set(held.names) & set(task.units_in(held.role))}
    if not own.issuperset(memory.numbers) or (len(memory.numbers) > 1 and len(own) == len(memory.numbers)):
        return None
    measure: Measure = "count" if part.has("COUNT") else "list"
    fields = tuple(name for name in part.findings.fields if name not in ("lead", "responsible", "number"))
    return Plan(measure, And((held, Not(NumberIn(memory.numbers)))), fields=fields)


def _held(part: Part) -> UnitIs | None:
    """The one unit whose tasks in a role are all that is asked for."""
    asked = [c for condition in part.findings.conditions for c in conjuncts(condition) if not isinstance(c, Not)]
    named = [name for units in part.findings.units for name in units.names]
    if not asked and len(named) == 1 and len(part.findings.roles) == 1:  # 市编办另外还牵头的
        asked = [unit_condition(named[0], part.findings.roles[0])]
    found = asked[0] if len(asked) == 1 and not has_topic(part.findings) else None
    return found if isinstance(found, UnitIs) and found.role != "either" else None


def _asks_for_others(part: Part) -> bool:
    others = part.beyond or any(
        t.has("ELSE") or t.has("STILL") or t.value_of("HISTORY") == "rest" for t in part.recognised
    )
    return others and not part.has(*_OTHERWISE) and not any(t.has(kind) for t in part.tokens for kind in _OTHERWISE)
