"""它俩, 两家 and their like after two turns about one unit each: both of the units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.memory import Memory
from assistant.types import UnitIs
from assistant.understand.algebra import conjuncts
from assistant.understand.tokens import Token, Units

# Two of whatever was spoken of, and two units that need no turn to point at.
_TWO = re.compile(
    r"[这那它他]?们?俩|[两二]者|双方|(?:这|那|前|刚才)?(?:这|那)?[两俩](?:家|个?(?:单位|部门|局|委))"
    r"|both(?: of them)?|the two(?: of them)?"
)
_BOTH = re.compile(r"[两俩](?:家|个?(?:单位|部门|局|委))(?:都|一起|共同|联合)|[两二]者(?:都|共同)")
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


def _last_two(memory: Memory) -> Units | None:
    plan = memory.plan
    if plan is None or len(memory.units) < 2 or not any(isinstance(c, UnitIs) for c in conjuncts(plan.condition)):
        return None
    names = tuple(dict.fromkeys(name for units in memory.units[-2:] for name in units.names))
    return Units(names, joint=True) if len(names) == 2 else None
