"""Fields on lines of their own below the task: "牵头单位：……" / "责任单位：……" / "完成时限：……"."""

from __future__ import annotations

from index.layouts.fields import Gathered
from index.layouts.flow import Finding
from index.layouts.labels import opening_label, split_labelled
from index.layouts.outline import Item, holds_more_units
from index.layouts.paragraphs import Paragraph
from index.reading.passage import Passage, join

_FIELDS = ("lead", "responsible", "deadline")


def _value(head: Passage) -> Passage:
    """The task of "任务名称：修路" without its label."""
    label = opening_label(head.text)
    return head.cut(label.end) if label and label.role == "text" and label.end < len(head.text) else head


class LabelledLines:
    """A line may hold one field or several."""

    name = "labelled"

    def find(self, item: Item) -> Finding | None:
        gathered = Gathered()
        text: list[Passage] = [_value(item.head.body)]
        seen = False
        above: Paragraph | None = None
        for paragraph in item.body:
            label = opening_label(paragraph.passage.text)
            if label and (
                label.role in _FIELDS or label.role == "person" or (seen and label.role in ("note", "ignored"))
            ):
                seen = seen or label.role in _FIELDS
                gathered.labelled(split_labelled(paragraph.passage))
                above = paragraph
            elif above and label is None and holds_more_units(above, paragraph):
                last = list(split_labelled(above.passage))[-1].label
                gathered.add(last.role, paragraph.passage, last.name)
            elif (label and label.role == "text") or not (seen or (label and label.role == "ignored")):
                text.append(paragraph.passage)
        return Finding(join(text), gathered) if seen else None
