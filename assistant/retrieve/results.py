"""The Result of a plan whose tasks are known, and that of a plan that lists what meets its condition."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.retrieve.matching import matching, picked
from assistant.retrieve.source import Source
from assistant.types import And, Condition, Outcome, Plan, Result, UnitIs
from assistant.understand.units.listed import units_listed
from index.document_units import covering
from index.types import Task


def result_of(plan: Plan, source: Source, tasks: Sequence[Task], *, cited: Sequence[Task] | None = None,
            matched: int | None = None, outcome: Outcome | None = None, **more: object) -> Result:  # fmt: skip
    """A Result with what every measure shares: the outcome, and what group phrases may also cover."""
    cited = tasks if cited is None else cited
    decided = outcome or (Outcome.ANSWERED if tasks else Outcome.EMPTY)
    uncovered, phrases = _covered_by_phrases(plan.condition, source)
    return Result(
        plan=plan, outcome=decided, tasks=tuple(tasks), cited=tuple(cited),
        matched=len(tasks) if matched is None else matched, total=len(source.document.tasks), uncovered=uncovered,
        phrases=phrases, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def named_units(condition: Condition | None) -> list[UnitIs]:
    """The units that a condition asks for, all of which have to stand in a task."""
    if isinstance(condition, UnitIs):
        return [condition]
    return [u for p in condition.parts for u in named_units(p)] if isinstance(condition, And) else []


def _covered_by_phrases(condition: Condition | None, source: Source) -> tuple[int, tuple[str, ...]]:
    """For one unit: how many other tasks name, in the role asked, only a phrase that may mean it (市政府各部门)."""
    asked = named_units(condition)
    if len(asked) != 1:
        return 0, ()
    unit = asked[0]
    used = units_listed(source.document)
    phrases = tuple(p for p in covering(source.registry, unit.names[0]) if p in used)
    if not phrases:
        return 0, ()
    # Said, not cited: the records alone can tell.
    listed = [frozenset(task.units_in(unit.role)) for task in source.document.tasks]
    covered = sum(1 for names in listed if not names & set(unit.names) and names & set(phrases))
    return covered, phrases if covered else ()


def listed(plan: Plan, source: Source) -> Result:
    """The tasks that the condition and the topic select."""
    tasks = matching(plan, source)
    kept = picked(plan, _extreme(plan, tasks) if plan.group == "deadline" and plan.limit else tasks)
    cited: Sequence[Task] = kept
    if plan.condition is None and plan.topic is None and plan.measure in ("count", "summarise"):
        cited = ()
    return result_of(plan, source, kept, cited=cited, matched=len(tasks), sides=tuple(map(source.tasks, plan.sides)))


def _extreme(plan: Plan, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that fall due first or last, as many as are asked for and those due on the same day."""
    due = {t.position: t.deadline.due for t in tasks if t.deadline and t.deadline.due}
    days = sorted(due.values(), reverse=plan.descending)[: plan.limit]
    return tuple(t for t in tasks if due.get(t.position) in days)
