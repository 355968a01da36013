"""What a document says beside its tasks: foreword, aims, safeguards, notes, a second table; no task says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from index.reading.vocabulary import column_role
from index.types import Document, Span

_SENTENCE = re.compile(r"[^。!?!?]+[。!?!?]?")
_LEAST = 8  # characters of a sentence; shorter ones are names, dates and buttons
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CELLS = 3  # a row of a table has so many filled cells
# What a page prints around a document is no text of it.
_AROUND = re.compile(
    r"首页|打印|分享|字[号体]:|[【\[](?:大|关闭)|扫一扫|相关解读|附件下载|图解|备案号|浏览次数|无障碍|登录|网站|第\d+页|导出系统|联系我们|版权"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a table row beside the tasks; ``heading`` is the last section's title above it."""

    text: str
    heading: str


def passages(document: Document) -> tuple[Passage, ...]:
    """Every sentence of the lines that hold nothing of any task, in the document's order; its title left out."""
    taken = sorted(_taken(document))
    # With the spans in order, the farthest end so far tells whether any of those that begin before reaches a line.
    starts, reached = [start for start, _ in taken], list(accumulate((end for _, end in taken), max))
    headings = sorted((s.span.start, s.heading) for s in document.sections if s.span)
    found: list[Passage] = []
    for span, head in _lines(document.text):
        before = bisect_left(starts, span.end)
        if not before or reached[before - 1] <= span.start:
            under = [heading for start, heading in headings if start <= span.start]
            found += [Passage(said, under[-1] if under else "") for said in _said(span.cut(document.text), head)]
    title = re.sub(r"\s", "", document.title)
    return tuple(one for one in found if re.sub(r"\s", "", one.text) not in title)


def _taken(document: Document) -> list[tuple[int, int]]:
    spans: list[Span | None] = []
    for task in document.tasks:
        spans += [task.span, task.lead.span, task.responsible.span, task.deadline.span if task.deadline else None]
    titles = [s.span for s in document.sections if s.span and len(s.heading) >= len(s.span.cut(document.text)) - 1]
    return [(span.start, span.end) for span in (*spans, *titles) if span is not None]


def _lines(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Each line, with the cells of the row that heads its table where it stands in one."""
    head: tuple[str, ...] = ()
    start = 0
    for line in text.split("\n"):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        row = sum(map(bool, cells)) >= _CELLS
        if not row or (not head and any(any(c.isdigit() for c in cell) for cell in cells)):
            head = ()
        yield Span(start, start + len(line)), head
        if row and not head:
            head = cells
        start += len(line) + 1


def _said(line: str, head: tuple[str, ...]) -> Iterator[str]:
    cells = tuple(cell.strip() for cell in line.split("\t"))
    if _AROUND.search(line) or all(not cell or column_role(cell) for cell in cells):
        return
    if len(cells) >= _CELLS:
        if len(cells) == len(head):
            yield ";".join(f"{name}:{cell}" for name, cell in zip(head, cells, strict=True) if cell and name != "序号")
        return
    for match in _SENTENCE.finditer(line):
        said = match[0].strip()
        if len(_HAN.findall(said)) >= _LEAST:
            yield said
