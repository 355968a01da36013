"""Questions in two halves or more, each searched for itself: 大工程的招标在哪看,进度又看不看得到; 甲和乙,时限各是多少.

What one question shares out to all that it names (各, 分别, 这两样) is searched with each of them; of sentences and
clauses that each ask something, those that say enough by themselves are (halves.toml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.retrieve.source import Source
from assistant.understand.alternatives import alternatives
from assistant.understand.texts.literal import as_compared
from index.choose import pieces
from index.english import glossed
from index.tokens import normalise
from index.types import Hit, Task

_FORMS = Path(__file__).with_name("halves.toml")

_SURE = 0.85  # probability from which a half is answered by itself
_PROBABLE = 0.35  # the same where the wording says that it is a question of its own
_NEAR = 0.56  # score of its best task
_CLEAR, _AHEAD = 0.8, 0.15  # score of the only task that a half can mean, and by how much it leads
_ANSWERED = 0.6
_FEW = 6  # tasks: a word that more of them hold names none
_WORD = 2  # characters
_THING, _NEAREST = 4, 3  # characters of one of two things, and tasks nearest to both
_LONG = 12  # characters of a half that says enough whatever its words are
_VERY_SURE = 0.95
_CLAUSE = re.compile(r"[,;?!。:\n]|(?<=[a-z]) and (?=(?:who|what|when|which|where|how|is|are|does|do|will|must)\b)")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Half:
    """What is searched for one half, and whether the wording says that it is a question of its own: 又, 还有, 各."""

    query: str
    again: bool = False


def _forms(kind: str) -> re.Pattern[str]:
    return alternatives(_FORMS, kind)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_forms('opens').pattern})[\s,:、]*)+")


def without_opening(words: str) -> str:
    """A half without what only opens it: 二呢,它被罚过的记录公不公示."""
    return _opening().sub("", words.strip()) or words


def shared_out(question: str) -> tuple[Half, ...]:
    """Each of the things named, with the question that is asked of all of them, after them or before; () for none."""
    parts = pieces(question)
    at = next((i for i, part in enumerate(parts) if _forms("shares").search(part)), None)
    things, asked = (parts[1:], parts[:1]) if at == 0 else (parts[:at], parts[at:])
    if at is None or len(things) < 2 or (at == 0 and any(_forms("asks").search(thing) for thing in things)):
        return ()
    tail = _forms("shares").sub("", " ".join(asked))
    return tuple(Half(f"{without_opening(thing)} {tail}", again=True) for thing in things)


def joint(question: str, source: Source) -> tuple[Half, ...]:
    """Each of two things that 和 joins with what is asked of both; () where they are not two tasks, each among those
    that are nearest to the whole."""
    text = normalise(question).strip(" ?。,")
    asked = _forms("of_both").search(text)
    whole = [hit.position for hit in source.records.nearest(text, None)[:_NEAREST]] if asked else []
    for m in _forms("joint").finditer(text, 0, asked.start() if asked else 0):
        things = (text[: m.start()], text[m.end() : asked.start() if asked else m.end()])
        if min(map(len, things)) < _THING or any(_CLAUSE.search(thing) for thing in things):
            continue
        found = [source.records.nearest(thing, None) for thing in things]
        tops = {hits[0].position for hits in found if hits and hits[0].score >= _CLEAR}
        if len(tops) == len(things) and tops <= set(whole):
            return tuple(Half(f"{thing}{asked[0] if asked else ''}", again=True) for thing in things)
    return ()


def asked_apart(question: str) -> tuple[Half, ...]:
    """The questions of a message that asks several: each clause that asks, with what leads up to it."""
    clauses = [clause for clause in _CLAUSE.split(normalise(question)) if clause.strip()]
    for parts in (clauses, pieces(question)):
        asked = _with_what_leads_up(parts)
        if len(asked) > 1:
            return sentences(asked)
    return ()


def _with_what_leads_up(parts: Sequence[str]) -> list[str]:
    """Every part that asks, after those before it that do not: 区里的绩效考核,公开这项占几个点."""
    asked: list[str] = []
    told: list[str] = []
    for part in parts:
        if _forms("announces").fullmatch(part.strip()):
            continue
        told.append(part.strip())
        if _forms("asks").search(part):
            asked.append(",".join(told))
            told = []
    return asked


def sentences(asked: Sequence[str]) -> tuple[Half, ...]:
    """Questions asked one after the other as halves."""
    said = [normalise(words) for words in asked]
    return tuple(Half(_plain(words), bool(_forms("again").search(words))) for words in said)


def _plain(words: str) -> str:
    """A half as if it were asked alone: without what opens it, and without 又."""
    return without_opening(words).replace("又", "")


def stands_alone(half: Half, hits: Sequence[Hit], probability: float, tasks: Sequence[Task]) -> bool:
    """Whether a half that is answered says enough to be a question of its own: some word of it names few tasks."""
    if is_clear(hits) and probability >= _PROBABLE:
        return True
    if not hits or hits[0].score < _NEAR or probability < _SURE:
        return bool(hits) and half.again and hits[0].score >= _NEAR and probability >= _PROBABLE
    if half.again:
        return True
    if probability >= _VERY_SURE and len("".join(_HAN.findall(half.query))) >= _LONG:
        return True
    texts = tuple(as_compared(task.text) for task in tasks)
    return _names(half.query, texts[hits[0].position], texts)


def each_clear(halves: Sequence[Half], source: Source) -> bool:
    """Whether there are several, each of them answered by a task that is near to it."""
    if len(halves) < 2:
        return False
    for half in halves:
        hits = source.records.nearest(half.query, None)
        if not hits or hits[0].score < _CLEAR or source.records.judge(half.query, hits).answered < _ANSWERED:
            return False
    return True


def is_clear(hits: Sequence[Hit]) -> bool:
    """Whether one task is near to a half and far ahead of all others."""
    ahead = hits[0].score - hits[1].score if len(hits) > 1 else 0.0
    return bool(hits) and hits[0].score >= _CLEAR and ahead >= _AHEAD


def _names(query: str, text: str, texts: tuple[str, ...]) -> bool:
    words = {word for _, _, chinese in glossed(query) for word in chinese}
    words |= {run[at : at + _WORD] for run in _HAN.findall(query) for at in range(len(run) - 1)}
    return any(len(word) >= _WORD and word in text and sum(word in t for t in texts) <= _FEW for word in words)
