"""What a matched rule means: one small function for each ``build`` name in rules.toml."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from assistant.types import (
    And,
    Condition,
    DeadlineIs,
    DueIn,
    FieldMissing,
    Figure,
    Mentions,
    Not,
    NumberIn,
    Ongoing,
    Or,
    Role,
    SameAs,
    UnitCount,
    UnitIs,
)
from assistant.understand.dates import day_after, day_before
from assistant.understand.rules import Builder
from assistant.understand.tokens import Context, Numbers, Period, Token, Units
from index.types import TaskNumber
from index.units import UnitName

Tokens = Sequence[Token]
MissingField = str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A stated count: ``low <= n <= high`` of units (家, 名称) or of tasks (项, 条)."""

    low: int | None
    high: int | None
    of: str


@dataclass(frozen=True, slots=True)
class RoleBounds:
    """A count of the tasks that a unit has in a role (只牵头过一项的)."""

    role: Role
    bounds: Bounds


def _first(tokens: Tokens, kind: str) -> object:
    return next((t.value_of(kind) for t in tokens if t.has(kind)), None)


def _last(tokens: Tokens, kind: str) -> object:
    return next((t.value_of(kind) for t in reversed(tokens) if t.has(kind)), None)


def _any(tokens: Tokens, *kinds: str) -> bool:
    return any(t.has(kind) for t in tokens for kind in kinds)


# --- units ---------------------------------------------------------------------------------------------------------


def units(tokens: Tokens, _: Context) -> Units:
    names = tuple(name for t in tokens if t.has("UNIT") for name in cast(Units, t.value_of("UNIT")).names)
    alternative = any(t.type == "OR" for t in tokens)
    joint = True if _any(tokens, "TOGETHER") else None
    return Units(tuple(dict.fromkeys(names)), False if alternative else joint)


def unit_condition(name: UnitName, role: Role, *, only: bool = False) -> UnitIs:
    """The condition that a unit stands in a role; of an ambiguous wording the usual reading."""
    names = name.names[:1] if name.kind == "ambiguous" else name.names
    label = names[0] if name.kind == "ambiguous" else name.label
    return UnitIs(role, names, label, only)


def _combine(group: Units, role: Role, *, only: bool, joint: bool) -> Condition:
    parts = tuple(dict.fromkeys(unit_condition(name, role, only=only) for name in group.names))
    if len(parts) == 1:
        return parts[0]
    if only and joint:
        return UnitIs(role, tuple(n for p in parts for n in p.names), "、".join(p.label for p in parts), True)
    return And(parts) if joint else Or(parts)


def _unit_role(tokens: Tokens) -> Condition:
    group = cast(Units, _first(tokens, "UNITS"))
    role = cast(Role, _first(tokens, "ROLE") or "either")
    joint = group.joint is not False and (group.joint or _any(tokens, "TOGETHER", "BOTH")) and len(group.names) > 1
    together = _any(tokens, "TOGETHER") and len(group.names) == 1 and not _any(tokens, "BOTH")
    condition = _combine(group, role, only=_any(tokens, "ONLY"), joint=bool(joint))
    return And((condition, UnitCount(role, 2, None))) if together else condition


def unit_role(tokens: Tokens, _: Context) -> Condition:
    return _unit_role(tokens)


def not_unit_role(tokens: Tokens, _: Context) -> Condition:
    group = cast(Units, _first(tokens, "UNITS"))
    role = cast(Role, _first(tokens, "ROLE") or "either")
    return Not(_combine(group, role, only=_any(tokens, "ONLY"), joint=False))


def unit_both_roles(tokens: Tokens, _: Context) -> Condition | None:
    """ "既是牵头单位、又是责任单位": the same units in both roles."""
    group = cast(Units, _first(tokens, "UNITS"))
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    if roles[0] == roles[1]:
        return None
    return And(tuple(_combine(group, role, only=False, joint=False) for role in roles))


def role_bounds(tokens: Tokens, _: Context) -> RoleBounds | None:
    bounds = cast(Bounds, _first(tokens, "COUNTN"))
    return RoleBounds(cast(Role, _first(tokens, "ROLE")), bounds) if bounds.of == "tasks" else None


def unit_alone(tokens: Tokens, _: Context) -> Condition:
    return _combine(cast(Units, _first(tokens, "UNITS")), "lead", only=True, joint=False)


def unit_either(tokens: Tokens, _: Context) -> Condition:
    return _combine(cast(Units, _first(tokens, "UNITS")), "either", only=False, joint=False)


def unit_about(tokens: Tokens, _: Context) -> Condition | None:
    """涉及 names either role; a plain 和/跟 before a unit is a companion and left to other rules."""
    if tokens[0].type == "AND" or (tokens[0].type == "ABOUT" and not _any(tokens[1:], "ABOUT", "ROLE")):
        said = tokens[0].has("AND")
        if said and not _any(tokens[1:], "ABOUT", "ROLE"):
            return None
    return unit_either(tokens, _)


def missing(tokens: Tokens, _: Context) -> Condition | None:
    role = _first(tokens, "ROLE")
    if role == "either":
        return None
    return FieldMissing("lead" if role == "lead" else "responsible")


def missing_deadline(_: Tokens, __: Context) -> Condition:
    return FieldMissing("deadline")


_BOTH = (FieldMissing("lead"), FieldMissing("responsible"))


def both_missing(tokens: Tokens, _: Context) -> Condition | None:
    return And(_BOTH) if _first(tokens, "BOTH") != "either" else None


def any_missing(tokens: Tokens, _: Context) -> Condition | None:
    return Or(_BOTH) if _any(tokens, "OR") or _first(tokens, "BOTH") == "either" else None


def none_missing(_: Tokens, __: Context) -> Condition:
    return And(tuple(Not(part) for part in _BOTH))


def unit_count(tokens: Tokens, _: Context) -> Condition | None:
    bounds = cast(Bounds, _first(tokens, "COUNTN"))
    role = cast(Role, _first(tokens, "ROLE"))
    return UnitCount(role, bounds.low, bounds.high) if bounds.of == "units" else None


def several_units(tokens: Tokens, _: Context) -> Condition | None:
    role = cast(Role, _first(tokens, "ROLE"))
    if role == "either" or tokens[0].has("BOTH"):
        return None
    return UnitCount(role, 2, None)


def single_unit(tokens: Tokens, _: Context) -> Condition | None:
    role = cast(Role, _first(tokens, "ROLE"))
    return UnitCount(role, 1, 1) if role != "either" else None


# --- dates ---------------------------------------------------------------------------------------------------------


def _periods(tokens: Tokens) -> list[Period]:
    return [cast(Period, t.value) for t in tokens if t.type in ("DATE", "TODAY")]


def _due(tokens: Tokens, start: date | None, end: date | None) -> DueIn:
    return DueIn(start, end, _periods(tokens)[0].words)


def due_in(tokens: Tokens, _: Context) -> Condition:
    period = _periods(tokens)[0]
    return _due(tokens, period.start, period.end)


def due_not(tokens: Tokens, context: Context) -> Condition:
    return Not(due_in(tokens, context))


def due_between(tokens: Tokens, _: Context) -> Condition:
    first, last = _periods(tokens)[0], _periods(tokens)[-1]
    return _due(tokens, min(first.start, last.start), max(first.end, last.end))


def due_before(tokens: Tokens, _: Context) -> Condition | None:
    """ "2018年之前" leaves 2018 out; "2018年底前" does not: a due date at year end falls within it."""
    if _first(tokens, "EARLIER") == "latest":
        return None
    period = _periods(tokens)[0]
    at_end = period.words.endswith(("底", "末", "终")) or period.words.startswith(("end", "the end"))
    return _due(tokens, None, period.end if at_end else day_before(period.start))


def due_until(tokens: Tokens, _: Context) -> Condition:
    return _due(tokens, None, _periods(tokens)[0].end)


def due_after(tokens: Tokens, _: Context) -> Condition | None:
    if _first(tokens, "EARLIER") == "earliest":
        return None
    return _due(tokens, day_after(_periods(tokens)[0].end), None)


def due_from(tokens: Tokens, _: Context) -> Condition:
    return _due(tokens, _periods(tokens)[0].start, None)


def as_of(tokens: Tokens, _: Context) -> date:
    return _periods(tokens)[0].end


def literal_deadline(tokens: Tokens, _: Context) -> Condition:
    return DeadlineIs(cast(str, _first(tokens, "DLIT")))


def exact_deadline(tokens: Tokens, context: Context) -> Condition | None:
    literal = _first(tokens, "DLIT")
    if literal is None:
        literals = {task.deadline.literal for task in context.document.tasks if task.deadline}
        words = _periods(tokens)[0].words
        literal = words if words in literals else None
    return DeadlineIs(cast(str, literal)) if literal else due_in(tokens, context)


def ongoing(tokens: Tokens, _: Context) -> Condition:
    return Ongoing(tokens[0].value_of("ONGOING") == "true")


def one_off(_: Tokens, __: Context) -> Condition:
    return Ongoing(False)


# --- numbers -------------------------------------------------------------------------------------------------------


def _neighbour(tokens: Tokens, context: Context, step: int) -> Condition | None:
    asked = cast(Numbers, _first(tokens, "NUM")).numbers
    if len(asked) != 1:
        return None
    known = list(context.numbers)
    if asked[0] not in known:
        return NumberIn(asked)
    at = known.index(asked[0]) + step
    beyond: TaskNumber = (asked[0] + step) if isinstance(asked[0], int) else "-"
    return NumberIn((known[at],) if 0 <= at < len(known) else (beyond,))


def neighbour_next(tokens: Tokens, context: Context) -> Condition | None:
    return _neighbour(tokens, context, 1)


def neighbour_previous(tokens: Tokens, context: Context) -> Condition | None:
    return _neighbour(tokens, context, -1)


def same_as(tokens: Tokens, context: Context) -> Condition | None:
    number = cast(Numbers, _first(tokens, "NUM")).numbers[0]
    field = next((t.value_of("SAME") for t in tokens if t.has("SAME") and t.value_of("SAME") != "any"), None)
    if field is None:
        role, asked = _first(tokens, "ROLE"), _first(tokens, "FIELD")
        field = role if role in ("lead", "responsible") else asked if asked in ("deadline", "section") else None
    model = next((t for t in context.document.tasks if t.number == number), None)
    if field == "lead_any" and model is not None:
        return And((UnitIs("lead", model.lead.units, "、".join(model.lead.units)), Not(NumberIn((number,)))))
    if field == "year" and model is not None and model.deadline and model.deadline.due:
        year = model.deadline.due.year
        return And((DueIn(date(year, 1, 1), date(year, 12, 31), str(year)), Not(NumberIn((number,)))))
    return SameAs(field, number) if field in ("lead", "responsible", "deadline", "section") else None  # type: ignore[arg-type]


# --- words in the text ---------------------------------------------------------------------------------------------


def _words(tokens: Tokens) -> tuple[str, ...]:
    return tuple(str(t.value_of(kind)) for t in tokens for kind in ("QUOTE", "WORD") if t.has(kind))


def mention(tokens: Tokens, _: Context) -> Condition | None:
    words = _words(tokens)
    if not words:
        return None
    joint = any(t.type == "AND" for t in tokens) and not any(t.type == "OR" for t in tokens)
    if joint and len(words) > 1:
        return And(tuple(Mentions((word,)) for word in words))
    return Mentions(words)


def about_words(tokens: Tokens, context: Context) -> Condition | None:
    """ "和X有关" is literal where the document's tasks use X; otherwise X is left to the search by meaning."""
    words = _words(tokens)
    used = words and all(any(w in t.text.lower() for t in context.document.tasks) for w in words)
    return Mentions(words) if used else None


def quoted_unit_word(tokens: Tokens, _: Context) -> Condition | None:
    """A unit's name in quotation marks after 提到 is a word of the text, not a unit field."""
    return Mentions((str(_first(tokens, "QUOTED")),)) if _any(tokens, "UNIT") else None


def quoted_unit_role(tokens: Tokens, _: Context) -> Condition:
    group = cast(Units, _first(tokens, "UNIT"))
    return _combine(group, cast(Role, _first(tokens, "ROLE")), only=False, joint=False)


def quantity(tokens: Tokens, _: Context) -> Condition:
    return Mentions((str(_first(tokens, "QUANTITY")),))


def not_mention(tokens: Tokens, _: Context) -> Condition:
    return Not(Mentions(_words(tokens)))


def figure(tokens: Tokens, _: Context) -> Condition:
    return Figure(cast(str, _first(tokens, "FIGURE")))


# --- negation ------------------------------------------------------------------------------------------------------


def excluded(tokens: Tokens, _: Context) -> object:
    return _first(tokens, "UNITS") or _first(tokens, "NUM") or Token("SECT", _first(tokens, "SECT"), 0, 0)


def negated(tokens: Tokens, _: Context) -> Condition:
    return Not(cast(Condition, _last(tokens, "COND") or _last(tokens, "SCOPE")))


def role_unit(tokens: Tokens, _: Context) -> Condition:
    return _unit_role(tokens)


def role_not_unit(tokens: Tokens, context: Context) -> Condition:
    return not_unit_role(tokens, context)


_FUNCTIONS: tuple[Callable[..., object], ...] = (
    units, unit_role, unit_both_roles, role_bounds, role_unit, role_not_unit, not_unit_role, unit_either, unit_about, missing, missing_deadline,
    both_missing, any_missing, none_missing, unit_count, several_units, single_unit, due_in, due_not, due_between,
    due_before, due_until, due_after, due_from, as_of, literal_deadline, exact_deadline, ongoing, one_off,
    neighbour_next, neighbour_previous, same_as, mention, about_words,
    quoted_unit_word, quoted_unit_role, unit_alone, not_mention, figure, quantity, excluded, negated,
)  # fmt: skip
BUILDERS: dict[str, Builder] = {function.__name__: cast(Builder, function) for function in _FUNCTIONS}
