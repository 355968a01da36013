"""Findings -> one plan: conditions, what is measured of them, and the premises to check."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.types import And, Condition, Having, Measure, NumberIn, Plan, Premise, Role, UnitIs
from assistant.understand.algebra import SELECTING, all_of, kind_of, without_opposites
from assistant.understand.asking.averages import averaged_roles, of_each
from assistant.understand.asking.besides import of_others_too, of_the_stated_total
from assistant.understand.asking.binding import bind_units
from assistant.understand.asking.claims import (
    about_all,
    claimed_words,
    figure_claims,
    in_the_titled,
    most_of_sections,
    most_of_units,
    of_a_section,
    of_a_title,
    of_nothing_else,
    of_the_denied,
    of_the_extreme,
    of_the_figure,
    split_claims,
    which_task,
)
from assistant.understand.asking.document_words import facts_asked, in_the_documents_years, of_the_document
from assistant.understand.asking.grouping import (
    as_never,
    bounds_sections,
    exclusive,
    group,
    of_sections,
    picks,
    sections_bound,
    standing_elsewhere,
    units_group,
    with_partners,
)
from assistant.understand.asking.most import most_spread, most_units
from assistant.understand.asking.ranked_places import how_many, ranked, without_the_first, without_the_left_out
from assistant.understand.asking.sides import asks_of_one_set, beside_sides, held_against, sides_of
from assistant.understand.asking.titled import sections_titled
from assistant.understand.asking.told import tells, without_chance
from assistant.understand.asking.which_fields import fields_of
from assistant.understand.findings import ASSERTING, Findings, has_topic
from assistant.understand.measures import choose_measure
from assistant.understand.tokens import Context


@dataclass(frozen=True, slots=True)
class Assembled:
    """One plan with the premises that its message takes for granted."""

    plan: Plan
    premises: tuple[Premise, ...] = ()
    findings: Findings | None = None


# What "牵头单位最多的任务,有几家" has said once its tasks are found.
_COUNTING_UNITS = {"MOST", "LEAST", "COUNTUNITS", "COUNT"}


# What one of many is asked by.
_OTHERS_ALIKE = re.compile("(?:到期|完成|截止|相同|一样)的?(?:还|另外|其他|别的)*有?(?:谁|哪个)[呀啊呢]?[?。]?$")
# What a topic that is joined to the condition can narrow.
_NARROWED = ("list", "count", "content", "describe", "exists")
# Conditions that a question of content hardly ever holds by chance.
_SELECTING = (SELECTING | {"section"}) - {"count"}
# What can be claimed of one task: its units and its deadline.
_CLAIMABLE = {"unit lead", "unit responsible", "due", "ongoing", "count"}
# 归市编办管: whichever its role is said to be.
_RUN_BY = re.compile("[归由是][^,。?;]{2,14}(?:[局委办厅部府院会处]|部门|单位)[来在去]?(?:管|抓|负责|主管|经办)")


def _who_else(f: Findings) -> Findings:
    """ "跟任务4同一天到期的还有谁": other tasks, spoken of as if they were people."""
    if not {"SAMEAS", "WHO"} <= f.flags or f.roles or not _OTHERS_ALIKE.search(f.text):
        return f
    return replace(f, flags=f.flags - {"WHO"} | {"LIST"}, fields=())


def _topic_comes_first(f: Findings) -> bool:
    """A question of content that happens to name a unit, a date or a kind of deadline: "电子地图那项是市编办牵头吧".

    Where tasks are asked for (哪些任务, 几项) the condition selects and the topic narrows.
    """
    kinds = {kind_of(c) for c in f.conditions}
    if "text" in kinds or f.flags & {"COUNT"}:
        return False
    if f.flags & ASSERTING or "POINTER" in f.flags:
        return "missing" not in kinds
    named = any(isinstance(c, UnitIs) and c.names[0] not in f.groups for c in f.conditions)
    return not f.flags & {"LIST", "SLICE"} and not kinds & _SELECTING and not named


def _whole_document_pick(f: Findings, conditions: tuple[Condition, ...], context: Context) -> Condition | None:
    """ "最后三条" of the whole document are tasks by number; beside a number, "第8项、倒数第8项", one more of them."""
    named = conditions[0].numbers if len(conditions) == 1 and isinstance(conditions[0], NumberIn) else ()
    if not f.slices or (conditions and len(named) != 1):
        return None
    if all(s.classifier == "个" for s in f.slices) and "TASKN" not in f.flags:
        return None
    chosen = [number for s in f.slices for number in context.numbers[s.start : s.stop]]
    missing = [s.start + 1 for s in f.slices if s.start is not None and s.start >= len(context.numbers)]
    return NumberIn(tuple(dict.fromkeys((*named, *chosen, *missing))))


def assemble(f: Findings, context: Context, inherited: Role | None = None) -> Assembled | None:
    """The plan of one part of a message; None where it asks nothing that plans can express."""
    f = held_against(of_others_too(bind_units(of_the_stated_total(f), inherited), context))
    f = of_each(without_the_first(without_the_left_out(as_never(with_partners(f)))))
    f = _who_else(of_the_denied(of_the_figure(sections_titled(most_spread(f, context), context))))
    if f.claim is not None:
        return Assembled(Plan("claim", all_of(f.conditions)), about_all(f), f)
    extra = most_units(f, context)
    if extra is not None:
        kept = tuple(c for c in f.conditions if kind_of(c) != "count")
        several = tuple(b for b in f.bounds if b.high != 1)  # 最多的一项 may be two: no claim
        f = replace(f, conditions=(*kept, extra), flags=f.flags - _COUNTING_UNITS, roles=(), fields=(), bounds=several)
    picked = _whole_document_pick(f, f.conditions, context)
    conditions = (picked,) if picked else in_the_documents_years(f, context)
    f = of_the_document(replace(f, conditions=conditions), context)
    f = most_of_units(most_of_sections(of_the_extreme(in_the_titled(f))))
    conditions = f.conditions
    if (told := of_a_section(f) or of_a_title(f)) is not None:
        return Assembled(told, (), f)
    sides = () if asks_of_one_set(conditions, f.fields, f.flags) else sides_of(conditions)
    if (meant := which_task(f, conditions)) is not None:
        return Assembled(Plan("content", topic=f.topic), (meant,), f)
    measure = choose_measure(f, sides)
    if measure is None:
        return None
    if conditions and has_topic(f) and tells(f, context):
        # A word that the rules took for one to be mentioned is one of the story's.
        return Assembled(_searched(f, without_chance(conditions, f)), figure_claims(f, conditions), f)
    if (described := _of_what_is_described(f, conditions, measure, context)) is not None:
        return described
    conditions, premises = split_claims(f, without_opposites(conditions, measure), measure)
    if premises and measure in ("exists", "list", "units") and premises[0].claim is not None:
        measure = "describe"
    if premises and premises[0].count is not None and of_nothing_else(f) and measure != "sections":
        measure = "claim"
    plan = standing_elsewhere(_plan(f, measure, conditions, sides, picked is not None), context)
    return Assembled(plan, premises, f)


def _of_what_is_described(
    f: Findings, conditions: tuple[Condition, ...], measure: Measure, context: Context
) -> Assembled | None:
    """The plan where words say which task is meant and the conditions only what is said of it."""
    if (told_of := _told_of(f, conditions, measure, context)) is not None:
        return told_of
    comes_first = measure == "content" and conditions and _topic_comes_first(f)
    return _content_with_claims(f, conditions, context) if comes_first else None


def _content_with_claims(f: Findings, conditions: tuple[Condition, ...], context: Context) -> Assembled:
    """A question of content that claims what else it names of the task that its words find."""
    if "WHO" in f.flags and {kind_of(c) for c in conditions} == {"count"} and (told := context.find(f.topic)):
        # "有两家一起牵头建甲,都是谁": which units is asked, how many is only said
        return Assembled(_plan(f, "describe", (NumberIn((told,)),), (), False), (), f)
    if (number := _meant(f, conditions, context)) is not None:
        return Assembled(_plan(f, "describe", (number,), (), False), (_claimed(f, conditions, number),), f)
    if f.as_of is not None:  # whether what is spoken of is overdue on a stated day: the day selects nothing
        conditions = tuple(c for c in conditions if kind_of(c) != "due")
    # A unit that is only spoken of claims no role; dates and roles are claimed.
    claimed = all_of(c for c in conditions if kind_of(c) != "unit either")
    claims = (Premise(None, claim=claimed, words=f.text),) if claimed and f.flags & ASSERTING else ()
    return Assembled(_searched(f, conditions), claims, f)


def _searched(f: Findings, conditions: tuple[Condition, ...]) -> Plan:
    return replace(_plan(f, "content", conditions, (), False), topic=_sought(f), topic_first=True, pick=())


def _meant(f: Findings, conditions: tuple[Condition, ...], context: Context) -> NumberIn | None:
    """ "财政预决算公开是审计局牵头的吧": the one task that the words describe, of which the rest is claimed."""
    kinds = {kind_of(c) for c in conditions} - ({"unit either"} if _RUN_BY.search(f.text) else set())
    if not f.flags & ASSERTING or f.as_of is not None or not kinds <= _CLAIMABLE:
        return None
    found = context.find(f.topic)
    return None if found is None else NumberIn((found,))


def _told_of(f: Findings, conditions: tuple[Condition, ...], measure: Measure, context: Context) -> Assembled | None:
    """ "发改委牵头的PPP项目信息公开,期限到哪天": who leads the one thing spoken of is told, another field is asked."""
    told = {kind_of(c) for c in conditions}
    asked = {*f.fields} & {"deadline", "section", "lead", "responsible"} or f.flags & {"WHEN"}
    plain = measure in ("content", "describe") and not f.flags & _OF_SEVERAL
    if not (asked and plain and told) or not told <= {"unit lead", "unit responsible"}:
        return None
    words = f.topic if has_topic(f) else _describing(f, context)
    if not words or (found := context.find(words)) is None:
        return None
    number = NumberIn((found,))
    return Assembled(_plan(f, "describe", (number,), (), False), (_claimed(f, conditions, number),), f)


def _describing(f: Findings, context: Context) -> str:
    """Words that narrow nothing, of which one is long enough to describe a task and partly written: PPP项目信息."""
    if f.flags & {"TASKN", "DUE"} or not f.flags & {"COND", "UNITS"}:  # of several tasks, or of those told before
        return ""
    texts = [task.text for task in context.document.tasks]
    long = [word for word in f.words if len(word) > _DESCRIBING]
    written = any(word[i : i + 2] in text for word in long for i in range(len(word) - 1) for text in texts)
    return " ".join(f.words) if written else ""


_DESCRIBING = 4
_OF_SEVERAL = {"LIST", "COUNT", "SLICE", "EACH", "ELSE", "MENTION", "ABOUT"}


def _claimed(f: Findings, conditions: tuple[Condition, ...], number: NumberIn) -> Premise:
    return Premise(number, claim=all_of(conditions), words=f.text)


def _sought(f: Findings) -> str:
    """The words to search with: all of the question's, but not the day that it reckons from."""
    return f.topic if f.as_of is not None else f.text


def _plan(
    f: Findings, measure: Measure, conditions: tuple[Condition, ...], sides: tuple[Condition, ...], whole: bool
) -> Plan:
    by = group(f, conditions)
    role = next((r for r in f.roles if r != "either"), None)
    topic = f.topic if has_topic(f) and measure in ("content", "list", "count") else None
    having = (
        next((Having(b.low, b.high) for b in f.bounds if b.of == "tasks"), None)
        if (measure == "units" and ("HAVING" in f.flags or not f.conditions)) or bounds_sections(f, conditions)
        else None
    )
    pick = () if whole else picks(f)
    others = beside_sides(conditions, sides)
    excluded = tuple(n for g in f.excluded for name in g.names for n in name.names)
    fields = fields_of(f, measure, conditions, sides)
    plan = Plan(
        measure=measure, condition=all_of(conditions), topic=topic, fields=fields, descending="LEAST" not in f.flags,
        pick=pick, facts=facts_asked(f) if measure == "document" else (), excluded=excluded,
        overdue=bool({"OVERDUE", "COUNTDOWN"} & f.flags), having=having, asked=claimed_words(f, measure),
        joined=f.joined if measure in _NARROWED else None,
    )  # fmt: skip
    if measure == "compare":
        return replace(plan, condition=all_of(others), sides=sides)
    if measure in ("rank", "breakdown"):
        return ranked(replace(plan, group=by), f)
    if f.extreme and measure in ("list", "describe", "exists", "count", "units"):
        return replace(
            plan, measure="list", group="deadline", limit=how_many(f), descending=f.extreme == "latest", fields=()
        )
    if measure == "units":
        return replace(plan, group=units_group(f, role), in_sections=sections_bound(f), exclusive=exclusive(f))
    if measure == "share" and f.whole:
        return replace(plan, sides=f.whole if len(f.whole) == 1 else (And(f.whole),))
    if measure == "sections":
        return of_sections(plan, f)
    if measure == "average":
        return replace(plan, group=by or "section", fields=averaged_roles(f, by or "section"))
    return plan
