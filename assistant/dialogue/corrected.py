"""A message that takes back what it has just said: "市财政局…哦不对,是市审计局,牵头哪些任务".

What is taken back is the last thing before the correction that is of the kind of the first thing after it: a unit, a
task number, a section, a date, a role, a quotation. The right one takes its place; what else was said stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.types import Question
from assistant.understand.recognise import recognise
from assistant.understand.tokens import Context, Token

_KINDS = ("UNIT", "SECT", "DLIT", "DATE", "NUM", "ONGOING", "ROLE", "QUOTE")
# What may lead to the right words and was said before the wrong ones, too.
_LEADING = ("FILL", "MENTION", "BY", "HAS", "IS", "AS", "ONLY")
_OPEN = re.compile(r"[\s,;:。.!~(、-]+$")


@dataclass(frozen=True, slots=True)
class _Words:
    correction: re.Pattern[str]
    trailing: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = tomllib.loads((Path(__file__).parent / "corrected.toml").read_text(encoding="utf-8"))
    breaking, gap = raw["breaking"], r"[\s,.;。!~:-]*"
    opening, taking, resuming = ("|".join(raw[name]) for name in ("opening", "taking_back", "resuming"))
    pattern = rf"{breaking}(?:(?:{opening}){gap})*(?:(?:{taking}){gap})+(?![吗么吧呢嘛])(?:(?:{resuming}){gap})*"
    return _Words(re.compile(pattern), re.compile(raw["trailing"]))


def _first(tokens: Sequence[Token]) -> Token | None:
    """What the right words begin with, beside 提到 or 由; None where they begin with anything else."""
    spoken = next((t for t in tokens if t.type not in _LEADING), None)
    return spoken if spoken is not None and spoken.type in _KINDS else None


def _begins_anew(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """ "...sorry, I mean: how many list no responsible unit": the whole question again, of the same kinds of things."""
    kinds = {t.type for t in before if t.type in _KINDS}
    first = next((t for t in after if t.type not in _LEADING), None)
    asking = first is not None and any(first.has(kind) for kind in ("COUNT", "LIST", "WHO"))
    return asking and bool(kinds) and kinds <= {t.type for t in after}


def _mended(text: str, found: re.Match[str], context: Context) -> str | None:
    """``text`` with the right words in place of those that ``found`` takes back; None where it takes back nothing."""
    before, after = text[: found.start()], text[found.end() :]
    said_again = recognise(after, context)
    right = _first(said_again)
    if right is None:
        return after if _begins_anew(recognise(before, context), said_again) else None
    wrong = next((t for t in reversed(recognise(before, context)) if t.type == right.type), None)
    if wrong is None or before[wrong.start : wrong.end] == after[right.start : right.end]:
        return None
    said, rest = after[right.start : right.end], after[right.end :]
    if "(" in found[0]:
        rest = rest.removeprefix(")")
    if not rest or _words().trailing.fullmatch(rest):
        mark = "?" if "?" in found[0] else ""
        return f"{before[: wrong.start]}{said}{before[wrong.end :]}{mark}"
    if right.type == "UNIT":
        rest = _OPEN.sub("", rest[:1]) + rest[1:]  # "…,是市审计局,牵头哪些": the comma closes the correction
    return f"{before[: wrong.start]}{said}{rest}"


def as_corrected(question: Question, context: Context) -> Question:
    """``question`` without what it takes back itself."""
    text = question.text
    for found in _words().correction.finditer(text):
        if found.start() and (mended := _mended(text, found, context)) is not None:
            return as_corrected(replace(question, text=mended), context)
    return question
