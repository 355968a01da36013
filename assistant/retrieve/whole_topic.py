"""Questions for all that a document says on a topic: 培训这方面有哪些要求 wants every task about training.

How such questions are worded is data (whole_topic.toml); ``index.topic`` tells which tasks are about the topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from assistant.retrieve.short_questions import Short, naming, short
from assistant.retrieve.source import Source
from assistant.understand.alternatives import alternatives
from assistant.understand.texts.literal import as_compared
from index.tokens import normalise
from index.topic import about
from index.types import Hit, Task

_FORMS = Path(__file__).with_name("whole_topic.toml")

_CLAUSE = re.compile(r"[,;。?!:\n]+")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,10}|[a-z]+")
_EDGES = " ,;。?!:."
_LEAST = 2  # characters of a topic
TELLING, _FEW = 3, 5  # tasks that hold the topic's one word: fewer do not tell all, more are listed by the word
_SURE = 0.5
_NEAR = 1.45  # score of a topic's best task and probability of the question for it, together
_PLAINLY = "有哪些要求"
_OF_A_WORD = 8  # tasks that write one of several words
_JOINT = re.compile("、|/|或者?是?|以及|还有|和|与|跟|及")
_CLOSING = re.compile("(?:一级|这级|层级|这些|这几样|之类|等等?|什么的|方面|的|工作|任务)+$")
_HALVES = re.compile("[,;:]?(?:以及|还有|另外)|[,;]")
_WORDY = 4  # characters of a topic, or of its half, that says something
_CLEAR, _AHEAD = 0.9, 0.1  # score of the only task that a half can mean, and by how much it leads
_ROUNDS = 4  # frames around a topic


def _forms(kind: str) -> re.Pattern[str]:
    return alternatives(_FORMS, kind)


@lru_cache(maxsize=1024)
def whole_topic(question: str) -> str | None:
    """The topic of which ``question`` wants all that is said; None where it wants something else."""
    text = _without_asides(normalise(question)).strip(_EDGES)
    if (interest := _interest(text)) is not None:
        return interest
    if _forms("one").search(text):
        return None
    if _forms("all").search(text):
        left = _forms("all").sub(" ", text)
    elif _forms("bare").search(text):
        left = text
    else:
        return None
    for _ in range(_ROUNDS):
        left = _forms("frame").sub("", left.strip(_EDGES))
    return left if len(left) >= _LEAST else None


def _interest(text: str) -> str | None:
    """What the asker says to be after, where nothing else is asked than all of it: 我关注招投标,相关的都挑出来."""
    told, _, wanted = text.partition(",")
    said, words = _forms("interest").match(told), _forms("wanted").fullmatch(wanted.strip(_EDGES))
    if said is None or words is None:
        return None
    left = told[said.end() :]
    for _ in range(_ROUNDS):
        left = _forms("interested").sub("", left.strip(_EDGES))
    return left if len(left) >= _LEAST else None


def _without_asides(text: str) -> str:
    """``text`` without the clauses that only tell what it is asked for: 我要写篇稿子, 开会要用, thanks a lot."""
    clauses = _CLAUSE.split(text)
    said = [
        clause for clause in clauses if clause.strip(_EDGES) and not _forms("aside").fullmatch(clause.strip(_EDGES))
    ]
    return ",".join(said)


def all_about(question: str, source: Source, *, answered: bool) -> tuple[tuple[Task, ...], float]:
    """The tasks about the whole topic that is asked for, and how sure it is that they answer; () where none is, or
    where neither the question (``answered``) nor its topic alone is one that the document answers."""
    topic, tasks = whole_topic(question) or counted_topic(question), source.document.tasks
    if topic is None:
        return (), 0.0
    if apart := _of_each_half(topic, source):
        return apart, _SURE
    if several := _of_each_word(topic, tasks):
        return several, _SURE
    asked = as_short(question, tasks)
    named = naming(asked, tasks)[1] if asked else ()
    if len(named) >= TELLING:
        return (named, _SURE) if len(named) <= _FEW else ((), 0.0)
    hits = source.records.nearest(topic, None)
    sure = _how_sure(topic, hits, source)
    if not sure and not answered and not named:
        return (), 0.0
    found = {hit.position for hit in about(topic, hits, tasks)} | {task.position for task in named}
    return tuple(tasks[position] for position in sorted(found)), sure


@lru_cache(maxsize=1024)
def counted_topic(question: str) -> str | None:
    """The topic of which several tasks are wanted, whatever is asked of each: …归谁牵头?几条都要; 分别对应哪些条目."""
    text = _without_asides(normalise(question)).strip(_EDGES)
    if not _forms("several").search(text):
        return None
    left = _forms("asked").sub(" ", _forms("several").sub(" ", text)).strip(_EDGES)
    for _ in range(_ROUNDS):
        left = _forms("frame").sub("", left.strip(_EDGES))
    return left if len(left) >= _WORDY else None


def _of_each_half(topic: str, source: Source) -> tuple[Task, ...]:
    """The tasks of a topic of two halves, each clearly about one: 开放率的目标,以及优先的领域."""
    halves = [half.strip(_EDGES) for half in _HALVES.split(topic)]
    if len(halves) != 2 or min(map(len, halves)) < _WORDY:
        return ()
    found = [source.records.nearest(half, None) for half in halves]
    if any(not hits or hits[0].score < _CLEAR for hits in found):
        return ()
    places = dict.fromkeys(hits[0].position for hits in found)
    clear = all(hits[1].position in places or hits[0].score - hits[1].score >= _AHEAD for hits in found)
    return tuple(source.document.tasks[place] for place in places) if clear and len(places) == len(halves) else ()


def _of_each_word(topic: str, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that write one of the words that a topic consists of: 街道乡镇、村和社区; () where some word is
    written by none, or by many."""
    words = [_CLOSING.sub("", piece.strip(_EDGES)) for piece in _JOINT.split(topic)]
    words = [word for piece in words if piece for word in _parts(piece, tasks)]
    held = [tuple(task for task in tasks if word in as_compared(task.text)) for word in words]
    told = [len(h) for h, word in zip(held, words, strict=True) if len(word) >= _LEAST]
    if len(words) < 2 or not told or not all(0 < count <= _OF_A_WORD for count in told):
        return ()
    found = {task.position: task for h in held if len(h) <= _OF_A_WORD for task in h}
    return tuple(found[position] for position in sorted(found))


def _parts(piece: str, tasks: Sequence[Task]) -> list[str]:
    """``piece`` itself where a task writes it; else its halves, where tasks write each: 街道|乡镇."""
    texts = [as_compared(task.text) for task in tasks]
    if any(piece in text for text in texts):
        return [piece]
    for at in range(_LEAST, len(piece) - 1):
        if any(piece[:at] in text for text in texts) and any(piece[at:] in text for text in texts):
            return [piece[:at], piece[at:]]
    return [piece]


def _how_sure(topic: str, hits: Sequence[Hit], source: Source) -> float:
    """How likely it is that the document speaks of the topic; 0 where it seems not to. A mere word or two is a
    greeting as often as a topic: one that is near to some task is asked for in a whole question."""
    judged = source.records.judge(topic, hits)
    if judged.kind == "answered":
        return judged.answered
    if not hits or not _WORD.fullmatch(topic):
        return 0.0
    asked = f"{topic}{_PLAINLY}"
    worded = source.records.judge(asked, source.records.nearest(asked, None))
    return worded.answered if worded.answered + hits[0].score >= _NEAR else 0.0


def as_short(question: str, tasks: Sequence[Task]) -> Short | None:
    """``question`` as one of a few words; where it wants all of a topic that the tasks name, of the topic's."""
    asked, topic = short(question), whole_topic(question)
    if topic is None or not _WORD.fullmatch(topic) or (asked and asked.word and naming(asked, tasks)[1]):
        return asked
    alone = Short(topic, (topic,), "lists")
    return alone if naming(alone, tasks)[1] else asked
