"""What matched rules about absent and present unit fields mean."""

from __future__ import annotations

from typing import cast

from assistant.conditions import And, Condition, FieldMissing, Not, Or, Role, UnitCount
from assistant.understand.algebra import conjuncts
from assistant.understand.builders.units import not_unit_role
from assistant.understand.tokens import Context, Tokens, first_of, holds, last_of

_BOTH = (FieldMissing("lead"), FieldMissing("responsible"))


def missing(tokens: Tokens, _: Context) -> Condition | None:
    role = first_of(tokens, "ROLE")
    doing = not any(t.has("ROLEN") for t in tokens)
    if role == "either" or (doing and tokens[-1].has("NOT") and holds(tokens, "TASKN")):
        return None  # 甲牵头任务中没提…: the work, not a field
    if doing and tokens[-1].has("EXCEPTEND"):  # 单独牵头的不要: the tasks, not a field
        return None
    return FieldMissing("lead" if role == "lead" else "responsible")


# What a field holds that has nothing to say.
_NOTHING = ("无", "空", "空白", "/", "-", "—", "——", "暂无", "没有", "n/a", "none")


def called_empty(tokens: Tokens, context: Context) -> Condition | None:
    """责任单位写“无”: the field says that there is none."""
    return missing(tokens, context) if str(first_of(tokens, "QUOTE")).lower() in _NOTHING else None


def said_again(tokens: Tokens, _: Context) -> Condition | None:
    """没有责任单位(包括写“无”的): the bracket only says what counts as an absent field."""
    absent = cast(Condition, first_of(tokens, "COND"))
    fields = [part for part in conjuncts(absent) if isinstance(part, FieldMissing)]
    again = str(tokens[-1].value).lower() in _NOTHING or tokens[-1].has("EMPTY") or last_of(tokens, "COND") in fields
    return absent if fields and again else None


def written_without_unit(tokens: Tokens, context: Context) -> Condition | None:
    """写了责任单位、可责任单位里没有甲: the field is there and does not name the unit."""
    roles = {t.value_of("ROLE") for t in tokens if t.has("ROLE")}
    there = written(tokens, context)
    return And((there, not_unit_role(tokens, context))) if there and len(roles) == 1 else None


def written(tokens: Tokens, _: Context) -> Condition | None:
    """责任栏填了东西: the field is there."""
    absent = missing(tokens, _)
    return Not(absent) if absent else None


def not_missing(tokens: Tokens, context: Context) -> Condition | None:
    """责任单位没空着, 不是没写责任单位: the field is there."""
    return written(tokens, context) if holds(tokens, "EMPTY", "ROLEN") else None


def field_written(tokens: Tokens, _: Context) -> Condition:
    """ "有牵头单位的": the field is there."""
    role = first_of(tokens, "ROLEN") or first_of(tokens, "ROLE")
    return Not(FieldMissing("deadline" if role is None else "lead" if role == "lead" else "responsible"))


def field_throughout(tokens: Tokens, context: Context) -> Condition | None:
    """责任单位条条都有吗: the field is there throughout; 没填责任单位的都有哪些 lists tasks."""
    return None if holds(tokens, "LIST", "NOT") else field_written(tokens, context)


def field_full(tokens: Tokens, _: Context) -> Condition | None:
    """ "均已注明责任单位": the word itself says it of every task."""
    return field_written(tokens, _) if tokens[0].value_of("HAS") == "full" else None


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


def each_missing(_: Tokens, __: Context) -> Condition:
    """ "牵头单位和责任单位哪个缺得多": the tasks without the one and those without the other, set side by side."""
    return Or(_BOTH)


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


def one_there_other_not(tokens: Tokens, _: Context) -> Condition | None:
    """ "有牵头单位、没有责任单位", "责任栏空着但牵头栏写了": the denial stands before its field or after it."""
    roles = [(at, t.value_of("ROLE")) for at, t in enumerate(tokens) if t.has("ROLE")]
    if {role for _, role in roles} != {"lead", "responsible"} or not all(tokens[at].has("ROLEN") for at, _ in roles):
        return None
    if tokens[-1].has("HAS") and tokens[-2].has("IN"):  # 责任单位空着,而牵头单位中有…: a unit follows
        return None
    denied = next(at for at, t in enumerate(tokens) if t.has("NOT") or t.has("EMPTY"))
    first, second = (at for at, _role in roles)
    told_before = any(t.has("HAS") or t.has("MENTION") or t.has("NOT") or t.has("EMPTY") for t in tokens[:first])
    absent = first if denied < first or (not told_before and denied < second) else second
    fields = {at: FieldMissing("lead" if role == "lead" else "responsible") for at, role in roles}
    return And(tuple(fields[at] if at == absent else Not(fields[at]) for at in (first, second)))


def one_field_only(tokens: Tokens, _: Context) -> Condition | None:
    """ "只有牵头单位没有责任单位": the one field is there, the other is not; 一家当责任单位 says a unit's role."""
    roles = [cast(Role, t.value_of("ROLE")) for t in tokens if t.has("ROLE")]
    if len(set(roles)) < 2 or "either" in roles or first_of(tokens, "ONLY") == "single" or holds(tokens, "AS"):
        return None
    there, absent = (FieldMissing("lead" if role == "lead" else "responsible") for role in roles[:2])
    if first_of(tokens, "ONLY") == "yes":  # 独家牵头、未写责任单位
        return And((UnitCount(roles[0], 1, 1), absent))
    return And((Not(there), absent))
