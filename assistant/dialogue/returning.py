"""A turn that goes back to the set of an earlier one: 回到刚才那批,2020年的有吗; back to the first list.

It is read as what it says of that set, after the turn that asked for it, as if nothing had been said since.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from assistant.dialogue.memory import units_named
from assistant.question import has_han
from assistant.types import Condition, DueIn, Plan, Question, Turn
from assistant.understand.algebra import conjuncts
from assistant.understand.parts import read_parts
from assistant.understand.tokens import Context
from index.types import TaskNumber

_LISTING = ("list", "count", "exists", "content", "units", "describe", "duty", "summarise")
_OF_THESE = {True: "这些里", False: "of these, "}
_ALL_OF_THEM = {True: "就这些吗", False: "are those all"}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files("assistant.dialogue").joinpath("returning.toml").read_text(encoding="utf-8"))
    opening = f"(?:{'|'.join(_unnamed(data['sets']))})"
    return {"first": re.compile(data["first"]), "vague": re.compile(data["vague"]), "sets": re.compile(
        rf"^(?:那|那么|好的?|行|ok|嗯)?[, ]*{opening}(?P<rest>(?:[,。;: ]|的?话|$)+.*|(?=[^,。]).*)$"
    )}  # fmt: skip


def _unnamed(rows: Sequence[str]) -> list[str]:
    """The alternatives with a name of its own for the ``w`` of each: a pattern holds a name once."""
    return [row.replace("(?P<w>", f"(?P<w{at}>") for at, row in enumerate(rows)]


def returned(question: Question, history: Sequence[Turn], context: Context) -> tuple[Question, Sequence[Turn]]:
    """``question`` as it is asked of the set it goes back to, and the turns up to the one that asked for that set."""
    found = _patterns()["sets"].match(question.text) if history else None
    if found is None:
        return question, history
    at = _meant(_said(found), history, context)
    if at is None:
        return question, history
    chinese = has_han(question.text)
    rest = found["rest"].strip(" ,。;:!?")
    text = f"{_OF_THESE[chinese]}{rest}" if rest else _ALL_OF_THEM[chinese]
    return replace(question, text=text), history[: at + 1]


def goes_back(text: str) -> bool:
    """Whether ``text`` goes back to a set of which it says nothing but that it came before."""
    found = _patterns()["sets"].match(text)
    return found is not None and _patterns()["vague"].fullmatch(_said(found)) is not None


def _said(found: re.Match[str]) -> str:
    return next((v for name, v in found.groupdict().items() if name != "rest" and v is not None), "")


def _meant(said: str, history: Sequence[Turn], context: Context) -> int | None:
    """The turn whose set is meant; None where no earlier turn gave one."""
    sets = [(at, tuple(c.task for c in turn.answer.citations)) for at, turn in enumerate(history) if _lists(turn)]
    if not sets:
        return None
    if not _patterns()["vague"].fullmatch(said):
        return _so_described(said, [at for at, _ in sets], history, context)
    if _patterns()["first"].search(said):
        return sets[0][0]
    return _before_the_last(sets, history)


def _before_the_last(sets: Sequence[tuple[int, tuple[TaskNumber, ...]]], history: Sequence[Turn]) -> int:
    """The set that the tasks spoken of last were taken from, else the last other one."""
    now = {c.task for c in history[-1].answer.citations}
    wider = [at for at, numbers in reversed(sets) if set(numbers) > now]
    other = [at for at, numbers in reversed(sets) if set(numbers) != now]
    return next(iter((*wider, *other)), sets[-1][0])


def _lists(turn: Turn) -> bool:
    plans = turn.answer.reading.plans
    return len(turn.answer.citations) > 1 and bool(plans) and plans[-1].measure in _LISTING


def _so_described(said: str, sets: Sequence[int], history: Sequence[Turn], context: Context) -> int | None:
    """The turn whose set ``said`` describes by units, sections or years, with the least beside; None for none."""
    parts, _ = read_parts(f"{said}的任务" if has_han(said) else said, context)
    told = {trait for part in parts for trait in _traits(part.findings.conditions)}
    told |= {n for part in parts for group in part.findings.units for unit in group.names for n in unit.names}
    fitting = {at: traits for at in sets if told <= (traits := _traits(_conditions(history[at])))}
    return min(fitting, key=lambda at: (len(fitting[at]), -at), default=None) if told else None


def _conditions(turn: Turn) -> tuple[Condition, ...]:
    plan: Plan = turn.answer.reading.plans[-1]
    return conjuncts(plan.condition)


def _traits(conditions: Sequence[Condition]) -> set[object]:
    """What a set can be told by: units by their names, periods and sections in whatever words."""
    units = {name for c in conditions for unit in units_named(c) for name in unit.names}
    others = (replace(c, words="") if isinstance(c, DueIn) else c for c in conditions if not units_named(c))
    return {*units, *others}
