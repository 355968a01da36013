"""Fields in brackets behind the task: （市编办牵头，市法制办配合，2017年底前完成）, （责任单位：……；时限：……）."""

from __future__ import annotations

from collections.abc import Iterator

from index.layouts.fields import Gathered
from index.layouts.flow import Finding
from index.layouts.labels import find_labels, opening_label, split_labelled
from index.layouts.outline import Item
from index.reading.passage import Passage, join

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_FIELDS = ("lead", "responsible", "deadline")


class TrailingBrackets:
    """The brackets stand at the end of the task's text, or of a sentence of it."""

    name = "trailing"

    def find(self, item: Item) -> Finding | None:
        gathered = Gathered()
        text: list[Passage] = []
        seen = False
        for i, paragraph in enumerate((item.head, *item.body)):
            passage = paragraph.body if i == 0 else paragraph.passage
            label = opening_label(passage.text)
            if seen and not (label and label.role == "text"):
                # What follows the brackets is no longer the task, unless it says that it is (具体措施：……).
                kept = _without(passage, gathered)
                if kept.text != passage.text:
                    text.append(kept)
                continue
            kept = _without(passage, gathered)
            seen = seen or kept.text != passage.text
            text.append(kept)
        return Finding(join(text), gathered) if seen else None


def _without(passage: Passage, gathered: Gathered) -> Passage:
    """The passage without the brackets that hold fields, which are gathered."""
    kept: list[Passage] = []
    at = 0
    for start, end in _brackets(passage.text):
        if _take(passage, start, end, gathered):
            kept.append(passage.cut(at, start))
            rest = passage.text[end:]
            # The full stop that stands behind the brackets instead of before them goes with the sentence.
            at = end + (1 if rest[:1] in "。；;" and passage.text[:start].rstrip().endswith(("。", "；", ";")) else 0)
    return join((*kept, passage.cut(at)), "") if kept or at else passage


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost round or square brackets; brackets inside them (各县（市、区）政府) belong to what they hold."""
    depth = start = 0
    for i, character in enumerate(text):
        if character in _OPEN:
            start = start if depth else i
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if not depth:
                yield start, i + 1


def _take(passage: Passage, start: int, end: int, gathered: Gathered) -> bool:
    inner = passage.cut(start + 1, end - 1)
    labels = find_labels(inner.text)
    if any(label.role in _FIELDS for label in labels):
        # 〔各区政府负责落实；完成时限：持续推进〕
        gathered.phrase(inner.cut(0, labels[0].start).strip("。；;，,"))
        gathered.labelled(split_labelled(inner))
        return True
    before, after = passage.text[:start].rstrip(), passage.text[end:].lstrip()
    closed = not before or before[-1] in "。；;！？”）)"
    at_end = not after.strip("。；;，,") or (closed and bool(before)) or after[0] in "。；;"
    if not at_end:
        return False
    trial = Gathered()
    if not trial.phrase(inner):
        return False
    if not (trial.lead or trial.responsible) and not closed:
        # A date alone, in mid-sentence, describes something else: 三年行动计划（2018年）.
        return False
    gathered.phrase(inner)
    return True
