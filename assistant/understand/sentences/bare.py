"""Conditions in clauses of their own, which ask nothing: "范围40-60号;2018年到期;牵头不含甲", "…有哪些?只看第五部分".

Such a clause narrows the question beside it, or together with others of its kind is a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Condition
from assistant.understand.algebra import conjuncts_of, kind_of
from assistant.understand.parts import Part

# What asks, takes for granted, or speaks of more than of the tasks that a condition selects.
_MORE = frozenset({
    "LIST", "COUNT", "WHO", "WHEN", "RELATIVE", "MOST", "LEAST", "SHARE", "COMPARE", "SECTCOUNT", "SUMMARISE",
    "EXTREME", "ENDUREQ", "SAMEAS", "SECTALL", "SECTNONE", "YESNO", "QUESTION", "BELIEF", "CONFIRM", "DOCFACT",
    "SMALLTALK", "EARLIER", "RANKED", "RANKN", "DISTRIBUTION", "AVERAGE", "OVERDUE", "REMAINING", "SECTTITLE", "NAMED",
    "COUNTN", "ELSE", "TITLES", "YEARN", "SLICE", "SAME", "MORE", "STATUS", "OFFTOPIC", "CONTACT", "PLACE", "CMPGT",
    "ALLTASKS", "NOTMEANT", "APART", "INCLUDED", "MODEL",
})  # fmt: skip
# What tasks are asked for with, and what a question of another kind holds.
_ASKING = ("LIST", "COUNT", "FIELD", "WHO", "WHEN", "YESNO", "DUE", "TASKN")
_OTHERWISE = (
    "COMPARE", "SECTCOUNT", "DOCFACT", "SAMEAS", "SMALLTALK", "OVERDUE", "REMAINING", "AVERAGE", "SECTTITLE", "TITLES",
    "ELSE", "ALLTASKS", "DOCUMENTN", "STATUS", "OFFTOPIC", "SAME",
)  # fmt: skip
# What goes on to something else: 还有2018年的, 另外第三部分的.
_FURTHER = re.compile(r"^[\s,]*(?:还有|另外|另|以及|再有|再就是|至于|那么|那|顺便|和|also|and|as well)")
_AGAIN = re.compile(r"呢[\s,?!~]*$|任务|事项|条目|tasks?\b")
_FEW = 3  # characters that no rule used: 范围40-60号


def with_bare_joined(parts: Sequence[Part]) -> list[Part]:
    """``parts`` with each bare condition among those of the question beside it that has none of its kind."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if before is not None and _goes_with(before, part):
            result[-1] = _joined(before, part)
        else:
            result.append(part)
    return result


def _goes_with(before: Part, part: Part) -> bool:
    if not _kinds(before).isdisjoint(_kinds(part)) or before.listed or part.listed:
        return False
    if is_bare(part):
        return not _FURTHER.search(part.text) and (is_bare(before) or _asks_for_tasks(before))
    return is_bare(before) and _asks_for_tasks(part)


def is_bare(part: Part) -> bool:
    """Whether ``part`` says what holds of tasks and nothing else."""
    f = part.findings
    fields = [name for name in f.fields if name != "deadline"]
    told = bool(f.conditions) and not (f.units or f.excluded or f.facts or f.claim or f.roles or fields)
    said = sum(map(len, f.words)) <= _FEW and not _AGAIN.search(part.text)
    written = any(t.has("MENTION") for t in part.recognised) or "text" not in _kinds(part)
    pointing = any(t.type == "HISTORY" and t.value != "narrow" for t in part.recognised)
    return told and said and written and not f.flags & _MORE and not pointing


def _asks_for_tasks(part: Part) -> bool:
    f = part.findings
    named = bool(f.conditions or f.units or f.excluded) and not (f.claim or f.slices or f.facts or f.topic)
    return named and part.has(*_ASKING) and not part.has(*_OTHERWISE) and "number" not in _kinds(part)


def _kinds(part: Part) -> set[str]:
    """What is said of units, days, words …: of one of each only the unit may be told twice, in another role."""
    f = part.findings
    unit = {"unit"} if f.units or f.excluded else set()
    return unit | {_kind(c) for c in conjuncts_of(f.conditions)}


def _kind(condition: Condition) -> str:
    return kind_of(condition).removeprefix("not ")


def _joined(before: Part, part: Part) -> Part:
    asking, bare = (before, part) if is_bare(part) and not is_bare(before) else (part, before)
    conditions = (*before.findings.conditions, *part.findings.conditions)
    flags = asking.findings.flags | (bare.findings.flags & {"HAVING"})
    return replace(asking, findings=replace(asking.findings, conditions=conditions, flags=flags))
