"""Text that is safe in Markdown and still reads well as plain text: what could become markup is written full-width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Full-width twins are inert in Markdown, HTML and LaTeX and need no backslashes on the command line.
_TWINS = {ord(char): chr(ord(char) + 0xFEE0) for char in "<>&|[]`*_\\~$@"}
# Characters that reorder or hide text could make an answer show something else than it says.
_HIDDEN = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_SPACES = {ord(char): " " for char in "\t\n\r\v\f\u2028\u2029\u0085"}
_TABLE = {**_TWINS, **_HIDDEN, **_SPACES}
_UNSAFE = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_ADDRESS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.")
_CLAUSE = re.compile(r"[。;\uff1b!?\uff01\uff1f]")
_COMMA = re.compile(r"[,\uff0c]")
_PAUSE = re.compile("、")


def safe(text: object) -> str:
    """The text as it may stand inside a line of Markdown: one line, no markup, no links, no hidden characters."""
    plain = str(text)
    if _UNSAFE.search(plain):  # most texts hold nothing to be replaced, which is found out much faster
        plain = plain.translate(_TABLE)
    if "//" in plain or "www" in plain.lower():
        plain = _ADDRESS.sub(lambda match: chr(ord(match[0]) + 0xFEE0), plain)
    return plain


def gist(text: str, limit: int) -> str:
    """The beginning of a text that fits ``limit`` characters: whole clauses, "…" where something is left out."""
    first = _CLAUSE.split(text, maxsplit=1)[0]
    if len(first) <= limit:
        return first if len(first) >= len(text.rstrip("。;")) else f"{first}…"
    commas = [match.start() for match in _COMMA.finditer(first, 0, limit)]
    pauses = [match.start() for match in _PAUSE.finditer(first, 0, limit)]
    cut = next((places[-1] for places in (commas, pauses) if places and places[-1] >= limit // 3), limit)
    return f"{first[:cut]}…"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter; Chinese stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the cells have to be safe already."""
    lines = [_row(head), "|" + " --- |" * len(head)]
    lines.extend(_row(row) for row in rows)
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def bullets(items: Iterable[str]) -> str:
    """A Markdown list; the items have to be safe already."""
    return "\n".join(f"- {item}" for item in items)


def blocks(*parts: str) -> str:
    """The parts that hold something, with a blank line between."""
    return "\n\n".join(part for part in parts if part)
