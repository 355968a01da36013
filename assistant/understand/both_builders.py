"""What matched rules about one unit that stands in a role in more than one way mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import Condition, Or, Role
from assistant.understand.tokens import Context, Tokens, Units, first_of
from assistant.understand.unit_builders import unit_condition


def alone_or_not(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲单独牵头或者联合牵头的": every task that the unit leads; 还是 asks which of the two."""
    roles = {cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")}
    if len(roles) > 1 or any(t.value_of("OR") == "choice" for t in tokens):
        return None
    return _any_of(tokens, roles.pop())


def counted_in_each(tokens: Tokens, _: Context) -> Condition | None:
    """ "甲牵头几条、做责任单位几条": the tasks of the unit, whose role the answer tells with each."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")}
    return _any_of(tokens, "either") if roles == {"lead", "responsible"} else None


def _any_of(tokens: Tokens, role: Role) -> Condition:
    parts = tuple(unit_condition(name, role) for name in cast(Units, first_of(tokens, "UNITS")).names)
    return parts[0] if len(parts) == 1 else Or(parts)
