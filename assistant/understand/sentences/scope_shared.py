"""Where to look, said once for all questions of a sentence: "第一部分里哪条没责任单位,哪条没牵头单位"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import DueIn
from assistant.understand.algebra import kind_of
from assistant.understand.sentences.clauses import INTERROGATIVE, pressing
from assistant.understand.tokens import Token

_INSIDE = re.compile("[里中内]")
_NAMES = ("SECT", "COND", "UNITS", "SCOPE")
_AROUND = ("TASKN", "DUE", "FILL", "BY", "ABOUT", "SUMMARISE", "EVERY", "SPACE", "COMMA", "AS", "IS", "UNITN",
           "HAS")  # fmt: skip
# Questions that name a place of their own, or speak of what was just told.
_ELSEWHERE = ("DOCUMENTN", "HISTORY", "SCOPE", "NUM", "SAMEAS", "ALLTASKS", "SLICE", "DOCFACT", "SUMMARISE", "COMPARE")


def scope_of(first: Sequence[Token], sentence: str, *, again: bool = False) -> list[Token]:
    """The tokens that open the first question and say only where to look; [] where it opens with anything else.

    里, 中 or a colon closes such an opening; without either, only a section or a time does, of all the tasks it has
    where the next question goes on with 又 (``again``).
    """
    opening: list[Token] = []
    for token in first:
        closing = token.type == "IN" or sentence[token.start : token.end] == ":"
        if opening and (closing or _INSIDE.search(sentence, opening[-1].end, token.start + 1)):
            return opening
        if token.type in _NAMES:
            opening.append(token)
        elif token.has("LIST") and not opening and sentence[token.start : token.end][:1] not in "哪什":
            continue  # 捋一下市编办: …
        elif token.type not in _AROUND:
            placed = all(t.type == "SECT" or isinstance(t.value, DueIn) for t in opening)
            asked = pressing((token,)) or token.value_of("FIELD") == "number"
            whole = "任务" in sentence[token.start : token.end] and not again
            return opening if placed and asked and not whole else []
    return []


def _told_of(first: Sequence[Token], sentence: str) -> list[Token]:
    """ "第五部分大半是甲牵头,那不是它牵头的有哪些": what is only told of a section goes on with that section."""
    opening = next((t for t in first if t.type not in ("FILL", "COMMA", "SPACE", "BELIEF")), None)
    told = opening is not None and opening.type == "SECT" and not _interrogative(first, sentence)
    return [opening] if told and opening is not None else []


def _interrogative(tokens: Sequence[Token], sentence: str) -> bool:
    return any(INTERROGATIVE.search(sentence, t.start, t.end) for t in tokens)


def _kinds(tokens: Sequence[Token]) -> set[str]:
    named = {kind_of(t.value).removeprefix("not ").split()[0] for t in tokens if t.type == "COND"}  # type: ignore[arg-type]
    plain = {"SECT": "section", "UNITS": "unit", "EXCLUDED": "unit"}
    return named | {plain[t.type] for t in tokens if t.type in plain}


def with_shared_scope(parts: Sequence[list[Token]], sentence: str) -> list[list[Token]]:
    """The questions of a sentence, each with the scope that the first one opens with and that it has none of."""
    again = len(parts) > 1 and parts[1][0].value_of("AND") == "yes"
    scope = (scope_of(parts[0], sentence, again=again) or _told_of(parts[0], sentence)) if len(parts) > 1 else []
    if not scope and len(parts) > 1 and (section := _titled(parts[0])):
        # "第七部分标题是什么,再给首尾两条的时限": the first and the last of that section
        return [parts[0], *([*section, *part] if _counts_off(part) else part for part in parts[1:])]
    if not scope:
        return list(parts)
    return [parts[0], *([*scope, *part] if _shares(part, scope) else part for part in parts[1:])]


def _titled(first: Sequence[Token]) -> list[Token]:
    """The section whose title the first question asks for."""
    asked = any(t.value_of("DOCFACT") == "标题" or t.has("NAMED") for t in first)
    return [t for t in first if t.type == "SECT"][:1] if asked else []


def _counts_off(part: Sequence[Token]) -> bool:
    own = any(t.type in (*_NAMES, "NUM") or t.has("DOCUMENTN") or t.has("HISTORY") for t in part)
    return not own and any(t.type == "SLICE" for t in part)


def _shares(part: Sequence[Token], scope: Sequence[Token]) -> bool:
    own = any(t.has(kind) for t in part for kind in _ELSEWHERE)
    return not own and not _kinds(part) & _kinds(scope) and any(t.type in ("COND", "UNITS", "ROLE") for t in part)
