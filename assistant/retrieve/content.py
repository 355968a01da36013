"""The tasks that answer a question of content: by letter, by meaning, or an honest no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.retrieve.english_topics import topical
from assistant.retrieve.matching import matching, picked
from assistant.retrieve.plainly_unstated import detail_unwritten, plainly_unstated
from assistant.retrieve.results import listed, named_units, result_of
from assistant.retrieve.short_questions import all_named, by_chance, conversing, told
from assistant.retrieve.source import Source
from assistant.retrieve.twins import with_twins
from assistant.retrieve.verbatim import told_of
from assistant.retrieve.where_written import written_where
from assistant.retrieve.which_one import many_of_one_word
from assistant.retrieve.whole_topic import all_about, as_short
from assistant.types import Condition, FieldMissing, Mentions, NumberIn, Outcome, Plan, Result, SectionIn, UnitIs
from assistant.understand.algebra import conjuncts
from index.answerable import Judgement
from index.types import Hit, Task

_OFFERED = 3  # near tasks shown as 可能相关
# A question that names a unit or a year beside its topic is refused only where an answer is this unlikely.
_UNLIKELY = 0.15
_SEEN = 5  # near tasks of which one may hold the words of the question
# Where an answer is so unlikely, its letters alone are chance.
_HOPELESS = 0.1
# How sure an answer by the letters of a short question is at least.
_TOLD = 0.5
# Conditions that only somebody who speaks of the records sets.
_IN_RECORDS = (SectionIn, NumberIn, FieldMissing)


def content(plan: Plan, source: Source) -> Result:
    """The tasks that answer a question of content; near ones are offered, not cited, where none does."""
    if plan.refused == "foreign":
        return result_of(plan, source, (), outcome=Outcome.OUT_OF_SCOPE)
    if plan.refused == "status" and not plan.asked:
        return _offering(plan, source, source.tasks(plan.condition) if plan.condition is not None else ())
    if plan.refused == "detail":
        return _detail(plan, source)
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
        return result_of(plan, source, picked(plan, tasks), matched=len(tasks))
    if judged.kind == "answered" and plan.refused is None:
        return _found(plan, source, query, hits, judged.answered)
    if free and (result := _by_other_signs(plan, source, query, hits, judged)):
        return result
    likely = judged.answered >= _UNLIKELY or _of_records(plan, source)
    if _selects(plan.condition, source) and not narrowed and likely:
        return listed(replace(plan, measure="list", topic=None, topic_first=False), source)
    return _refused(plan, source, hits, judged)


def _detail(plan: Plan, source: Source) -> Result:
    """The tasks of which a detail is asked, where one of them writes it; else they are offered."""
    tasks = source.tasks(plan.condition)
    if tasks and not detail_unwritten(plan.topic or "", tasks):
        return listed(replace(plan, measure="list", topic=None, refused=None), source)
    return _offering(plan, source, tasks)


def _offering(plan: Plan, source: Source, tasks: Sequence[Task]) -> Result:
    """The tasks of which something is asked that they do not say: some are offered, none cited."""
    return result_of(plan, source, (), outcome=Outcome.NOT_STATED, related=tuple(tasks[:_OFFERED]))


def _selects(condition: Condition | None, source: Source) -> bool:
    """Whether a condition says something by itself: more than that some group of units is spoken of."""
    asked = named_units(condition)
    groups = [u for u in asked if u.role == "either" and u.names[0] in source.registry.groups]
    return condition is not None and not (groups and condition == groups[0])


def _of_records(plan: Plan, source: Source) -> bool:
    """Whether the condition, or the field asked of the one unit named, is of the records and of nothing else: where
    the search finds nothing, "把第四部分的任务排成清单,每行两样" asks for the section."""
    parts = conjuncts(plan.condition)
    if any(isinstance(part, _IN_RECORDS) or (isinstance(part, UnitIs) and part.role != "either") for part in parts):
        return True
    units = named_units(plan.condition)
    only = len(units) == len(parts) == 1 and units[0].names[0] not in source.registry.groups
    return only and bool(plan.fields) and plan.refused is None


def _by_other_signs(plan: Plan, source: Source, query: str, hits: Sequence[Hit], judged: Judgement) -> Result | None:
    """What answers a question that is not judged to be answered: where it stands, a topic in English, rare words."""
    if stated := written_where(query):
        # 老人列席会议的事是哪条写的: only where it stands is asked, so what stands there is looked for.
        found = source.records.nearest(stated, None)
        if (again := source.records.judge(stated, found)).kind == "answered":
            return _found(plan, source, stated, found, again.answered)
    tasks = source.document.tasks
    if named := topical(query, tasks):
        return result_of(plan, source, named, probability=max(judged.answered, _TOLD))
    holders = (tasks[hit.position] for hit in hits[:_SEEN] if told_of(query, tasks, tasks[hit.position]))
    holder = next(holders, None)
    return result_of(plan, source, (holder,), probability=judged.answered) if holder else None


def _by_letter(plan: Plan, source: Source, query: str, hits: Sequence[Hit], judged: Judgement) -> Result | None:
    """What a question for a whole topic comes to, and one of a few words by the words that tasks' texts hold; None
    where meaning has to tell."""
    wanted, probability = all_about(query, source, answered=judged.kind == "answered")
    if wanted:
        return result_of(plan, source, wanted, probability=max(judged.answered, probability))
    tasks = source.document.tasks
    asked = as_short(query, tasks)
    if meant := many_of_one_word(plan, query, tasks):
        return result_of(plan, source, (), outcome=Outcome.AMBIGUOUS, related=meant[:_OFFERED], matched=len(meant))
    if asked is None:
        return None
    if words := all_named(asked, tasks):
        naming = replace(plan, measure="list", topic=None, condition=Mentions(words))
        return listed(naming, source) if source.tasks(naming.condition) else None
    best = told(asked, tasks, hits, answered=judged.kind == "answered")
    if not best or (judged.answered < _HOPELESS and by_chance(asked, best[0])):
        return None
    return result_of(plan, source, best, probability=max(judged.answered, _TOLD))


def _found(plan: Plan, source: Source, query: str, hits: Sequence[Hit], probability: float) -> Result:
    best = source.records.best(query, hits)
    tasks = with_twins(query, [source.document.tasks[h.position] for h in best], hits, source.document.tasks)
    related = tuple(source.document.tasks[h.position] for h in hits[:_OFFERED])
    offered = tuple(t for t in related if t not in tasks)
    return result_of(plan, source, tasks, related=offered, probability=probability)


# What each kind of question that is not answered comes to.
_REFUSED = {"far": Outcome.OUT_OF_SCOPE, "smalltalk": Outcome.SMALLTALK}


def _refused(plan: Plan, source: Source, hits: Sequence[Hit], judged: Judgement) -> Result:
    certain = plan.refused == "unstated" and not plan.asked
    outcome = Outcome.NOT_STATED if certain else _REFUSED.get(judged.kind, Outcome.NOT_STATED)
    if outcome is Outcome.SMALLTALK and not conversing(plan.asked or plan.topic or ""):
        outcome = Outcome.NOT_STATED  # a bare word is no greeting
    near = tuple(source.document.tasks[h.position] for h in hits[:_OFFERED])
    related = near if outcome is Outcome.NOT_STATED else ()
    return result_of(plan, source, (), outcome=outcome, related=related, probability=judged.answered)
