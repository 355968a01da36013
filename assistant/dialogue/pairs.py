"""它俩, 两家 and their like after two turns about one unit each: both of the units."""

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


def actor_meant(tokens: Sequence[Token], at: int, memory: Memory) -> Units | None:
    """单独由它牵头的: what acts is a unit, the one spoken of last; None where the token is no such pronoun."""
    before, after = tokens[max(at - 1, 0) : at], tokens[at + 1 : at + 2]
    acts = bool(before and after) and before[0].has("BY") and after[0].has("ROLE") and not after[0].has("ROLEN")
    pronoun = tokens[at].value_of("HISTORY") in ("item", "unit")
    last = memory.units[-1] if memory.units else None
    return last if acts and pronoun and last is not None and len(last.names) == 1 else None


def _last_two(memory: Memory) -> Units | None:
    plan = memory.plan
    if plan is None or not memory.units or not units_named(plan.condition):
        return None
    last = memory.units[-1:] if len(memory.units[-1].names) == 2 else memory.units[-2:]
    names = tuple(dict.fromkeys(name for units in last for name in units.names))
    return Units(names, joint=True) if len(names) == 2 else None
