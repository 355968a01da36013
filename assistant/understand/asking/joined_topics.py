"""A topic in everyday words beside a condition that selects tasks: "州商务局牵头的、跟往外省推销茶叶有关的".

The words are nobody's cue and no task need write them: the search by meaning tells which of the condition's tasks they
mean, or that they mean none of them in particular (``retrieve.joined``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.types import Condition, Joined, Mentions
from assistant.understand.algebra import kind_of
from assistant.understand.asking.fields import is_told
from assistant.understand.texts.literal import as_compared
from assistant.understand.tokens import Context, Token

_WORDY = ("WORD", "QUOTE", "OFFTOPIC", "PLACE", "FIGURE", "CONTACT")
# What a topic does not hold: with one of them the words between 跟 and 有关 are a condition.
_RECORDS = {"UNIT", "NUM", "SECT", "DATE", "QUOTE", "QUOTED", "COMMA", "LIST", "WHO", "COUNT", "HISTORY"}
_SELECTING = {"unit lead", "unit responsible", "unit either", "section", "due"}
_LEAST, _LONGEST = 2, 20
_CLOSE = 1  # characters between a topic and what points to it: 老师评职称(的)那块
_EDGE = "的、,;: "


@cache
def _form(kind: str) -> str:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[kind]
    return "|".join(rows)


@cache
def _framed() -> re.Pattern[str]:
    return re.compile(f"(?:{_form('opened')})(?P<topic>[^,;。?!:]{{{_LEAST},{_LONGEST}}}?)(?:{_form('closed')})")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_form(kind))


def things_of(topic: str) -> list[str]:
    """The things that a topic names one by one: 教材|网课."""
    things = [thing.strip(_EDGE) for thing in _pattern("between").split(topic)]
    return things if all(len(thing) >= _LEAST for thing in things) else [topic]


def with_topics_whole(tokens: Sequence[Token], sentence: str, context: Context) -> list[Token]:
    """``tokens`` with what stands between 跟 and 有关 as one word, unless tasks write it or it names records: of 写论文
    搞研究 the first is no cue, nor 跟着 of 跟着火有关."""
    found = list(tokens)
    for frame in _framed().finditer(sentence):
        within = [t for t in found if t.end > frame.start() and t.start < frame.end()]
        start, end = frame.span("topic")
        if not within or within[0].start < frame.start() or any(_RECORDS.intersection(t.types) for t in within):
            continue
        if _written(frame["topic"], context):
            continue
        at = found.index(within[0])
        last = max(frame.end(), within[-1].end)
        found[at : at + len(within)] = [
            Token("ABOUT", "yes", frame.start(), start), Token("WORD", frame["topic"], start, end),
            Token("ABOUT", "yes", end, last),
        ]  # fmt: skip
    return found


def _written(topic: str, context: Context) -> bool:
    """Whether each thing of a topic is written by some task."""
    texts = [as_compared(task.text) for task in context.document.tasks]
    return all(any(thing in text for text in texts) for thing in things_of(topic))


def joined_topic(tokens: Sequence[Token], text: str, conditions: Sequence[Condition]) -> Joined | None:
    """The topic that reduced ``tokens`` of ``text`` join to the ``conditions``; None where they join none."""
    kinds = {kind_of(c) for c in conditions} - {"text"}
    if not kinds or not kinds <= _SELECTING or (kinds == {"due"} and not said_of_tasks(tokens, text)):
        return None
    runs = [run for run in _runs(tokens) if len(text[tokens[run[0]].start : tokens[run[1]].end]) >= _LEAST]
    told = [(_joins(tokens, text, *run), run) for run in runs]
    framed = [(sure, run) for sure, run in told if sure is not None]
    if not framed:
        return None
    sure, (first, last) = max(framed, key=lambda one: bool(one[0]))
    words = _pattern("opening").sub("", text[tokens[first].start : tokens[last].end])
    return Joined(words.strip(_EDGE), sure=bool(sure))


def _runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The first and last place of each stretch of words, with words that tasks are to mention among them."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _continues(tokens, at, end):
            end += 1
        while end > at and not _is_word(tokens[end - 1]):
            end -= 1
        if any(t.type in _WORDY for t in tokens[at:end]):
            runs.append((at, end - 1))
        at = max(end, at + 1)
    return runs


def _is_word(token: Token) -> bool:
    return token.type in _WORDY or (token.type == "COND" and isinstance(token.value, Mentions))


def _continues(tokens: Sequence[Token], first: int, at: int) -> bool:
    if at > first and tokens[at].start - tokens[at - 1].end > _CLOSE:
        return False
    return _is_word(tokens[at]) or (at > first and (tokens[at].type == "ENUM" or tokens[at].types[0] == "AND"))


def _joins(tokens: Sequence[Token], text: str, first: int, last: int) -> bool | None:
    """Whether the words surely name a topic (True), may name one (False) or name none (None)."""
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (before is not None and before.has("ABOUT")) or (after is not None and after.has("ABOUT")):
        return True
    told = text[tokens[last].end :]
    if _pattern("pointed").match(told):
        return True
    behind = text[: tokens[first].start]
    described = _pattern("described").search(behind) and _is_condition(tokens[:first])
    if (described and (told.startswith("的") or not told or (before is not None and before.type == "COND"))) or (
        after is not None and after.type in ("TASKN", "DUTY") and after.start - tokens[last].end <= _CLOSE
    ):
        return False if _ends(tokens[last + 1 :]) else None
    return None


def _is_condition(before: Sequence[Token]) -> bool:
    named = [t for t in before if t.type not in ("ENUM", "COMMA", "IN")]
    return bool(named) and named[-1].type in ("COND", "SECT")


def _ends(rest: Sequence[Token]) -> bool:
    """Whether nothing else is said: a word before "的任务有哪些" is a topic, one in a clause of its own is not."""
    return all({"TASKN", "DUTY", "LIST", "IS", "HISTORY", "FIELD", "COUNT", "HAS"} & set(t.types) for t in rest)


def said_of_tasks(tokens: Sequence[Token], text: str) -> bool:
    """Whether a day is said to be the tasks': 2027年底前完成, 期限在第三季度; 今年 alone is a story's."""
    if any(t.has("DEADLINEW") and is_told(tokens, at) for at, t in enumerate(tokens)):
        return True
    due = [t for t in tokens if t.type == "COND" and kind_of(t.value) == "due"]  # type: ignore[arg-type]
    return any(_pattern("due").search(text[t.start : t.end]) for t in due)
