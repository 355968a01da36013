"""Tasks that are to be like one whose field was told before: "30号的时限我知道,还有谁跟它写得一个字都不差".

The rules bind 跟任务30时限相同 where it stands together; here the likeness stands apart from the field or the task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from assistant.understand.builders.numbers import same_as_model
from assistant.understand.tokens import Context, Numbers, Token, holds

_JOINS = ("AND", "ABOUT", "SAME")
_OTHERS = ("ELSE", "STILL", "LIST", "COUNT", "WHO")
_LIKE = ("ROLE", "FIELD", "SAME", "NUM", "MODEL", "ALLFIELDS", "BOTHROLES", "UNITN")
_PLACES = ("SECT", "ELSE", "STILL")
# What is said before the model is pointed at again tells what it holds; what is said after, which others are meant.
_ASKED = (*_PLACES, "LIST", "COUNT", "TASKN", "DUE", "YESNO", "IN", "HAS", "DATE", "UNIT", "WHO")
_NAMING = ("NUM", "EXCEPT", "EXCEPTEND", "BESIDE")


_TO_IT = re.compile("(?:跟|和|与|同)(?:它|其|(?:这|那)(?:一)?[项条个件])[^,。;?!]{0,4}(?:同|一样|一致)")


def likens(sentences: Sequence[str]) -> bool:
    """Whether any of ``sentences`` asks for what is like the one thing spoken of before: 跟它同一天到期的."""
    return any(map(_TO_IT.search, sentences))


def likened(tokens: Sequence[Token], reduced: Sequence[Token], sentence: str, context: Context) -> list[Token]:
    """``tokens`` with the task, its fields and the likeness as one; unchanged where no other tasks are asked for or
    where the rules, which made ``reduced`` of them, found the likeness."""
    at = next((i for i, t in enumerate(tokens) if t.type == "NUM"), None)
    like = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].has("SAME")), None)
    if at is None or like is None or like <= at or not _of_one(tokens) or _compares(tokens, like):
        return list(tokens)
    again = max((i for i in range(at, like) if tokens[i].type == "NUM" and _joined(tokens, i)), default=None)
    if again is None and not holds(tokens[at:], "ELSE", "STILL", "EXCEPT", "EXCEPTEND", "MODEL"):
        return list(tokens)
    if holds(reduced, "SAMEAS") and (again or at) == at:
        return list(tokens)
    stop = like + 1 if holds(tokens[at:like], "ROLE", "FIELD") else _after_the_fields(tokens, like)
    wanted = same_as_model([t for t in tokens[at:stop] if any(t.has(k) for k in _LIKE)], context)
    asked = holds(tokens[at:], *_OTHERS) or holds(tokens[:at], "YESNO")
    if wanted is None or not asked:
        return list(tokens)
    pointed = at if again is None else again
    told = [t for t in tokens[:pointed] if t.type in (_PLACES if again else _ASKED)]
    told = _first_asked(tokens[:pointed], sentence) or told
    rest = [t for t in tokens[pointed:like] if t.type in _ASKED]
    alike = Token("SAMEAS", wanted, tokens[like].start, tokens[like].end)
    return [*told, *_tasks(rest, told), alike, *(t for t in tokens[stop:] if t.type not in _NAMING)]


def _of_one(tokens: Sequence[Token]) -> bool:
    """One task is named, however often."""
    return len({cast(Numbers, t.value).numbers for t in tokens if t.type == "NUM"}) == 1


def _compares(tokens: Sequence[Token], like: int) -> bool:
    return tokens[like - 1].has("NOT") or holds(tokens, "COMPARE")


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """跟它: the task as that to be like."""
    return at > 0 and any(tokens[at - 1].has(kind) for kind in _JOINS)


def _after_the_fields(tokens: Sequence[Token], like: int) -> int:
    """Where 同一套牵头班子 ends that names its field after the likeness."""
    comma = next((i for i in range(like, len(tokens)) if tokens[i].has("COMMA")), len(tokens))
    return max((i + 1 for i in range(like, comma) if tokens[i].type in ("ROLE", "FIELD")), default=like + 1)


def _first_asked(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """ "先看58号归谁牵头,然后把跟它一样的报出来": what is asked first of the model itself."""
    comma = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].has("COMMA")), -1)
    return list(tokens[: comma + 1]) if comma >= 0 and "先" in sentence[: tokens[comma].start] else []


def _tasks(tokens: Sequence[Token], told: Sequence[Token]) -> list[Token]:
    """还有谁跟它一样: who is asked for is a task; 谁牵头 before it told of the model."""
    listed = any(t.has("LIST") or t.has("COUNT") for t in (*told, *tokens))
    spoken = (t for t in tokens if t.type != "WHO" or not listed)
    return [Token("LIST", "any", t.start, t.end) if t.type == "WHO" else t for t in spoken]
