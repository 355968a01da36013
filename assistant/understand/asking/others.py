"""Others than what was spoken of: 还牵头别的吗, 除此之外还参与哪些, 同一年到期的还有哪些."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import And, Condition, Not, NumberIn, Or, Plan, Role, SameAs, UnitIs
from assistant.understand.algebra import kind_of
from assistant.understand.findings import Findings
from assistant.understand.parts import Part
from assistant.understand.tokens import Context
from index.types import TaskNumber

# Units of one answer whose other tasks can be asked for together.
_FEW_UNITS = 3


def others_of_the_unit(plan: Plan, numbers: Sequence[TaskNumber], part: Part, context: Context) -> Condition | None:
    """ "还牵头别的吗" after an answer that named who leads: the other tasks of those units."""
    f = part.findings
    told = plan.measure == "units" or bool({"lead", "responsible"} & set(plan.fields))
    if not (told and asks_for_more(part) and numbers):
        return None
    asked: Role = "responsible" if "lead" not in plan.fields and plan.group != "lead" else "lead"
    tasks = [task for task in context.document.tasks if task.number in numbers]
    fields = [task.lead if asked == "lead" else task.responsible for task in tasks]
    units = dict.fromkeys(unit for field in fields for unit in field.units)
    sides = tuple(UnitIs(f.roles[0], (unit,), unit) for unit in units)
    if not sides or len(sides) > _FEW_UNITS:
        return None
    return And((sides[0] if len(sides) == 1 else Or(sides), Not(NumberIn(tuple(numbers)))))


def asks_for_more(part: Part) -> bool:
    """还牵头别的吗, 还负责什么: what else a unit spoken of does, not who else does it."""
    more = part.beyond or any(t.has("ELSE") or t.has("STILL") for t in part.recognised)
    acting = any(t.type == "ROLE" and not t.has("ROLEN") for t in part.recognised)
    return more and acting and bool(part.findings.roles) and not part.has_subject and not part.has("WHO", "UNITN")


def beyond(base: Sequence[Condition], f: Findings, part: Part) -> tuple[Condition, ...] | None:
    """ "除此之外它还参与哪些": the other tasks of the unit that was asked about."""
    if (others := _of_the_one_named(base, f, part)) is not None:
        return others
    if part.beyond and base and f.conditions and not f.roles and not any(isinstance(c, UnitIs) for c in f.conditions):
        return (*f.conditions, Not(base[0] if len(base) == 1 else And(tuple(base))))  # 除了这些,2016年到期的还有哪些
    asked = next((c for c in base if isinstance(c, UnitIs)), None)
    named = next((c for c in f.conditions if isinstance(c, UnitIs)), asked)
    more = asks_for_more(part) and not any(isinstance(c, Not) for c in base)
    if asked is None or named is None or named.names != asked.names or not (part.beyond or more):
        return None
    rest = tuple(c for c in base if c is not asked)
    if named is not asked and named.role != "either":
        return (*rest, *f.conditions, Not(asked))
    role: Role = f.roles[0] if f.roles else "either"
    return (*rest, replace(asked, role=role, only=False), Not(asked))


def _of_the_one_named(base: Sequence[Condition], f: Findings, part: Part) -> tuple[Condition, ...] | None:
    """ "这个局还牵头别的吗", "除此之外,还有哪些任务写了工作日" after one task: others than it that are so."""
    tasks = [c for c in base if isinstance(c, NumberIn)]
    kinds = {kind_of(c).split()[0] for c in f.conditions}
    more = part.beyond or any(t.has("ELSE") for t in part.recognised)
    asked = part.has("YESNO") if kinds == {"unit"} else kinds == {"text"}
    if not (more and asked and tasks) or len(tasks) != len(base):
        return None
    return (*f.conditions, *(Not(c) for c in tasks))


def left_behind(old: Condition, new: Sequence[Condition]) -> bool:
    """The task spoken of, where what is asked for now are others than it: 同一年到期的还有哪些."""
    others = {n for c in new if isinstance(c, Not) and isinstance(c.part, NumberIn) for n in c.part.numbers}
    others |= {c.number for c in new if isinstance(c, SameAs)}
    return isinstance(old, NumberIn) and others.issuperset(old.numbers)
