"""What a question takes for granted, checked against the records."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.source import Source
from assistant.types import And, Condition, Mentions, Premise, PremiseCheck, Result
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
    wanted = {t.position for t in source.tasks(premise.claim)}
    against = tuple(t for t in tasks if t.position not in wanted)
    if about_topic(premise) and _of_words(premise.claim) and len(against) < len(tasks):
        return PremiseCheck(premise, True, tuple(t for t in tasks if t.position in wanted))
    return PremiseCheck(premise, not against, against or tasks)


def _of_words(claim: Condition) -> bool:
    """Figures that one of the tasks found has to write."""
    return all(isinstance(part, Mentions) for part in (claim.parts if isinstance(claim, And) else (claim,)))
