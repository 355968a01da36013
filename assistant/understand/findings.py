"""What one part of a message holds, gathered from its reduced tokens: the slots that plans are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from assistant.types import (
    Condition,
    DueIn,
    FieldName,
    Joined,
    Not,
    NumberIn,
    Role,
    SectionIn,
)
from assistant.understand.algebra import all_of, conjuncts, merged, without_echo, without_model, without_spoken_of
from assistant.understand.asking.auxiliaries import only_auxiliary
from assistant.understand.asking.exceptions import broken_rule, otherwise, without_what_does_not_count
from assistant.understand.asking.fields import NUMBERING, fields_asked
from assistant.understand.asking.joined_topics import joined_topic, said_of_tasks
from assistant.understand.asking.said_about import topic_of
from assistant.understand.asking.scalars import counted_of, one_by_one, scalar_conditions
from assistant.understand.asking.shares import frame_of, whole_of
from assistant.understand.asking.universal import claimed_of_all, spoken_of_all, wondered_at
from assistant.understand.builders.units import unit_condition
from assistant.understand.days.dates import day_after
from assistant.understand.sections.denied import denies_sections
from assistant.understand.tokens import AsOf, Bounds, Context, Numbers, RoleBounds, Slice, Token, Units, kinds_of
from index.sections import children_of
from index.types import Document

_CONTENT = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{3,}|\d{3,}|[\u4e00-\u9fff]+[a-z0-9]+|[a-z0-9]+[\u4e00-\u9fff]+")
_OF_TASKS = re.compile("[项条件次回]|任务")
# 几项, 有多少: tasks are counted; 几个, 几次 may count what their texts speak of.
TASKS_COUNTED = re.compile("[项条件]|任务|^有")
# The label right before the first leading unit of a document that has one list of units for a task.
_RESPONSIBLE = re.compile(r"责\s*任\s*单\s*位\s*[:：]\s*$")
_LABEL_SIZE = 12


@dataclass(frozen=True, slots=True)
class Findings:
    """The slots of one part of a message. ``flags`` are the token types it holds and what follows from them."""

    text: str
    flags: frozenset[str]
    conditions: tuple[Condition, ...] = ()
    units: tuple[Units, ...] = ()
    excluded: tuple[Units, ...] = ()
    roles: tuple[Role, ...] = ()
    fields: tuple[FieldName, ...] = ()
    topic: str = ""
    bounds: tuple[Bounds, ...] = ()
    slices: tuple[Slice, ...] = ()
    facts: tuple[str, ...] = ()
    extreme: str | None = None
    ranks: tuple[int, ...] = ()
    as_of: date | None = None
    words: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    sections: int = 0
    whole: tuple[Condition, ...] = ()
    cues: dict[str, str] = field(default_factory=dict)
    claim: Condition | None = None
    one_list: bool = False
    counted: tuple[Condition, ...] = ()
    titled: tuple[int, int] | None = None
    joined: Joined | None = None

    @property
    def rank(self) -> int | None:
        """The first place that is named: 2 for the runner-up."""
        return self.ranks[0] if self.ranks else None


def _values(tokens: Sequence[Token], kind: str) -> list[object]:
    return [t.value_of(kind) for t in tokens if t.type == kind or (t.has(kind) and t.type != "COND")]


# The words of a question that takes something for granted.
ASSERTING = {"YESNO", "BELIEF", "CONFIRM"}


def _excluded(tokens: Sequence[Token]) -> tuple[list[Units], list[Condition]]:
    units, conditions = [], []
    for t in tokens:
        if t.type != "EXCLUDED":
            continue
        if isinstance(t.value, Units):
            units.append(t.value)
        elif isinstance(t.value, Numbers):
            conditions.append(Not(NumberIn(t.value.numbers)))
        elif isinstance(t.value, Token):
            conditions.append(Not(SectionIn(cast(tuple[int, ...], t.value.value))))
    return units, _left_out(cast(list[Condition], conditions), tokens)


def _left_out(denied: Sequence[Condition], tokens: Sequence[Token]) -> list[Condition]:
    """``denied`` without the numbers that are only told apart from the one that is meant: 第5项,不是第50项."""
    named = {n for t in tokens if t.type == "NUM" for n in cast(Numbers, t.value).numbers}
    return [
        c for c in denied
        if not (named and isinstance(c, Not) and isinstance(c.part, NumberIn) and named.isdisjoint(c.part.numbers))
    ]  # fmt: skip


def _role(token: Token) -> Role:
    return token.value.role if isinstance(token.value, RoleBounds) else cast(Role, token.value)


def _all_bounds(tokens: Sequence[Token], *, denied: bool) -> tuple[Bounds, ...]:
    """The bounds that are stated; a count of nought that says which sections are meant is none of the tasks'."""
    stated = (_bounds(t) for t in tokens if t.type in ("COUNTN", "HAVING"))
    return tuple(b for b in stated if not (denied and b.low == b.high == 0))


def _bounds(token: Token) -> Bounds:
    return token.value.bounds if isinstance(token.value, RoleBounds) else cast(Bounds, token.value)


def _as_of(tokens: Sequence[Token]) -> tuple[date | None, Sequence[Token]]:
    """The date that 逾期 or 未到期 is reckoned from, and the tokens without it."""
    stated = next((t for t in tokens if t.type == "ASOF"), None)
    if stated is not None:
        return cast(AsOf, stated.value).day, tokens
    if any(t.type in ("OVERDUE", "REMAINING") for t in tokens):
        dated = next((t for t in tokens if t.type == "COND" and isinstance(t.value, DueIn)), None)
        if dated is not None:
            value = cast(DueIn, dated.value)
            day = value.end or value.start
            if day is not None and (day.month, day.day) == (12, 31) and not any(t.type == "OVERDUE" for t in tokens):
                day = day_after(day)  # 到2017年底还没到期: what falls due at that year's end is not open any more
            return day, [t for t in tokens if t is not dated]
    return None, tokens


# 都告诉我, 都发我: what is told of the list, and of no unit.
_HANDED_OVER = re.compile("[要给发报列说拿告交]")


def _holds_at_once(tokens: Sequence[Token], at: int, text: str) -> bool:
    """An 和 between conditions joins them, but one after "…的任务" counts up: "甲牵头的任务和乙牵头的任务".

    The 都 of 都有哪些 and of 都给我说说 speaks of the list.
    """
    if tokens[at].has("TOGETHER"):
        after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",)), None)
        told = after is not None and (after.has("LIST") or after.has("SUMMARISE"))
        told = told or (after is None and _HANDED_OVER.match(text, tokens[at].end) is not None)
        return not (tokens[at].has("EVERY") and told)
    if tokens[at].type != "AND":
        return False
    last = next((t for t in reversed(tokens[:at]) if not t.has("COMMA")), None)
    said = text[: tokens[at].start].rstrip(",")
    counted_up = last is not None and (last.type in ("DUE", "TASKN") or said.endswith("的"))
    return tokens[at].value != "enum" or not counted_up


def _cues(tokens: Sequence[Token], text: str) -> dict[str, str]:
    """The words of each type, in order."""
    said: dict[str, list[str]] = {}
    for t in tokens:
        said.setdefault(t.type, []).append(text[t.start : t.end])
    return {kind: " ".join(words) for kind, words in said.items()}


def _counts_units(tokens: Sequence[Token], text: str) -> bool:
    """多少个牵头单位, 牵头栏的名称有几个: units are counted, not tasks."""
    named = any(t.has("ROLE") for t in tokens) and not any(t.has("TASKN") for t in tokens)
    return any(
        (a.has("COUNT") and b.has("ROLEN"))
        or (named and a.has("UNITN") and b.has("COUNT") and not _OF_TASKS.search(text[b.start : b.end]))
        for a, b in pairwise(t for t in tokens if t.type not in ("HAS", "IN", "IS", "DISTINCT"))
    )


def _with_whom(tokens: Sequence[Token]) -> bool:
    """和谁, 跟哪家: partners are asked for."""
    return any((a.has("AND") or a.has("ABOUT")) and b.has("WHO") for a, b in pairwise(tokens))


def _each_unit(recognised: Sequence[Token]) -> bool:
    """甲和乙各自牵头: each of the units, though a rule has bound the word."""
    spoken = [t for t in recognised if t.types != ("FILL",)]
    return any(
        a.type == "UNIT" and b.has("EACH") and c.type == "ROLE"
        for a, b, c in zip(spoken, spoken[1:], spoken[2:], strict=False)
    )


def _as_columns(recognised: Sequence[Token]) -> bool:
    """任务的编号、责任单位、期限: a role among the fields that are asked for, after the tasks."""
    named = False
    for a, b, c in zip(recognised, recognised[1:], recognised[2:], strict=False):
        named = named or a.has("TASKN") or a.has("DUE")
        roles, fields = [t for t in (a, c) if t.has("ROLEN")], [t for t in (a, c) if t.has("FIELD") or t.has("WHEN")]
        if named and (b.has("ENUM") or b.has("AND")) and roles and fields:
            return True
    return False


def _of_words(recognised: Sequence[Token]) -> bool:
    """“目录”俩字在哪些任务里: the tasks are asked for by quoted words of their texts."""
    return any(t.has("QUOTE") for t in recognised) and any(t.has("MENTION") for t in recognised)


def _summed(tokens: Sequence[Token], text: str) -> bool:
    """甲、乙各自牵头的加总是几项: one count of all; 放一起看 and 哪个多 set them against each other."""
    put_together = any(t.value_of("HISTORY") == "sum" and text[t.end - 1] != "看" for t in tokens)
    against = any(t.has(kind) for t in tokens for kind in ("MORE", "COMPARE", "EARLIER"))
    return put_together and not against and any(t.has("COUNT") for t in tokens)


def _inferred(tokens: Sequence[Token], text: str, recognised: Sequence[Token]) -> set[str]:
    """The flags that follow from several tokens, or from what one says."""
    partner = any(t.value_of("TOGETHER") == "partner" for t in tokens) or _with_whom(tokens)
    holds = {
        "SECTNONE": denies_sections(recognised, text), "PARTNER": partner, "COUNTUNITS": _counts_units(tokens, text),
        "POINTER": any(t.value_of("HISTORY") == "item" for t in tokens),
        "SUMMED": _summed(tokens, text), "EACH": _each_unit(recognised),
        "COLUMNS": _as_columns(recognised), "DUESAID": said_of_tasks(tokens, text), "WORDS": _of_words(recognised),
    }  # fmt: skip
    numbering = {NUMBERING[str(name)] for t in tokens if (name := t.value_of("FIELD")) in NUMBERING}
    return numbering | {flag for flag, so in holds.items() if so}


def _claim(tokens: Sequence[Token], as_of: date) -> Condition | None:
    """What ``tokens`` claim of a set of tasks."""
    named = [unit_condition(n, "either") for t in tokens if t.type == "UNITS" for n in cast(Units, t.value).names]
    return all_of([*merged(scalar_conditions(tokens, as_of), joint=True), *named])


def _titled(tokens: Sequence[Token]) -> tuple[int, int] | None:
    return next((cast(tuple[int, int], t.value) for t in tokens if t.type == "SECTTITLE"), None)


def _one_list(document: Document) -> bool:
    """Whether the document names no leading unit as such: the first of its responsible units leads."""
    lead = next((t.lead.span for t in document.tasks if t.lead.span), None)
    before = document.text[max(0, lead.start - _LABEL_SIZE) : lead.start] if lead else ""
    return _RESPONSIBLE.search(before) is not None


def gather(tokens: Sequence[Token], text: str, context: Context, recognised: Sequence[Token] = ()) -> Findings:
    """The slots of reduced ``tokens`` of ``text``; ``recognised`` are its tokens before the rules were applied."""
    as_of, tokens = _as_of(tokens)
    flags = kinds_of(tokens)
    claimed = claimed_of_all(tokens, spoken_of_all(recognised), wondered=wondered_at(text))
    rule = [] if claimed else broken_rule(tokens, recognised)
    tokens = [t for t in tokens if t not in claimed and t not in rule]
    flags |= {"LIST"} if rule else set()
    excluded, not_numbers = _excluded(tokens)
    joint = any(_holds_at_once(tokens, at, text) for at in range(len(tokens)))
    flags -= set() if joint else {"TOGETHER"} & {kind for t in tokens if t.has("EVERY") for kind in t.types}
    scalars = one_by_one(scalar_conditions(tokens, as_of or context.as_of), tokens, recognised)
    found = merged([*scalars, *not_numbers], joint)
    conditions = without_spoken_of(without_model(without_echo(found)))
    conditions = without_what_does_not_count(conditions, text)
    scope = tuple(cast(Condition, t.value) for t in tokens if t.type == "SCOPE")
    exceptions = otherwise(_claim(rule, as_of or context.as_of))
    conditions = tuple(dict.fromkeys((*(c for s in scope for c in conjuncts(s)), *conditions, *exceptions)))
    flags |= _inferred(tokens, text, recognised)
    flags -= only_auxiliary(flags, text)
    sure = not flags & {*ASSERTING, "POINTER"}
    counted = _cues(tokens, text).get("COUNT", "")
    topic, words = topic_of(tokens, text, conditions, flags, context, sure=sure, counted=counted)
    extremes = [v for kind in ("EXTREME", "EARLIER") for v in _values(tokens, kind)]
    ranks = tuple(dict.fromkeys(int(cast(str, n)) for n in _values(tokens, "RANKN")))
    return Findings(
        text=text, flags=frozenset(flags), conditions=conditions,
        units=tuple(cast(Units, t.value) for t in tokens if t.type == "UNITS"), excluded=tuple(excluded),
        roles=tuple(_role(t) for t in tokens if t.type in ("ROLE", "HAVING")), fields=fields_asked(tokens), topic=topic,
        bounds=_all_bounds(tokens, denied="SECTNONE" in flags),
        slices=tuple(cast(Slice, t.value) for t in tokens if t.type == "SLICE"),
        facts=tuple(dict.fromkeys(cast(str, v) for v in _values(tokens, "DOCFACT"))),
        extreme=cast(str, extremes[0]) if extremes else None, ranks=ranks,
        as_of=as_of, words=words, groups=frozenset(context.registry.groups),
        sections=len(children_of(None, context.document)), titled=_titled(tokens),
        whole=whole_of(tokens, conditions, as_of or context.as_of, frame_of(recognised, text)),
        one_list=_one_list(context.document), cues=_cues(tokens, text), claim=_claim(claimed, as_of or context.as_of),
        joined=None if flags & ASSERTING else joined_topic(tokens, text, conditions),
        counted=counted_of(tokens, recognised, conditions, as_of or context.as_of),
    )  # fmt: skip


def has_topic(findings: Findings) -> bool:
    """Whether words are left that say what the asker is after."""
    return bool(findings.topic) and any(_CONTENT.search(word) for word in findings.words)
