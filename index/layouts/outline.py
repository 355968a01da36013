"""Paragraphs to numbered items, items to a tree: what stands under what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.layouts.labels import opening_label, split_labelled
from index.layouts.markers import Marker
from index.layouts.names import look_like_units, split_names
from index.layouts.paragraphs import Paragraph
from index.reading.vocabulary import page

# Kinds of items that have no number: a heading whose format states its level, a short line, a task.
LEVEL, PLAIN, UNMARKED = "level", "plain", "unmarked"
_OUTER = ("han", "part")
_FINISHED = ("。", "）", ")", "；")
_LONGEST_PLAIN_HEADING = 25
_SENTENCE = tuple("。；：，、！？;:,.")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph, or a heading without a number, and the paragraphs up to the next one."""

    head: Paragraph
    body: tuple[Paragraph, ...]
    kind: str

    @property
    def marker(self) -> Marker | None:
        return self.head.marker


@dataclass(slots=True, eq=False)
class Node:
    """An item in the tree. Only the outline itself changes it."""

    item: Item
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Itself, then everything under it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def above(self) -> list[Node]:
        """Its parents, the outermost first."""
        return [*self.parent.above, self.parent] if self.parent else []


def split_items(paragraphs: Sequence[Paragraph]) -> tuple[Item, ...]:
    """Items in order; what precedes the first one (preface, salutation) is left out."""
    numbered = next((i for i, p in enumerate(paragraphs) if p.marker), len(paragraphs))
    items: list[Item] = []
    head: Paragraph | None = None
    kind = ""
    body: list[Paragraph] = []
    for i, paragraph in enumerate(paragraphs):
        starts = _kind(paragraphs, i, numbered)
        if starts is None:
            body.append(paragraph)
            continue
        if head is not None:
            items.append(Item(head, tuple(body), kind))
        head, kind, body = paragraph, starts, []
    if head is not None:
        items.append(Item(head, tuple(body), kind))
    return tuple(items)


def _kind(paragraphs: Sequence[Paragraph], at: int, numbered: int) -> str | None:
    """The kind of item that a paragraph begins; None where it begins none."""
    paragraph = paragraphs[at]
    if paragraph.marker:
        return paragraph.marker.kind
    if paragraph.level is not None:
        return f"{LEVEL}{paragraph.level}"
    below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    above = paragraphs[at - 1] if at else None
    if below is None or _is_field(paragraph) or (above is not None and holds_more_units(above, paragraph)):
        return None
    if _is_field(below):
        # A task without a number: between the fields of one task and its own, or before any number at all.
        return UNMARKED if (above is not None and _is_field(above)) or at < numbered else None
    return PLAIN if _is_plain_heading(paragraph, above, below) else None


def _is_field(paragraph: Paragraph) -> bool:
    if paragraph.marker:
        return False
    label = opening_label(paragraph.passage.text)
    return label is not None and label.role in ("lead", "responsible", "deadline")


def holds_more_units(above: Paragraph, below: Paragraph) -> bool:
    """Whether a line right below a list of units holds more of them."""
    if below.line != above.line + 1 or not _is_field(above) or below.marker:
        return False
    last = list(split_labelled(above.passage))[-1].label
    names = split_names(below.passage).names
    return last.role in ("lead", "responsible") and look_like_units(names, strict=True)


def _is_plain_heading(paragraph: Paragraph, above: Paragraph | None, below: Paragraph) -> bool:
    """A short line without a number, after something finished, below which the numbers begin again."""
    text = paragraph.passage.text
    if len(text) > _LONGEST_PLAIN_HEADING or text.endswith(_SENTENCE) or page().not_title.fullmatch(text):
        return False
    if below.marker is None or below.marker.number != 1 or below.marker.kind in _OUTER:
        return False
    return above is None or _is_field(above) or above.passage.text.endswith(_FINISHED)


def grow(items: Sequence[Item]) -> list[Node]:
    """The outermost nodes. A kind of number already open closes everything under it; a new kind opens a level."""
    roots: list[Node] = []
    path: list[Node] = []
    for i, item in enumerate(items):
        depth = _depth(path, item, items[i + 1].kind if i + 1 < len(items) else "")
        del path[depth:]
        parent = path[-1] if path else None
        node = Node(item, parent)
        (parent.children if parent else roots).append(node)
        path.append(node)
    return roots


def _depth(path: Sequence[Node], item: Item, below: str) -> int:
    """How many of the open nodes stay above an item."""
    kinds = [node.item.kind for node in path]
    if item.kind.startswith(LEVEL):
        # A heading stays under headings of a higher level only.
        return next((i for i, kind in enumerate(kinds) if not kind.startswith(LEVEL) or kind >= item.kind), len(kinds))
    if item.kind == PLAIN:
        return next((i for i, kind in enumerate(kinds) if kind in (PLAIN, below)), len(kinds))
    if item.kind == UNMARKED and path and any(map(_is_field, path[-1].item.body)):
        return len(kinds) - 1
    return kinds.index(item.kind) if item.kind in kinds else len(kinds)
