"""What stands beside the assistant: other ways to answer the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.metrics import Share, percentile, share
from eval.schema import Question
from eval.score import Row
from index.types import TaskNumber

LONG_LIST = 5  # tasks that make an answer a list


@dataclass(frozen=True, slots=True)
class Passage:
    """One task as a passage: the number that an answer cites, and the words of the document with its fields."""

    number: TaskNumber
    text: str


class Retriever(Protocol):
    """Finds passages. ``name`` is what the table shows."""

    @property
    def name(self) -> str: ...

    def nearest(self, query: str, k: int) -> Sequence[TaskNumber]:
        """The numbers of the ``k`` best passages, best first."""
        ...


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A line of the table. ``needing`` are questions that need tasks, ``lists`` those that need five or more;
    ``milliseconds`` is the median. ``bound`` tells that the figures are the most that any reader could reach."""

    name: str
    right: Share
    needing: Share
    lists: Share
    milliseconds: float | None = None
    bound: bool = False


def peer_row(
    name: str,
    questions: Sequence[Question],
    right: Sequence[bool | None],
    times: Sequence[float],
    bound: bool = False,
) -> PeerRow:
    """The line of an answerer that was ``right`` on ``questions``, in the same order."""
    pairs = list(zip(questions, right, strict=True))
    return PeerRow(
        name=name,
        right=share(right),
        needing=share(ok for question, ok in pairs if question.needed),
        lists=share(ok for question, ok in pairs if len(question.needed) >= LONG_LIST),
        milliseconds=percentile(list(times), 50),
        bound=bound,
    )


def row_of(name: str, questions: Sequence[Question], rows: Sequence[Row]) -> PeerRow:
    """The line of whoever gave these rows, one a question."""
    times = [row.milliseconds for row in rows if row.milliseconds is not None]
    return peer_row(name, questions, [row.right for row in rows], times)
