"""The layouts, and which of them a document has: the one that finds fields for the most tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.layouts.draft import Draft
from index.layouts.fields import Conventions
from index.layouts.flow import Carrier, read_flow
from index.layouts.inline import InlineFields
from index.layouts.labelled import LabelledLines
from index.layouts.paragraphs import Paragraph
from index.layouts.table import TableLayout
from index.layouts.trailing import TrailingBrackets
from index.reading.source import Source


@dataclass(frozen=True, slots=True)
class Context:
    """A document as every layout is given it: its source, its paragraphs, and what it says about all its tasks."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    conventions: Conventions


class Layout(Protocol):
    """One way in which documents of the genre are set out."""

    @property
    def name(self) -> str: ...

    def read(self, context: Context) -> Draft:
        """What the document is, read this way; a draft without tasks where it makes no sense."""
        ...


class NamedCarrier(Carrier, Protocol):
    name: str


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """Running text whose tasks carry their fields as the first carrier reads them."""

    name: str
    carriers: tuple[Carrier, ...]

    def read(self, context: Context) -> Draft:
        return read_flow(self.name, context.paragraphs, self.carriers, context.conventions)


def layouts() -> tuple[Layout, ...]:
    """Every layout, the one that wins a tie first."""
    carriers: tuple[NamedCarrier, ...] = (LabelledLines(), TrailingBrackets(), InlineFields())
    flows: list[Layout] = [FlowLayout(one.name, (one, *(c for c in carriers if c is not one))) for one in carriers]
    return (TableLayout(), *flows)


def read_again(draft: Draft, context: Context) -> Draft:
    """A draft read once more in its own layout, where more has become known of the document."""
    return next(layout for layout in layouts() if layout.name == draft.layout).read(context)


def best_draft(context: Context, candidates: Sequence[Layout] | None = None) -> Draft | None:
    """The reading that explains most; None where none finds a task with a field."""
    drafts = [layout.read(context) for layout in candidates or layouts()]
    best = max(drafts, key=lambda draft: draft.explained)
    return best if best.explained[0] else None
