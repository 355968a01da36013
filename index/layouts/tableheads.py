"""The headings that stand in the running text right above a table."""

from __future__ import annotations

from collections.abc import Sequence

from index.layouts.draft import Head
from index.layouts.paragraphs import Paragraph
from index.reading.source import Source

_LONGEST = 40


def heads_before(paragraphs: Sequence[Paragraph], source: Source, table: int) -> list[tuple[str, Head]]:
    """Kind and heading of each numbered or styled heading directly above a table, the outermost first."""
    before = [p for p in paragraphs if p.line < source.tables[table].line]
    heads: list[tuple[str, Head]] = []
    for paragraph in reversed(before):
        if source.lines[paragraph.line].table is not None or not _is_heading(paragraph):
            break
        marker = paragraph.marker
        kind = marker.kind if marker else f"level{paragraph.level}"
        if any(kind == other for other, _ in heads):
            break
        title = paragraph.body.text.rstrip("：:")
        head = Head(marker.label if marker else "", marker.number if marker else None, title, paragraph.passage.span)
        heads.insert(0, (kind, head))
    return heads


def _is_heading(paragraph: Paragraph) -> bool:
    text = paragraph.passage.text
    if len(text) > _LONGEST or text.endswith(("。", "；")):
        return False
    return paragraph.marker is not None or (paragraph.level or 0) > 1
