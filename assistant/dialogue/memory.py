"""What the turns before leave for the next one to refer to: the plan asked last, its tasks, the units spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import And, Condition, Not, Or, Outcome, Plan, Reading, SectionIn, Turn, UnitIs
from assistant.understand.algebra import conjuncts
from assistant.understand.tokens import Context, Units, units_of
from index.types import Task, TaskNumber
from index.units import UnitName

# More tasks than this were asked about as a list and not one by one.
FEW = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """One plan of an earlier turn and the tasks its turn cited."""

    plan: Plan
    numbers: tuple[TaskNumber, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a follow-up can refer to.

    ``plan`` is the last thing asked of the records and ``numbers`` the tasks it gave; ``units`` are the units of the
    questions, one entry for each turn that named some, oldest first; ``own`` is the asker's unit, once said;
    ``recent`` are the tasks that turns were about one by one, oldest first; ``asked`` are all plans so far, oldest
    first; ``reading`` is what the last turn that was no small talk was understood as; ``refused`` tells that it
    found nothing and left nothing to speak of: the document does not say it, or nothing was spoken of before it either;
    ``said`` is the message that asked for ``plan``.
    """

    plan: Plan | None = None
    numbers: tuple[TaskNumber, ...] = ()
    units: tuple[Units, ...] = ()
    own: UnitName | None = None
    recent: tuple[TaskNumber, ...] = ()
    asked: tuple[Asked, ...] = ()
    reading: Reading | None = None
    refused: bool = False
    said: str = ""

    @property
    def focus(self) -> TaskNumber | None:
        """The one task that 它 and 那项 mean, if there is just one."""
        return self.numbers[0] if len(self.numbers) == 1 else None

    @property
    def first(self) -> TaskNumber | None:
        """The one task that the conversation began with, or came to first."""
        return next((asked.numbers[0] for asked in self.asked if len(asked.numbers) == 1), None)

    @property
    def answered_unit(self) -> Units | None:
        """The units that the last answer told of a task: 它 may mean them."""
        told = self.plan is not None and bool({"lead", "responsible"} & set(self.plan.fields))
        return self.units[-1] if told and self.units else None


def units_named(condition: Condition | None) -> list[UnitIs]:
    """Every unit that a condition speaks of."""
    match condition:
        case UnitIs():
            return [condition]
        case And(parts=parts) | Or(parts=parts):
            return [unit for part in parts for unit in units_named(part)]
        case Not(part=part):
            return units_named(part)
        case _:
            return []


def _units(conditions: Iterable[Condition | None]) -> Units | None:
    found = [unit for condition in conditions for unit in units_named(condition)]
    return units_of(found) if found else None


def _units_of(plan: Plan, tasks: Sequence[Task]) -> Units | None:
    """The units an answer named: those of the fields asked for, else of the tasks' lead."""
    asked = [f for f in plan.fields if f in ("lead", "responsible")] or ["lead"]
    fields = [task.lead if name == "lead" else task.responsible for task in tasks[:3] for name in asked]
    names = dict.fromkeys(UnitName(unit, (unit,), unit, "unit") for field in fields for unit in field.units)
    return Units(tuple(names)) if names else None


def _partners(plan: Plan, named: Units | None, answered: Units | None) -> Units | None:
    """ "跟谁一起牵头": the units that the answer added to those of the question."""
    if plan.measure != "units" or named is None or answered is None:
        return None
    known = {name for unit in named.names for name in unit.names}
    added = tuple(unit for unit in answered.names if known.isdisjoint(unit.names))
    return Units(added) if added else None


def _of_the_claim(reading: Reading) -> Units | None:
    """有市监察局对吧: the one unit that was said to be among them is the one spoken of."""
    claimed = _units(premise.claim for premise in reading.premises)
    return claimed if claimed is not None and len(claimed.names) == 1 else None


def tasks_numbered(numbers: Iterable[TaskNumber], context: Context) -> list[Task]:
    wanted = set(numbers)
    return [task for task in context.document.tasks if task.number in wanted]


def section_before(memory: Memory, context: Context) -> set[int]:
    """The section that was asked about last, where the tasks spoken of since do not all stand in one."""
    if len({task.section for task in tasks_numbered(memory.numbers, context)}) == 1:
        return set()
    for asked in reversed(memory.asked):
        sections = {s for c in conjuncts(asked.plan.condition) if isinstance(c, SectionIn) for s in c.sections}
        if sections:
            return sections
    return set()


def _refusal(turn: Turn, before: Outcome | None) -> Outcome | None:
    """How the last question of the conversation was refused; None where it was answered."""
    outcome = turn.answer.outcome
    if outcome in (Outcome.SMALLTALK, Outcome.AMBIGUOUS):
        return before
    refused = outcome in (Outcome.NOT_STATED, Outcome.OUT_OF_SCOPE) and not turn.answer.citations
    return outcome if refused else None


def recall(history: Sequence[Turn], context: Context) -> Memory:
    """The memory of a conversation; turns of small talk leave it as it was."""
    plan: Plan | None = None
    numbers: tuple[TaskNumber, ...] = ()
    units: list[Units] = []
    own: UnitName | None = None
    recent: list[TaskNumber] = []
    asked: list[Asked] = []
    last: Reading | None = None
    refusal: Outcome | None = None
    said = ""
    for turn in history:
        reading = turn.answer.reading
        if reading.own_unit:
            own = context.registry.forms.get(
                reading.own_unit.lower(), UnitName(reading.own_unit, (reading.own_unit,), reading.own_unit, "unit")
            )
        last = reading if reading.plans and turn.answer.outcome is not Outcome.SMALLTALK else last
        refusal = _refusal(turn, refusal)
        nothing = not turn.answer.citations and all(
            p.condition is None and p.measure != "average" for p in reading.plans
        )
        if not reading.plans or nothing:
            continue
        plan, said = reading.plans[-1], turn.question
        numbers = tuple(c.task for c in turn.answer.citations)
        asked += [Asked(p, numbers) for p in reading.plans]
        recent = [n for n in recent if n not in numbers] + list(numbers) if len(numbers) < FEW else []
        named = _units([*(p.condition for p in reading.plans), *(s for p in reading.plans for s in p.sides)])
        answered = _units_of(plan, tasks_numbered(numbers, context))
        spoken = _partners(plan, named, answered) or named or _of_the_claim(reading) or answered
        if spoken:
            units.append(spoken)
    refused = refusal is Outcome.NOT_STATED or (refusal is not None and plan is None)
    return Memory(plan, numbers, tuple(units), own, tuple(recent), tuple(asked), last, refused, said)
