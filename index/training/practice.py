"""Documents invented for training, each with questions that it answers and questions that it does not.

What a document without anticipated questions gets has to be learnt over many documents: a model of one alone learns
that prices are never told, where others tell them. ``data/genre/practice/<author>/<subject>.csv`` is a document of the
genre, the ``.jsonl`` beside it holds its questions: ``{"q", "task"}`` or ``{"q", "kind"}``. One author is one folder:
what is judged was learnt from the other ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.answerable import KINDS
from index.chunk import AnticipatedQuestion
from index.everyday import in_official_words
from index.tokens import normalise
from index.training.asked import Asked
from index.types import Document

FOLDER = Path(__file__).resolve().parents[2] / "data" / "genre" / "practice"


@dataclass(frozen=True, slots=True)
class Practice:
    """A document, its questions as the search gets them, and who wrote both."""

    document: Document
    asked: tuple[Asked, ...]
    author: str

    @property
    def answerable(self) -> list[Asked]:
        """The questions that the document answers."""
        return [question for question in self.asked if KINDS[question.kind] == "answered"]

    @property
    def rows(self) -> tuple[AnticipatedQuestion, ...]:
        """The questions of one task, which vectors may be tuned on."""
        numbers = [task.number for task in self.document.tasks]
        single = (question for question in self.answerable if len(question.positions) == 1)
        return tuple(AnticipatedQuestion(numbers[question.positions[0]], question.text) for question in single)


def practice(folder: Path = FOLDER) -> list[Practice]:
    """Every document of ``folder``, by author and subject."""
    from index.read import read_document

    found = []
    for path in sorted(folder.glob("*/*.csv")):
        document = read_document(path)
        rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        written = normalise("\n".join(task.text for task in document.tasks))
        positions = {task.number: task.position for task in document.tasks}
        asked = tuple(_asked(row, positions, written) for row in rows)
        found.append(Practice(document, asked, path.parent.name))
    return found


def _asked(row: dict[str, Any], positions: dict[Any, int], written: str) -> Asked:
    kind = KINDS.index(row.get("kind", "answered"))
    tasks = row.get("task", [])
    numbers = tasks if isinstance(tasks, list) else [tasks]
    text = in_official_words(row["q"], written)
    return Asked(text, kind, tuple(positions[number] for number in numbers), balanced=True)


def halved(documents: Sequence[Practice]) -> Iterator[tuple[list[Practice], list[Practice]]]:
    """Twice the documents of one half of the authors, to learn from, and of the other half, to judge by."""
    authors = sorted({one.author for one in documents})
    for known in (set(authors[::2]), set(authors[1::2])):
        yield [one for one in documents if one.author in known], [one for one in documents if one.author not in known]
