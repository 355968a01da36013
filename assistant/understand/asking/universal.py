"""What a message takes for granted of a whole set: "2020年到期的都是市政府办公厅牵头的吧"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.conditions import FieldMissing, Not
from assistant.understand.tokens import Bounds, Token

ASSERTING = ("YESNO", "BELIEF", "CONFIRM")
# Words that ask for something else than yes or no.
_OPEN = ("LIST", "COUNT", "WHO", "WHEN", "COUNTUNITS", "MOST", "LEAST", "SUMMARISE", "COMPARE", "FIELD", "COUNTN")
TELLING = ("COND", "EXCEPTCOND", "SECT", "UNITS", "OVERDUE", "REMAINING", "SAMEAS")
_SCOPE = (*TELLING, "SCOPE", "NUM")


# What may follow 所有任务 where it is the subject of a claim: 有, 是, 由.
_PREDICATE = ("HAS", "IS", "BY", "MENTION", "TOTAL")


@lru_cache(maxsize=1)
def _wonder() -> re.Pattern[str]:
    path = Path(__file__).parent / "reasons.toml"
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    return re.compile(f"(?:{row['why']}|{row['wonder']})")


def wondered_at(text: str) -> bool:
    """Whether ``text`` asks how something can be that it takes for granted of all: 怎么全都, 凭什么都."""
    return _wonder().search(text) is not None


def spoken_of_all(recognised: Sequence[Token]) -> list[Token]:
    """都, 全部 and their like; where there is none, 所有任务 as the subject of what follows it."""
    said = [t for t in recognised if t.has("EVERY") or t.value_of("HAS") == "full"]
    if any(t.value_of("HAS") == "full" for t in said):
        said = [*said, *(t for t in recognised if t.has("ALLTASKS"))]
    spoken = [t for t in recognised if t.type != "FILL"]
    return said or [a for a, b in pairwise(spoken) if a.has("ALLTASKS") and any(b.has(kind) for kind in _PREDICATE)]


def claimed_of_all(tokens: Sequence[Token], said: Sequence[Token], *, wondered: bool = False) -> list[Token]:
    """The reduced ``tokens`` that are claimed of every task of the others; [] where nothing is.

    ``said`` are 都, 全部 and their like, as recognised; some of them ask as well (是不是都). What follows is the claim,
    what precedes says of which tasks; the first place that has both sides divides (所有任务都要). A message that asks
    for more than yes or no claims nothing, and what is claimed of tasks named by number is checked task by task
    elsewhere. What is ``wondered`` at is taken for granted: 怎么全都没写牵头单位.
    """
    every = [t.start for t in said]
    if any(t.has("CLAIMED") for t in tokens):
        return []  # 过半都在第四部分: of a share of them
    # 都 before a mark of question asks by itself: 第四部分都由甲牵头?
    asking = ("QUESTION",) if any(t.has("BOTH") for t in said) else ()
    asserting = wondered or any(t.has(kind) for t in (*tokens, *said) for kind in (*ASSERTING, *asking))
    told = [t for t in tokens if _told_of(t, every)]
    told += [t for t in tokens if t.has("COUNT") and any(t.end == n.start for n in told)]  # 一共|8项、都是
    asked = any(t.has(kind) and t.start not in every for t in tokens if t not in told for kind in _OPEN)
    if not every or not asserting or asked:
        return []
    divided = [_divided(tokens, place) for place in sorted(every)]
    scope, claim = next(((s, c) for s, c in divided if s and c), divided[-1])
    if not scope and len(claim) > 1 and any(t.has("EVERY") and t.has("YESNO") for t in tokens):
        scope, claim = claim[:-1], claim[-1:]  # "are all tasks led by X due in 2016": the last is what is claimed
    numbered = scope and all(t.type == "NUM" for t in scope)
    # Without a scope the word has to stand before the claim, not inside it: 牵头和责任单位都空着; 责任单位条条都有吗
    # says the claim around it.
    inside = any(not scope and t.start < max(every) and t.start not in every and not _is_written(t) for t in claim)
    return [] if numbered or inside else claim


def _is_written(token: Token) -> bool:
    return isinstance(token.value, Not) and isinstance(token.value.part, FieldMissing)


def _told_of(token: Token, every: Sequence[int]) -> bool:
    """各项任务的时限是否均为…, 第五部分14项都是…: the field and the number of tasks that something is said of."""
    bounds = token.value_of("COUNTN")
    counted = isinstance(bounds, Bounds) and bounds.of == "tasks" and bounds.low == bounds.high
    named = counted or (token.has("FIELD") and token.has("DEADLINEW"))
    return named and token.start < max(every, default=0)


def _divided(tokens: Sequence[Token], place: int) -> tuple[list[Token], list[Token]]:
    scope = [t for t in tokens if t.type in _SCOPE and t.end <= place]
    return scope, [t for t in tokens if t.type in TELLING and t.end > place]
