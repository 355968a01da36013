"""The working half of the everyday questions that the assistant is measured with, for calibration.

That half is there to tune on (eval/README.md); the other half, told by a hash of each question's id, is only ever
measured, and neither are rewordings of it read here. Their authors wrote answerable and unanswerable questions alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.answerable import KINDS, Kind
from index.training.asked import Asked
from index.types import Document

_MEASURED = "北京市政务公开工作重点任务分工(2016-2020年)"  # the document that they are about
_EVAL = Path(__file__).resolve().parents[2] / "eval"
_KIND: dict[str, Kind] = {"answered": "answered", "not_stated": "near", "out_of_scope": "far", "smalltalk": "smalltalk"}


def worked(document: Document) -> list[Asked]:
    """The questions of one turn and their rewordings; none for another document than ``_MEASURED``."""
    if document.title != _MEASURED:
        return []
    positions = {task.number: task.position for task in document.tasks}
    found: dict[str, Asked] = {}
    for row in _rows(_EVAL / "questions" / "everyday.jsonl"):
        kind = _KIND.get(row["outcome"])
        alone = len(row["turns"]) == 1 and isinstance(row["turns"][0], str) and row.get("document") is None
        told = row["must"] or kind != "answered"  # else it asks for the document's own facts, which no task tells
        if kind is None or not (alone and told) or not _of_working_half(row["id"]):
            continue
        at = tuple(positions[number] for number in row["must"])
        also = tuple(positions[number] for number in row["may"])
        found[row["id"]] = Asked(row["turns"][0], KINDS.index(kind), at, balanced=True, rewords=row["id"], also=also)
    reworded = [
        replace(of, text=row["turns"][0])
        for row in _rows(_EVAL / "rewordings.jsonl")
        if (of := found.get(row["of"])) is not None and len(row["turns"]) == 1 and _of_working_half(row["turns"][0])
    ]
    return [*found.values(), *reworded]


def _of_working_half(name: str) -> bool:
    """Whether a question may be tuned on, by its id, or a rewording, by its text; eval.split is the other place."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return (json.loads(line) for line in lines if line.strip())
