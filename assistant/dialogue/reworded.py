"""Messages that only put right what was said before, in full: 哦打错了,是北京的; 改名叫乙了,用新名字查; 我指人大那个.

Each is read as what it means: the question before with the document's own place instead of the other one, or 换成
with the unit's whole name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.dialogue.memory import Memory, units_named
from assistant.question import clean
from assistant.types import Outcome, Question, Turn
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.recognise import recognise
from assistant.understand.tokens import Context, Token, Units
from assistant.understand.units.elsewhere import speaks_of_home
from assistant.understand.units.listed import units_listed
from assistant.understand.units.renamed import told_of_a_name
from index.units import UnitName

# What a message holds that only names the place that was meant.
_PLACE_ONLY = (
    "FILL",
    "HISTORY",
    "IS",
    "COMMA",
    "NOT",
    "YESNO",
    "QUESTION",
    "PLACE",
    "SMALLTALK",
    "TASKN",
    "TODAY",
    "BELIEF",
)
_LONGEST = 24
# What asks more of a unit than that its other name be used.
_ASKING = ("ROLE", "COUNT", "WHO", "WHEN", "TASKN", "DATE", "SECT", "NUM", "YESNO", "DUE", "FIELD")
_FEW = 3  # tasks that were spoken of one by one
_HEAD = 2  # characters at the end of their names that two offices share


@cache
def _words() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(Path(__file__).with_name("reworded.toml").read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in raw.items()}


def in_full(
    question: Question, history: Sequence[Turn], memory: Memory, context: Context
) -> tuple[Question, Sequence[Turn]]:
    """``question`` as it would be asked in full, and the turns that it then comes after."""
    if not history:
        return question, history
    if (number := _number_put_right(question.text, memory)) is not None:
        return replace(question, text=number), history
    if len(question.text) > _LONGEST:
        return question, history
    if (again := _at_home(question, history, context)) is not None:
        return again
    unit = _by_another_name(question.text, memory, context) or _specified(question.text, memory, context)
    return (replace(question, text=f"换成{unit}") if unit else question), history


def _number_put_right(text: str, memory: Memory) -> str | None:
    """写反了,是63不是36: the task that is meant, and what is asked of it, where the other was spoken of."""
    found = _words()["not_but"].search(text) or _words()["but_not"].search(text)
    if found is None or parse_numeral(found["m"]) not in memory.numbers or len(memory.numbers) > _FEW:
        return None
    rest = text[found.end() :].strip(" ,。;:!")
    asked = _words()["of_it"].sub("", rest, count=1)
    return f"任务{parse_numeral(found['n'])}{asked}" if asked else f"换成任务{parse_numeral(found['n'])}"


def _at_home(question: Question, history: Sequence[Turn], context: Context) -> tuple[Question, Sequence[Turn]] | None:
    """哦打错了,是北京的 after a question about another city: that question about the document's own place."""
    if not speaks_of_home(question.text, context):
        return None
    at = next((at for at in range(len(history) - 1, -1, -1) if _asked(history[at])), None)
    if at is None or history[at].answer.outcome is not Outcome.OUT_OF_SCOPE:
        return None
    if any(t.type not in _PLACE_ONLY for t in recognise(question.text, context)):
        return None
    before = clean(history[at].question).text
    elsewhere = [t for t in recognise(before, context) if t.type == "PLACE"]
    for token in reversed(elsewhere):
        before = before[: token.start] + context.registry.places[0] + before[token.end :]
    return (replace(question, text=before), history[:at]) if elsewhere else None


def _asked(turn: Turn) -> bool:
    return turn.answer.outcome not in (Outcome.SMALLTALK, Outcome.AMBIGUOUS)


def _by_another_name(text: str, memory: Memory, context: Context) -> str | None:
    """The new name of the unit that was asked about, where the message says no more than that it has one."""
    new = _words()["new_name"].search(text) is not None
    asked = units_named(memory.plan.condition if memory.plan is not None else None)
    if not asked or not (new or told_of_a_name(text)):
        return None
    tokens = recognise(text, context)
    named = [t for t in tokens if t.type == "UNIT"]
    if len(named) != 1 or any(t.type in _ASKING for t in tokens):
        return None
    known = {name for unit in asked for name in unit.names}
    same = any(known & set(name.names) for name in _names(named[0]))
    return text[named[0].start : named[0].end] if new or same else None


def _names(token: Token) -> Sequence[UnitName]:
    return token.value.names if isinstance(token.value, Units) else ()


def _specified(text: str, memory: Memory, context: Context) -> str | None:
    """我指人大那个 after a question about 法制办: the one office of that name whose name holds the word."""
    found = _words()["specified"].match(text)
    asked = units_named(memory.plan.condition if memory.plan is not None else None)
    if found is None or len(asked) != 1:
        return None
    word, label = _words()["level"].sub("", found["w"]), asked[0].label
    if label.startswith(word):
        return label  # 市政府的那个, as it was understood
    meant = [
        u
        for u in units_listed(context.document)
        if word in u and word not in label and u != label and _same_head(u, label)
    ]
    return meant[0] if len(meant) == 1 else None


def _same_head(one: str, other: str) -> bool:
    return one[-_HEAD:] == other[-_HEAD:]
