"""Which units lead where no label of a document says so: those under 责任单位 beside 协助单位.

The words are in ``data/genre/fields.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.reading.vocabulary import alternation, load
from index.types import RoleNames

Side = Literal["lead", "main", "helping", ""]

# What a label goes on with behind its noun is no part of the field's name: 责任单位（人）, 责任单位名称.
_NAME = re.compile("[\u4e00-\u9fff、/（）()]*?(?:单位|部门|机构|主体|处室|科室|股室|方)")
_NOUN = "单位"


@dataclass(frozen=True, slots=True)
class Said:
    """A label (协助单位) or a verb (协助) with which units of tasks are told, and the side it puts them on."""

    side: Side
    words: str


@cache
def side_of(words: str) -> Side:
    """The side that a label or a verb puts its units on; "" where it says none, or both."""
    found = [m.lastgroup or "" for m in _words().finditer(words)]
    first = found[0] if found else ""
    if "lead" in found:
        return "lead"
    if first == "helping" or (first == "main" and "helping" not in found):
        return "helping" if first == "helping" else "main"
    return ""


@cache
def _words() -> re.Pattern[str]:
    sides = load("fields")["sides"]
    kinds = ("lead", "main", "helping", "neither")
    return re.compile("|".join(f"(?P<{kind}>{alternation(sides[kind])})" for kind in kinds), re.IGNORECASE)


def own_roles(said: Iterable[Said]) -> RoleNames | None:
    """What a document calls who leads and who assists; None where a label of it says 牵头, or it has only one side."""
    count = Counter(said)
    ordered = sorted(count, key=lambda one: -count[one])
    by_side = {side: [one.words for one in ordered if one.side == side] for side in ("lead", "main", "helping")}
    if by_side["lead"] or not by_side["main"] or not by_side["helping"]:
        return None
    lead, leads = _named(by_side["main"], "main")
    responsible, assists = _named(by_side["helping"], "helping")
    return RoleNames(lead, leads, responsible, assists)


def _named(words: list[str], side: str) -> tuple[str, str]:
    """The name of a field and its verb: the label most often printed, 负责单位 where units only have a verb."""
    sides = load("fields")["sides"]
    label = next((m[0] for one in words if (m := _NAME.match(one))), "")
    found = _words().search(label or words[0])
    word = found[0] if found and not found[0].isascii() else sides[side][0]
    return label or f"{word}{_NOUN}", sides["verbs"].get(word, word)
