"""What matched rules about sets mean: their unions, what is left of them, and places in a list."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, Mentions, Not, NumberIn, Or, Role, SectionIn, UnitIs
from assistant.understand.algebra import all_of, kind_of
from assistant.understand.builders.units import unit_condition
from assistant.understand.tokens import Context, Numbers, Slice, Token, Tokens, Units, first_of, holds
from index.types import Task


def whoever(_: Tokens, __: Context) -> str:
    """谁和谁: the units, however many there are."""
    return "any"


def nth_of_list(tokens: Tokens, _: Context) -> Slice | None:
    """ "甲牵头的三项里第二项": a place among so many, no number of a task."""
    numbers = cast(Numbers, first_of(tokens, "NUM")).numbers
    place = numbers[0] if len(numbers) == 1 else None
    bounds = tokens[0].value_of("COUNTN")
    if not isinstance(place, int) or (bounds is not None and getattr(bounds, "of", "") != "tasks"):
        return None
    high = getattr(bounds, "high", None)
    return Slice(place - 1, place) if high is None or place <= high else None


def place_among(tokens: Tokens, context: Context) -> Condition | None:
    """ "甲牵头的任务里第二项" counts among them, unless the number is that of one of them."""
    numbers, held = cast(Numbers, first_of(tokens, "NUM")).numbers, first_of(tokens, "COND")
    if not isinstance(held, UnitIs) or held.only or len(numbers) != 1 or not isinstance(numbers[0], int):
        return None
    there = [task.number for task in context.document.tasks if _named_in(held, task)]
    place = numbers[0]
    if place in there or not 1 <= place <= len(there):
        return None
    return NumberIn((there[place - 1],))


def _named_in(held: UnitIs, task: Task) -> bool:
    lead = task.lead.units if held.role != "responsible" else ()
    responsible = task.responsible.units if held.role != "lead" else ()
    return not set(held.names).isdisjoint((*lead, *responsible))


def without_those(tokens: Tokens, _: Context) -> Condition | None:
    """ "除了甲那两项", "舆情那几项以外": the tasks of the unit or with the word, which one of their own is not."""
    group = cast("Units | None", first_of(tokens, "UNITS"))
    pointed = first_of(tokens, "HISTORY")
    if group is not None and pointed in ("list", "item"):
        return Not(_any(tuple(unit_condition(name, "either") for name in group.names)))
    words = tuple(str(t.value) for t in tokens if t.type in ("WORD", "QUOTE"))
    return Not(Mentions(words)) if words and pointed == "list" else None


def one_in_other_out(tokens: Tokens, _: Context) -> Condition:
    """ "甲不在牵头之列、乙在", "甲牵头、乙没有": one in the role and not the other."""
    role = cast(Role, first_of(tokens, "ROLE"))
    refused = next(at for at, t in enumerate(tokens) if t.has("NOT"))
    named = [(at, cast(Units, t.value)) for at, t in enumerate(tokens) if t.type == "UNITS"]
    out = max((at for at, _ in named if at < refused), default=named[0][0])
    return And(tuple(
        Not(_any(held)) if at == out else _any(held)
        for at, held in ((at, tuple(unit_condition(n, role) for n in group.names)) for at, group in named)
    ))  # fmt: skip


def one_named_other_out(tokens: Tokens, _: Context) -> Condition | None:
    """ "牵头的是甲,乙没有一起牵头": the role said first holds for the one, and not for the other."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")} - {"either"}  # 乙不在里面 names no other role
    if len(roles) != 1:
        return None
    role = cast(Role, first_of(tokens, "ROLE"))
    held, out = (
        _any(tuple(unit_condition(n, role) for n in cast(Units, t.value_of("UNIT")).names))
        for t in tokens
        if t.has("UNIT")
    )
    return And((held, Not(out)))


def unit_in_both(tokens: Tokens, _: Context) -> Condition:
    """ "甲两栏里都出现": it stands in either field."""
    names = cast(Units, first_of(tokens, "UNITS")).names
    roles: tuple[Role, ...] = ("lead", "responsible")
    return And(tuple(_any(tuple(unit_condition(n, role) for n in names)) for role in roles))


def any_of(tokens: Tokens, _: Context) -> Condition:
    """ "提到甲或者由乙牵头"."""
    return _any(tuple(_said(t) for t in tokens if t.type in ("COND", "SECT")))


def summed(tokens: Tokens, context: Context) -> Condition | None:
    """ "甲牵头的和乙牵头的合到一起", "重复的只算一次": the tasks of each, every one counted once."""
    put_together = first_of(tokens, "HISTORY") == "sum" or holds(tokens, "DISTINCT")
    # 甲牵头+没有责任单位: of two fields both have to hold.
    kinds = {kind_of(_said(t)) for t in tokens if t.type in ("COND", "SECT")}
    if first_of(tokens, "AND") == "plus" and len(kinds) > 1:
        return None
    return any_of(tokens, context) if put_together else None


def one_group_or_another(tokens: Tokens, _: Context) -> Condition:
    """ "要么2016年底一次性完成,要么2020年到期": what stands after each 要么 holds together."""
    groups: list[list[Condition]] = []
    for token in tokens:
        if token.type == "OR":
            groups.append([])
        elif token.type in ("COND", "SECT"):
            groups[-1].append(_said(token))
    return _any(tuple(all_of(group) or group[0] for group in groups))


def _said(token: Token) -> Condition:
    return SectionIn(cast("tuple[int, ...]", token.value)) if token.type == "SECT" else cast(Condition, token.value)


def _any(parts: tuple[Condition, ...]) -> Condition:
    flat = dict.fromkeys(leaf for part in parts for leaf in (part.parts if isinstance(part, Or) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else Or(tuple(flat))
