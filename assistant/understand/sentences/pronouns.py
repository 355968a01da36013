"""它, 该单位 and it where they mean a unit named before in the same message: "市编办,它单独牵头哪些"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.tokens import Bounds, Context, Numbers, Token, Units
from index.units import UnitName

_NEAR = 3
# What is added up is no count of units that stand together: 甲、乙、丙三家总共牵头几项.
_SUMMED = re.compile("总共|合计|一共|共计|总计|加起来|加在一起|合起来|加一起|重复|altogether|in total")
_BOTH_ROLES = 2


def _possessive(token: Token, sentence: str) -> bool:
    """它的 and its lead unit speak of a task."""
    words = sentence[token.start : token.end + 1]
    return words.rstrip().endswith(("的", "its"))


def _beside_a_role(tokens: Sequence[Token], at: int) -> bool:
    """A role is said of it: 它牵头, 牵头单位不是它."""
    around = [t for t in tokens if t.types != ("FILL",)]
    here = around.index(tokens[at])
    after = [t for t in around[here + 1 :] if not any(t.has(kind) for kind in _WITH_OTHERS)]
    return any(t.type == "ROLE" for t in (*around[max(0, here - _NEAR) : here], *after[:_NEAR]))


# 它与其他单位联合牵头
_WITH_OTHERS = ("AND", "ABOUT", "ELSE", "UNITN", "TOGETHER")


_THEY = re.compile("(?:他|她|它|人家?|咱)们?(?:那边|那里|自己)?")


def _does_something(tokens: Sequence[Token], at: int, sentence: str) -> bool:
    """他们牵头的, 他们那几条: people of a unit do something; 他们的牵头单位 is that of tasks."""
    after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",)), None)
    acts = after is not None and after.type == "ROLE" and not after.has("ROLEN")
    theirs = after is not None and after.value_of("HISTORY") in ("item", "list") and after.start == tokens[at].end
    return (acts or theirs) and _THEY.fullmatch(sentence, tokens[at].start, tokens[at].end) is not None


def units_meant(tokens: list[Token], sentence: str, before: Units | None) -> list[Token]:
    """The tokens with every pronoun for a unit replaced by the unit; ``before`` is the one the message named last."""
    asked = any(t.has("WHO") for t in tokens)
    if any(t.has("NUM") for t in tokens) or (asked and not any(_by_it(tokens, at) for at in range(1, len(tokens)))):
        return tokens
    result: list[Token] = []
    named = before
    for at, token in enumerate(tokens):
        kind = token.value_of("HISTORY")
        pronoun = kind in ("unit", "own") or (kind == "item" and _beside_a_role(tokens, at))
        pronoun = pronoun or (kind == "list" and _does_something(tokens, at, sentence))
        # 市审计局那条 is a task of the unit named right before.
        pronoun = pronoun and not (kind == "item" and at and tokens[at - 1].type == "UNIT")
        if pronoun and _of_the_tasks(tokens, at):
            result.append(replace(token, type="FILL", value="yes", also=()))
            continue
        if named is not None and pronoun and not (kind == "item" and _possessive(token, sentence)):
            token = replace(token, type="UNIT", value=named, also=())
        named = cast(Units, token.value) if token.type == "UNIT" else named
        result.append(token)
    return result


def _by_it(tokens: Sequence[Token], at: int) -> bool:
    """ "其余由它牵头的,一同牵头的是谁": a unit does it, whoever else is asked for."""
    named = any(t.type == "UNIT" for t in tokens[:at])
    return named and tokens[at - 1].has("BY") and tokens[at].value_of("HISTORY") in ("item", "unit")


def _of_the_tasks(tokens: Sequence[Token], at: int) -> bool:
    """ "甲牵头的几项任务,其责任单位是哪些": the field of the tasks, not of the unit."""
    after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",)), None)
    told = any(t.type in ("TASKN", "DUE") for t in tokens[:at]) and any(t.has("COMMA") for t in tokens[:at])
    return told and after is not None and after.has("ROLEN")


def sections_meant(tokens: list[Token], before: object) -> list[Token]:
    """The tokens with 这部分 replaced by the section ``before``, which the message named last."""
    if before is None or any(t.type == "SECT" for t in tokens):
        return tokens
    return [replace(t, type="SECT", value=before, also=()) if t.value_of("HISTORY") == "section" else t for t in tokens]


def section_asked(tokens: Sequence[Token], context: Context) -> tuple[int, ...] | None:
    """The section of the task whose section is asked for: "任务70在哪个部分,那个部分一共几项"."""
    if not any(t.value_of("FIELD") == "section" for t in tokens):
        return None
    named = {n for t in tokens if t.type == "NUM" for n in cast(Numbers, t.value).numbers}
    there = {t.section for t in context.document.tasks if t.number in named and t.section is not None}
    return tuple(there) if len(there) == 1 else None


def last_section(tokens: Sequence[Token]) -> object:
    """The section that a sentence names last; None where it names none."""
    return next((t.value for t in reversed(tokens) if t.type == "SECT"), None)


_RANKING = ("MOST", "LEAST", "RANKED", "COUNTN", "EACH")


def of_the_asked(tokens: list[Token]) -> list[Token]:
    """The tokens without a pronoun for the unit that is asked for: "牵头最多的是谁、它牵了几项"."""
    if any(t.type in ("UNIT", "NUM", "SCOPE") for t in tokens) or not any(t.has(k) for t in tokens for k in _RANKING):
        return tokens
    return [
        replace(t, type="FILL", value="yes", also=())
        if t.value_of("HISTORY") in ("item", "unit") and _asked_beside(tokens, at) else t
        for at, t in enumerate(tokens)
    ]  # fmt: skip


def _asked_beside(tokens: Sequence[Token], at: int) -> bool:
    """What it stands for is asked for before the pronoun, or in a clause after its own."""
    comma = next((i for i, t in enumerate(tokens[at:], at) if t.has("COMMA")), len(tokens))
    around = (*tokens[:at], *tokens[comma:])
    return any(t.has(kind) for t in around for kind in ("WHO", "UNITN", "SECTIONN")) or any(
        t.value_of("FIELD") == "section" for t in around
    )


def without_echoes(tokens: list[Token], sentence: str) -> list[Token]:
    """The tokens without a count that only says again how many units or tasks are named: "甲和乙,两家各牵头几项"."""
    units = sum(t.type == "UNIT" for t in tokens)
    summed = bool(_SUMMED.search(sentence))
    return [replace(t, type="FILL", value="yes", also=())
            if _echoed(tokens, at, units, summed=summed) or _tasks_again(tokens, at) else t
            for at, t in enumerate(tokens)]  # fmt: skip


# 两家[有没有]一起牵头的
_ASKING_WHETHER = ("FILL", "YESNO", "HAS", "ALSO")


def counted_again(tokens: list[Token], before: Sequence[Token]) -> list[Token]:
    """The tokens with 两家一起 as the two units that were just asked about: "甲、乙各牵头几项,两家合牵的又有几项"."""
    result: list[Token] = []
    for at, token in enumerate(tokens):
        names = _just_named(tokens, at, before)
        result.append(replace(token, type="UNIT", value=Units(names, joint=True), also=()) if names else token)
    return result


def _just_named(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> tuple[UnitName, ...]:
    """The units of a clause of its own before ``at``, where what stands there counts just as many together."""
    bounds = tokens[at].value
    comma = next((i for i in range(at - 1, -1, -1) if tokens[i].has("COMMA")), -1)
    told = tokens[:comma] if comma > 0 else before
    named = [name for t in told if t.type == "UNIT" for name in cast(Units, t.value).names]
    asked = not any(t.type == "UNIT" for t in tokens[max(comma, 0) :])
    if not isinstance(bounds, Bounds) or bounds.of != "units" or not asked:
        return ()
    after = next((t for t in tokens[at + 1 :] if not any(t.has(kind) for kind in _ASKING_WHETHER)), None)
    together = after is not None and after.has("TOGETHER")
    return tuple(named) if together and bounds.low == bounds.high == len(named) > 1 else ()


def with_the_subject(tokens: list[Token], unit: Units | None) -> list[Token]:
    """The tokens with the unit of the sentence before, where they say which of two roles it has: 只牵头不担责的呢."""
    spoken = [t for t in tokens if t.types != ("FILL",)]
    named = any(t.type in ("UNIT", "NUM", "WHO", "UNITN", "HISTORY") or t.has("ROLEN") for t in spoken)
    roles = [at for at, t in enumerate(spoken) if t.type == "ROLE"]
    if unit is None or named or len(roles) != _BOTH_ROLES or not spoken[0].has("ONLY"):
        return tokens
    refused = any(t.has("NOT") for t in spoken[roles[0] + 1 : roles[1]])
    start = spoken[0].start
    return [Token("UNIT", unit, start, start), *tokens] if refused else tokens


def _tasks_again(tokens: Sequence[Token], at: int) -> bool:
    """任务98和任务37两条."""
    bounds, before = tokens[at].value, tokens[at - 1].value if at else None
    counted = isinstance(bounds, Bounds) and bounds.of == "tasks" and bounds.low == bounds.high
    named = isinstance(before, Numbers) and not before.described
    return counted and named and isinstance(before, Numbers) and bounds.low == len(before.numbers) > 1  # type: ignore[attr-defined]


def _echoed(tokens: Sequence[Token], at: int, units: int, *, summed: bool) -> bool:
    bounds = tokens[at].value
    if not isinstance(bounds, Bounds) or bounds.of != "units" or not bounds.low == bounds.high == units > 1:
        return False
    before = next((t for t in reversed(tokens[:at]) if t.types != ("FILL",)), None)
    after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",)), None)
    apart = before is not None and (before.has("COMMA") or before.type == "IN" or (summed and before.type == "UNIT"))
    apart = apart or (after is not None and after.has("EACH"))  # 甲、乙、丙三家各牵头几项
    together = after is not None and after.has("TOGETHER") and not after.has("BOTH")
    return apart and not together


def counts_tasks(tokens: Sequence[Token]) -> bool:
    """ "它总共牵头多少项" asks of a unit, "它谁牵头" of a task."""
    acts = any(t.type == "ROLE" and not t.has("ROLEN") for t in tokens)
    return acts and any(t.has("COUNT") or t.has("LIST") for t in tokens)


def last_named(tokens: Sequence[Token]) -> Units | None:
    """The unit that a sentence names last."""
    return next((cast(Units, t.value) for t in reversed(tokens) if t.type == "UNIT"), None)
