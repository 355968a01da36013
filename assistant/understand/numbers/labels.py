"""References to tasks whose labels are no plain integers: letter codes (kj01), labels under headings (二(二)2, 1.1.2).

Nothing here is seen in a document whose tasks are numbered through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.sections.references import as_read
from assistant.understand.tokens import Context, Numbers, Token
from index.sections import children_of, inside, plain_label, printed_number
from index.types import Document, Section, TaskNumber

_CODE = re.compile(r"(?P<letters>[a-z]+)[\s._-]*(?P<digits>\d+)", re.IGNORECASE)
_GAP = r"[、.,/的之里中下面内边\s]*"
_PART = r"个?(?:大?部分|大?部份|章|大项|板块|大块|大类|篇)"
# The outer label: 第一部分, 一、, 一 before a bracket or a second label.
_OUTER = rf"(?:第?(?P<outer>{NUMERAL}){_PART}|(?<![\u4e00-\u9fff\d])第?(?P<outer2>{NUMERAL})(?=[、.\s]*第?\())"
# The inner label: (二), 第二节, 第二小项.
_INNER = (
    rf"(?:第?\((?P<inner>{NUMERAL})\){_GAP}(?:小?节|小?项|条|款|小?部分|方面|小?点|小?块)?"
    rf"|第(?P<inner2>{NUMERAL})(?:个)?(?:小?节|小部分|小块|小类|方面|小项))"
)
_ITEM = (
    rf"(?:第?\(?(?P<item>{NUMERAL})\)?(?:[、.](?!\d)|号任务|项任务|条任务|个任务|小?项|号|条|小?点|款|个)?"
    r"(?![\d.%年月日号家个次天]|[\u4e00-\u9fff]*部分))"
)
_NESTED = re.compile(rf"{_OUTER}{_GAP}{_INNER}(?:{_GAP}{_ITEM})?")
_BRACKETED = re.compile(rf"(?<![\u4e00-\u9fff\d)])第?\((?P<inner>{NUMERAL})\)(?:{_GAP}{_ITEM})?")
_DOTTED = re.compile(r"(?<![\d.a-z-])(?P<steps>\d{1,2}(?:[.-]\d{1,2}){1,2})(?![\d%年月日号./-]|\s*[年月日%])")
_NAMED_STEPS = re.compile(
    r"(?:第|任务)?(?<![\d.a-z-])(?P<steps>\d{1,2}(?:[.-]\d{1,2}){1,2})(?![\d%年月日./-]|\s*[年月日%万亿倍])"
    r"(?:(?:号|项|条|款|个)?任务|号|项|条|款)?"
)
_PREFIX = re.compile(
    r"(?P<letters>[a-z]{1,6})-?(?:字头|打头|开头|类|系列|编号|段|组)(?:的)?(?:编号)?(?:的)?(?=任务|有|共|一共|哪|都|$|的|[,?])"
)


def find_labels(text: str, context: Context) -> Iterator[Token]:
    """NUM and SECT tokens for labels of letters or of several levels."""
    numbers = context.numbers
    if all(isinstance(number, int) for number in numbers):
        return
    for number in numbers:
        printed = str(number)
        for m in re.finditer(re.escape(as_read(printed)), text) if not printed.isdigit() else ():
            yield Token("NUM", Numbers((number,)), m.start(), m.end(), 0.02)
    yield from _codes(text, context.document)
    yield from _printed_steps(text, context.document)
    if any(len(section.path) > 1 for section in context.document.sections):
        yield from _nested(text, context.document)


def _printed_steps(text: str, document: Document) -> Iterator[Token]:
    """1.2 and 1-2 where that is what the document prints before a task."""
    labels: dict[str, list[TaskNumber]] = {}
    for task in document.tasks:
        if _DOTTED.fullmatch(plain_label(task)):
            labels.setdefault(_steps(plain_label(task)), []).append(task.number)
    for m in _NAMED_STEPS.finditer(text) if labels else ():
        if found := labels.get(_steps(m["steps"])):
            yield Token("NUM", Numbers(tuple(found)), m.start(), m.end(), 0.03)


def _steps(label: str) -> str:
    return ".".join(str(int(step)) for step in re.split("[.．-]", label))


def _codes(text: str, document: Document) -> Iterator[Token]:
    """kj01, KJ 1 and kj-001 for KJ-01; kj-01到03; KJ开头的."""
    known = {_key(m): task.number for task in document.tasks if (m := _CODE.fullmatch(plain_label(task)))}
    order = list(known.values())
    for m in re.finditer(_CODE.pattern + r"(?:\s*(?:-|~|—|到|至)\s*(?:[a-z]+[\s._-]*)?(?P<last>\d+))?", text):
        letters, digits = m["letters"].lower(), int(m["digits"])
        if not any(letters == other for other, _ in known):
            continue
        first, last = known.get((letters, digits)), known.get((letters, int(m["last"]))) if m["last"] else None
        if first is None:
            yield Token("NUM", Numbers((m[0].upper(),)), m.start(), m.end(), 0.06)
        elif last is not None and order.index(last) > order.index(first):
            run = tuple(order[order.index(first) : order.index(last) + 1])
            yield Token("NUM", Numbers(run), m.start(), m.end(), 0.04)
        else:
            end = m.end() if last is None and not m["last"] else m.end("digits")
            yield Token("NUM", Numbers((first,)), m.start(), end, 0.04)
    for m in _PREFIX.finditer(text):
        run = tuple(number for (letters, _), number in known.items() if letters == m["letters"])
        if run:
            yield Token("NUM", Numbers(run, described=True), m.start(), m.end(), 0.04)


def by_label(tokens: Sequence[Token], context: Context) -> list[Token]:
    """第3项 of a document whose tasks have no plain numbers: the one labelled 3, or the third where labels are codes.

    Beside a section it counts there; where several tasks are labelled 3 it stays as said, to be asked back.
    """
    if any(isinstance(number, int) for number in context.numbers):
        return list(tokens)
    named = [token for token in tokens if token.type == "SECT"]
    if not named:
        return [_labelled(token, context) if token.type == "NUM" else token for token in tokens]
    return [_labelled_there(token, named, context) if token.type == "NUM" else token for token in tokens]


def _labelled(token: Token, context: Context) -> Token:
    said = cast(Numbers, token.value)
    found = [labelled_alike(number, context) for number in said.numbers]
    if any(len(tasks) > 1 for tasks in found):
        return token
    numbers = [tasks[0] if tasks else number for tasks, number in zip(found, said.numbers, strict=True)]
    return replace(token, value=replace(said, numbers=tuple(numbers)))


def _labelled_there(token: Token, named: Sequence[Token], context: Context) -> Token:
    """第2条 in the section named last before it, else in the first after it: 三里的第2条, 第2条,法治服务那部分的."""
    said = cast(Numbers, token.value)
    section = next((s for s in reversed(named) if s.start < token.start), named[0])
    there = inside(cast("tuple[int, ...]", section.value), context.document)
    labelled = {label: task.number for task in reversed(there) if (label := printed_number(task)) is not None}
    numbers = [n if n in context.numbers else labelled.get(cast(int, n)) for n in said.numbers]
    if not there or any(n is None for n in numbers):
        return token
    return replace(token, value=replace(said, numbers=tuple(n for n in numbers if n is not None)))


def labelled_alike(number: TaskNumber, context: Context) -> tuple[TaskNumber, ...]:
    """The tasks that a bare number can mean; none where it is a task's whole number or nothing is labelled so."""
    tasks = context.document.tasks
    if not isinstance(number, int) or number in context.numbers:
        return ()
    labels = [printed_number(task) for task in tasks]
    if any(label is not None for label in labels):
        return tuple(task.number for task, label in zip(tasks, labels, strict=True) if label == number)
    return (tasks[number - 1].number,) if 0 < number <= len(tasks) else ()


def _key(m: re.Match[str]) -> tuple[str, int]:
    return m["letters"].lower(), int(m["digits"])


def _nested(text: str, document: Document) -> Iterator[Token]:
    for m in _NESTED.finditer(text):
        outer = _numbered(children_of(None, document), m["outer"] or m["outer2"])
        inner = m["inner"] or m["inner2"]
        found = [s for top in outer for s in _numbered(children_of(top, document), inner)]
        yield from _meant(m, found, document)
    for m in _BRACKETED.finditer(text):
        found = [s for s in document.sections if len(s.path) > 1 and s.number == parse_numeral(m["inner"])]
        yield from _meant(m, found, document)
    for m in _DOTTED.finditer(text):
        yield from _dotted(m, document)


def _numbered(sections: Sequence[Section], said: str | None) -> list[Section]:
    number = parse_numeral(said or "")
    return [section for section in sections if section.number == number]


def _meant(m: re.Match[str], found: Sequence[Section], document: Document) -> Iterator[Token]:
    """The section, or the task in it where an item's label follows."""
    if not m["item"]:
        yield Token("SECT", tuple(s.index for s in found), m.start(), m.end(), 0.04)
        return
    label = parse_numeral(m["item"])
    tasks = [t.number for t in inside([s.index for s in found], document) if printed_number(t) == label]
    yield Token("NUM", Numbers(tuple(tasks) or (m[0],)), m.start(), m.end(), 0.03)
    if len(found) > 0:
        yield Token("SECT", tuple(s.index for s in found), m.start(), m.start("item"), 0.06)


def _dotted(m: re.Match[str], document: Document) -> Iterator[Token]:
    """1.2 is a section or a task of one that has no sections in it, 1.2.3 a task; other figures stay what they are."""
    at: Section | None = None
    *steps, last = [int(step) for step in re.split("[.-]", m["steps"])]
    for step in steps:
        at = next((s for s in children_of(at, document) if s.number == step), None)
        if at is None:
            return
    deeper = [s for s in children_of(at, document) if s.number == last]
    tasks = [t.number for t in document.tasks if at and t.section == at.index and printed_number(t) == last]
    if tasks:
        yield Token("NUM", Numbers(tuple(tasks)), m.start(), m.end(), 0.05)
    elif deeper:
        yield Token("SECT", tuple(s.index for s in deeper), m.start(), m.end(), 0.05)
