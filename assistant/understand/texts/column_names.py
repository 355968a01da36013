"""What the columns of a document that are kept as notes are called, in its own words and in the asker's.

``Columns`` knows the values of each: 优先级 is the column that is printed Priority, 分管领导 the one that is printed
分管院领导, where the document has one such column.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.conditions import Noted
from assistant.understand.kept import kept
from assistant.understand.sections.references import as_read
from index.reading.vocabulary import column_role
from index.types import Document

REMARK = ("备注", "附注", "注释", "remarks?", "notes? column")
_COLUMN = re.compile(r"(?P<name>[^\s:;,。]{2,12}):(?P<value>.*)", re.DOTALL)
_OFFICE = re.compile(r"\((?P<office>[^()]{2,8})\)$")


@dataclass(frozen=True, slots=True)
class Columns:
    """``said`` are names with a value of one task, the name "" for a plain remark; ``spoken`` is a pattern of the ways
    to call each named column, ``people`` the names of the people that columns hold, by what is said of them."""

    said: tuple[tuple[str, str], ...]
    spoken: Mapping[str, str]
    people: Mapping[str, Noted]
    notes: tuple[str, ...]

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.said if name}

    @property
    def named(self) -> str:
        """A pattern for any of the columns, the plain remark included."""
        return "|".join([*sorted(self.spoken.values(), key=len, reverse=True), *REMARK])


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("notes.toml").read_text(encoding="utf-8"))


@kept
def columns_of(document: Document) -> Columns:
    """The columns of ``document`` that are kept as notes of its tasks."""
    notes = tuple(as_read(task.note) for task in document.tasks if task.note)
    said = tuple(dict.fromkeys(pair for note in notes for pair in _pairs(note)))
    names = {name for name, _ in said if name}
    return Columns(said, {name: _ways(name, names) for name in names}, dict(_people(said)), notes)


def _ways(name: str, names: set[str]) -> str:
    """The pattern of the ways to call a column: its name, and other words of its kind that no column has."""
    kinds = [forms for forms in _data()["columns"].values() if name in forms]
    alone = [forms for forms in kinds if len(names.intersection(forms)) == 1]
    ways = [name, *(form for forms in alone for form in forms if form not in names)]
    patterns = [_whole(way) for way in sorted(set(ways), key=len, reverse=True)]
    if column_role(name) == "person" and sum(column_role(other) == "person" for other in names) == 1:
        patterns.append(_data()["people"]["forms"])
    return "|".join(patterns)


def _whole(word: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)


def _people(said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Noted]]:
    """李鸿 and 李鸿(副院长) for the tasks of his, and 总会计师 where one person has that office."""
    columns = [name for name in dict.fromkeys(name for name, _ in said) if column_role(name) == "person"]
    column = columns[0] if len(columns) == 1 else None
    values = dict.fromkeys(v for name, value in said if name in columns for v in values_of(value))
    for value in values:
        yield value, Noted((value,), column)
        if found := _OFFICE.search(value):
            office, bare = found["office"], value[: found.start()]
            yield bare, Noted((bare,), column)
            if sum(office in other for other in values) == 1:
                yield office, Noted((value,), column)


def values_of(said: str, least: int = 2) -> Sequence[str]:
    """What is noted, and its parts."""
    return tuple(dict.fromkeys(piece for piece in (said, *re.split("[、,;。]", said)) if len(piece) >= least))


def ways_of_value(name: str, value: str, columns: Columns) -> tuple[str, ...]:
    """How a value of a column is said: h also 高, where the column knows only such letters."""
    degrees: Mapping[str, list[str]] = _data()["degrees"]
    lettered = {said.split(";")[0] for other, said in columns.said if other == name} <= degrees.keys()
    bare = _OFFICE.sub("", value)
    return tuple(dict.fromkeys((value, bare, *(degrees.get(value, ()) if lettered else ()))))


def fills(note: str, column: str, words: Sequence[str] = ()) -> bool:
    """Whether a task's note says anything in this column; with ``words``: any of them."""
    said = (value for name, value in _pairs(as_read(note)) if name == column)
    return any(value and (not words or any(word in value for word in words)) for value in said)


def _pairs(note: str) -> Iterator[tuple[str, str]]:
    """Name and value of each thing noted of one task; the name is "" for a plain remark."""
    pieces = [_COLUMN.fullmatch(piece.strip()) or piece.strip() for piece in note.split(";")]
    if len(pieces) > 1 and not any(isinstance(piece, re.Match) for piece in pieces[1:]):
        yield (pieces[0]["name"] if isinstance(pieces[0], re.Match) else "", note.split(":", 1)[-1].strip())
    yield from (("", piece) if isinstance(piece, str) else (piece["name"], piece["value"].strip()) for piece in pieces)
