"""Questions of a few words, by the letter: what is left of them beside the words that ask, and the tasks that hold it.

Search by meaning is unsure of a question such as 舆情谁管 or 黑名单: it says so little. But where one task, or a few,
hold all that it says, and what is asked is no kind of value that they lack, they answer it (short_questions.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.understand.texts.literal import as_compared
from index.tokens import normalise
from index.types import Hit, Task
from index.values import asked_of

Way = Literal["bare", "lists", "runs", "asks"]

_LONGEST = 24  # characters of a short question
_LONG_WORD = 6  # characters: a word as long as this is no chance
_FEW = 5  # tasks: a word that more hold tells none of them from the others
_ALIKE = 0.75  # share of the best score, for tasks that hold such a word
_PIECE = 2  # characters of a word
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+(?:\.[0-9]+)?%?")
_STOP = re.compile(r"[。!?;…]|\.{2,}")
_GONE = "\0"  # where a word that asks was: no word goes across


@dataclass(frozen=True, slots=True)
class Short:
    """A question of a few words: what it is about, piece by piece, and how it asks (``bare``: not at all)."""

    text: str
    about: tuple[str, ...]
    way: Way

    @property
    def word(self) -> str | None:
        """The one word that it is about."""
        return self.about[0] if len(self.about) == 1 else None


@cache
def _words() -> dict[str, re.Pattern[str]]:
    raw = _data()
    tables = ("same", "official")
    return {name: re.compile("|".join(rows)) for name, rows in raw.items() if name not in tables}


@cache
def _official() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Everyday and shortened words of a subject, and what documents write for it."""
    return tuple((re.compile(pattern), tuple(words.split())) for words, pattern in _data()["official"].items())


@cache
def _same() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), word) for word, pattern in _data()["same"].items())


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("short_questions.toml").read_text(encoding="utf-8"))


def short(question: str) -> Short | None:
    """``question`` as a short one; None where it is longer, or says nothing beside asking."""
    text = _asking(normalise(question).strip(" ?!。,."))
    if len(text) > _LONGEST:
        return None
    words, ways = _words(), []
    left = text = _of_a_subject(text)
    for kind in ("runs", "lists", "asks"):
        left, times = words[kind].subn(_GONE, left)
        ways += [kind] * bool(times)
    pieces = [words["edges"].sub("", piece) for piece in _RUN.findall(words["around"].sub(_GONE, left))]
    about = tuple(piece for piece in pieces if piece)
    if not any(len(piece) >= _PIECE for piece in about):
        return None
    way: Way = "bare" if about == (text,) else "runs" if ways == ["runs"] else "lists" if _all_wanted(ways) else "asks"
    return Short(text, about, way)


def _all_wanted(ways: Sequence[str]) -> bool:
    """网站那几条谁牵头 wants the lead of every one of them."""
    return "lists" in ways and "asks" not in ways


def _asking(text: str) -> str:
    """The one sentence that wants every task of something, without those around it that ask nothing."""
    sentences = [part.strip(" ,.") for part in _STOP.split(text) if part.strip(" ,.")]
    listing = [part for part in sentences if _words()["lists"].search(part)]
    others = [part for part in sentences if part not in listing]
    told = not any(_words()[kind].search(part) for part in others for kind in ("asks", "runs"))
    return listing[0] if len(listing) == 1 and told else text


def _of_a_subject(text: str) -> str:
    """Where every task of a subject is wanted, the subject as documents call it: 吃的安不安全 is 食品."""
    if not _words()["lists"].search(text):
        return text
    for pattern, words in _official():
        text = pattern.sub(words[0], text)
    return text


def conversing(question: str) -> bool:
    """Whether something in the question is said to somebody, as a greeting is and a bare word is not."""
    return _words()["talk"].search(normalise(question).strip()) is not None


def holds(text: str, about: Iterable[str]) -> bool:
    """Whether ``text`` has all words of what is asked about: each piece is made of parts of it."""
    text = _plain(as_compared(text))
    return all(_made_of(_plain(piece), text) for piece in about)


def _plain(text: str) -> str:
    for pattern, word in _same():
        text = pattern.sub(word, text)
    return text


def _made_of(piece: str, text: str) -> bool:
    """Whether ``piece`` is cut into words of two characters or more that ``text`` holds."""
    if len(piece) < _PIECE:
        return False
    if piece in text:
        return True
    if not "\u3400" <= piece[0] <= "\u9fff":
        return False
    ends = (end for end in range(len(piece) - _PIECE, _PIECE - 1, -1) if piece[:end] in text)
    return any(_made_of(piece[end:], text) for end in ends)


def _has_what_is_asked(question: str, task: Task) -> bool:
    """Whether the task's text holds the kind of value that is asked for, or the parts that are."""
    words, text = _words(), as_compared(task.text)
    parts = words["parts"].search(question) is not None and words["listing"].search(text) is not None
    return not asked_of(words["parts"].sub("", question) if parts else question, text).lacking


def by_chance(question: Short, task: Task) -> bool:
    """Whether no kind of value ties the question to the ``task`` that holds its words: 双语明白卡是哪些语言的."""
    told = asked_of(question.text, task.text)
    return question.way in ("asks", "lists") and not (told.recorded or told.held)


def naming(question: Short, tasks: Sequence[Task]) -> tuple[tuple[str, ...], tuple[Task, ...]]:
    """What the question is about, as the tasks' texts write it in one form or more, and the tasks that do."""
    for word in _forms(question, tasks):
        others = (words for _, words in _official() if word in words and question.way == "lists")
        forms = next(others, (word,))
        held = tuple(task for task in tasks if any(form in as_compared(task.text) for form in forms))
        if held:
            return forms, held
    return (), ()


def _forms(question: Short, tasks: Sequence[Task]) -> list[str]:
    """The word as it is and without what adds nothing to it, the likelier first."""
    whole = question.word or _head(question, tasks)
    if whole is None or len(whole) < _PIECE:
        return []
    trimmed = _words()["tails"].sub("", whole)
    shorter = [whole[1:]] if question.way in ("lists", "runs") and len(whole) > _PIECE else []  # 办|公报的活儿
    return list(dict.fromkeys([whole, trimmed, *shorter] if question.way == "bare" else [trimmed, whole, *shorter]))


def _head(question: Short, tasks: Sequence[Task]) -> str | None:
    """The last of its words, where the others are none of the document's: 公家人要参加的|培训."""
    if question.way != "lists" or f"的{question.about[-1]}" not in question.text:
        return None
    known = any(piece in as_compared(task.text) for piece in question.about[:-1] for task in tasks)
    return None if known else question.about[-1]


def all_named(question: Short, tasks: Sequence[Task]) -> tuple[str, ...]:
    """The forms of the word that a question wants every task of, where many hold one; () where it wants them not."""
    words, held = naming(question, tasks)
    return words if len(held) > _FEW and question.way in ("bare", "lists") else ()


def _only_holder(question: Short, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The one task that writes a long word of the question, which no other does: 信息公开目录什么时候编好."""
    long = [word for word in question.about if len(word) >= _LONG_WORD]
    held = [[task for task in tasks if word in as_compared(task.text)] for word in long]
    only = [tasks_of[0] for tasks_of in held if len(tasks_of) == 1]
    return (only[0],) if len(only) == 1 and _has_what_is_asked(question.text, only[0]) else ()


def told(question: Short, tasks: Sequence[Task], hits: Sequence[Hit], *, answered: bool) -> tuple[Task, ...]:
    """The few tasks that answer the question by its letters, best first; none where meaning has to tell (it is
    ``answered`` by meaning) or where they lack the kind of value that is asked for."""
    order = {hit.position: hit.rank for hit in hits}
    _, named = naming(question, tasks)
    if answered and question.way == "asks":
        return _only_holder(question, tasks)
    if answered and not named:
        return ()
    held = named or tuple(task for task in tasks if holds(task.text, question.about))
    if question.way == "asks":
        held = tuple(task for task in held if _has_what_is_asked(question.text, task))
    if len(held) > _FEW and question.way == "runs":
        least = _ALIKE * hits[0].score if hits else 0.0
        near = {hit.position for hit in hits if hit.score >= least}
        held = tuple(task for task in held if task.position in near)
    elif len(held) > _FEW:
        return ()
    best_first = tuple(sorted(held, key=lambda task: order.get(task.position, len(order))))
    return best_first[:1] if _words()["single"].search(question.text) else best_first
