"""What a question takes for granted, checked against the records."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.retrieve.source import Source
from assistant.types import And, Condition, Mentions, Premise, PremiseCheck, Result
from assistant.understand.algebra import all_of
from assistant.understand.numbers.stated_figures import compared, figures_in
from index.types import Task


def checked(premises: Sequence[Premise], results: Sequence[Result], source: Source) -> list[PremiseCheck]:
    """Every premise against the records; those about the question's topic against the tasks that it found, if any."""
    found = next((result.tasks for result in results if result.plan.topic), ())
    return [check(premise, source, found) for premise in premises if found or not about_topic(premise)]


def about_topic(premise: Premise) -> bool:
    """Whether the premise is about the tasks that the question's topic finds."""
    return premise.condition is None and premise.claim is not None


def check(premise: Premise, source: Source, found: Sequence[Task] = ()) -> PremiseCheck:
    """A premise against the records. ``found`` are the tasks meant where it is about the question's topic."""
    tasks = tuple(found) if about_topic(premise) else source.tasks(premise.condition)
    if premise.count is not None:
        return PremiseCheck(premise, len(tasks) == premise.count, tasks)
    if premise.claim is None:
        return PremiseCheck(premise, True, tasks)
    figures, others = _parted(premise.claim, premise.words)
    wanted = {t.position for t in source.tasks(others)} if others else None
    against = tuple(t for t in tasks if wanted is not None and t.position not in wanted)
    if not figures:
        return PremiseCheck(premise, not against, against or tasks)
    return _of_figures(premise, tasks, against)


def _of_figures(premise: Premise, tasks: Sequence[Task], against: Sequence[Task]) -> PremiseCheck:
    """Figures against the task that writes of the same thing: one of the tasks that the topic finds."""
    checks = compared(premise.words, tasks)
    meant = tuple(t for t in tasks if any(t in c.tasks for c in checks)) or tuple(tasks)
    held = all(c.held for c in checks) and not set(against) & set(meant)
    return PremiseCheck(premise, held, meant)


def _parted(claim: Condition, words: str) -> tuple[list[Condition], Condition | None]:
    """The figures that a claim states, and what else it claims."""
    stated = {w.figure for w in figures_in(words)}
    parts = claim.parts if isinstance(claim, And) else (claim,)
    figures: list[Condition] = [p for p in parts if isinstance(p, Mentions) and stated.issuperset(p.words)]
    return figures, all_of(p for p in parts if p not in figures)
