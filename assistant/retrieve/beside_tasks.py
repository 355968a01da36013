"""Questions that no task answers and that the document answers beside its tasks: its foreword, safeguards, notes.

Told by words, not by meaning: nearly all that the question is about must stand in one sentence, and more of it than in
any task. Such a sentence is quoted, and no task is cited for it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.retrieve.source import Source
from assistant.types import Outcome, Result, SectionIn, UnitIs
from assistant.understand.alternatives import alternatives
from assistant.understand.kept import kept
from index.beside import Passage, passages
from index.sections import inside
from index.tokens import normalise, terms
from index.types import Document, Task

_FORMS = Path(__file__).with_name("beside_tasks.toml")

# How much of the question, by how rare its words are, a sentence holds: where nothing else answers, where the question
# names the place (前言), where a task was found that holds less.
_HOLDS, _PLACED, _OVER = 0.62, 0.45, 0.3
_LEAST = 3  # pairs of characters that tell what is asked for
_SENTENCE = re.compile(r"[?!;。]+")
_SHOWN = 4  # sentences of a section without tasks


@dataclass(frozen=True, slots=True)
class Words:
    """The pairs of every sentence beside the tasks and of every task, and how rare each is."""

    beside: tuple[tuple[Passage, frozenset[str]], ...]
    tasks: tuple[frozenset[str], ...]
    rarity: dict[str, float]
    unknown: float

    def share(self, wanted: frozenset[str], held: frozenset[str]) -> float:
        whole = sum(self.rarity.get(pair, self.unknown) for pair in wanted)
        return sum(self.rarity[pair] for pair in wanted & held) / whole if whole else 0.0


def told_beside(results: Sequence[Result], source: Source, text: str) -> list[Result]:
    """``results``, or the sentences beside the tasks that answer the message ``text`` where its plans do not.

    Of a message that asks several things, each plan is answered with the sentence that asked it.
    """
    if len(results) == 1:
        return [_beside(results[0], source, text)]
    asked = [said for said in _SENTENCE.split(text) if said.strip()]
    if len(asked) != len(results):
        return list(results)
    return [_beside(one, source, said) for one, said in zip(results, asked, strict=True)]


def _beside(only: Result, source: Source, text: str) -> Result:
    words = words_of(source.document)
    if not words.beside or not (_open(only) or _of_a_body(only, text)):
        return only
    if section := _emptied(only, source.document):
        told = tuple(one.text for one, _ in words.beside if one.heading == section)
        if told and only.plan.topic is None:
            return _quoting(only, told[:_SHOWN])
    if (decided := _decided(text, source.document)) is not None:
        return _quoting(only, (decided,))
    placed = _pattern("places").search(normalise(text)) is not None
    wanted = asked_for(text)
    if len(wanted) < _LEAST:
        return only
    share, said = max(((words.share(wanted, held), one.text) for one, held in words.beside), key=lambda pair: pair[0])
    if share < (_PLACED if placed else _HOLDS):
        return only
    in_tasks = max((words.share(wanted, held) for held in words.tasks), default=0.0)
    answered = only.outcome is Outcome.ANSWERED
    over = 0.0 if placed else _OVER if answered else 0.1
    return _quoting(only, (said,)) if share >= in_tasks + over else only


def _decided(text: str, document: Document) -> str | None:
    """Where it is asked when or by whom the document was passed: the sentence, or the title, that says so."""
    if not _pattern("passed").search(normalise(text)):
        return None
    said = (document.title, *(one.text for one in passages(document)))
    return next((one for one in said if _pattern("passing").search(one)), None)


def _open(result: Result) -> bool:
    """Whether another answer may be better: nothing but a search, or nothing found in a section."""
    searched = result.plan.measure == "content" and result.plan.refused != "foreign"
    return searched or (result.outcome is Outcome.EMPTY and isinstance(result.plan.condition, SectionIn))


def _of_a_body(result: Result, text: str) -> bool:
    """市治堵办设在哪里: asked of a body that no task names, and not which tasks are its."""
    condition = result.plan.condition
    alone = isinstance(condition, UnitIs) and condition.role == "either" and result.plan.measure in ("list", "units")
    return alone and result.outcome is Outcome.EMPTY and not _pattern("of_tasks").search(normalise(text))


def _emptied(result: Result, document: Document) -> str | None:
    """The heading of the one section without tasks that is asked about."""
    condition = result.plan.condition
    if (
        not isinstance(condition, SectionIn)
        or len(condition.sections) != 1
        or inside(set(condition.sections), document)
    ):
        return None
    return next((s.heading for s in document.sections if s.index in condition.sections), None)


def _quoting(result: Result, said: tuple[str, ...]) -> Result:
    return replace(result, outcome=Outcome.ANSWERED, tasks=(), cited=(), matched=0, related=(), beside=said)


def _pattern(kind: str) -> re.Pattern[str]:
    return alternatives(_FORMS, kind)


def asked_for(text: str) -> frozenset[str]:
    """The pairs of characters that say what a message asks for."""
    said = _pattern("places").sub(" ", _pattern("each").sub("每", normalise(text)))
    return frozenset(pairs(_pattern("asking").sub(" ", said)))


def pairs(text: str) -> list[str]:
    return [term for term in terms(text) if len(term) > 1 or term.isdigit()]


@kept
def words_of(document: Document) -> Words:
    beside = tuple((one, frozenset(pairs(f"{one.heading} {one.text}"))) for one in passages(document))
    tasks = tuple(frozenset(pairs(f"{printed(task)} {task.note or ''}")) for task in document.tasks)
    seen = Counter(pair for held in (*tasks, *(held for _, held in beside)) for pair in held)
    whole = len(tasks) + len(beside) + 1
    rarity = {pair: math.log(whole / count) for pair, count in seen.items()}
    return Words(beside, tasks, rarity, math.log(whole))


def printed(task: Task) -> str:
    """What a document prints of a task, without what is noted of it."""
    fields = (task.lead.literal, task.responsible.literal, task.deadline.literal if task.deadline else None)
    return " ".join([task.text, *(field for field in fields if field)])
