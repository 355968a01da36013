"""The whole path from a question to a cited answer, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from time import perf_counter

from assistant.checking import checked
from assistant.compose import compose
from assistant.dialogue import read_turn
from assistant.ground import watch
from assistant.question import clean
from assistant.retrieve import run_all
from assistant.retrieve.beside_tasks import told_beside
from assistant.retrieve.clearer import clearer
from assistant.retrieve.due_as_written import due_as_written
from assistant.retrieve.due_years import in_the_year_told
from assistant.retrieve.joined import with_topics
from assistant.retrieve.noted_of import told_in_a_note
from assistant.retrieve.reconsidered import reconsidered
from assistant.retrieve.source import Once, Source, described, described_among, section_described
from assistant.retrieve.sure_content import content_where_sure
from assistant.retrieve.written_words import narrowed_by_words
from assistant.types import Answer, Citation, Question, Reading, Turn
from assistant.understand.days.home_dates import in_its_year
from assistant.understand.sentences.asides import without_asides
from assistant.understand.sentences.supposed import as_supposed
from assistant.understand.sentences.written_out import written_out
from assistant.understand.texts.wording import text_of
from assistant.understand.tokens import Context
from assistant.words import plan_words
from index.sections import children_of
from index.types import Task


def answer(typed: str, history: Sequence[Turn], source: Source, as_of: date, generation: str,
           given: Reading | None = None) -> Answer:  # fmt: skip
    """The answer to one message after the turns of ``history``; the same input gives the same answer.

    ``given`` is answered in place of what the message would be understood as: a reading that the user changed.
    """
    started = perf_counter()
    source = replace(source, records=Once(source.records))
    question, as_of = as_supposed(written_out(clean(typed)), history, as_of)
    bare = without_asides(question, source.registry, text_of(source.document))
    question, reading = (
        (bare, given) if given else clearer(question, bare, lambda words: _read(words, history, source, as_of), source)
    )
    results = run_all(reading.plans, source, reading.form, "" if given else question.text)
    results = told_in_a_note(told_beside(results, source, question.text), source, question.text)
    checks = checked(reading.premises, results, source)
    composed = compose(reading, results, checks, source.document, source.registry, in_its_year(as_of, source.document))
    condition = ";".join(_words(reading, source))
    said = (typed, *(turn.question for turn in history), condition, as_of.isoformat())
    watch(composed.text, (*composed.cited, *composed.related), composed.facts, said, source.document)
    return Answer(
        outcome=composed.outcome, text=composed.text, citations=_citations(composed.cited), facts=composed.facts,
        reading=reading, condition=condition, as_of=as_of, document=source.document.id,
        document_sha256=source.document.sha256, generation=generation, related=_citations(composed.related),
        follow_ups=composed.follow_ups, milliseconds=(perf_counter() - started) * 1000,
        probability=next((r.probability for r in results if r.probability is not None), None),
    )  # fmt: skip


def _read(question: Question, history: Sequence[Turn], source: Source, as_of: date) -> Reading:
    context = context_of(source, as_of)

    def after(turns: Sequence[Turn]) -> Reading:
        return with_topics(read_turn(question, turns, context), source)

    reading = content_where_sure(after(history), question, source, lambda: after(()))
    reading = in_the_year_told(narrowed_by_words(reading, source), question.text, source)
    reading = due_as_written(reading, question.text, source)
    return reconsidered(reading, question.text, source)


def context_of(source: Source, as_of: date) -> Context:
    """What messages about this document are read against."""
    document = source.document
    outermost = children_of(None, document)
    numbers = {s.number: s.index for s in reversed(outermost) if s.number is not None}
    # Headings without a number are counted: the first is 第一部分.
    numbers = numbers or {place: section.index for place, section in enumerate(outermost, start=1)}
    day = in_its_year(as_of, document)
    return Context(document, source.registry, day, numbers, tuple(task.number for task in document.tasks),
                   partial(described, source), partial(described_among, source),
                   partial(section_described, source))  # fmt: skip


def _words(reading: Reading, source: Source) -> list[str]:
    document = source.document
    said = [plan_words(plan, document.sections, reading.language, document.roles) for plan in reading.plans]
    return [words for words in said if words]


def _citations(tasks: Sequence[Task]) -> tuple[Citation, ...]:
    return tuple(Citation(t.document, t.number, t.position, t.span.start, t.span.end) for t in tasks)
