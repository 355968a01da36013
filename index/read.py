"""From a file to a ``Document``: its text, its facts, its sections and its tasks, each with its place in the text."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import DocumentProblem
from index.layouts import Context, best_draft, read_again
from index.layouts.clauses import first_leads
from index.layouts.draft import sections_of, tasks_of
from index.layouts.facts import Heading, main_year, read_heading, years_in
from index.layouts.fields import Conventions
from index.layouts.furniture import rows_of
from index.layouts.paragraphs import paragraphs_of
from index.layouts.said import stated_facts
from index.layouts.sides import own_roles
from index.reading.formats import read_bytes, read_source
from index.reading.vocabulary import DATA
from index.types import NO_YEAR, Document, Task

_OFTEN = 2


def read_document(path: Path, *, document_id: str | None = None) -> Document:
    """Reads txt, md, html, docx, pdf, xlsx or csv; ``document_id`` is the file's stem unless given.

    Every span of the document points into its ``text``; literals and task texts are cleaned of line wraps, invisible
    characters and full-width digits. Raises DocumentProblem, one sentence with the way out, where the file is missing,
    empty, damaged, of an unknown format or encoding, or holds no task.
    """
    data = read_bytes(path)
    source = read_source(path, data)
    rows = rows_of(source)
    heading = read_heading(rows, source.title)
    paragraphs = paragraphs_of([row for row in rows if row.index not in heading.rows], wrapped=source.wrapped)
    compact = [row.compact for row in rows]
    year = heading.year or main_year([*([] if heading.title else [path.stem]), *compact])
    conventions = Conventions(year, first_leads("".join(compact)))
    draft = best_draft(Context(source, paragraphs, conventions))
    if draft is not None and heading.year is None and not _names_a_year(tasks_of(draft, ""), path.stem, compact):
        conventions = replace(conventions, default_year=NO_YEAR)
        draft = best_draft(Context(source, paragraphs, conventions))
    if draft is None:
        raise DocumentProblem(
            f"在“{path.name}”里没有找到任务：每条任务要写明牵头单位、责任单位或完成时限；请确认这是一份任务分工文件。"
        )
    roles = own_roles(said for task in draft.tasks for said in task.fields.said)
    if roles is not None:
        draft = read_again(draft, Context(source, paragraphs, replace(conventions, main_leads=True)))
    name = document_id or path.stem
    return Document(
        id=name,
        title=heading.title or path.stem,
        text=source.text,
        sha256=hashlib.sha256(data).hexdigest(),
        source=path.name,
        layout=draft.layout,
        sections=sections_of(draft),
        tasks=tasks_of(draft, name),
        facts=(*heading.facts, *stated_facts(rows, heading.facts, source.text)),
        jurisdiction=_jurisdiction(heading, source.text),
        roles=roles,
    )


def _names_a_year(tasks: Sequence[Task], stem: str, texts: Sequence[str]) -> bool:
    """Whether a deadline or the file's name holds a year, or the text again and again; what is told in passing
    (2015年以前印发的) is not the year of the plan."""
    told = [stem, *(task.deadline.literal for task in tasks if task.deadline)]
    return any(map(years_in, told)) or sum(map(len, map(years_in, texts))) > _OFTEN


def _jurisdiction(heading: Heading, text: str) -> str | None:
    """The place whose names (``[jurisdiction]`` of its units.toml) the title or a fact holds, or the text repeats."""
    said = " ".join([heading.title, *(fact.value for fact in heading.facts)])
    places = [(path.parent.name, _names(path)) for path in sorted(DATA.glob("*/units.toml"))]
    for place, names in places:
        if any(name in said for name in names):
            return place
    # In the text only the full name counts, and not a single mention of it.
    return next((place for place, names in places if names and text.count(names[0]) > _OFTEN), None)


def _names(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return list(tomllib.load(file).get("jurisdiction", {}).get("names", []))
    except (OSError, tomllib.TOMLDecodeError):
        return []
