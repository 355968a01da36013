"""How it works and what it cannot do, with the document, its dates, the index and the version. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from index.types import Document
from web.labels import ListWords
from web.markup import escaped
from web.words import Words

DISTRIBUTION = "task-assistant"


def product_version() -> str:
    """The version that is installed; "" where the product runs without being installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return ""


def about_html(documents: Iterable[Document], generation: str, words: Words) -> str:
    """The view's HTML, in the language of the page."""
    about, notice = words.about, words.notice
    sources = "".join(_document_html(document, words) for document in documents)
    built = (
        f"<div><dt>{escaped(about.generation)}</dt><dd>{escaped(generation)}</dd></div>"
        f"<div><dt>{escaped(about.version)}</dt><dd>{escaped(product_version() or '—')}</dd></div>"
    )
    return (
        f'<div class="about"><div class="columns">{list_html(notice.works)}{list_html(notice.limits)}'
        f"{list_html(about.privacy)}{list_html(about.keys)}</div>"
        f'<h2>{escaped(notice.label)}</h2>{sources}<dl class="fields">{built}</dl></div>'
    )


def _document_html(document: Document, words: Words) -> str:
    about, notice = words.about, words.notice
    facts = [(fact.name, fact.value.strip() or notice.blank) for fact in document.facts]
    covers = notice.covers if document.sections else notice.covers_flat
    rows = [
        (about.covers, covers.format(tasks=len(document.tasks), sections=len(document.sections))),
        *facts,
        (about.sha256, document.sha256),
    ]
    items = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in rows)
    return f'<h3>《{escaped(document.title)}》</h3><p>{escaped(notice.plan)}</p><dl class="fields">{items}</dl>'


def list_html(words: ListWords) -> str:
    items = "".join(f"<li>{escaped(item)}</li>" for item in words.items)
    return f"<div><h2>{escaped(words.title)}</h2><ul>{items}</ul></div>"
