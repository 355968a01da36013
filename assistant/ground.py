"""Refuses any number, unit or date in an answer that neither its cited tasks nor its computed facts hold."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.types import ComputedFact
from assistant.understand.kept import kept
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.units.listed import units_listed
from index.types import Document, Task

_log = logging.getLogger(__name__)
_CITED = re.compile(r"\[(?:任务|Task )([^\]]+)\]")
_MENTIONED = re.compile(r"(?:任务|Task )((?:\d+(?:-\d+)?(?:、|, )?)+)")
_DATE = re.compile(r"(\d{4})(?:-|年|/)(\d{1,2})(?:-|月|/)(\d{1,2})日?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_NUMERAL = "零〇一二两三四五六七八九十百千"
_SPELLED = re.compile(rf"百分之([{_NUMERAL}]+)|([{_NUMERAL}]+)个?(?=[项家条件次名天年月日]|小时|工作日|课时|单位|部分)")
_UNIT = re.compile(r"市[一-鿿]{1,6}?(?:局|委员会|委|办公室|办)(?!公)")


class Ungrounded(Exception):
    """An answer says something that nothing it rests on holds: a defect of a renderer or a model, never the user's."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an answer may say: the words it rests on, the numbers and dates in them, and the units it may name."""

    words: str
    numbers: frozenset[str]
    dates: frozenset[date]
    cited: frozenset[str]


def ground(text: str, cited: Sequence[Task], facts: Iterable[ComputedFact], document: Document) -> str:
    """The text itself, if its every number, unit and date stands in the cited tasks, the facts or the header.

    ``cited`` are the tasks the text may rest on (and those it offers as 可能相关). Numbers of the document's own tasks
    may be mentioned without brackets; in brackets only the cited ones. Raises Ungrounded naming what has no ground.
    """
    plain = unicodedata.normalize("NFKC", text)
    evidence = _evidence(cited, facts, document)
    for found in (_odd_citations, _odd_units, _odd_numbers):
        if odd := found(plain, evidence, document):
            raise Ungrounded(f"nothing cited holds: {odd}")
    return text


def watch(text: str, cited: Sequence[Task], facts: Iterable[ComputedFact], said: Iterable[str], doc: Document) -> None:
    """Reports, as an error in the log, an answer that has no ground. Every text is worded by templates today: what one
    lacks is a defect for us to mend, while the citations beside it still let the reader check. ``said`` is what the
    asker and the reading said, which an answer may repeat.
    """
    try:
        ground(text, cited, [*facts, *(ComputedFact("said", words) for words in said)], doc)
    except Ungrounded as odd:
        _log.error("%s", odd)


@kept
def _header(document: Document) -> str:
    """What every answer about the document may say."""
    parts = [document.title, str(len(document.tasks)), str(len(document.sections))]
    parts += [part for item in document.facts for part in (item.name, item.value)]
    parts += [part for section in document.sections for part in (section.heading, str(section.number))]
    return unicodedata.normalize("NFKC", "\n".join(parts))


def _evidence(cited: Sequence[Task], facts: Iterable[ComputedFact], document: Document) -> _Evidence:
    parts = [part for item in facts for part in (item.name, item.value)]
    dates = set()
    for task in cited:
        parts += [
            str(task.number),
            task.text,
            task.note or "",
            task.lead.literal or "",
            task.responsible.literal or "",
            *task.units,
        ]
        if task.deadline:
            parts.append(task.deadline.literal)
            if task.deadline.due:
                dates.add(task.deadline.due)
                parts.append(f"{task.deadline.due.year} {task.deadline.due.month} {task.deadline.due.day}")
    words = "\n".join((_header(document), unicodedata.normalize("NFKC", "\n".join(parts))))
    numbers = frozenset(_NUMBER.findall(words))
    numbers |= {number.removesuffix("%") for number in numbers}
    shown = frozenset(unicodedata.normalize("NFKC", str(task.number)) for task in cited)
    return _Evidence(words, numbers, frozenset(dates | set(_dates(words))), shown)


def _dates(text: str) -> Iterable[date]:
    for year, month, day in _DATE.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


@kept
def _units_named(document: Document) -> tuple[str, ...]:
    """The units of all tasks, the longest names first."""
    return tuple(sorted(units_listed(document), key=len, reverse=True))


@kept
def _numbers_of_tasks(document: Document) -> frozenset[str]:
    return frozenset(str(task.number) for task in document.tasks)


@kept
def _labels(document: Document) -> tuple[str, ...]:
    """The numbers of tasks that are labels rather than digits."""
    labels = (name for name in _numbers_of_tasks(document) if not name.isdigit())
    return tuple(sorted((unicodedata.normalize("NFKC", name) for name in labels), key=len))


def _odd_citations(text: str, evidence: _Evidence, document: Document) -> str:
    cited = [number.strip() for number in _CITED.findall(text)]
    return ", ".join(number for number in cited if number not in evidence.cited)


def _odd_units(text: str, evidence: _Evidence, document: Document) -> str:
    """Units of the document, and words that look like a municipal unit, that nothing cited names."""
    rest = text
    for title in (document.title, *(section.title for section in document.sections)):
        rest = rest.replace(title, " ")
    odd = []
    for unit in _units_named(document):
        if unit in rest:
            if unit not in evidence.words:
                odd.append(unit)
            rest = rest.replace(unit, " ")
    return ", ".join([*odd, *(unit for unit in _UNIT.findall(rest) if unit not in evidence.words)])


def _odd_numbers(text: str, evidence: _Evidence, document: Document) -> str:
    known = _numbers_of_tasks(document)
    odd = [str(day) for day in _dates(text) if day not in evidence.dates]
    rest = _DATE.sub(" ", _CITED.sub(" ", text))
    # Labels such as 一/（1） are numbers of tasks, not figures.
    for label in _labels(document):
        rest = rest.replace(label, " ")
    for mentioned in _MENTIONED.findall(rest):
        odd += [number for number in re.findall(r"\d+", mentioned) if number not in known | evidence.numbers]
    rest = _MENTIONED.sub(" ", rest)
    odd += [number for number in _NUMBER.findall(rest) if number not in evidence.numbers]
    for share, counted in _SPELLED.findall(rest):
        spelled = share or counted
        value = parse_numeral(spelled)
        if value is None or value < 2 or spelled in evidence.words:
            continue
        if f"{value}%" not in evidence.numbers if share else str(value) not in evidence.numbers:
            odd.append(spelled)
    return ", ".join(odd)
