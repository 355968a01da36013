"""What visitors chose to send about an answer, in SQLite: question, answer, generation, verdict, correction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import AssistantError

Verdict = Literal["right", "wrong"]

# Nothing here tells who sent it: no address, no name, no time finer than the order of arrival.
_SCHEMA = """CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    turns TEXT NOT NULL,
    answer TEXT NOT NULL,
    outcome TEXT NOT NULL,
    citations TEXT NOT NULL,
    as_of TEXT NOT NULL,
    document TEXT NOT NULL,
    generation TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    correction TEXT NOT NULL
)"""
_COLUMNS = "turns, answer, outcome, citations, as_of, document, generation, verdict, correction"
MAX_KEPT = 100_000


class FeedbackProblem(AssistantError):
    """The file of the feedback cannot be written or read."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict: the conversation's questions, the answer to the last of them, and what the visitor says of it."""

    turns: tuple[str, ...]
    answer: str
    outcome: str
    citations: tuple[int | str, ...]
    as_of: str
    document: str
    generation: str
    verdict: Verdict
    correction: str


class FeedbackStore:
    """The feedback kept in the SQLite file ``path``, which is made when the first one arrives. Safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
                connection.execute(_SCHEMA)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise FeedbackProblem(f"反馈文件 {self._path} 无法读写({error}),请检查设置 feedback。") from error

    def add(self, feedback: Feedback) -> None:
        """Keep one more. Raises FeedbackProblem, also where there are too many already."""
        row = (
            json.dumps(feedback.turns, ensure_ascii=False), feedback.answer, feedback.outcome,
            json.dumps(feedback.citations, ensure_ascii=False), feedback.as_of, feedback.document,
            feedback.generation, feedback.verdict, feedback.correction,
        )  # fmt: skip
        with self._opened() as connection:
            (count,) = connection.execute("SELECT count(*) FROM feedback").fetchone()
            if count >= MAX_KEPT:
                raise FeedbackProblem(f"反馈已达 {MAX_KEPT} 条,请先导出并清空。")
            connection.execute(f"INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def all(self) -> tuple[Feedback, ...]:
        """Everything sent, newest first; nothing where nothing was ever sent. Raises FeedbackProblem."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM feedback ORDER BY id DESC").fetchall()
        return tuple(_feedback(row) for row in rows)


def _feedback(row: Sequence[str]) -> Feedback:
    turns, answer, outcome, citations, as_of, document, generation, verdict, correction = row
    return Feedback(
        tuple(json.loads(turns)), answer, outcome, tuple(json.loads(citations)), as_of, document, generation,
        "right" if verdict == "right" else "wrong", correction,
    )  # fmt: skip


def question_lines(feedback: Sequence[Feedback]) -> str:
    """Feedback as question lines of the evaluation, oldest first. A right answer is its own gold; a wrong one has none
    yet: its citations are left to whoever reads the correction, which stands in the note."""
    lines = []
    for number, one in enumerate(reversed(feedback), 1):
        right = one.verdict == "right"
        line = {
            "id": f"feedback-{number:04d}", "kind": "feedback" if right else "feedback-wrong",
            "turns": list(one.turns), "must": list(one.citations) if right else [], "outcome": one.outcome,
            "as_of": one.as_of, "document": one.document, "note": one.correction,
        }  # fmt: skip
        lines.append(json.dumps(line, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)
