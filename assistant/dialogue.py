"""What this turn keeps, changes or drops of the turns before.

References (它, 这些, 那个单位, 我们局, 第二个) are replaced by what they mean before the rules run; what is still an
ellipsis afterwards (那责任单位呢, 换成市财政局, 其中2016年的) edits the previous plan instead of re-reading old text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.memory import Memory, recall
from assistant.types import Condition, NumberIn, Outcome, Plan, Question, Reading, Turn
from assistant.understand.edit import edited
from assistant.understand.number_builders import several_beside
from assistant.understand.parts import Part, read_parts
from assistant.understand.read import form_of, notes_of, read_from_parts
from assistant.understand.tokens import Context, Numbers, Slice, Token, Units

_WISHES = ("WISHNUMBERS", "WISHORDER", "WISHLANGUAGE")
_REFERRING = ("list", "item", "unit", "first_unit", "all_units", "switch", "correct", "narrow")


def read_turn(question: Question, history: Sequence[Turn], context: Context) -> Reading:
    """The Reading of ``question`` after ``history``; a self-contained question is read as if it came first."""
    memory = recall(history, context)
    parts, instructed = read_parts(
        question.text, context, lambda token, text: _resolved(token, text, memory, context), memory.focus
    )
    introduced = _introduction(parts)
    if introduced is not None:
        return introduced_reading(introduced, parts, question)
    if _unclear_unit(parts) or (memory.plan is None and _unclear_item(parts)):
        return Reading(outcome=Outcome.AMBIGUOUS, language=question.language)
    if memory.plan is not None and _follows(parts):
        plan = _follow_up(parts, memory, context)
        if plan is not None:
            return _reading(plan, parts, question, memory)
    reading = read_from_parts(parts, question, context, instructed=instructed)
    if not reading.plans and _refers(parts):
        return replace(reading, outcome=Outcome.AMBIGUOUS)
    return replace(reading, own_unit=memory.own.label if memory.own else None)


# --- references ------------------------------------------------------------------------------------------------------


def _resolved(token: Token, text: str, memory: Memory, context: Context) -> Token:
    """``token`` with what the conversation knows in its place; itself where it refers to nothing known."""
    kind = token.value_of("HISTORY")
    said = text[token.start : token.end]
    if memory.own is not None and (kind == "own" or said in ("我们", "咱们", "我方", "我们这")):
        return replace(token, type="UNIT", value=Units((memory.own,)), also=())
    if kind == "item" and memory.focus is not None:
        return replace(token, type="NUM", value=Numbers((memory.focus,)), also=())
    if kind == "item" and memory.numbers and memory.plan is not None and memory.plan.measure == "describe":
        return replace(token, type="NUM", value=Numbers(memory.numbers), also=())
    if kind in ("unit", "first_unit", "all_units"):
        return _unit_meant(token, str(kind), memory)
    if kind == "list" and memory.plan is not None and "IN" not in token.types[1:]:
        return replace(token, type="SCOPE", value=_tasks_meant(memory), also=())
    if token.type == "SLICE" and cast(Slice, token.value).beside and len(memory.numbers) == 1:
        return _beside(token, memory, context)
    if token.type == "SLICE" and memory.numbers:
        return _item_meant(token, said, text, memory)
    beside = text[: token.start] + text[token.end :]
    own_number = any(c.isdigit() for c in beside) or any(
        word in beside for word in ("它", "这项", "那项", "这条", "it")
    )
    if token.type in ("NEXT", "PREV") and memory.focus is not None and not own_number:
        return _neighbour(token, memory, context)
    return token


def _unit_meant(token: Token, kind: str, memory: Memory) -> Token:
    if not memory.units:
        return token
    if kind == "first_unit":
        meant = memory.units[0]
    elif kind == "all_units":
        names = dict.fromkeys(name for units in memory.units for name in units.names)
        meant = Units(tuple(names))
    else:
        meant = memory.units[-1]
        if len(meant.names) > 1:
            return token
    return replace(token, type="UNIT", value=meant, also=())


def _item_meant(token: Token, said: str, text: str, memory: Memory) -> Token:
    """ "第二个" of the list just given; "第2项" stays a task number unless 刚才 or 其中 points back."""
    wanted = cast(Slice, token.value)
    back = any(word in text for word in ("刚才", "其中", "这些", "上面", "里面", "前面", "列的"))
    if wanted.classifier != "个" and not back and "第" in said and "倒" not in said:
        return token
    if len(memory.numbers) < 2 and not back:
        return token
    chosen = memory.numbers[wanted.start : wanted.stop]
    return replace(token, type="NUM", value=Numbers(tuple(chosen)), also=()) if chosen else token


def _beside(token: Token, memory: Memory, context: Context) -> Token:
    """ "后面两项" after one task was spoken of: the two that follow it."""
    anchor = Token("NUM", Numbers(memory.numbers), token.start, token.end)
    found = several_beside((anchor, token), context)
    return replace(token, type="NUM", value=Numbers(found.numbers), also=()) if isinstance(found, NumberIn) else token


def _neighbour(token: Token, memory: Memory, context: Context) -> Token:
    known = list(context.numbers)
    step = 1 if token.type == "NEXT" else -1
    at = known.index(memory.focus) + step if memory.focus in known else -1
    last = memory.focus
    beyond = last + step if isinstance(last, int) else "-"
    return replace(token, type="NUM", value=Numbers((known[at] if 0 <= at < len(known) else beyond,)), also=())


def _tasks_meant(memory: Memory) -> Condition:
    """The tasks of the last answer: by the condition that gave them, else by number."""
    plan = cast(Plan, memory.plan)
    exact = (
        plan.condition is not None
        and plan.topic is None
        and not plan.pick
        and plan.measure not in ("compare", "rank", "units")
    )
    return cast(Condition, plan.condition) if exact else NumberIn(memory.numbers)


# --- introductions ---------------------------------------------------------------------------------------------------


def _introduction(parts: Sequence[Part]) -> str | None:
    """ "我是市财政局的": the unit the asker belongs to, where the message asks nothing else."""
    for part in parts:
        units = part.findings.units
        said = [t.value_of("HISTORY") for t in part.recognised]
        if ({"iam", "own"} & set(said)) and len(units) == 1 and len(units[0].names) == 1 and not _asks_something(parts):
            return units[0].names[0].label
    return None


def _asks_something(parts: Sequence[Part]) -> bool:
    asking = ("LIST", "COUNT", "WHO", "WHEN", "ROLE", "YESNO", "COND", "FIELD", "NUM", "SECT")
    return any(t.has(kind) for part in parts for t in part.tokens for kind in asking)


def introduced_reading(unit: str, parts: Sequence[Part], question: Question) -> Reading:
    """Nothing is asked yet; the unit is remembered for 我们局 and 本单位."""
    return Reading(outcome=Outcome.SMALLTALK, smalltalk="capabilities", own_unit=unit, language=question.language,
                   form=form_of(parts, question.language))  # fmt: skip


# --- ellipsis --------------------------------------------------------------------------------------------------------


def _refers(parts: Sequence[Part]) -> bool:
    return any(
        t.value_of("HISTORY") is not None or t.type in ("NEXT", "PREV", "SLICE") for p in parts for t in p.recognised
    )


def _unclear_unit(parts: Sequence[Part]) -> bool:
    """那个局 where no one unit was spoken of: nothing to answer but to ask back."""
    pointing = any(t.value_of("HISTORY") in ("unit", "first_unit", "all_units") for p in parts for t in p.recognised)
    return pointing and all(not p.findings.conditions and not p.findings.units for p in parts)


def _one_unit(part: Part) -> bool:
    return any(name.kind != "group" for units in part.findings.units for name in units.names)


def _unclear_item(parts: Sequence[Part]) -> bool:
    """它 and 这个事 at the beginning of a conversation, with nothing said of which task."""
    pointing = any(t.value_of("HISTORY") == "item" for p in parts for t in p.recognised)
    named = any(p.findings.conditions or _one_unit(p) or p.has("SECTCOUNT", "DOCFACT") for p in parts)
    return pointing and not named and all(sum(map(len, p.findings.words)) < 4 for p in parts)


def _follows(parts: Sequence[Part]) -> bool:
    """Whether the message leans on the turn before: it points back, lacks a subject, or is a mere fragment."""
    if any(p.has("SMALLTALK") and not p.has_subject and not p.findings.fields for p in parts) and len(parts) == 1:
        return False
    if any(t.value_of("HISTORY") == "reset" for p in parts for t in p.recognised):
        return False
    if any(part.has("PLACE", "OFFTOPIC") for part in parts):
        return False
    pointing = any(t.value_of("HISTORY") in _REFERRING for p in parts for t in p.recognised)
    return pointing or all(_leans(part) for part in parts)


def _leans(part: Part) -> bool:
    f = part.findings
    if part.has("MOST", "LEAST") and part.has("WHO", "UNITN", "SECTIONN", "YEARN"):
        return False
    if f.facts or (f.topic and sum(map(len, f.words)) > 3):
        return False
    if not part.has_subject:
        return True
    fragment = not part.has(
        "LIST", "COUNT", "WHO", "WHEN", "SUMMARISE", "COMPARE", "MOST", "LEAST", "SHARE", "SECTCOUNT"
    )
    return fragment or part.text.endswith(("呢", "呢?")) or part.text.startswith(("那", "换", "和", "跟", "与"))


def _follow_up(parts: Sequence[Part], memory: Memory, context: Context) -> Plan | None:
    """The previous plan, edited by every part in turn."""
    plan = memory.plan
    for part in parts:
        if plan is None:
            return None
        step = edited(plan, memory.numbers, part, context)
        plan = step if step is not None else plan
    return plan if plan is not memory.plan or _only_repeats(parts) else None


def _only_repeats(parts: Sequence[Part]) -> bool:
    return any(p.has("ALLOFTHEM", *_WISHES) for p in parts)


def _reading(plan: Plan, parts: Sequence[Part], question: Question, memory: Memory) -> Reading:
    return Reading(
        plans=(plan,), form=form_of(parts, question.language), language=question.language,
        notes=notes_of(parts, question), own_unit=memory.own.label if memory.own else None,
    )  # fmt: skip
