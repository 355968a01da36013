"""Places in what was just given: 第二项 of the tasks listed, 第二家 of the units told, 排第二的那个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from assistant.dialogue.memory import Memory
from assistant.types import NumberIn
from assistant.understand.algebra import conjuncts
from assistant.understand.numbers.numerals import parse_english, parse_numeral
from assistant.understand.tokens import Numbers, Token, Units

_MOST_LISTED = 12
_LISTED_PLACE = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,2})(?:项|条|件)")


def nth_listed(tokens: Sequence[Token], at: int, said: str, memory: Memory) -> Numbers | None:
    """第二项 in words after a few tasks that were found and not named by number: the second of them."""
    place = _LISTED_PLACE.fullmatch(said) if tokens[at].type == "NUM" else None
    if place is None or memory.plan is None or not 1 < len(memory.numbers) <= _MOST_LISTED:
        return None
    n = parse_numeral(place["n"])
    numbered = any(isinstance(c, NumberIn) for asked in memory.asked for c in conjuncts(asked.plan.condition))
    others = any(t.type in ("SECT", "UNIT") or (t.type == "NUM" and t is not tokens[at]) for t in tokens)
    if n is None or n > len(memory.numbers) or n in memory.numbers or numbered or others:
        return None
    return Numbers((memory.numbers[n - 1],))


_NTH = re.compile(
    r"第(?P<n>[一二三四五])(?:家|个)|(?:the )?(?P<e>first|second|third|fourth|fifth|former|latter|last)"
    r"(?: (?:one|unit|of (?:them|these|those|the two|the three))| one of (?:them|these|those|the two))?"
)
_ENDS = {"former": 0, "latter": -1, "last": -1}


def nth_unit(tokens: Sequence[Token], at: int, said: str, memory: Memory) -> Units | None:
    """第二家总共牵头几项: one of the units that the answer before gave."""
    place, after = _NTH.fullmatch(said), [t for t in tokens[at + 1 :] if t.type not in ("FILL", "UNITN", "YESNO")]
    before = [t.type for t in tokens[:at] if t.type != "FILL"][-2:]
    acts = (bool(after) and after[0].type == "ROLE") or before == ["ROLE", "BY"]
    if place is None or not acts or not memory.units or not any(t.has("COUNT") or t.has("LIST") for t in tokens):
        return None
    names = memory.units[-1].names
    if place["e"] in _ENDS:
        return Units((names[_ENDS[place["e"]]],))
    n = parse_numeral(place["n"]) if place["n"] else parse_english(place["e"])
    return Units((names[n - 1],)) if n is not None and n <= len(names) else None


_ITEM_AFTER = re.compile(
    r"的?(?:那|这)?一?(?:个|条|项|件|任务)|$"
    r"|的?(?:又|都|该|要|得|是|呢|,)*(?:什么|啥|何时|哪[年天月]|几时|多久|干|讲|说|写|归|由|时限|期限|内容|责任|牵头单位)"
)


def ranked(token: Token, text: str, memory: Memory) -> Numbers | None:
    """排第二的那个 of tasks that were listed and not ranked: the second of them."""
    n = int(cast(str, token.value))
    listed = memory.plan is not None and memory.plan.measure in ("list", "describe", "content")
    meant = listed and 1 < len(memory.numbers) >= n and _ITEM_AFTER.match(text, token.end)
    return Numbers((memory.numbers[n - 1],)) if meant else None
