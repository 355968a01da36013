"""What a follow-up begins with that only answers the turn before: "OK, lead unit?", 哦哦,那要是10个工作日呢."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.question import has_han
from assistant.types import Question, Turn
from assistant.understand.recognise import recognise
from assistant.understand.tokens import Context

_PAUSE = ",.;:。!?~…、—-"
_TALK = ("SMALLTALK", "FILL", "COMMA", "SPACE", "QUESTION", "HISTORY", "AND", "YESNO", "WORD", "ALLOFTHEM")


@cache
def _opening() -> re.Pattern[str]:
    raw = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))
    words, announced, leading = ("|".join(raw[name]) for name in ("words", "announced", "leading"))
    return re.compile(rf"^(?:(?:{words})[\s{_PAUSE}]+|(?:{announced})\s*[{_PAUSE}][\s{_PAUSE}]*|(?:{leading}))+")


def without_opening(question: Question, history: Sequence[Turn], context: Context) -> Question:
    """``question`` without what it opens with, where more follows; a first message is left whole."""
    found = _opening().match(question.text) if history else None
    rest = question.text[found.end() :].strip() if found is not None else ""
    if not rest or has_han(rest) != has_han(question.text):
        return question
    asks = any(t.type not in _TALK or t.value_of("HISTORY") == "rest" for t in recognise(rest, context))
    return replace(question, text=rest) if asks else question
