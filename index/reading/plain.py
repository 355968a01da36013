"""Plain text and Markdown: lines as they are; pipe and tab tables as tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reading.source import Line, RawCell, Source, SourceBuilder
from index.types import Span

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s*(.*?)\s*#*\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_BULLET = re.compile(r"^\s*(?:[-*+]\s+|>\s?)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_plain(text: str) -> Source:
    """A text file. Its text is kept as it is, unless it holds a table, which is laid out again."""
    rows = text.split("\n")
    if any(_table_at(rows, i) for i in range(len(rows))):
        return _with_tables(rows, markdown=False)
    lines: list[Line] = []
    start = 0
    for row in rows:
        lines.append(Line(Span(start, start + len(row))))
        start += len(row) + 1
    return Source(text, tuple(lines), wrapped=True)


def read_markdown(text: str) -> Source:
    """A Markdown file without its markup; headings keep their level."""
    from index.reading.html import add_html

    if not _HTML_TABLE.search(text):
        return _with_tables(text.split("\n"), markdown=True)
    builder = SourceBuilder()
    at = 0
    for match in _HTML_TABLE.finditer(text):
        _add_rows(builder, text[at : match.start()].split("\n"), markdown=True)
        add_html(builder, match.group())
        at = match.end()
    _add_rows(builder, text[at:].split("\n"), markdown=True)
    return builder.build(wrapped=True)


def _with_tables(rows: Sequence[str], *, markdown: bool) -> Source:
    builder = SourceBuilder()
    _add_rows(builder, rows, markdown=markdown)
    return builder.build(wrapped=True)


def _add_rows(builder: SourceBuilder, rows: Sequence[str], *, markdown: bool) -> None:
    at = 0
    while at < len(rows):
        length = _table_at(rows, at)
        if length:
            kept = [row for row in rows[at : at + length] if not _RULE.match(row)]
            builder.table([[RawCell(_cell(c, markdown)) for c in _split(row)] for row in kept])
            at += length
            continue
        heading = _HEADING.match(rows[at]) if markdown else None
        if heading:
            builder.line(_plain(heading[2]), len(heading[1]))
        else:
            builder.line(_plain(_BULLET.sub("", rows[at])) if markdown else rows[at])
        at += 1


def _table_at(rows: Sequence[str], at: int) -> int:
    """How many rows of a table begin here: at least two, each with as many tabs or pipes as the first. 0 for none."""
    for separator in ("|", "\t"):
        count = rows[at].strip(" ").count(separator)
        ruled = separator == "|" and at + 1 < len(rows) and bool(_RULE.match(rows[at + 1]))
        # Without a rule below it, a row with one tab or two pipes is more often a paragraph.
        if count < (1 if ruled else 3 if separator == "|" else 2):
            continue
        end = at
        while end < len(rows) and rows[end].strip(" ").count(separator) >= min(count, 2) and rows[end].strip():
            end += 1
        if end - at >= 2:
            return end - at
    return 0


def _split(row: str) -> list[str]:
    if "|" not in row:
        return [cell.strip() for cell in row.split("\t")]
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _cell(text: str, markdown: bool) -> str:
    return "\n".join(_plain(part) if markdown else part for part in _BREAK.split(text))


def _plain(text: str) -> str:
    """Inline Markdown as its reader sees it."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)
