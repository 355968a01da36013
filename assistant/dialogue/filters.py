"""A turn that filters the answer before: 再去掉没写牵头单位的, 只留第七部分的, 把市编办牵头的也加上.

The words around it (filters.toml) say whether the tasks described go, stay or come; the description itself is read as
any question of tasks is, so that whatever can be asked for can also be taken away, kept or added.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal, cast

from assistant.dialogue.memory import Memory
from assistant.question import clean
from assistant.types import And, Condition, DeadlineIs, Measure, Not, NumberIn, Or, Plan, Question, Role, UnitIs
from assistant.understand.algebra import all_of, conjuncts, kind_of, merged, turned_round
from assistant.understand.edit import conditions_of, kept_measure
from assistant.understand.parts import Resolve, read_parts
from assistant.understand.read import read_from_parts
from assistant.understand.tokens import Context

Deed = Literal["exclude", "keep", "add"]
_DEEDS: tuple[Deed, ...] = ("exclude", "keep", "add")
_CLAUSES = re.compile(r"[,。;?!:]+|\.(?=\s|$)")
_TOGETHER = re.compile(
    r"(?<=的)(?:任务)?(?:和|以及|跟|与|、|还有|及)(?!.{0,8}(?:一起|共同|联合))| and (?=those |the ones |ones )"
)
_SELECTED = re.compile(
    r"^(?:(?:所有|全部|那些|这些|凡是?|其中|里面|里头|当中|把|将|掉|是)+|all |any |those |the ones |ones )+"
)
_OBJECT = re.compile(r"^(?:把|将)")
_ENDED = re.compile(r"(?:的|这些|那些|这几[项条]|那几[项条]|任务|ones|tasks)*$")
_TAKING_PART = re.compile("参与|涉及|参加|有关|相关|牵涉|involv")
# 其他年份去掉,只留2018年的: what is not kept goes anyway.
_ALL_OTHERS = re.compile("^(?:其他|其它|别的?|其余|另外|剩下|余下|rest|others?)")
_ASKED_OF: tuple[Measure, ...] = ("list", "count", "describe", "exists", "units", "content", "claim", "summarise")
_SINGLE = ("unit lead", "unit responsible", "section", "due", "number")
# 把有责任单位的删了,只剩没有的: what so few words say again is what is left.
_MERE = 3
# 还剩几条, how many are left: asks of the filtered tasks without a further filter.
_LEFT = re.compile("剩|余|left|remain")
_YEAR = re.compile(r"^(?=(?:19|20)\d\d\b)")  # the 2018 ones
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Frames:
    around: re.Pattern[str]
    closing: re.Pattern[str]
    before: dict[Deed, re.Pattern[str]]
    after: dict[Deed, re.Pattern[str]]
    deeds: tuple[re.Pattern[str], ...]
    asked: dict[Measure, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Step:
    """One filter: what is done with the tasks so described."""

    deed: Deed
    words: str


@cache
def _frames() -> _Frames:
    data = tomllib.loads(resources.files("assistant.dialogue").joinpath("filters.toml").read_text(encoding="utf-8"))

    def either(rows: Sequence[str]) -> str:
        return f"(?:{'|'.join(rows)})"

    return _Frames(
        around=re.compile(f"{either(data['opening'])}+"),
        closing=re.compile(f"{either(data['closing'])}+$"),
        before={deed: re.compile(rf"{either(data[deed]['before'])}\s*(?P<said>.+)") for deed in _DEEDS},
        after={deed: re.compile(rf"(?P<said>.+?)\s*{either(data[deed]['after'])}") for deed in _DEEDS},
        deeds=tuple(re.compile(either(data[deed]["after"])) for deed in _DEEDS),
        asked={cast(Measure, name): re.compile(either(rows)) for name, rows in data["asked"].items()},
    )


def _stripped(clause: str) -> str:
    frames = _frames()
    opening = frames.around.match(clause)
    return frames.closing.sub("", clause[opening.end() if opening else 0 :]).strip()


def _step(clause: str) -> list[_Step]:
    """The filters of one clause; [] for a clause that is none."""
    for deed in _DEEDS:
        for pattern in (_frames().before[deed], _frames().after[deed]):
            found = pattern.fullmatch(clause)
            if found is not None:
                said = _OBJECT.sub("", found["said"])
                return [_Step(deed, _SELECTED.sub("", one).strip()) for one in _TOGETHER.split(said)]
    return []


def _asked(clause: str) -> Measure | None:
    return next((name for name, pattern in _frames().asked.items() if pattern.fullmatch(clause)), None)


def _steps(text: str) -> tuple[list[_Step], Measure | None] | None:
    """The filters of a message and what it asks of the rest; None where anything else is said."""
    steps: list[_Step] = []
    measure: Measure | None = None
    for clause in _clauses(text):
        if found := _step(clause):
            steps += found
        elif asked := _asked(clause):
            measure = asked
        else:
            return None
    if any(step.deed == "keep" for step in steps):
        steps = [step for step in steps if step.deed != "exclude" or not _ALL_OTHERS.match(step.words)]
    left = steps or _LEFT.search(text)
    return (steps, measure) if left and (steps or measure) else None


def _clauses(text: str) -> list[str]:
    """The clauses without the words around them; a deed in a clause of its own goes with the one before: 甲的,刨掉."""
    clauses: list[str] = []
    for clause in filter(None, (_stripped(c.strip()) for c in _CLAUSES.split(text))):
        if clauses and any(pattern.fullmatch(clause) for pattern in _frames().deeds):
            clauses[-1] += clause
        else:
            clauses.append(clause)
    return clauses


def _described(words: str, context: Context, resolve: Resolve, role: Role | None) -> Condition | None:
    """The condition that ``words`` describe; None where they are no plain description of tasks.

    A unit and no word of what it does is one in ``role``; without, it is read as any short follow-up is.
    """
    core = _ENDED.sub("", words)
    text = f"{core}的任务" if _HAN.search(core) else f"tasks {_YEAR.sub('due in ', core)}"
    parts, instructed = read_parts(text, context, resolve)
    if instructed or len(parts) != 1:
        return None
    reading = read_from_parts(parts, clean(text), context)
    if len(reading.plans) != 1 or reading.unexplained or reading.premises:
        return None
    plan = reading.plans[0]
    if plan.topic or plan.pick or plan.sides or plan.measure not in (*_ASKED_OF, "duty"):
        return None
    if not isinstance(plan.condition, UnitIs) or plan.condition.role != "either" or _TAKING_PART.search(words):
        return plan.condition
    return replace(plan.condition, role=role) if role is not None else None


def _filtered(base: tuple[Condition, ...], deed: Deed, told: Condition) -> tuple[Condition, ...] | None:
    """``base`` after one filter; None where it says nothing new, or where one bound takes the place of another."""
    if set(conjuncts(told)) <= set(base):
        return None
    if deed == "add":
        together = merged((*base, told), joint=False) if len(base) == 1 else (Or((And(base), told)),)
        return None if isinstance(told, NumberIn) else together
    if deed == "keep":
        kinds = {kind_of(c) for c in base if not isinstance(c, Not)}
        single = [c for c in conjuncts(told) if kind_of(c) in _SINGLE and not isinstance(c, DeadlineIs)]
        again = any(kind_of(c) in kinds for c in single)
        return None if again else (*base, *conjuncts(told))
    return (*base, turned_round(told))


def filtered(
    question: Question, memory: Memory, context: Context, resolve: Resolve, *, instructed: bool
) -> Plan | None:
    """The plan before with the filters of this turn; None for a turn that is anything else.

    A message that is ``instructed`` seems to change the document (删掉…): a numbered task is not taken from it.
    """
    plan = memory.plan
    if plan is None or not memory.numbers or plan.measure not in _ASKED_OF:
        return None
    found = _steps(question.text)
    if found is None:
        return None
    steps, asked = found
    role = next((c.role for c in conjuncts(plan.condition) if isinstance(c, UnitIs)), None)
    read = [(step, _described(step.words, context, resolve, role if step.deed == "add" else None)) for step in steps]
    read = [
        (step, told) for at, (step, told) in enumerate(read) if told is not None or at == 0 or len(step.words) > _MERE
    ]
    conditions: tuple[Condition, ...] | None = conditions_of(plan, memory.numbers)
    for step, told in read:
        if conditions is None or told is None or (instructed and isinstance(told, NumberIn)):
            return None
        conditions = _filtered(conditions, step.deed, told)
    if conditions is None:
        return None
    return replace(
        Plan(asked or kept_measure(plan), all_of(conditions)),
        fields=plan.fields if asked is None and kept_measure(plan) == "units" else (),
        group=plan.group if asked is None and kept_measure(plan) == "units" else None,
    )
