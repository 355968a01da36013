"""The questions that calibration fits on: what was asked, of which kind it is, and which tasks answer it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.answerable import KINDS, Kind
from index.chunk import AnticipatedQuestion
from index.training.slips import Misspeller
from index.types import Document

UNANSWERABLE = Path(__file__).resolve().parents[2] / "data" / "genre" / "unanswerable.jsonl"
BALANCED = "balanced"  # the style of questions whose authors wrote answerable and unanswerable ones alike
FOLDS = 5
MISTYPED = 2  # one question in so many is also judged mistyped
_KIND: dict[str, Kind] = {
    "near": "near", "far": "far", "place": "far", "smalltalk": "smalltalk",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its kind (an index of KINDS) and, where it is answerable, the positions that answer it.

    ``like`` is what it is a variant of: a question that it mistypes, or a form that is asked of several subjects;
    ``rewords`` the id of the question that it puts in other words. ``also`` are positions that an answer may name
    besides. ``balanced``: its author wrote answerable and
    unanswerable ones alike, so that style does not give away the kind.
    """

    text: str
    kind: int
    positions: tuple[int, ...] = ()
    like: str = ""
    balanced: bool = False
    rewords: str = ""
    also: tuple[int, ...] = ()

    @property
    def group(self) -> str:
        """What no other fold may have a variant of."""
        return self.like or self.rewords or self.text


def held_out(row: AnticipatedQuestion) -> bool:
    """Whether an anticipated question is kept for calibration: the balanced ones, and of the others one in five by its
    text alone."""
    return row.style == BALANCED or hashlib.sha256(row.text.encode()).digest()[0] % FOLDS == 0


def unanswerable(path: Path = UNANSWERABLE) -> list[Asked]:
    """The questions that no document of the genre answers, with their kinds."""
    return [
        Asked(row["q"], KINDS.index(_KIND[row["kind"]]), (), row.get("like", ""), row.get("style") == BALANCED)
        for row in _rows(path)
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def anticipated(document: Document, rows: Sequence[AnticipatedQuestion]) -> list[Asked]:
    """Each anticipated question once, with all of its tasks."""
    position = {task.number: task.position for task in document.tasks}
    by_text: dict[str, list[int]] = {}
    for row in rows:
        by_text.setdefault(row.text, []).append(position[row.task])
    even = {row.text for row in rows if row.style == BALANCED}
    return [Asked(text, 0, tuple(at), balanced=text in even) for text, at in by_text.items()]


def mistyped(questions: Sequence[Asked]) -> list[Asked]:
    """One answerable question in ``MISTYPED``, with slips."""
    slip = Misspeller(question.text for question in questions)
    made = [(slip(question.text), question) for question in questions[::MISTYPED]]
    return [Asked(text, 0, q.positions, q.text) for text, q in made if text != q.text]
