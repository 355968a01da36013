"""The text of a document as HTML in which the span of every task is an element of its own, to be highlighted."""

from __future__ import annotations

from functools import lru_cache

from index.types import Document
from web.markup import escaped


@lru_cache(maxsize=16)
def source_html(document: Document) -> str:
    """The whole text, escaped; each task's span carries its half-open character offsets in data-start and data-end."""
    parts: list[str] = []
    end = 0
    for task in sorted(document.tasks, key=lambda task: task.span.start):
        span = task.span
        # Spans that overlap (none of the layouts makes them) cannot both be an element.
        if span.start < end or span.end > len(document.text):
            continue
        parts.append(escaped(document.text[end : span.start]))
        passage = escaped(span.cut(document.text))
        parts.append(f'<span data-start="{span.start}" data-end="{span.end}">{passage}</span>')
        end = span.end
    return f'<div class="document" lang="zh-CN">{"".join(parts)}{escaped(document.text[end:])}</div>'
