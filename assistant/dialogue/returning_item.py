"""A turn that goes back to one task of an earlier turn: 回到最开始舆情那条,时限再说一遍; 再说回电子地图那项.

Its words tell which of the tasks spoken of one by one is meant; it is read as asked of that task's number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from assistant.types import Question, Turn
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import Context
from index.types import TaskNumber

# As many tasks of one answer as are spoken of one by one.
_FEW = 3
_NUMBER = re.compile(r"(?:任务|第)?([\d一二三四五六七八九十百]+)(?:号|项|条)?(?:任务)?")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(resources.files("assistant.dialogue").joinpath("returning.toml").read_text(encoding="utf-8"))
    return {"item": re.compile(raw["item"]), "first": re.compile(raw["first"]), "vague": re.compile(raw["vague_item"])}


def returned_to_item(question: Question, history: Sequence[Turn], context: Context) -> Question:
    """``question`` asked of the task it goes back to; itself where it goes back to none."""
    found = _words()["item"].match(question.text) if history else None
    number = _meant(found["w"], history, context) if found is not None else None
    if found is None or number is None:
        return question
    return replace(question, text=f"任务{number}{found['rest'].strip(' ,。;:!')}")


def _meant(said: str, history: Sequence[Turn], context: Context) -> TaskNumber | None:
    """The task that ``said`` describes: by number, by words of the question that led to it, by its own."""
    turns = [(turn.question, tuple(c.task for c in turn.answer.citations)) for turn in history]
    spoken = [(asked, numbers) for asked, numbers in turns if 0 < len(numbers) <= _FEW]
    described = _words()["vague"].sub("", said)
    if not described:
        alone = list(dict.fromkeys(numbers[0] for _, numbers in spoken if len(numbers) == 1))
        return (alone[0] if _words()["first"].search(said) else next(iter(alone[-2:-1]), None)) if alone else None
    known = list(dict.fromkeys(n for _, numbers in spoken for n in numbers))
    if (named := _NUMBER.fullmatch(described)) is not None:
        return next((n for n in known if n == parse_numeral(named[1])), None)
    asked_so = {numbers for asked, numbers in spoken if described in asked and len(numbers) == 1}
    return asked_so.pop()[0] if len(asked_so) == 1 else context.among(described, known) if known else None
