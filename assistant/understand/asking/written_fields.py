"""哪些任务写明了牵头单位: the field is there. Elsewhere 写明 and 有 before a field only name what is asked for.

所有任务的牵头单位都写了吗 claims the same of every task, the field said first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.understand.tokens import Token

_ASKED = ("LIST", "COUNT")
_NOUN = ("TASKN", "DUE", "DOCUMENTN", "IN")
_SAID = ("HAS", "MENTION", "EXACT", "STATES")
_DENIED = ("NOT", "EMPTY", "NEVER", "EXCEPT", "ONLY")
# What may stand behind the field where nothing is said of what it holds.
_ENDS = ("COMMA", "QUESTION", "YESNO", "EVERY", "TASKN", "DUE", "LIST", "COUNT", "WISHNUMBERS")


def with_fields_written(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with the verb before such a field as one that says by itself that the field is filled."""
    tokens = _with_the_verb_first(tokens)
    spoken = [at for at, t in enumerate(tokens) if t.types != ("FILL",)]
    result = list(tokens)
    for place, at in enumerate(spoken):
        if not (tokens[at].has("ROLEN") or tokens[at].has("DEADLINEW")) or not place:
            continue
        verb = tokens[spoken[place - 1]]
        after = tokens[spoken[place + 1]] if place + 1 < len(spoken) else None
        told = after is None or any(after.has(kind) for kind in _ENDS)
        says = any(verb.has(kind) for kind in _SAID) and not verb.has("ONLY")
        if told and says and _of_tasks([tokens[i] for i in spoken], place):
            result[spoken[place - 1]] = replace(verb, type="HAS", value="full", also=())
    return result


def _of_tasks(spoken: Sequence[Token], place: int) -> bool:
    """Tasks are asked for right before the verb, or right behind the field."""
    before = place - 1
    while before and any(spoken[before - 1].has(kind) for kind in (*_SAID, "IS", "TOGETHER", *_NOUN)):
        before -= 1
    behind = place + 1
    while behind < len(spoken) and any(spoken[behind].has(kind) for kind in ("HAS", "IS", "EVERY", *_NOUN)):
        behind += 1
    if before and any(spoken[before - 1].has(kind) for kind in _DENIED):
        return False
    sides = (spoken[before - 1 : before], spoken[behind : behind + 1])
    return any(t.has(kind) for side in sides for t in side for kind in _ASKED)


def _with_the_verb_first(tokens: Sequence[Token]) -> list[Token]:
    """牵头单位都写了吗 as 都写了牵头单位吗."""
    spoken = [at for at, t in enumerate(tokens) if t.types != ("FILL",)]
    for place, at in enumerate(spoken[:-2]):
        verb = [tokens[i] for i in spoken[place + 1 :]]
        held = 1 if verb[0].has("TOTAL") else 2 if verb[0].has("EVERY") and any(verb[1].has(k) for k in _SAID) else 0
        field = tokens[at].has("ROLEN") or tokens[at].has("DEADLINEW")
        if field and held and len(verb) > held and verb[held].has("YESNO"):
            start = tokens[at].start
            moved = [replace(t, start=start, end=start) for t in verb[:held]]
            return [*tokens[:at], *moved, tokens[at], *tokens[spoken[place + held] + 1 :]]
    return list(tokens)
