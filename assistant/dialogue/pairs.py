"""它俩, 两家 after two turns about one unit each: both of the units; 它 that leads: the unit of the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from assistant.dialogue.memory import Memory, units_named
from assistant.understand.tokens import Numbers, Token, Units
from index.types import TaskNumber

# Two of whatever was spoken of, and two units that need no turn to point at.
_TWO = re.compile(
    r"[这那它他]?们?俩|[两二]者|双方|(?:这|那|前|刚才)?(?:这|那)?[两俩](?:家|个?(?:单位|部门|局|委))"
    r"|both(?: of them)?|the two(?: of them)?"
)
_BOTH = re.compile(r"[两俩](?:家|个?(?:单位|部门|局|委))(?:都|一起|共同|联合)|[两二]者(?:都|共同)")
_TWO_TASKS = re.compile(
    r"(?:[这那它他]?们?|前后|上下)(?:俩|[两二](?:者|项|条|个|件|处)?)(?:任务)?|both(?: of them)?|the two(?: of them)?"
)
_PLURAL = re.compile(r"[它他]们|they|them")
_ONE = ("它", "他", "她", "其", "it")
_ASKED = ("WHO", "WHEN", "FIELD", "UNIT", "NUM")
_BESIDE_A_DEED = ("NOT", "ONLY", "ALONE", "STILL", "ALSO", "AS", "TOGETHER")
_NAMED = ("UNIT", "SECT", "DATE", "NUM", "WHO", "QUOTE")


def pair_meant(tokens: Sequence[Token], at: int, text: str, memory: Memory) -> Units | None:
    """The units of the last two turns where the token means both of them, acting together; None for anything else."""
    said, rest = text[tokens[at].start : tokens[at].end], tokens[at + 1 :]
    if _BOTH.fullmatch(said) and not any(t.type in _NAMED for t in (*tokens[:at], *rest)):
        return _last_two(memory)
    two = _TWO.fullmatch(said) is not None
    if not (two or _PLURAL.fullmatch(said)) or any(t.type in _NAMED for t in (*tokens[:at], *rest)):
        return None
    together = [text[t.start : t.end] for t in rest if t.has("TOGETHER")]
    # 它们都… says the same of each of several tasks.
    joint = [words for words in together if two or words != "都"]
    return _last_two(memory) if joint else None


def other_of_two(tokens: Sequence[Token], at: int, said: str, memory: Memory) -> Numbers | None:
    """第5项也说3个工作日,它俩说的是一回事吗: the task named here and the one spoken of; the latter for the token."""
    named = [n for t in tokens[:at] if t.type == "NUM" for n in cast(Numbers, t.value).numbers]
    two = tokens[at].value_of("HISTORY") == "list" and _TWO_TASKS.fullmatch(said) is not None
    if not two or len(named) != 1 or memory.focus in (None, named[0]):
        return None
    return Numbers(cast("tuple[TaskNumber, ...]", (memory.focus,)))


def actor_meant(tokens: Sequence[Token], at: int, said: str, memory: Memory) -> Units | None:
    """由它牵头的, and 它单独主办的 after a question about one unit: the unit spoken of last, as no task leads."""
    last = memory.units[-1] if memory.units else None
    if last is None or len(last.names) != 1 or tokens[at].value_of("HISTORY") not in ("item", "unit"):
        return None
    before, after = tokens[max(at - 1, 0) : at], tokens[at + 1 : at + 2]
    if said in _ONE and _joins(tokens, at) and _asked_of(last, memory):
        return last
    by_it = bool(before and after) and before[0].has("BY") and after[0].has("ROLE") and not after[0].has("ROLEN")
    return last if by_it or (said in _ONE and _does_itself(tokens, at, last, memory)) else None


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """网信办跟它一块儿牵头: 它 stands beside the unit that is named."""
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    beside = bool(before and after) and (before[0].has("AND") or before[0].has("ABOUT")) and after[0].has("TOGETHER")
    return beside and any(t.type == "UNIT" for t in tokens)


def _asked_of(unit: Units, memory: Memory) -> bool:
    plan = memory.plan
    return plan is not None and {u.names for u in units_named(plan.condition)} == {unit.names[0].names}


def _does_itself(tokens: Sequence[Token], at: int, unit: Units, memory: Memory) -> bool:
    """Whether a deed is said of the unit that the turn before asked about, and nothing is asked of a task."""
    rest = [t for t in tokens[at + 1 :] if t.types != ("FILL",)]
    asked = any(t.has(kind) for t in tokens for kind in _ASKED)
    deed = next((t for t in rest if not any(t.has(kind) for kind in _BESIDE_A_DEED)), None)
    return _asked_of(unit, memory) and not asked and deed is not None and deed.has("ROLE") and not deed.has("ROLEN")


def _last_two(memory: Memory) -> Units | None:
    plan = memory.plan
    if plan is None or not memory.units or not units_named(plan.condition):
        return None
    last = memory.units[-1:] if len(memory.units[-1].names) == 2 else memory.units[-2:]
    names = tuple(dict.fromkeys(name for units in last for name in units.names))
    return Units(names, joint=True) if len(names) == 2 else None
