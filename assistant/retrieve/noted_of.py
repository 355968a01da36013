"""Questions that what is noted of a task answers, and not its text: 平台的预算是多少 where 备注 says 预算360万元.

Told by words, as what stands beside the tasks is: the text and the note together hold nearly all that is asked for,
and what the text alone lacks the note has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.retrieve.beside_tasks import asked_for, pairs, printed, words_of
from assistant.retrieve.source import Source
from assistant.types import NumberIn, Outcome, Result
from index.tokens import tokenize
from index.types import Task

# How much of the question, by how rare its words are, a task with its note holds, and how much of it the note alone;
# more where other tasks were found by meaning.
_HOLDS, _SURELY, _ADDS = 0.5, 0.6, 0.1
_LEAST = 2  # pairs of characters that tell what is asked for
_CLOSED = ("foreign", "status")


def told_in_a_note(results: Sequence[Result], source: Source, text: str) -> list[Result]:
    """``results``, or the note that answers the message ``text`` where its one plan only searches."""
    only = results[0] if len(results) == 1 else None
    noted = [task for task in source.document.tasks if task.note]
    if only is None or not noted or only.plan.measure != "content" or only.beside or only.plan.refused in _CLOSED:
        return list(results)
    words = words_of(source.document)
    # What two words only happen to make where they meet is no word that is missing.
    written = {pair for word in tokenize(text) for pair in pairs(word)}
    wanted = frozenset(pair for pair in asked_for(text) if pair in words.rarity or pair in written)
    if len(wanted) < _LEAST:
        return [only]
    shares = [words.share(wanted, held) for held in words.tasks]
    own = [frozenset(pairs(task.note or "")) - frozenset(pairs(printed(task))) for task in noted]
    adds = [words.share(wanted, held) for held in own]
    least = _SURELY if only.outcome is Outcome.ANSWERED else _HOLDS
    told = [
        task for task, more in zip(noted, adds, strict=True)
        if more >= _ADDS and shares[task.position] == max(shares) >= least
    ]  # fmt: skip
    return [_noting(only, told[0])] if len(told) == 1 else [only]


def _noting(result: Result, task: Task) -> Result:
    plan = replace(result.plan, measure="describe", fields=("note",), condition=NumberIn((task.number,)), refused=None)
    return replace(result, plan=plan, outcome=Outcome.ANSWERED, tasks=(task,), cited=(task,), matched=1, related=())
