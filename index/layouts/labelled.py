"""Fields on lines of their own below the task: "牵头单位：……" / "责任单位：……" / "完成时限：……"."""

from __future__ import annotations

from index.layouts.fields import Gathered
from index.layouts.flow import Finding
from index.layouts.labels import opening_label, split_labelled
from index.layouts.outline import Item
from index.reading.passage import Passage, join

_FIELDS = ("lead", "responsible", "deadline")


class LabelledLines:
    """A line may hold one field or several."""

    name = "labelled"

    def find(self, item: Item) -> Finding | None:
        gathered = Gathered()
        text: list[Passage] = [item.head.body]
        seen = False
        for paragraph in item.body:
            label = opening_label(paragraph.passage.text)
            if label and (label.role in _FIELDS or (seen and label.role in ("note", "ignored"))):
                seen = seen or label.role in _FIELDS
                gathered.labelled(split_labelled(paragraph.passage))
            elif (label and label.role == "text") or not (seen or (label and label.role == "ignored")):
                text.append(paragraph.passage)
        return Finding(join(text), gathered) if seen else None
