"""Places in a unit's list: "市财政局牵头的第二项任务" is the second of its tasks, not task 2.

The number of a task is meant where the unit's list is too short for the place and that task is the unit's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.tokens import Context, Numbers, Slice, Token, Units

_ENDS = ("任务", "项", "条", "个", "件")


def places_in_lists(tokens: list[Token], text: str, context: Context) -> list[Token]:
    """``tokens`` with 第三项 after 甲牵头的 as a place in the list that 甲牵头 selects."""
    return [_place(tokens, at, text, context) or token for at, token in enumerate(tokens)]


def _place(tokens: Sequence[Token], at: int, text: str, context: Context) -> Token | None:
    token = tokens[at]
    said = text[token.start : token.end]
    if at < 3 or token.type != "NUM" or not said.startswith("第") or not said.endswith(_ENDS):
        return None
    of, role, unit = tokens[at - 1], tokens[at - 2], tokens[at - 3]
    verbal = role.type == "ROLE" and not role.has("ROLEN") and unit.type == "UNIT"
    numbers = cast(Numbers, token.value).numbers
    if not verbal or text[of.start : of.end] != "的" or len(numbers) != 1 or not isinstance(numbers[0], int):
        return None
    names = {name for one in cast(Units, unit.value).names for name in one.names}
    listed = [t.number for t in context.document.tasks if names & set(t.units_in(str(role.value)))]
    place = numbers[0]
    if place > len(listed) and place in listed:
        return None
    return replace(token, type="SLICE", value=Slice(place - 1, place), also=())
