"""The records of a generation as files: its documents and its chunks, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson

from index.errors import IndexProblem
from index.types import Chunk, Deadline, Document, Fact, RoleNames, Section, Span, Task, UnitField

DOCUMENTS_FILE = "documents.json"
CHUNKS_FILE = "chunks.json"

_MALFORMED = (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError)


def dump_documents(documents: Sequence[Document]) -> bytes:
    """Documents as a JSON array, dates as ISO strings."""
    return orjson.dumps(list(documents))


def load_documents(data: bytes) -> tuple[Document, ...]:
    """The inverse of ``dump_documents``. Raises IndexProblem where it is truncated or something else.

    Written out rather than left to a validation library, whose start costs more than the whole opening of an index.
    """
    try:
        return tuple(_document(row) for row in orjson.loads(data))
    except _MALFORMED as error:
        raise _broken(DOCUMENTS_FILE) from error


def dump_chunks(chunks: Sequence[Chunk]) -> bytes:
    """Chunks as a JSON array of rows: document, position, kind, ordinal, text."""
    return orjson.dumps([(c.document, c.position, c.kind, c.ordinal, c.text) for c in chunks])


def load_chunks(data: bytes) -> list[Chunk]:
    """The inverse of ``dump_chunks``. Raises IndexProblem where it is truncated or something else."""
    try:
        rows = orjson.loads(data)
        return [Chunk(document, position, kind, text, ordinal) for document, position, kind, ordinal, text in rows]
    except _MALFORMED as error:
        raise _broken(CHUNKS_FILE) from error


def _document(row: dict[str, Any]) -> Document:
    lists: dict[str, Any] = {
        "sections": tuple(
            Section(**{**section, "path": tuple(section["path"]), "span": _span(section["span"])})
            for section in row["sections"]
        ),
        "tasks": tuple(_task(task) for task in row["tasks"]),
        "facts": tuple(Fact(**{**fact, "span": _span(fact["span"])}) for fact in row["facts"]),
        "roles": RoleNames(**row["roles"]) if row.get("roles") else None,
    }
    return Document(**{**row, **lists})


def _task(row: dict[str, Any]) -> Task:
    fields: dict[str, Any] = {
        "span": Span(**row["span"]),
        "lead": _units(row["lead"]),
        "responsible": _units(row["responsible"]),
        "deadline": _deadline(row["deadline"]),
    }
    return Task(**{**row, **fields})


def _units(row: dict[str, Any]) -> UnitField:
    return UnitField(**{**row, "units": tuple(row["units"]), "span": _span(row["span"])})


def _deadline(row: dict[str, Any] | None) -> Deadline | None:
    if row is None:
        return None
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Deadline(**{**row, "due": due, "span": _span(row["span"])})


def _span(row: dict[str, int] | None) -> Span | None:
    return Span(**row) if row else None


def _broken(name: str) -> IndexProblem:
    return IndexProblem(f"索引中的文件 {name} 已损坏或不完整；请运行 assistant index 重新建立索引。")
