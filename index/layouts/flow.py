"""Running text: the items that carry fields are the tasks, the items above them the sections.

How a task carries its fields differs from layout to layout (a ``Carrier``); what the numbers mean does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from index.layouts.draft import Draft, DraftTask, Head, Path
from index.layouts.fields import Conventions, Gathered
from index.layouts.outline import LEVEL, PLAIN, Item, Node, grow, split_items
from index.layouts.paragraphs import Paragraph
from index.reading.passage import Passage, join

_LONGEST_TITLE = 60
_LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """What an item says: the task's text, and the wordings of its fields."""

    text: Passage
    gathered: Gathered


class Carrier(Protocol):
    """One way in which a task carries its fields."""

    def find(self, item: Item) -> Finding | None:
        """The task that an item is, None where the item carries no field in this way."""
        ...


def read_flow(layout: str, paragraphs: Sequence[Paragraph], carriers: Sequence[Carrier], said: Conventions) -> Draft:
    """A document whose tasks carry their fields as the first carrier reads them; single tasks may as the others do."""
    items = split_items(paragraphs)
    findings = {id(item): finding for item in items if (finding := carriers[0].find(item))}
    if not findings:
        return Draft(layout)
    own = len(findings)
    for item in items:
        other = None if id(item) in findings else next((f for c in carriers[1:] if (f := c.find(item))), None)
        if other:
            findings[id(item)] = other
    tree = grow(items)
    found = {id(node): findings[id(node.item)] for root in tree for node in root.walk() if id(node.item) in findings}
    _merge_parts(tree, found)
    _absorb(tree, found)
    _leave_headings(tree, found)
    tasks = _tasks(tree, found)
    paths = _paths(tree, tasks)
    nodes = [node for root in tree for node in root.walk() if id(node) in tasks]
    drafts = [_draft_task(node, found.get(id(node)) or _closing(node, nodes, found), paths, said) for node in nodes]
    return Draft(layout, tuple(drafts), tuple(paths.values()), len(findings) - own)


_Found = dict[int, Finding]


def whole_text(item: Item) -> Passage:
    """The text of an item with all its paragraphs."""
    return join((item.head.body, *(paragraph.passage for paragraph in item.body)))


def _closing(node: Node, nodes: Sequence[Node], found: _Found) -> Finding | None:
    """The last task, without fields, is its own paragraph where every task is one: what follows closes the document."""
    head = node.item.head.body
    alone = node is nodes[-1] and node.item.body and head.text.rstrip().endswith("。")
    if not alone or any("\n" in finding.text.text for finding in found.values()):
        return None
    return Finding(head, Gathered())


def _merge_parts(tree: Sequence[Node], found: _Found) -> None:
    """Where the fields come after the last of several parts ("1. （1）...（2）... 牵头单位"), they are the whole's.

    One level of numbers at a time, the deepest first: what a level does as a rule holds for all of it.
    """
    groups = [node for root in tree for node in root.walk() if node.children]
    for depth in sorted({len(node.above) for node in groups}, reverse=True):
        level = [node for node in groups if len(node.above) == depth]
        last_only: Counter[str] = Counter()
        for node in level:
            last_only[node.children[0].item.kind] += _last_only(node, found)
        for node in level:
            last = node.children[-1]
            if last_only[last.item.kind] > 0 and id(last) in found and not last.children:
                finding = found.pop(id(last))
                before = [whole_text(node.item), *(_labelled(child) for child in node.children[:-1])]
                found[id(node)] = replace(finding, text=join((*before, _with_label(last, finding.text))))
                node.children.clear()


def _last_only(node: Node, found: _Found) -> int:
    """1 where only the last of several children has fields, -1 where others have, 0 where that says nothing."""
    kind = node.children[0].item.kind
    if len(node.children) < 2 or kind.startswith(LEVEL) or kind == PLAIN:
        return 0
    *others, last = ([id(below) in found for below in child.walk()] for child in node.children)
    if any(map(any, others)):
        return -1
    return int(last == [True] and id(node) not in found)


def _labelled(node: Node) -> Passage:
    return join((node.item.head.passage, *(p.passage for p in node.item.body), *map(_labelled, node.children)))


def _with_label(node: Node, text: Passage) -> Passage:
    """A part's text behind the label it has in print."""
    printed, body = node.item.head.passage, node.item.head.body
    return join((printed.cut(0, len(printed.text) - len(body.text)), text), "")


def _absorb(tree: Sequence[Node], found: _Found) -> None:
    """Numbered parts without fields under a task are part of its text."""
    for root in tree:
        for node in root.walk():
            if id(node) not in found or not node.children:
                continue
            if not any(id(below) in found for child in node.children for below in child.walk()):
                finding = found[id(node)]
                found[id(node)] = replace(finding, text=join((finding.text, *map(_labelled, node.children))))
                node.children.clear()


def _leave_headings(tree: Sequence[Node], found: _Found) -> None:
    """A short heading with fields of its own over tasks with theirs (一、工业（市工信局牵头）) is no task besides."""
    for root in tree:
        for node in root.walk():
            below = (other for child in node.children for other in child.walk())
            if id(node) in found and any(id(other) in found for other in below):
                text = found[id(node)].text.text
                if len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "：")):
                    del found[id(node)]


def _tasks(tree: Sequence[Node], found: _Found) -> set[int]:
    """The nodes with fields, and those of their series without: beside one of them, or counting on from the last."""
    tasks = {node_id for node_id in found}
    nodes = [node for root in tree for node in root.walk()]
    kinds = {node.item.kind for node in nodes if id(node) in found}
    last: dict[str, int] = {}
    for node in nodes:
        marker = node.item.marker
        if id(node) in found:
            if marker and marker.number:
                last[marker.kind] = marker.number
            continue
        if node.item.kind not in kinds or node.children or marker is None:
            continue
        beside = [n for n in (node.parent.children if node.parent else tree) if n.item.kind == node.item.kind]
        within = any(id(n) in found for n in beside) and _counts_up(beside)
        goes_on = node.parent is not None and marker.number == last.get(marker.kind, 0) + 1 and marker.number > 1
        if within or goes_on:
            tasks.add(id(node))
            last[marker.kind] = marker.number or 0
    return tasks


def _counts_up(nodes: Sequence[Node]) -> bool:
    numbers = [node.item.marker.number for node in nodes if node.item.marker and node.item.marker.number]
    return all(a < b for a, b in pairwise(numbers))


def _paths(tree: Sequence[Node], tasks: set[int]) -> dict[int, Path]:
    """The headings in document order by their node: those above tasks, and empty ones of the same series."""
    kept: dict[int, Path] = {}
    holding = [root for root in tree if any(id(node) in tasks for node in root.walk())]
    # A heading without a number over all there is: a title, no section.
    if len(holding) == 1 and holding[0].item.kind.startswith(LEVEL) and id(holding[0]) not in tasks:
        return _paths(holding[0].children, tasks)
    _collect(tree, (), tasks, kept)
    return kept


def _collect(nodes: Sequence[Node], above: Path, tasks: set[int], kept: dict[int, Path]) -> None:
    holding = {id(node) for node in nodes if any(id(b) in tasks for child in node.children for b in child.walk())}
    series = _series(nodes, holding)
    for node in nodes:
        if id(node) in holding or (id(node) in series and id(node) not in tasks):
            path = (*above, _head(node))
            kept[id(node)] = path
            if id(node) in holding:
                _collect(node.children, path, tasks, kept)


def _series(nodes: Sequence[Node], holding: Iterable[int]) -> set[int]:
    """Siblings that count up together with one that holds tasks: "一、发展目标" before "二、重点任务"."""
    series: set[int] = set()
    run: list[Node] = []
    held = set(holding)
    for node in [*nodes, None]:
        number = node.item.marker.number if node and node.item.marker else None
        before = run[-1].item.marker.number if run and run[-1].item.marker else None
        goes_on = node is not None and number is not None and run and node.item.kind == run[-1].item.kind
        if run and not (goes_on and before is not None and number is not None and number > before):
            if any(id(n) in held for n in run):
                series.update(id(n) for n in run)
            run = []
        if node is not None:
            run.append(node)
    return {node_id for node_id in series}


def _head(node: Node) -> Head:
    """A heading as printed; of a paragraph that goes on after it, only the first sentence."""
    body = node.item.head.body
    stop = body.text.find("。")
    if 0 <= stop < len(body.text) - 1:
        body = body.cut(0, stop)
    title = body.strip("。：:").cut(0, _LONGEST_TITLE) if len(body.text) > _LONGEST_TITLE else body.strip("。：:")
    marker = node.item.marker
    span = node.item.head.passage.span if not title else join((node.item.head.passage.cut(0, 1), title), "").span
    # 第一部分 总体要求: the space is all that parts them.
    label = f"{marker.label} " if marker and marker.kind == "part" else marker.label if marker else ""
    return Head(label, marker.number if marker else None, title.text, span)


def _draft_task(node: Node, finding: Finding | None, paths: dict[int, Path], said: Conventions) -> DraftTask:
    marker = node.item.marker
    text = finding.text if finding else whole_text(node.item)
    above = [paths[id(parent)] for parent in node.above if id(parent) in paths]
    fields = (finding.gathered if finding else Gathered()).finish(said)
    label, kind, number = (marker.label, marker.kind, marker.number) if marker else ("", node.item.kind, None)
    return DraftTask(label, kind, number, text, fields, above[-1] if above else ())
