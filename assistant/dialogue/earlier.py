"""Follow-ups that reckon with the sets of earlier turns: the rest, the sum, one beside another, asked again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.dialogue.memory import Memory, units_named
from assistant.types import And, Condition, Not, NumberIn, Or, Plan, SectionIn, UnitIs
from assistant.understand.algebra import all_of, conjuncts, kind_of, merged
from assistant.understand.builders.units import unit_condition
from assistant.understand.parts import Part
from assistant.understand.tokens import Bounds, Numbers, Token, Units

# --- the rest --------------------------------------------------------------------------------------------------------


def rest_of(memory: Memory) -> Condition | None:
    """剩下的, 其余的: what the last answer left of its set, else of the document; None for unknown."""
    if memory.plan is None or not memory.numbers:
        return None
    last = conjuncts(memory.plan.condition)
    for earlier in reversed(memory.asked[:-1]):
        if set(earlier.numbers) > set(memory.numbers):
            whole = conjuncts(earlier.plan.condition)
            more = [c for c in last if c not in whole]
            if more and _FILTERED.search(memory.said) and set(whole) < set(last) and not memory.plan.pick:
                return all_of(last)  # 去掉第七部分的: 剩下的 are those that stayed
            if whole and more and set(whole) < set(last) and not memory.plan.pick and memory.plan.topic is None:
                return And((*whole, Not(cast(Condition, all_of(more)))))
            left = tuple(n for n in earlier.numbers if n not in memory.numbers)
            return NumberIn(left)
    sections = [c for c in last if isinstance(c, SectionIn)]
    others = [c for c in last if c not in sections]
    if not last or memory.plan.pick or memory.plan.topic:
        return Not(NumberIn(memory.numbers))
    if sections and others:
        return And((*sections, Not(cast(Condition, all_of(others)))))
    return Not(cast(Condition, all_of(last)))


# 只留2018年到期的, 去掉第七部分的: 剩下的 are those that stayed.
_FILTERED = re.compile("留|去掉|删|排除|剔|筛|扣[掉除]|刨|剩|撇|keep|remove|leave out|exclude|drop")


# --- the sum ---------------------------------------------------------------------------------------------------------

_SUMMED = ("count", "list")
_MOST_SUMMED = 5


def summed(parts: Sequence[Part], memory: Memory) -> Plan | None:
    """加起来一共几项: the tasks of the counts before, each task once; None where nothing was counted before."""
    together = any(t.value_of("HISTORY") == "sum" for p in parts for t in p.recognised)
    if not (together or (memory.plan is not None and memory.plan.measure == "count" and _totals(parts))):
        return None
    sides = memory.plan.sides if memory.plan is not None and memory.plan.measure == "compare" else ()
    sides = sides or _counted(memory)
    if any(_narrowed(p) for p in parts) and not _named_again(parts, sides):
        return None
    return Plan("count", _together(sides), sides=sides) if len(sides) > 1 else None


def _named_again(parts: Sequence[Part], sides: Sequence[Condition]) -> bool:
    """这三个局牵头的合到一块儿: the units of the counts before, and nothing else."""
    said = [c for p in parts for c in p.findings.conditions]
    named = {n for p in parts for g in p.findings.units for unit in g.names for n in unit.names}
    named |= {n for c in said for unit in units_named(c) for n in unit.names}
    plain = all(kind_of(c).startswith("unit") for c in said) and not any(p.findings.excluded for p in parts)
    return bool(named) and plain and named == {n for side in sides for unit in units_named(side) for n in unit.names}


# 一共多少 after 甲牵头几项, 乙呢: what was just counted is not counted again.
_IN_ALL = re.compile(r"一共|总共|合计|总计|共计|总数|拢共|in total|altogether|in all\b")
_BARE_COUNT = (
    "COUNT", "FILL", "DISTINCT", "COMMA", "QUESTION", "TASKN", "COUNTN", "TOTAL", "HAS", "IS", "DUE", "SPACE",
)  # fmt: skip


def _totals(parts: Sequence[Part]) -> bool:
    """Whether the message asks for a total and says nothing of what."""
    bare = all(t.type in _BARE_COUNT for p in parts for t in p.recognised)
    return bool(parts) and bare and any(_IN_ALL.search(p.text) for p in parts)


def _together(sides: tuple[Condition, ...]) -> Condition:
    alike = all(len(conjuncts(side)) == 1 for side in sides)
    return cast(Condition, all_of(merged(sides, joint=False))) if alike else Or(sides)


def _narrowed(part: Part) -> bool:
    f = part.findings
    return bool(f.conditions or f.units or f.excluded)


def _counted(memory: Memory) -> tuple[Condition, ...]:
    """The conditions of the last turns that counted or listed alike."""
    found: list[Condition] = []
    for asked in reversed(memory.asked):
        plan = asked.plan
        if plan.measure not in _SUMMED or plan.condition is None or plan.topic or plan.pick:
            break
        if found and _shape(plan.condition) != _shape(found[-1]) and len(found) > 1:
            break
        if plan.condition not in found:
            found.append(plan.condition)
    return tuple(reversed(found[:_MOST_SUMMED]))


def _shape(condition: Condition) -> list[str]:
    return sorted(map(kind_of, conjuncts(condition)))


# --- one beside another ----------------------------------------------------------------------------------------------

_TARGETS = ("UNIT", "NUM", "SECT")
_JOINTS = ("AND", "ABOUT", "SAME", "MORE", "FILL")


def compared(parts: Sequence[Part], memory: Memory) -> Plan | None:
    """What was asked last beside something else, or what the last turns asked about beside each other."""
    return _with_another(parts, memory) or _with_each_other(parts, memory)


def _with_another(parts: Sequence[Part], memory: Memory) -> Plan | None:
    """和卫健委的一样吗, 比任务31早吗: what was asked last beside the same of another; None for another question."""
    if len(parts) != 1 or memory.plan is None or memory.plan.sides:
        return None
    part = parts[0]
    at = next((i for i, t in enumerate(part.recognised) if t.type in _TARGETS), 0)
    before = part.recognised[:at]
    if not before or not all(t.type in _JOINTS or t.value_of("HISTORY") is not None for t in before):
        return None
    beside = any(t.has("AND") or t.has("ABOUT") or t.has("MORE") for t in before)
    if not beside or not _compares(part) or part.has("LIST", "COUNT", "WHO", "WHEN"):
        return None
    if any(t.type in _TARGETS for t in part.recognised[at + 1 :]):
        return None
    sides = _sides(part.recognised[at], memory)
    asked = tuple(name for name in part.findings.fields if name != "number")
    kept = memory.plan.fields if memory.plan.measure == "describe" else ()
    return Plan("compare", sides=sides, fields=asked or kept) if sides else None


def _compares(part: Part) -> bool:
    return part.has("COMPARE", "MORE", "EARLIER") or (part.has("SAME") and part.has("YESNO", "NOT"))


def _sides(target: Token, memory: Memory) -> tuple[Condition, ...]:
    """The set asked about last, and the same set of ``target`` in the place of its own unit, task or section."""
    plan = cast(Plan, memory.plan)
    if target.type == "NUM":
        other = NumberIn(cast(Numbers, target.value).numbers)
        return (NumberIn((memory.focus,)), other) if memory.focus is not None else ()
    base = conjuncts(plan.condition)
    changed = tuple(_in_its_place(c, target) for c in base)
    return (cast(Condition, all_of(base)), cast(Condition, all_of(changed))) if base and changed != base else ()


def _in_its_place(condition: Condition, target: Token) -> Condition:
    if target.type == "SECT" and isinstance(condition, SectionIn):
        return SectionIn(cast(tuple[int, ...], target.value))
    if target.type == "UNIT" and isinstance(condition, UnitIs):
        names = cast(Units, target.value).names
        return replace(unit_condition(names[0], condition.role), only=condition.only)
    return condition


def _with_each_other(parts: Sequence[Part], memory: Memory) -> Plan | None:
    """谁更多, 差几项, 哪个早, 三家谁最多 with no subject: the sets or tasks of the last turns, side by side."""
    part = parts[0] if len(parts) == 1 else None
    if part is None or memory.plan is None or _narrowed(part) or part.findings.words:
        return None
    alike = part.has("EARLIER", "COMPARE") or (part.has("SAME") and part.has("YESNO", "QUESTION"))
    if alike and memory.focus is not None and len(memory.recent) > 1 and memory.plan.measure != "count":
        kept = memory.plan.fields if memory.plan.measure == "describe" else ()
        asked = ("deadline",) if part.has("EARLIER") else tuple(f for f in part.findings.fields if f != "number")
        return Plan("compare", sides=tuple(NumberIn((n,)) for n in memory.recent[-2:]), fields=asked or kept)
    sides = _counted(memory)
    vying = part.has("MORE", "EARLIER", "COMPARE") or _ranks_these(part, len(sides))
    apart = len(sides) > 1 and len({tuple(_shape(side)) for side in sides}) == 1
    return Plan("compare", sides=sides) if vying and apart else None


def _ranks_these(part: Part, sides: int) -> bool:
    """三家谁最多, 这几个部分里哪个最少: the ranking of as many as were spoken of."""
    counted = any(isinstance(t.value, Bounds) and t.value.low == t.value.high == sides for t in part.recognised)
    return part.has("MOST", "LEAST") and (counted or (part.has("SECTCOUNT") and part.has("IN")))


# --- asked again -----------------------------------------------------------------------------------------------------

_DOUBT = ("YESNO", "CONFIRM", "BELIEF", "QUESTION")
_MANNERS = ("FILL", "COMMA", "SPACE", "SMALLTALK", *_DOUBT)


def doubted(parts: Sequence[Part]) -> bool:
    """你确定?, 真的吗, 不对吧: nothing but doubt of the answer before."""
    said = [t for part in parts for t in part.recognised]
    doubting = any(t.value_of("HISTORY") in ("sure", "correct") or t.type in _DOUBT[:2] for t in said)
    talk = any(t.type == "SMALLTALK" and t.value not in ("greeting", "thanks") for t in said)
    return (
        doubting
        and not talk
        and all(t.type in _MANNERS or t.value_of("HISTORY") in ("sure", "correct", "earlier") for t in said)
    )
