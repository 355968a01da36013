"""Text copied out of the document: a long verbatim passage names its task, and its fields are no conditions.

A passage in a message is compared with the tasks' texts character by character, marks and spaces left aside. It is
replaced by 任务 and the task's number; what was copied along with it (the number before it, 牵头单位 and the other
fields after it, as lines or as cells of a table) goes with it where it is word for word the task's own. What differs
stays, and is read as a claim about the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.understand.kept import kept
from assistant.understand.tokens import Context
from index.tokens import normalise
from index.types import Document, Task
from index.units import UnitRegistry

_SEED = 6
_LONG = 12
_WHOLE_CLAUSE = 8
_GAP = 6
_QUOTED_SHARE = 0.5
_KEPT = re.compile(r"[^\W_]|%")
_CLAUSE_ENDS = re.compile(r"[。;,:]")
_OPENING = "“\"「『《'‘(【["
_CLOSING = "”\"」』》'’)】]"
_CLOSED = re.escape(_CLOSING)
_FIELD_ENDS = rf"$|[\s,。;|:/\-…*{_CLOSED}【\[]"
_SEPARATORS = re.compile(rf"[\s,。;|:/\-…*{_CLOSED}]*")
_LABEL = re.compile(
    r"[【\[]?(?:(?P<lead>牵头(?:单位|部门)?)|(?P<responsible>责任(?:单位|部门)?)|(?P<deadline>完成时限|完成时间|时限))"
    r"(?:[】\]]:?|\s*[:|])\s*"
)
_NUMBER = re.compile(r"\s*[\d第一二三四五六七八九十]")
# 任务89里4次: a figure in place of the task's own is a claim about it.
_FIGURE = re.compile(
    r"\s*(?:\d+|[一二两三四五六七八九十百半]+)(?:个|%|次|场|回|天|日|小时|工作日|学时|课时|年|月|倍|元|万|家|名|人|篇|期)"
)
# 每年研究几次政务公开: the document's words around a question ask, and copy nothing.
_ASKED = re.compile(r"几[次个天年项课场家条回]|多少|多久|多长|哪[些个年家]|什么|谁|何时|怎么")
_NOTHING = "无|空|空白|没有|/|-+"


@dataclass(frozen=True, slots=True)
class _Folded:
    """``text`` without marks and spaces; ``at[i]`` is where character ``i`` of it stands in the original."""

    text: str
    at: tuple[int, ...]


def _fold(text: str) -> _Folded:
    kept = [(char, place) for place, char in enumerate(text) if _KEPT.match(char)]
    return _Folded("".join(char for char, _ in kept), tuple(place for _, place in kept))


@dataclass(frozen=True, slots=True)
class _Passages:
    """The folded texts of a document's tasks, their clauses, and where each run of _SEED characters stands."""

    texts: tuple[str, ...]
    clauses: frozenset[str]
    seeds: dict[str, tuple[tuple[int, int], ...]]
    titles: str
    registry: UnitRegistry

    @property
    def units(self) -> re.Pattern[str]:
        """Names of units: only compiled once a message holds a passage."""
        return _units(self.registry)


@kept
def _units(registry: UnitRegistry) -> re.Pattern[str]:
    forms = sorted(registry.forms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)) or r"(?!)")


@kept
def _passages(document: Document, registry: UnitRegistry) -> _Passages:
    plain = [normalise(task.text) for task in document.tasks]
    texts = tuple(_fold(text).text for text in plain)
    seeds: dict[str, list[tuple[int, int]]] = {}
    for task, text in enumerate(texts):
        for start in range(len(text) - _SEED + 1):
            seeds.setdefault(text[start : start + _SEED], []).append((task, start))
    titles = "\n".join(_fold(normalise(t)).text for t in (document.title, *(s.heading for s in document.sections)))
    return _Passages(
        texts=texts, clauses=frozenset(_fold(c).text for text in plain for c in _CLAUSE_ENDS.split(text)),
        seeds={seed: tuple(places) for seed, places in seeds.items()}, titles=titles, registry=registry,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """Folded characters ``[start, stop)`` of the message that stand word for word in ``tasks``."""

    start: int
    stop: int
    tasks: frozenset[int]


def _common(a: str, i: int, b: str, j: int) -> int:
    size = 0
    while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
        size += 1
    return size


def _runs(text: str, known: _Passages) -> Iterator[_Run]:
    """The longest verbatim runs, from left to right, without overlap."""
    start = 0
    while start <= len(text) - _SEED:
        places = known.seeds.get(text[start : start + _SEED], ())
        sizes = [(_common(text, start, known.texts[task], at), task) for task, at in places]
        longest = max((size for size, _ in sizes), default=0)
        if longest:
            yield _Run(start, start + longest, frozenset(task for size, task in sizes if size == longest))
        start += longest or 1


def _joined(runs: Sequence[_Run], text: str, known: _Passages) -> list[tuple[_Run, int]]:
    """Runs of one task with next to nothing between them are one passage; with how many characters are verbatim."""
    found: list[tuple[_Run, int]] = []
    for run in runs:
        if found:
            last, verbatim = found[-1]
            shared = frozenset(t for t in last.tasks & run.tasks if _goes_on(last, run, text, known.texts[t]))
            if shared and run.start - last.stop <= _GAP:
                found[-1] = (_Run(last.start, run.stop, shared), verbatim + run.stop - run.start)
                continue
        found.append((run, run.stop - run.start))
    return found


def _goes_on(before: _Run, after: _Run, text: str, task: str) -> bool:
    """Whether ``after`` stands behind ``before`` in the task, too: what it says once is not copied twice."""
    first, second = text[before.start : before.stop], text[after.start : after.stop]
    at = max(task.find(first[-_SEED:]), 0)
    return task.find(second, at) >= 0


def _identifies(words: str, verbatim: int, known: _Passages) -> bool:
    """Long enough to be a copy: many characters beside names of units, or a whole clause; no heading."""
    if words in known.titles or (verbatim < len(words) and _ASKED.search(words)):
        return False
    if verbatim < _WHOLE_CLAUSE or (verbatim < _LONG and words not in known.clauses):
        return False
    told = verbatim - sum(len(name) for name in known.units.findall(words))
    return told >= _LONG or (told >= _WHOLE_CLAUSE and words in known.clauses)


def _quotation(text: str, start: int, stop: int) -> tuple[int, int]:
    """The quotation around the passage where the passage is most of it; else the passage itself."""
    opened = max((text.rfind(mark, 0, start) for mark in _OPENING), default=-1)
    closed = min((at for mark in _CLOSING if (at := text.find(mark, stop)) >= 0), default=-1)
    if opened < 0 or closed < 0 or any(mark in text[opened + 1 : start] for mark in _CLOSING):
        return start, stop
    told = len(_fold(text[start:stop]).text)
    return (opened, closed + 1) if told >= _QUOTED_SHARE * len(_fold(text[opened:closed]).text) else (start, stop)


def _values(task: Task) -> dict[str, str]:
    return {
        "lead": task.lead.literal or "", "responsible": task.responsible.literal or "",
        "deadline": task.deadline.literal if task.deadline else "",
    }  # fmt: skip


def _field(text: str, at: int, task: Task, cell: bool) -> int | None:
    """Where a field copied at ``at`` ends: with its name, or as the cell of a table."""
    label = _LABEL.match(text, at)
    for name, literal in _values(task).items():
        if (label is not None and label[name] is None) or (label is None and not (cell and literal)):
            continue
        value = re.escape(normalise(literal)) if literal else _NOTHING
        found = re.compile(rf"(?:{value})(?={_FIELD_ENDS})").match(text, label.end() if label else at)
        if found is not None:
            return found.end()
    return None


def _claimed(text: str, at: int, known: _Passages) -> re.Match[str] | None:
    """A field written after the passage with units or a date that are not the task's."""
    written = re.compile(rf"({_LABEL.pattern})(?P<value>[^。;|?\n{_CLOSED}]{{2,40}})(?={_FIELD_ENDS})").match(text, at)
    if written is None:
        return None
    return written if re.fullmatch(r"[、和及与等\s]*|\d{4}年.*", known.units.sub("", written["value"])) else None


def _with_fields(text: str, stop: int, task: Task, known: _Passages) -> tuple[int, str]:
    """Where the copy ends once the fields after it are counted in; those that are not the task's, as claims."""
    claims = ""
    at = stop
    while True:
        skipped = _SEPARATORS.match(text, at)
        begin = skipped.end() if skipped else at
        after = _field(text, begin, task, any(mark in text[at:begin] for mark in "|\n"))
        if after is None and (claim := _claimed(text, begin, known)):
            after = claim.end()
            claims += f",{claim[0]}"
        if after is None:
            closing = re.compile(rf"[。;.…]*[{_CLOSED}]").match(text, at)
            return closing.end() if closing else at, claims
        at = after


def _with_number(text: str, start: int, task: Task) -> int:
    """Where the copy begins once the marks and the printed number before it are counted in."""
    marks = re.escape(_OPENING)
    number = re.escape(str(task.number))
    before = re.search(rf"(?:(?:任务|第|\|)?\s*{number}\s*(?:项|号|条)?[.、:|\s]\s*)?[{marks}]?$", text[:start])
    begin = before.start() if before else start
    return begin if begin == 0 or not text[begin : begin + 1].isdigit() or not text[begin - 1].isdigit() else start


def _copies(text: str, context: Context) -> Iterator[tuple[int, int, str]]:
    folded = _fold(text)
    if len(folded.text) < _WHOLE_CLAUSE:
        return
    known = _passages(context.document, context.registry)
    for run, verbatim in _joined(list(_runs(folded.text, known)), folded.text, known):
        if not _identifies(folded.text[run.start : run.stop], verbatim, known):
            continue
        start, stop = _quotation(text, folded.at[run.start], folded.at[run.stop - 1] + 1)
        tasks = tuple(context.document.tasks[position] for position in sorted(run.tasks))
        begin = _with_number(text, start, tasks[0])
        end, claims = _with_fields(text, stop, tasks[0], known)
        named = "任务" + "、".join(str(task.number) for task in tasks) + claims
        # A number that goes on after the copy is none of the list.
        joint = "里" if _FIGURE.match(text[end:]) else ";" if _NUMBER.match(text[end:]) else ""
        yield begin, end, named + joint


def without_copies(text: str, context: Context) -> str:
    """``text`` with every passage copied out of the document replaced by the number of its task."""
    written, at = "", 0
    for start, stop, named in _copies(text, context):
        if start < at:
            continue
        written += text[at:start] + named
        at = stop
    return written + text[at:]
