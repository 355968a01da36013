"""The standing notice: what the answers rest on, what it covers, and what the page cannot do."""

from __future__ import annotations

from collections.abc import Iterable

from index.types import Document
from web.labels import ListWords, NoticeWords
from web.markup import escaped
from web.words import Words


def notice_html(documents: Iterable[Document], words: Words) -> str:
    """Title, coverage and dates of each document; that it is a plan; and, folded away, how the page works."""
    notice = words.notice
    sources = "".join(_document_html(document, notice) for document in documents)
    return (
        f'<section class="notice" aria-label="{escaped(notice.label)}">{sources}'
        f'<p class="plan">{escaped(notice.plan)}</p>'
        f"<details><summary>{escaped(notice.details)}</summary>"
        f'<div class="columns">{_list_html(notice.works)}{_list_html(notice.limits)}</div></details></section>'
    )


def _document_html(document: Document, notice: NoticeWords) -> str:
    covers = notice.covers if document.sections else notice.covers_flat
    counts = covers.format(tasks=len(document.tasks), sections=len(document.sections))
    facts = "".join(
        f'<span class="fact"><b>{escaped(name)}</b> {escaped(value or notice.blank)}</span>'
        for name, value in _shown_facts(document, notice)
    )
    return (
        f'<p class="source"><b class="document">《{escaped(document.title)}》</b> '
        f'<span class="fact">{escaped(counts)}</span>{facts}</p>'
    )


def _shown_facts(document: Document, notice: NoticeWords) -> list[tuple[str, str]]:
    values = {fact.name: fact.value.strip() for fact in document.facts}
    return [(name, values[name]) for name in notice.facts if name in values]


def _list_html(words: ListWords) -> str:
    items = "".join(f"<li>{escaped(item)}</li>" for item in words.items)
    return f"<div><h3>{escaped(words.title)}</h3><ul>{items}</ul></div>"
