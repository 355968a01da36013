"""What matched rules about absent and present unit fields mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, FieldMissing, Not, Or, Role
from assistant.understand.tokens import Context, Tokens, first_of, holds

_BOTH = (FieldMissing("lead"), FieldMissing("responsible"))


def missing(tokens: Tokens, _: Context) -> Condition | None:
    role = first_of(tokens, "ROLE")
    if role == "either":
        return None
    return FieldMissing("lead" if role == "lead" else "responsible")


def written(tokens: Tokens, _: Context) -> Condition | None:
    """责任栏填了东西: the field is there."""
    absent = missing(tokens, _)
    return Not(absent) if absent else None


def field_written(tokens: Tokens, _: Context) -> Condition:
    """ "有牵头单位的": the field is there."""
    role = first_of(tokens, "ROLEN")
    return Not(FieldMissing("deadline" if role is None else "lead" if role == "lead" else "responsible"))


def missing_deadline(tokens: Tokens, _: Context) -> Condition | None:
    return FieldMissing("deadline") if first_of(tokens, "FIELD") in (None, "deadline") else None


def _either(tokens: Tokens) -> bool:
    """One of the two is enough: 或, 至少一栏, 不全."""
    return holds(tokens, "OR") or first_of(tokens, "BOTH") == "either" or first_of(tokens, "EMPTY") == "partly"


def fields_missing(tokens: Tokens, _: Context) -> Condition:
    """ "单位信息空缺": either field, unless both are said (两栏都空着)."""
    both = first_of(tokens, "BOTH") == "both" or holds(tokens, "TOTAL")
    return And(_BOTH) if both and not _either(tokens) else Or(_BOTH)


def only_field(tokens: Tokens, _: Context) -> Condition | None:
    """ "只写了责任单位": the other field is absent; 独家牵头 says something else."""
    role = first_of(tokens, "ROLEN")
    if first_of(tokens, "ONLY") != "field" and not holds(tokens, "HAS", "MENTION"):
        return None
    return FieldMissing("responsible" if role == "lead" else "lead")


def one_role_written(tokens: Tokens, _: Context) -> Condition | None:
    """ "除了牵头单位以外没有再列别的单位": the other field is absent."""
    role = first_of(tokens, "ROLE")
    return None if role == "either" else FieldMissing("responsible" if role == "lead" else "lead")


def both_missing(tokens: Tokens, _: Context) -> Condition | None:
    first, second = [at for at, t in enumerate(tokens) if t.has("ROLE")][:2]
    if holds(tokens[first:second], "ALSO"):  # "牵头、且责任单位空缺" is two clauses
        return None
    return Or(_BOTH) if _either(tokens) else And(_BOTH)


def any_missing(tokens: Tokens, _: Context) -> Condition | None:
    return Or(_BOTH) if _either(tokens) else None


def none_missing(_: Tokens, __: Context) -> Condition:
    return And(tuple(Not(part) for part in _BOTH))


def both_written(tokens: Tokens, _: Context) -> Condition | None:
    """Both fields are there; "两个都没写" belongs to other rules, and so does a lone 都."""
    written = holds(tokens, "TOTAL", "HAS", "MENTION", "THING")
    return And(tuple(Not(part) for part in _BOTH)) if written and not holds(tokens, "NOT", "EMPTY") else None


def both_full(tokens: Tokens, _: Context) -> Condition | None:
    """ "牵头责任俱全": the word itself says that both are there."""
    full = any(t.value_of("HAS") == "full" for t in tokens)
    return And(tuple(Not(part) for part in _BOTH)) if full and not holds(tokens, "NOT", "EMPTY") else None


def one_field_only(tokens: Tokens, _: Context) -> Condition | None:
    """ "只有牵头单位没有责任单位": the one field is there, the other is not."""
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    if len(set(roles)) < 2 or "either" in roles or first_of(tokens, "ONLY") == "single":
        return None
    there, absent = (FieldMissing("lead" if role == "lead" else "responsible") for role in roles[:2])
    return And((Not(there), absent))
