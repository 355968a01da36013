"""Plan -> tasks: the condition exactly (one Chroma query), the topic by meaning (a LangChain retriever)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.retrieve.content import content
from assistant.retrieve.groups import fullest, groups_of, led_by, share_of
from assistant.retrieve.matching import holding, matching
from assistant.retrieve.order import ordered
from assistant.retrieve.results import listed, result_of
from assistant.retrieve.source import Source
from assistant.types import And, Form, Having, Outcome, Plan, Result, SectionIn
from index.sections import section_of


def run(plan: Plan, source: Source, form: Form | None = None) -> Result:
    """The Result of one plan, computed exhaustively, its tasks in the order that ``form`` wishes."""
    result = _MEASURES.get(plan.measure, listed)(plan, source)
    if form is None or form.order is None:
        return result
    return replace(result, tasks=ordered(result.tasks, form), cited=ordered(result.cited, form))


# --- groups ----------------------------------------------------------------------------------------------------------


def _ranked(plan: Plan, source: Source) -> Result:
    tasks = matching(plan, source)
    groups = [g for g in groups_of(tasks, plan.group or "lead", source) if g.key not in plan.excluded]
    groups.sort(key=lambda g: len(g.tasks), reverse=plan.descending)
    sizes = sorted({len(g.tasks) for g in groups}, reverse=plan.descending)
    if plan.pick:
        wanted = {sizes[i] for i in plan.pick if -len(sizes) <= i < len(sizes)}
        groups = [g for g in groups if len(g.tasks) in wanted]
    elif plan.limit is not None and groups:
        last = len(groups[min(plan.limit, len(groups)) - 1].tasks)
        groups = [g for g in groups if (len(g.tasks) >= last if plan.descending else len(g.tasks) <= last)]
    winners = {t.position for g in groups for t in g.tasks}
    cited = [t for t in tasks if t.position in winners] if plan.limit is not None or plan.pick else []
    return result_of(plan, source, tasks, cited=cited, groups=tuple(groups))


def _broken_down(plan: Plan, source: Source) -> Result:
    tasks = matching(plan, source)
    groups = groups_of(tasks, plan.group or "section", source)
    if plan.having and plan.measure == "breakdown":
        groups = [g for g in groups if _within(plan.having, len(g.tasks))]
    if plan.group in ("year", "quarter", "month"):
        groups.sort(key=lambda g: g.key)
    elif plan.group != "section":
        groups.sort(key=lambda g: -len(g.tasks))
    return result_of(plan, source, tasks, cited=tasks if plan.condition else (), groups=tuple(groups))


def _counted(plan: Plan, source: Source) -> Result:
    """The matching tasks; those of a topic are counted only where its words tell which they are."""
    both = plan.topic is not None and plan.condition is not None and plan.joined is None
    by_meaning = both and not holding(plan, source)
    return content(replace(plan, measure="content"), source) if by_meaning else listed(plan, source)


def _shared(plan: Plan, source: Source) -> Result:
    """The share of the document's tasks, or of those that ``sides`` name."""
    sides = tuple(source.tasks(whole) for whole in plan.sides)
    return result_of(plan, source, matching(plan, source), cited=(), outcome=Outcome.ANSWERED, sides=sides)


def _within(bounds: Having, count: int) -> bool:
    return (bounds.low or 0) <= count and (bounds.high is None or count <= bounds.high)


def _units_meeting(plan: Plan, source: Source) -> Result:
    """The units that stand in the role asked over the matching tasks."""
    tasks = matching(plan, source)
    group = plan.group or "lead"
    groups = [g for g in groups_of(tasks, group, source) if g.key not in plan.excluded]
    if plan.having:
        groups = [g for g in groups if _within(plan.having, len(g.tasks))]
    if plan.in_sections:
        groups = [
            g for g in groups if _within(plan.in_sections, len({section_of(t, source.document) for t in g.tasks}))
        ]
    if plan.exclusive:
        everywhere = {g.key: len(g.tasks) for g in groups_of(source.document.tasks, group, source)}
        groups = [g for g in groups if len(g.tasks) == everywhere[g.key]]
    members = {t.position for g in groups for t in g.tasks}
    narrowed = plan.having is not None or plan.in_sections is not None or plan.exclusive
    picked = narrowed or bool(plan.excluded and groups)
    cited = [t for t in tasks if t.position in members] if picked else tasks if plan.condition else []
    outcome = Outcome.ANSWERED if groups or (tasks and not narrowed) else Outcome.EMPTY
    return result_of(plan, source, tasks, cited=cited, groups=tuple(groups), outcome=outcome)


def _compared(plan: Plan, source: Source) -> Result:
    sides = tuple(source.tasks(And((side, plan.condition)) if plan.condition else side) for side in plan.sides)
    together = {t.position: t for side in sides for t in side}
    tasks = [together[p] for p in sorted(together)]
    # The whole document in two: as a breakdown of it, told and not cited.
    whole = plan.condition is None and len(tasks) == len(source.document.tasks) == sum(map(len, sides))
    return result_of(plan, source, tasks, cited=() if whole else tasks, sides=sides)


# --- records by number, the document, sections -----------------------------------------------------------------------


def _duty(plan: Plan, source: Source) -> Result:
    return result_of(plan, source, source.tasks(plan.condition))


def _of_the_document(plan: Plan, source: Source) -> Result:
    return result_of(plan, source, (), outcome=Outcome.ANSWERED)


def _sections(plan: Plan, source: Source) -> Result:
    groups = groups_of(source.document.tasks, "section", source)
    if plan.topic:
        claimed = plan.condition.sections if isinstance(plan.condition, SectionIn) else ()
        groups = fullest(groups, [hit.position for hit in source.records.nearest(plan.topic, None)], claimed)
    if plan.each is None:
        none = isinstance(plan.condition, SectionIn) and not plan.condition.sections
        return result_of(plan, source, (), groups=tuple(groups), outcome=Outcome.EMPTY if none else Outcome.ANSWERED)
    if plan.each == "one":
        led = [g for g in groups if led_by(g) is not None]
        return result_of(plan, source, [task for g in led for task in g.tasks], groups=tuple(led))
    meeting = {task.position for task in source.tasks(plan.condition)}
    wanted = [g for g in groups if share_of(g, meeting) == (1.0 if plan.each == "all" else 0.0)]
    tasks = [task for g in wanted for task in g.tasks] if plan.each == "all" else []
    return result_of(plan, source, tasks, groups=tuple(wanted), outcome=Outcome.ANSWERED if wanted else Outcome.EMPTY)


_MEASURES: dict[str, Callable[[Plan, Source], Result]] = {
    "rank": _ranked, "breakdown": _broken_down, "share": _shared, "average": _broken_down, "units": _units_meeting,
    "compare": _compared, "duty": _duty, "document": _of_the_document, "sections": _sections, "content": content,
    "claim": listed, "count": _counted,
}  # fmt: skip
