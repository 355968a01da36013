"""Messages that tell more than they name: most of their words are nobody's cue, and what was recognised is by chance.

"老板跟政府合伙修路架桥的那种项目,谁中了标在哪儿能看到": 跟政府 and 在哪儿 are no conditions there. Such a message is
searched by meaning first.
"""

from __future__ import annotations

from assistant.conditions import Condition, DueIn, Mentions, Ongoing, UnitIs
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
        case _:
            return False


def _used(word: str, document: Document) -> bool:
    return any(word in task.text for task in document.tasks)
