"""Messages that tell more than they name: most of their words are nobody's cue, and what was recognised is by chance.

"老板跟政府合伙修路架桥的那种项目,谁中了标在哪儿能看到": 跟政府 and 在哪儿 are no conditions there. Such a message is
searched by meaning first.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conditions import Condition, DueIn, Mentions, Not, Ongoing, UnitIs
from assistant.understand.algebra import kind_of
from assistant.understand.findings import Findings
from assistant.understand.tokens import Context
from index.types import Document

_MOSTLY = 0.4  # share of a message's characters that nothing explains
_LEAST = 6  # characters: fewer are a fragment, not a story
# A list of tasks is asked for: there the words narrow, and what was recognised selects.
_ASKING, _OF_TASKS = {"LIST", "COUNT", "YESNO"}, {"TASKN", "DUE", "NUM", "SLICE"}

# Something is worked out over the records.
_MEASURED = {"MORE", "MOST", "LEAST", "COMPARE", "RANKED", "SHARE", "AVERAGE", "DISTRIBUTION", "SAME", "TOGETHER"}


def tells(f: Findings, context: Context) -> bool:
    """Whether the words that nothing explains matter more than the conditions found among them."""
    words = sum(len(word) for word in f.words) + sum(_chance(c, context) for c in f.conditions)
    listed = bool(_ASKING & f.flags) and bool(_OF_TASKS & f.flags)
    measured = bool(_MEASURED & f.flags) or any(role != "either" for role in f.roles)
    weak = all(is_weak(condition, context.document) for condition in f.conditions)
    return weak and not listed and not measured and words >= _LEAST and words >= _MOSTLY * len(f.text)


def without_chance(conditions: Sequence[Condition], f: Findings) -> tuple[Condition, ...]:
    """The conditions of a story without those that say nothing of tasks: 没人带孩子, 奶奶今年八十二, 贷款到期了."""
    dated = "DUESAID" in f.flags or bool({*_OF_TASKS, "WHEN"} & f.flags)
    chance = {"text", "not text"} | (set() if dated else {"due"})
    return tuple(c for c in conditions if kind_of(c) not in chance)


# What a question about the records themselves speaks of.
_RECORDS = {*_OF_TASKS, "UNITN", "ROLEN", "ROLE", "UNITS", "COND", "SECT", "DOCUMENTN", "DOCFACT", "ALLTASKS"}
_STORY = 0.5  # share of a message's characters that nothing explains, where it names no records


def names_no_records(f: Findings) -> bool:
    """Whether a message that seems to ask for a ranking or for titles says most in words of its own and names nothing
    that is ranked: "想租算力,券最多能抵多少钱", "停车一小时收几块"."""
    words = sum(map(len, f.words))
    named = f.conditions or f.units or f.roles or f.facts or _RECORDS & f.flags
    return not named and words >= _LEAST and words >= _STORY * len(f.text)


def _chance(condition: Condition, context: Context) -> int:
    """Characters of words that a condition holds though the document does not use them."""
    if not isinstance(condition, Mentions) or not is_weak(condition, context.document):
        return 0
    return sum(map(len, condition.words))


def is_weak(condition: Condition, document: Document) -> bool:
    """What an everyday sentence easily holds without meaning it: a year, a unit in no role, 跟政府."""
    match condition:
        case Mentions(words=words):
            return all(len(word) < 3 or not _used(word, document) for word in words)
        case UnitIs(role=role):
            return role == "either"
        case DueIn() | Ongoing():
            return True
        case Not(part=part):
            return isinstance(part, Mentions)
        case _:
            return False


def _used(word: str, document: Document) -> bool:
    return any(word in task.text for task in document.tasks)
