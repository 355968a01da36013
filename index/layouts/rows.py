"""The lines of a source that hold the document's own text: cleaned, without what the page prints around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.reading.passage import Passage

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line cleaned: its index in the source, its text, whether it is indented, its heading level and table, and
    whether it fills the page's width (None where the format does not say).
    """

    index: int
    passage: Passage
    indented: bool
    level: int | None
    table: int | None
    full: bool | None = None

    @property
    def compact(self) -> str:
        """Its text without white space."""
        return _SPACE.sub("", self.passage.text)
