"""Fit what judges a document that nobody prepared: over many documents, with vectors that have seen none of each.

The wording is learnt from the questions of ``index.training.practice``, each without the n-grams that its own document
writes, and a little from those of the shipped document. The second step sees what search finds in the document that
a question is about; small talk and other subjects are asked of every document in turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.answerable import KINDS, Judge
from index.chunk import AnticipatedQuestion
from index.search import TaskSearch
from index.training.asked import Asked, anticipated, mistyped, unanswerable
from index.training.calibrate import Embed, Record, Seen, judged_step, search_of, seen
from index.training.choice import Example, examples, fit, reached
from index.training.practice import Practice
from index.training.short import short_questions
from index.training.wording import SEVERAL, Worded, fit_wording, unseen_logits, worded
from index.types import Document
from index.wording import Wording, own_ngrams

LEAST = 0.4  # probability from which tasks are cited, as found over authors that the judge had not seen
LEAST_BESIDE = 0.5  # probability from which a task is cited beside the likeliest
_SHIPPED = 0.1  # share of its weight that a question over the shipped document has: it is one of many
_BRIEF = 16  # one short question in so many
_ELSEWHERE = 4  # small talk and other subjects: one in so many, each of one document


def calibrate_strange(
    others: Sequence[tuple[Practice, Embed]], shipped: tuple[Document, Sequence[AnticipatedQuestion]] | None
) -> tuple[Judge, Record]:
    """The judge of a document without anticipated questions, and what it reaches on those of authors it has not seen.

    Each of ``others`` comes with vectors that have not seen its author; ``shipped`` is a document with its questions.
    """
    elsewhere = [q for q in unanswerable() if KINDS[q.kind] in ("far", "smalltalk")][::_ELSEWHERE]
    said: list[Worded] = []
    answered: list[Worded] = []
    questions: list[Seen] = []
    searches: list[TaskSearch] = []
    for at, (one, embed) in enumerate(others):
        own = own_ngrams(task.text for task in one.document.tasks)
        searches.append(search_of(one.document, (), embed))
        mine = [*_of_document(one), *elsewhere[at :: len(others)]]
        said += [worded(question, own, group=one.author) for question in mine]
        answered += [worded(question, own, group=one.author) for question in one.answerable]
        questions += [seen(question, searches[-1], one.document, own, one.author) for question in mine]
    beside = _of_shipped(*shipped) if shipped else []
    logits = unseen_logits([*said, *beside])[: len(said)]
    step, record = judged_step(questions, logits, "without_questions", LEAST)
    several, made = _several(answered, [one for one, _ in others], searches)
    record["without_questions"] |= reached(made, several, LEAST_BESIDE)
    return Judge(fit_wording([*said, *beside]), step, LEAST, fit(made, several, LEAST_BESIDE)), record


def _several(
    said: Sequence[Worded], others: Sequence[Practice], searches: Sequence[TaskSearch]
) -> tuple[Wording, list[Example]]:
    """The wording of questions that want several tasks, and the candidates of all questions of ``others``, of which
    ``said`` are the wordings, each with what a wording that has not seen its author tells."""
    logits = iter(unseen_logits(said, SEVERAL))
    made: list[Example] = []
    for one, search in zip(others, searches, strict=True):
        told = {question.text: float(next(logits)[0]) for question in one.answerable}
        # Enough of them ask for several tasks: none need be joined.
        made += examples(one.answerable, search, told.__getitem__, pairs=False)
    return fit_wording(said, SEVERAL), made


def _of_document(one: Practice) -> list[Asked]:
    """The questions of a document, some of them mistyped, and short ones about what its tasks speak of."""
    brief = [Asked(text, 0, (position,), form) for text, position, form in short_questions(one.document)[::_BRIEF]]
    return [*one.asked, *mistyped(one.answerable)[::2], *brief]


def _of_shipped(document: Document, rows: Sequence[AnticipatedQuestion]) -> list[Worded]:
    own = own_ngrams(task.text for task in document.tasks)
    asked = [*anticipated(document, rows), *unanswerable()]
    return [worded(question, own, share=_SHIPPED) for question in asked if question.balanced]
