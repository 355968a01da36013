"""A cleaned question to a Reading: parts, then one plan for each part that asks something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.types import Choice, NumberIn, Outcome, Plan, Question, Reading, Role, UnitIs
from assistant.understand.algebra import conjuncts, conjuncts_of, kind_of, without_model
from assistant.understand.asking.beyond import beyond_plan
from assistant.understand.asking.carried import with_what_was_named
from assistant.understand.asking.claims import guesses, taken_of, title_of
from assistant.understand.asking.rankings import both_ends, ranked_alike, ranked_further
from assistant.understand.assemble import Assembled, assemble
from assistant.understand.findings import Findings, has_topic
from assistant.understand.form import WISHES, form_of
from assistant.understand.noted import notes_of
from assistant.understand.numbers.bare_ordinals import ordinal_choices
from assistant.understand.numbers.labels import labelled_alike
from assistant.understand.parts import Part, read_parts
from assistant.understand.sentences.bare import with_bare_joined
from assistant.understand.sentences.sequel import (
    continues_among,
    is_a_share,
    leans,
    leaves_out,
    left_out,
    opens_among,
    sequel,
    told_further,
)
from assistant.understand.texts.own_words import with_the_first
from assistant.understand.tokens import Context, Numbers

_NOISE, _TOLD = 3, 5
_WRITTEN = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{3}")
# Measures whose questions carry words that are no condition (what a task is about, small talk).
_WORDY = ("content", "describe", "document", "smalltalk", "sections")


def read(question: Question, context: Context) -> Reading:
    """What ``question`` asks, read on its own (without the turns before)."""
    parts, instructed = read_parts(question.text, context)
    return read_from_parts(parts, question, context, instructed=instructed)


def read_from_parts(
    parts: Sequence[Part], question: Question, context: Context, *, instructed: bool = False
) -> Reading:
    """The Reading of a message whose parts are already known (the dialogue step may have completed them)."""
    base = Reading(language=question.language, form=form_of(parts, question.language), notes=notes_of(parts, question))
    asked = ranked_further(_assembled(parts, context), parts)
    if choices := _same_labels(parts, asked, question, context) or ordinal_choices(parts, question.text, context):
        return replace(base, outcome=Outcome.AMBIGUOUS, choices=choices)
    if asked:
        plans = tuple(a.plan for a in asked)
        premises = tuple(p for a in asked for p in a.premises)
        unused = _unexplained(asked)
        said = (*base.notes, ("unexplained", "|".join(unused))) if unused else base.notes
        return replace(base, plans=plans, premises=premises, unexplained=unused, notes=said)
    outcome = _outcome(parts, instructed)
    if outcome is Outcome.OUT_OF_SCOPE and not instructed and _WRITTEN.search(question.text):
        # Nothing of it was recognised: the search tells small talk from other subjects.
        return replace(base, plans=(Plan("content", topic=question.text),))
    return replace(base, outcome=outcome, smalltalk=_smalltalk(parts))


def _same_labels(
    parts: Sequence[Part], asked: Sequence[Assembled], question: Question, context: Context
) -> tuple[Choice, ...]:
    """第1项 where several tasks are labelled 1: the question with each of them in its place."""
    meant = {n for a in asked for c in conjuncts(a.plan.condition) if isinstance(c, NumberIn) for n in c.numbers}
    for token in (t for part in parts for t in part.recognised if t.type == "NUM" and len(parts) == 1):
        numbers = cast(Numbers, token.value).numbers
        alike = labelled_alike(numbers[0], context) if len(numbers) == 1 and numbers[0] in meant else ()
        if len(alike) > 1:
            text = question.text
            return tuple(Choice(str(n), f"{text[: token.start]}任务{n}{text[token.end :]}") for n in alike)
    return ()


def _assembled(parts: Sequence[Part], context: Context) -> list[Assembled]:
    """A plan for each part that asks. Parts that only tell lend their subject to a question that has none."""
    candidates = [p for p in parts if not _beside_the_point(p)]
    candidates = with_bare_joined([p for p in candidates if not _only_wishes(p)] or candidates)
    asking = [p for p in candidates if p.asks or (p.echoes and p.has_subject) or leaves_out(p)] or candidates
    asking = [p for p in candidates if p in asking or guesses(p.findings, asking[0].start < p.start)]
    telling = [p for p in candidates if p not in asking]
    result: list[Assembled] = []
    role: Role | None = None
    whole: Assembled | None = None
    for part in _with_what_is_spared(asking):
        if result and _already_told(result[-1].plan, part):
            continue
        if result and (said := left_out(result[-1].plan, part) or told_further(result[-1].plan, part)):
            result[-1] = replace(result[-1], plan=said)
            continue
        whole = _whole_of(part, result, whole)
        if result and (again := _sequel([whole] if whole else result, part, context, shares=whole is not None)):
            result.append(again)
            continue
        lent = telling and (not part.has_subject or _points_back(part) or _still_asked(telling[-1], part))
        findings = _lend(telling[-1].findings, part.findings) if lent else part.findings
        findings = with_what_was_named(findings, [a.plan for a in result], part.text)
        findings = ranked_alike(findings, [a.plan for a in result])
        if beyond := beyond_plan(part, context):
            result.append(Assembled(beyond))
            continue
        if result and (of := title_of(result[-1].plan, part.findings)) is not None:
            result[-1] = replace(result[-1], plan=of)
            continue
        taken = taken_of(result[-1].plan, part.findings) if result else None
        if taken is not None:
            result[-1] = replace(result[-1], premises=(*result[-1].premises, taken))
            continue
        assembled = assemble(findings, context, role)
        if assembled is not None and not (assembled.plan.measure == "content" and not _worth_searching(part, parts)):
            worded = [_with_whole_text(a, part, findings.topic if lent else "") for a in both_ends(assembled, context)]
            result += [replace(a, plan=with_the_first(a.plan, context)) for a in worded]
            role = _role(assembled.plan) or role
    return result


def _with_what_is_spared(asking: Sequence[Part]) -> list[Part]:
    """ "甲牵头的先不看。2018年到期的有哪些": what is left out before the first question is said of that question."""
    at = next((i for i, part in enumerate(asking) if not leaves_out(part)), 0)
    spared = tuple(c for part in asking[:at] for c in part.findings.conditions)
    first = asking[at : at + 1]
    told = [replace(p, findings=replace(f := p.findings, conditions=(*spared, *f.conditions))) for p in first]
    return [*(told if spared else first), *asking[at + 1 :]]


def _whole_of(part: Part, asked: Sequence[Assembled], whole: Assembled | None) -> Assembled | None:
    """What 其中 takes its share of: the question before the first 其中 of a row; None where ``part`` takes no share."""
    if opens_among(part):
        return whole or (asked[-1] if asked else None)
    if whole is None and asked and is_a_share(asked[-1].plan, part):
        return asked[-1]
    return whole if continues_among(part) else None


def _sequel(asked: Sequence[Assembled], part: Part, context: Context, *, shares: bool) -> Assembled | None:
    """The question before, changed as this part says; None for a question of its own."""
    plan = sequel([a.plan for a in asked], part, context) if shares or leans(part) else None
    return Assembled(plan, findings=part.findings) if plan is not None and plan != asked[-1].plan else None


def _already_told(before: Plan, part: Part) -> bool:
    """ "还有谁牵头过?各是哪些", "跟甲一起牵头的是谁,一起牵了哪几条": units are always told with their tasks."""
    f = part.findings
    nothing_new = not (part.has_subject or f.fields or f.roles) and part.has("EACH")
    if before.measure == "compare" and "deadline" in before.fields and part.has("EARLIER"):
        return not part.has_subject  # 哪条更早?早几年: a comparison of deadlines says how far apart they are
    if before.measure == "compare" and not part.has_subject and part.has("COUNT") and part.has("EACH"):
        return True  # 谁牵头多?各报个数
    known = set(conjuncts_of(conjuncts(before.condition)))
    again = bool(f.conditions) and known.issuperset(f.conditions) and not f.units
    if before.measure == "rank":  # "谁牵头最多?列出它的任务": the winners' are
        pointed = any(t.value_of("HISTORY") in ("item", "unit") for t in part.recognised)
        return pointed and known.issuperset(f.conditions) and not (f.units or f.topic) and part.has("LIST")
    return before.measure == "units" and (nothing_new or again) and part.has("LIST")


def _with_whole_text(assembled: Assembled, part: Part, lent: str) -> Assembled:
    """A question of content alone is searched with all its words."""
    plan = assembled.plan
    which = any(isinstance(premise.claim, NumberIn) for premise in assembled.premises)
    found = assembled.findings
    reckoned = found is not None and (found.as_of is not None or found.fields == ("section",))
    noted = "note" in plan.fields and plan.topic is not None  # no task's text says who sees to it
    if plan.measure == "content" and noted and not lent:
        return assembled
    if plan.measure == "content" and (plan.condition is None or plan.topic_first) and not which and not reckoned:
        return replace(assembled, plan=replace(plan, topic=f"{lent} {part.gist}".strip()))
    if plan.measure == "content" and _may_be_unstated(part):
        return replace(assembled, plan=replace(plan, asked=part.text))
    return assembled


def _may_be_unstated(part: Part) -> bool:
    """A unit, a year or words are spoken of, but nothing that the records hold is asked: "市财政局的预算是多少"."""
    f = part.findings
    kinds = {kind_of(c) for c in f.conditions}
    enough = sum(map(len, f.words)) >= (_TOLD if "text" in kinds else _NOISE)
    return enough and kinds <= {"unit either", "due", "text"} and not part.has("LIST", "ROLE", "NUM", "TASKN", "DUE")


def _worth_searching(part: Part, parts: Sequence[Part]) -> bool:
    """Whether words that no condition holds are a question: not a complaint beside a question about the records."""
    others = [p for p in parts if p is not part]
    if any(p.asks and p.findings.conditions for p in others) and not (part.questioned or part.findings.fields):
        return part.has("WHO", "WHEN", "COUNT", "RELATIVE")
    return len(parts) == 1 or part.asks or part.echoes or all(not p.asks for p in parts)


def _lend(background: Findings, question: Findings) -> Findings:
    """The question of one part, asked of what an earlier part of the same message speaks of."""
    return replace(
        question, conditions=without_model((*background.conditions, *question.conditions)),
        units=(*background.units, *question.units),
        topic=background.topic, words=background.words, bounds=(*background.bounds, *question.bounds),
        flags=question.flags | (background.flags & {"HAVING", "BOTHHELD"}),
    )  # fmt: skip


def _points_back(part: Part) -> bool:
    """它的时限 of what was told before; 百年公报数据库那项 says itself which."""
    spoken = [t for t in part.recognised if t.types != ("FILL",)]  # 预算公开那条: 公开 is in every title
    return any(
        token.value_of("HISTORY") in ("item", "list") and not (last is not None and last.type in ("WORD", "QUOTE"))
        for last, token in zip((None, *spoken), spoken, strict=False)
    )


def _still_asked(told: Part, part: Part) -> bool:
    """ "有些单位既牵头又负责。撇开甲,还有哪几家": which units, of those that were told of, save some."""
    f = part.findings
    return "BOTHHELD" in told.findings.flags and "WHO" in f.flags and bool(f.excluded) and not f.roles


def _role(plan: Plan) -> Role | None:
    return plan.condition.role if isinstance(plan.condition, UnitIs) else None


_ASKED_OF_RECORDS = (
    "NAMED", "TITLES", "SECTALL", "SECTNONE", "MOST", "LEAST", "RANKED", "RANKN", "SECTCOUNT", "OVERDUE", "REMAINING",
    "AVERAGE", "DISTRIBUTION", "COUNTUNITS", "YEARN", "SHARE", "STATUS", "BOTHHELD", "SECTTITLE",
)  # fmt: skip


def _only_wishes(part: Part) -> bool:
    """ "格式:一行一个编号" says how to answer and asks nothing."""
    wishing = any(t.type in WISHES for t in part.recognised)
    f = part.findings
    return wishing and not (
        f.conditions or f.units or f.facts or f.slices or f.roles or _long(f) or part.has("ALLTASKS")
    )


def _beside_the_point(part: Part) -> bool:
    """Greetings, thanks and empty exclamations around the question."""
    f = part.findings
    named = bool(f.conditions or f.units or f.excluded or f.facts or f.slices or f.extreme or f.claim or f.bounds)
    named = named or part.has(*_ASKED_OF_RECORDS) or {"SUMMARISE", "DOCUMENTN"} <= f.flags
    if part.has("SMALLTALK"):
        return not (named or f.roles or (_long(f) and part.asks))
    return not (named or has_topic(f) or f.roles or f.fields or part.has("LIST", "COUNT", "WHO", "ALLTASKS"))


def _long(findings: Findings) -> bool:
    return sum(len(word) for word in findings.words) > _NOISE


def _outcome(parts: Sequence[Part], instructed: bool) -> Outcome:
    if instructed:
        return Outcome.OUT_OF_SCOPE
    if any(p.has("SMALLTALK") for p in parts):
        return Outcome.SMALLTALK
    if any(p.has("HISTORY", "SLICE", "ELSE", "ALLOFTHEM", "NEXT", "PREV") for p in parts):
        return Outcome.AMBIGUOUS
    if any((p.findings.fields or p.findings.roles) and not p.has_subject for p in parts):
        return Outcome.AMBIGUOUS  # 什么时候完成啊: of which task is not said
    return Outcome.OUT_OF_SCOPE


def _smalltalk(parts: Sequence[Part]) -> str | None:
    for part in parts:
        for token in part.recognised:
            if token.has("SMALLTALK"):
                return cast(str, token.value_of("SMALLTALK"))
    return None


def _is_wordy(plan: Plan) -> bool:
    """Whether words that no condition holds are no loss: not where tasks are told that conditions select."""
    told = plan.measure == "describe" and {kind_of(c) for c in conjuncts(plan.condition)} - {"number", "text"}
    return plan.measure in _WORDY and not told


def _unexplained(asked: Sequence[Assembled]) -> tuple[str, ...]:
    """Words of structured parts that no plan uses; content plans search with all of theirs."""
    structured = [a for a in asked if a.findings and not a.plan.topic and not _is_wordy(a.plan)]
    words = [w for a in structured if a.findings for w in a.findings.words if len(w) > 1]
    return tuple(dict.fromkeys(words))
