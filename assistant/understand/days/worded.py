"""Deadlines word for word as the document writes them, where they say more than a date; and as people say them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.conditions import Condition, DeadlineIs, Not, Or
from assistant.question import clean
from assistant.understand.kept import kept
from assistant.understand.tokens import Context, Token
from index.types import Document

_COST = 0.05
_COLUMN = (
    r"(?:完成|办结|截止|办理)?(?:时限|期限|时间|日期|节点)(?:那?一?[栏列格])?(?:里面?|上|中)?"
    "(?:都|只|正好|恰好|刚好|就)?"  # as people stress it
)
_OPEN, _CLOSE = "[“\"「『']", "[”\"」』']"
_WRITTEN = (
    "写(?:着|的是|的|明|了|为|成)?|标(?:着|的是|明|为|注)?|填(?:着|是|的是|的|了|为)?|注明(?:为|是)?|定(?:为|在|的是|到)"
    f"|(?:是|为)(?={_OPEN})"
)
_UNWRITTEN = "(?:不是?|没有?|未)(?:写|标注?|填|注明)(?:成|的是|着|为|了)?"
_CENTURY = re.compile(r"\b20(\d\d)(?=年)")
_LEAST = 3
_SEASON = re.compile("学期|学年|[寒暑春秋]假|开学|汛期|[春夏秋冬]季|节前|旺季|防火期|采暖季|供暖季")
_FINISH = re.compile("(?:完成|落实|办结|实施|推进|到位)+$")
_NAMES_A_TIME = re.compile(r"\d{4}|每.*\d|\d[月日]起$")


def find_literals(text: str, context: Context) -> Iterator[Token]:
    """DLIT tokens: "2018年底前完成并持续落实", also said "2018年年底前完成、还得持续落实"."""
    for literal, pattern in _literals(context.document):
        for m in pattern.finditer(text):
            yield Token("DLIT", literal, m.start(), m.end(), _COST)


def named_deadlines(text: str, context: Context) -> Iterator[Token]:
    """时限写“长期”的, 完成时间是2025年底的: what the deadline column says, word for word."""
    for literal in dict.fromkeys(t.deadline.literal for t in context.document.tasks if t.deadline):
        for m in re.finditer(rf"{_UNWRITTEN}{_OPEN}?{re.escape(literal)}{_CLOSE}?", text):
            yield Token("COND", Not(DeadlineIs(literal)), m.start(), m.end(), 0.03)
    if not re.search(_COLUMN, text):
        return
    for said, literals in _worded(context.document).items():
        quoted, form = f"{_OPEN}{re.escape(said)}{_CLOSE}", f"{_OPEN}?{re.escape(said)}{_CLOSE}?"
        # A date without quotation marks is read as one, here and elsewhere.
        worded = quoted if said[0].isdecimal() else form
        written = rf"{_COLUMN}(?:(?:{_WRITTEN}){worded}|(?:是|为){form}(?=的|[,。?]|$))"
        parts = tuple(map(DeadlineIs, literals))
        for m in re.finditer(written, text):
            yield Token("COND", parts[0] if len(parts) == 1 else Or(parts), m.start(), m.end(), 0.03)


@kept
def _worded(document: Document) -> dict[str, list[str]]:
    """The deadlines as a cleaned message writes them."""
    found: dict[str, list[str]] = {}
    for literal in dict.fromkeys(t.deadline.literal for t in document.tasks if t.deadline):
        found.setdefault(clean(literal).text, []).append(literal)
    return found


def stated_deadline(words: str, context: Context) -> Condition | None:
    """Due as ``words`` say that no task's text holds: every deadline that is worded so, where they name no day."""
    tasks = context.document.tasks
    said = re.sub(r"\s", "", words)
    if len(said) < _LEAST or any(words in text for text in _cleaned(context.document)):
        return None
    literals = dict.fromkeys(t.deadline.literal for t in tasks if t.deadline and said in clean(t.deadline.literal).text)
    worded = tuple(DeadlineIs(literal) for literal in literals)
    return Or(worded) if len(worded) > 1 else worded[0] if worded else None


@kept
def _cleaned(document: Document) -> tuple[str, ...]:
    return tuple(clean(task.text).text for task in document.tasks)


@kept
def _literals(document: Document) -> tuple[tuple[str, re.Pattern[str]], ...]:
    said = {t.deadline.literal for t in document.tasks if t.deadline and t.deadline.ongoing}
    spoken = {literal: literal for literal in said if _NAMES_A_TIME.search(literal)}
    # 秋季学期开学前完成, 每学期末: no day of the calendar, so that only the words can be asked for.
    for task in document.tasks:
        if task.deadline and task.deadline.due is None and _SEASON.search(task.deadline.literal):
            spoken[task.deadline.literal] = _FINISH.sub("", task.deadline.literal)
    return tuple((literal, re.compile(_as_said(words))) for literal, words in sorted(spoken.items()))


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, str]:
    raw = tomllib.loads((Path(__file__).parent / "worded.toml").read_text(encoding="utf-8"))
    return {str(written): str(spoken) for written, spoken in raw["ways"].items()}


def _as_said(literal: str) -> str:
    """The pattern of a literal: each word of it that people also say otherwise in any of those ways."""
    spelt = re.escape(literal.lower())
    for written, spoken in _ways().items():
        spelt = spelt.replace(written, spoken)
    return _CENTURY.sub(r"(?<!\\d)(?:20)?\1", spelt)  # 17年底前
