"""Plan -> tasks: the condition exactly (one Chroma query), the topic by meaning (a LangChain retriever)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.retrieve.english_topics import topical
from assistant.retrieve.groups import fullest, groups_of, led_by, share_of
from assistant.retrieve.matching import holding, matching, picked
from assistant.retrieve.order import ordered
from assistant.retrieve.plainly_unstated import plainly_unstated
from assistant.retrieve.short_questions import all_named, conversing, told
from assistant.retrieve.source import Source
from assistant.retrieve.twins import with_twins
from assistant.retrieve.verbatim import told_of
from assistant.retrieve.where_written import written_where
from assistant.retrieve.which_one import many_of_one_word
from assistant.retrieve.whole_topic import all_about, as_short
from assistant.types import And, Condition, Form, Having, Mentions, Outcome, Plan, Result, SectionIn, UnitIs
from assistant.understand.units.listed import units_listed
from index.answerable import Judgement
from index.document_units import covering
from index.sections import section_of
from index.types import Hit, Task

_OFFERED = 3  # near tasks shown as 可能相关
# A question that names a unit or a year beside its topic is refused only where an answer is this unlikely.
_UNLIKELY = 0.15
_SEEN = 5  # near tasks of which one may hold the words of the question
# How sure an answer by the letters of a short question is at least.
_TOLD = 0.5


def run(plan: Plan, source: Source, form: Form | None = None) -> Result:
    """The Result of one plan, computed exhaustively, its tasks in the order that ``form`` wishes."""
    result = _MEASURES.get(plan.measure, _listed)(plan, source)
    if form is None or form.order is None:
        return result
    return replace(result, tasks=ordered(result.tasks, form), cited=ordered(result.cited, form))


# --- results ---------------------------------------------------------------------------------------------------------


def _result(plan: Plan, source: Source, tasks: Sequence[Task], *, cited: Sequence[Task] | None = None,
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


def _units(condition: Condition | None) -> list[UnitIs]:
    if isinstance(condition, UnitIs):
        return [condition]
    return [u for p in condition.parts for u in _units(p)] if isinstance(condition, And) else []


def _covered_by_phrases(condition: Condition | None, source: Source) -> tuple[int, tuple[str, ...]]:
    """For one unit: how many other tasks name, in the role asked, only a phrase that may mean it (市政府各部门)."""
    asked = _units(condition)
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


def _listed(plan: Plan, source: Source) -> Result:
    tasks = matching(plan, source)
    kept = picked(plan, _extreme(plan, tasks) if plan.group == "deadline" and plan.limit else tasks)
    cited: Sequence[Task] = kept
    if plan.condition is None and plan.topic is None and plan.measure in ("count", "summarise"):
        cited = ()
    return _result(plan, source, kept, cited=cited, matched=len(tasks), sides=tuple(map(source.tasks, plan.sides)))


def _extreme(plan: Plan, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks of the earliest or latest due date."""
    dated = [t for t in tasks if t.deadline and t.deadline.due]
    days = [t.deadline.due for t in dated if t.deadline and t.deadline.due]
    day = (max if plan.descending else min)(days, default=None)
    return tuple(t for t in dated if t.deadline and t.deadline.due == day)


# --- groups ----------------------------------------------------------------------------------------------------------


def _ranked(plan: Plan, source: Source) -> Result:
    tasks = matching(plan, source)
    groups = [g for g in groups_of(tasks, plan.group or "lead", source.document) if g.key not in plan.excluded]
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
    return _result(plan, source, tasks, cited=cited, groups=tuple(groups))


def _broken_down(plan: Plan, source: Source) -> Result:
    tasks = matching(plan, source)
    groups = groups_of(tasks, plan.group or "section", source.document)
    if plan.having and plan.measure == "breakdown":
        groups = [g for g in groups if _within(plan.having, len(g.tasks))]
    if plan.group == "year":
        groups.sort(key=lambda g: g.key)
    elif plan.group != "section":
        groups.sort(key=lambda g: -len(g.tasks))
    return _result(plan, source, tasks, cited=tasks if plan.condition else (), groups=tuple(groups))


def _counted(plan: Plan, source: Source) -> Result:
    """The matching tasks; those of a topic are counted only where its words tell which they are."""
    both = plan.topic is not None and plan.condition is not None and plan.joined is None
    by_meaning = both and not holding(plan, source)
    return _content(replace(plan, measure="content"), source) if by_meaning else _listed(plan, source)


def _shared(plan: Plan, source: Source) -> Result:
    """The share of the document's tasks, or of those that ``sides`` name."""
    sides = tuple(source.tasks(whole) for whole in plan.sides)
    return _result(plan, source, matching(plan, source), cited=(), outcome=Outcome.ANSWERED, sides=sides)


def _within(bounds: Having, count: int) -> bool:
    return (bounds.low or 0) <= count and (bounds.high is None or count <= bounds.high)


def _units_meeting(plan: Plan, source: Source) -> Result:
    """The units that stand in the role asked over the matching tasks."""
    tasks = matching(plan, source)
    group = plan.group or "lead"
    groups = [g for g in groups_of(tasks, group, source.document) if g.key not in plan.excluded]
    if plan.having:
        groups = [g for g in groups if _within(plan.having, len(g.tasks))]
    if plan.in_sections:
        groups = [
            g for g in groups if _within(plan.in_sections, len({section_of(t, source.document) for t in g.tasks}))
        ]
    if plan.exclusive:
        everywhere = {g.key: len(g.tasks) for g in groups_of(source.document.tasks, group, source.document)}
        groups = [g for g in groups if len(g.tasks) == everywhere[g.key]]
    members = {t.position for g in groups for t in g.tasks}
    narrowed = plan.having is not None or plan.in_sections is not None or plan.exclusive
    picked = narrowed or bool(plan.excluded and groups)
    cited = [t for t in tasks if t.position in members] if picked else tasks if plan.condition else []
    outcome = Outcome.ANSWERED if groups or (tasks and not narrowed) else Outcome.EMPTY
    return _result(plan, source, tasks, cited=cited, groups=tuple(groups), outcome=outcome)


def _compared(plan: Plan, source: Source) -> Result:
    sides = tuple(source.tasks(And((side, plan.condition)) if plan.condition else side) for side in plan.sides)
    together = {t.position: t for side in sides for t in side}
    tasks = [together[p] for p in sorted(together)]
    # The whole document in two: as a breakdown of it, told and not cited.
    whole = plan.condition is None and len(tasks) == len(source.document.tasks) == sum(map(len, sides))
    return _result(plan, source, tasks, cited=() if whole else tasks, sides=sides)


# --- records by number, the document, content ------------------------------------------------------------------------


def _selects(condition: Condition | None, source: Source) -> bool:
    """Whether a condition says something by itself: more than that some group of units is spoken of."""
    asked = _units(condition)
    groups = [u for u in asked if u.role == "either" and u.names[0] in source.registry.groups]
    return condition is not None and not (groups and condition == groups[0])


def _duty(plan: Plan, source: Source) -> Result:
    return _result(plan, source, source.tasks(plan.condition))


def _of_the_document(plan: Plan, source: Source) -> Result:
    return _result(plan, source, (), outcome=Outcome.ANSWERED)


def _sections(plan: Plan, source: Source) -> Result:
    groups = groups_of(source.document.tasks, "section", source.document)
    if plan.topic:
        claimed = plan.condition.sections if isinstance(plan.condition, SectionIn) else ()
        groups = fullest(groups, [hit.position for hit in source.records.nearest(plan.topic, None)], claimed)
    if plan.each is None:
        none = isinstance(plan.condition, SectionIn) and not plan.condition.sections
        return _result(plan, source, (), groups=tuple(groups), outcome=Outcome.EMPTY if none else Outcome.ANSWERED)
    if plan.each == "one":
        led = [g for g in groups if led_by(g) is not None]
        return _result(plan, source, [task for g in led for task in g.tasks], groups=tuple(led))
    meeting = {task.position for task in source.tasks(plan.condition)}
    wanted = [g for g in groups if share_of(g, meeting) == (1.0 if plan.each == "all" else 0.0)]
    tasks = [task for g in wanted for task in g.tasks] if plan.each == "all" else []
    return _result(plan, source, tasks, groups=tuple(wanted), outcome=Outcome.ANSWERED if wanted else Outcome.EMPTY)


def _content(plan: Plan, source: Source) -> Result:
    """The tasks that answer a question of content; near ones are offered, not cited, where none does."""
    if plan.refused == "foreign":
        return _result(plan, source, (), outcome=Outcome.OUT_OF_SCOPE)
    if plan.refused == "status" and not plan.asked:
        near = source.tasks(plan.condition)[:_OFFERED] if plan.condition is not None else ()
        return _result(plan, source, (), outcome=Outcome.NOT_STATED, related=near)
    narrowed = plan.condition is not None and not plan.topic_first
    query = plan.asked or plan.topic or ""
    hits = source.records.nearest(query, None) if plan.asked or not narrowed else ()
    judged = source.records.judge(query, hits)
    if judged.kind != "far" and plainly_unstated(query, hits, source.document.tasks):
        return _refused(replace(plan, refused="unstated"), source, hits, judged)
    free = plan.condition is None and plan.refused is None
    if free and (result := _by_letter(plan, source, query, hits, judged)):
        return result
    if narrowed and (not plan.asked or judged.answered >= _UNLIKELY or judged.kind == "smalltalk"):
        tasks = matching(plan, source)
        return _result(plan, source, picked(plan, tasks), matched=len(tasks))
    if judged.kind == "answered" and plan.refused is None:
        return _found(plan, source, query, hits, judged.answered)
    if free and (result := _by_other_signs(plan, source, query, hits, judged)):
        return result
    if _selects(plan.condition, source) and not narrowed and judged.answered >= _UNLIKELY:
        return _listed(replace(plan, measure="list", topic=None, topic_first=False), source)
    return _refused(plan, source, hits, judged)


def _by_other_signs(plan: Plan, source: Source, query: str, hits: Sequence[Hit], judged: Judgement) -> Result | None:
    """What answers a question that is not judged to be answered: where it stands, a topic in English, rare words."""
    if stated := written_where(query):
        # 老人列席会议的事是哪条写的: only where it stands is asked, so what stands there is looked for.
        found = source.records.nearest(stated, None)
        if (again := source.records.judge(stated, found)).kind == "answered":
            return _found(plan, source, stated, found, again.answered)
    tasks = source.document.tasks
    if named := topical(query, tasks):
        return _result(plan, source, named, probability=max(judged.answered, _TOLD))
    holders = (tasks[hit.position] for hit in hits[:_SEEN] if told_of(query, tasks, tasks[hit.position]))
    holder = next(holders, None)
    return _result(plan, source, (holder,), probability=judged.answered) if holder else None


def _by_letter(plan: Plan, source: Source, query: str, hits: Sequence[Hit], judged: Judgement) -> Result | None:
    """What a question for a whole topic comes to, and one of a few words by the words that tasks' texts hold; None
    where meaning has to tell."""
    wanted, probability = all_about(query, source, answered=judged.kind == "answered")
    if wanted:
        return _result(plan, source, wanted, probability=max(judged.answered, probability))
    tasks = source.document.tasks
    asked = as_short(query, tasks)
    if meant := many_of_one_word(plan, query, tasks):
        return _result(plan, source, (), outcome=Outcome.AMBIGUOUS, related=meant[:_OFFERED], matched=len(meant))
    if asked is None:
        return None
    if words := all_named(asked, tasks):
        listed = replace(plan, measure="list", topic=None, condition=Mentions(words))
        return _listed(listed, source) if source.tasks(listed.condition) else None
    best = told(asked, tasks, hits, answered=judged.kind == "answered")
    return _result(plan, source, best, probability=max(judged.answered, _TOLD)) if best else None


def _found(plan: Plan, source: Source, query: str, hits: Sequence[Hit], probability: float) -> Result:
    best = source.records.best(query, hits)
    tasks = with_twins(query, [source.document.tasks[h.position] for h in best], hits, source.document.tasks)
    related = tuple(source.document.tasks[h.position] for h in hits[:_OFFERED])
    offered = tuple(t for t in related if t not in tasks)
    return _result(plan, source, tasks, related=offered, probability=probability)


# What each kind of question that is not answered comes to.
_REFUSED = {"far": Outcome.OUT_OF_SCOPE, "smalltalk": Outcome.SMALLTALK}


def _refused(plan: Plan, source: Source, hits: Sequence[Hit], judged: Judgement) -> Result:
    certain = plan.refused == "unstated" and not plan.asked
    outcome = Outcome.NOT_STATED if certain else _REFUSED.get(judged.kind, Outcome.NOT_STATED)
    if outcome is Outcome.SMALLTALK and not conversing(plan.asked or plan.topic or ""):
        outcome = Outcome.NOT_STATED  # a bare word is no greeting
    near = tuple(source.document.tasks[h.position] for h in hits[:_OFFERED])
    related = near if outcome is Outcome.NOT_STATED else ()
    return _result(plan, source, (), outcome=outcome, related=related, probability=judged.answered)


_MEASURES: dict[str, Callable[[Plan, Source], Result]] = {
    "rank": _ranked, "breakdown": _broken_down, "share": _shared, "average": _broken_down, "units": _units_meeting,
    "compare": _compared, "duty": _duty, "document": _of_the_document, "sections": _sections, "content": _content,
    "claim": _listed, "count": _counted,
}  # fmt: skip
