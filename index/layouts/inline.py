"""Fields behind the task in its own paragraph, without brackets: "环城路通车。牵头单位：……；完成时限：……"."""

from __future__ import annotations

import re

from index.layouts.fields import Gathered
from index.layouts.flow import Finding
from index.layouts.labels import Label, find_labels, opening_label, split_labelled
from index.layouts.outline import Item
from index.reading.passage import Passage, join

_FIELDS = ("lead", "responsible", "deadline")
_SENTENCE = re.compile(r"(?<=[。；！])")


def _is_field(label: Label, text: str) -> bool:
    """Whether a label begins a field here; inside brackets it belongs to them."""
    before = text[: label.start]
    opened = max(before.rfind("（"), before.rfind("("))
    closed = max(before.rfind("）"), before.rfind(")"))
    return label.role in _FIELDS and opened <= closed


class InlineFields:
    """Labels anywhere behind the first words, or a last sentence such as "由市教育局牵头，市财政局配合。"."""

    name = "inline"

    def find(self, item: Item) -> Finding | None:
        gathered = Gathered()
        text: list[Passage] = []
        seen = False
        for i, paragraph in enumerate((item.head, *item.body)):
            passage = paragraph.body if i == 0 else paragraph.passage
            start = next((label.start for label in find_labels(passage.text) if _is_field(label, passage.text)), None)
            if start is not None and not seen and i > 0 and opening_label(passage.text):
                # Fields on lines of their own are the labelled layout's.
                return None
            if start is not None:
                gathered.labelled(split_labelled(passage.cut(start)))
                text.append(passage.cut(0, start).rstrip("，,；;"))
                seen = True
            elif not seen:
                text.append(passage)
        if not seen:
            return self._by_verb(text, gathered)
        return Finding(join(text), gathered)

    @staticmethod
    def _by_verb(text: list[Passage], gathered: Gathered) -> Finding | None:
        """The last sentence, where it says nothing but who does it and by when; what follows is no longer the task."""
        for at in range(len(text) - 1, -1, -1):
            last = text[at]
            ends = [match.start() for match in _SENTENCE.finditer(last.text) if match.start() < len(last.text.rstrip())]
            start = ends[-1] if ends else (0 if at else None)
            if start is not None and gathered.phrase(last.cut(start).strip("。；;"), verb=True):
                return Finding(join((*text[:at], last.cut(0, start))), gathered)
        return None
