"""Words that point back in form only, as the message itself says what they mean: 市编办牵头的里面, 分管领导培训那项."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.dialogue.memory import Memory
from assistant.types import Condition, DueIn, SectionIn
from assistant.understand.algebra import all_of, conjuncts
from assistant.understand.tokens import Period, Token, Units

_OWN_SET = ("UNIT", "ROLE", "SECT", "DATE", "QUOTE")
_OF_NO_UNIT = ("EMPTY", "DATE", "SECT", "ONGOING", "QUOTE")
_BOUNDING = ("DATE", "UNIT", "ONGOING", "SECT")


def of_this_message(tokens: Sequence[Token], at: int, text: str, memory: Memory) -> Token:
    """The token without the sense in which it would point back, where the message itself says what it means."""
    token, before = tokens[at], tokens[:at]
    kind = token.value_of("HISTORY")
    if kind is not None and (_adds_nothing(tokens, at) or (kind == "sum" and _of_one_unit(before))):
        return replace(token, type="FILL", also=())
    if memory.plan is not None and (taken := _taken_back(token, tokens)) is not None:
        return taken
    if kind is None:
        return token
    shared = next((t.has("SHARE") for t in reversed(before) if t.types != ("FILL",)), False)
    named = any(t.type in _OWN_SET for t in before) and not (shared and memory.plan is not None)
    if kind == "list":
        return _list_of_its_own(tokens, at, text, named=named, follows=memory.plan is not None)
    if kind == "which" and named:
        return replace(token, type="LIST", value="any", also=())
    if kind == "item" and len(token) > 1 and memory.plan is not None and _describes(before, token, text, memory):
        return replace(token, type="FILL", also=())  # 分管领导培训那项 describes its own task
    beside = next((side for side in ("NEXT", "PREV") if token.has(side)), None)
    if kind == "item" and beside and any(t.value_of("HISTORY") == "item" for t in before):
        return replace(token, type=beside, also=())  # 它前面那项
    if kind == "switch" and token.has("INJECTION") and memory.plan is not None and not named:
        return replace(token, type="HISTORY", value="switch", also=())  # 改成2019年的呢 asks, and changes nothing
    return token


def _describes(before: Sequence[Token], pointer: Token, text: str, memory: Memory) -> bool:
    """Whether the words right before 那项 say which is meant: 分管领导培训的那一项; 2017年到期那条 of a list."""
    if not before or before[-1].end != pointer.start:
        return False
    told = [t for t in before if t.type != "DUE" and text[t.start : t.end] != "的"]
    while len(told) > 1 and told[-1].types == ("FILL",) and len(told[-1]) > 1 and told[-2].end == told[-1].start:
        told.pop()  # 公开 in PPP信息公开那条
    worded = bool(told) and told[-1].type in ("WORD", "QUOTE")
    bounded = memory.focus is None and any(t.type in _BOUNDING for t in before)
    return worded or (bounded and len(memory.numbers) > 1)


def _of_one_unit(before: Sequence[Token]) -> bool:
    """这个单位全部加起来: all of its tasks, and no sum of several sets."""
    named = [t for t in before if t.type == "UNIT" or t.value_of("HISTORY") in ("unit", "all_units", "list", "item")]
    # 甲牵头的和没写责任单位的两类: one unit, and two sets.
    listed = any(t.has("AND") or t.type == "ENUM" for t in before)
    if listed and any(t.has(kind) for t in before for kind in _OF_NO_UNIT):
        return False
    one = len(named) == 1 and named[0].value_of("HISTORY") in (None, "unit")
    return one and (not isinstance(named[0].value, Units) or len(named[0].value.names) == 1)


def _list_of_its_own(tokens: Sequence[Token], at: int, text: str, *, named: bool, follows: bool) -> Token:
    token, before = tokens[at], tokens[:at]
    numbered = bool(before) and before[-1].type == "NUM" and before[-1].end == token.start
    if token.has("IN") and (named or numbered):
        return replace(token, type="IN", value="yes", also=())  # 市编办牵头的里面, …
    described = follows and named and _heads(before, token, text)  # 市编办作为责任单位的那些 are the ones so described
    again = _said_again(tokens, at)  # and those due in 2018? asks the same of others
    return replace(token, type="FILL", also=()) if described or again else token


def without_the_former(scope: Condition, tokens: Sequence[Token]) -> Condition:
    """里面2017年的又有哪些 after 其中2018年的: of the set that both are taken from, and not of the former."""
    years = [t.value for t in tokens if t.type == "DATE" and isinstance(t.value, Period)]
    sections = {s for t in tokens if t.type == "SECT" for s in cast(tuple[int, ...], t.value)}
    kept = [c for c in conjuncts(scope) if not (_of_another_year(c, years) or _of_another_section(c, sections))]
    return all_of(kept) or scope


def _of_another_year(condition: Condition, years: Sequence[Period]) -> bool:
    if not isinstance(condition, DueIn) or condition.start is None or condition.end is None or not years:
        return False
    return all(year.end < condition.start or condition.end < year.start for year in years)


def _of_another_section(condition: Condition, sections: set[int]) -> bool:
    return isinstance(condition, SectionIn) and bool(sections) and sections.isdisjoint(condition.sections)


def _heads(before: Sequence[Token], pointer: Token, text: str) -> bool:
    """Whether 那些 stands for the noun that a description ends with, and what is described was not said before."""
    said = text[pointer.start : pointer.end]
    back = any(t.value_of("HISTORY") in ("said", "earlier", "list", "first") for t in before)
    return said.startswith(("那", "这")) and text[: pointer.start].endswith("的") and not back


def _taken_back(token: Token, tokens: Sequence[Token]) -> Token | None:
    """不是牵头,我要…: what was asked before is taken back, and no condition; None for a token of something else."""
    said = [t for t in tokens if t.types != ("FILL",)]
    opening = len(said) > 3 and said[0].value_of("HISTORY") == "correct" and said[0].has("NOT")
    if not (opening and said[1].type in ("ROLE", "FIELD") and said[2].type == "COMMA" and token in said[:2]):
        return None
    return replace(token, type="HISTORY" if token is said[0] else "FILL", value="correct", also=())


def _adds_nothing(tokens: Sequence[Token], at: int) -> bool:
    """最开始那家,它的任务: the unit just named; 剔除其中办公厅牵头的: what is left out is one of these anyway."""
    token, before = tokens[at], tokens[:at]
    named = any(t.value_of("HISTORY") in ("unit", "first_unit") for t in before)
    left_out = token.has("IN") and bool(before) and before[-1].has("EXCEPT")
    kind = token.value_of("HISTORY")
    return (kind == "item" and named) or (kind == "list" and left_out)


def _said_again(tokens: Sequence[Token], at: int) -> bool:
    """ "And those with a 2018 deadline?": those opens what stands beside the tasks before, and is none of them."""
    opened = [t for t in tokens[:at] if t.types != ("FILL",)]
    return len(opened) == 1 and opened[0].type == "AND" and _says_more(tokens[at + 1 :])


def _says_more(tokens: Sequence[Token]) -> bool:
    return any(t.types != ("FILL",) and t.type not in ("QUESTION", "COMMA", "SPACE") for t in tokens)
