"""The most that any reader could reach behind a retriever: right wherever every task it needs is among the k found.

It is generous. A question that needs no task counts as right, and of a conversation the better of two queries is taken:
the last turn alone, or all turns together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from eval.peers.types import PeerRow, Retriever, peer_row
from eval.schema import Question

KS = (4, 10, 20)


def queries(question: Question) -> tuple[str, ...]:
    """What to search for, blank queries left out."""
    alone, together = question.turns[-1], "\n".join(question.turns)
    return tuple(query for query in dict.fromkeys((alone, together)) if query.strip())


def bounds(
    questions: Sequence[Question],
    retriever: Retriever,
    ks: Iterable[int] = KS,
    on_question: Callable[[], None] = lambda: None,
) -> tuple[PeerRow, ...]:
    """One line for each k, from one search a query."""
    ks = tuple(ks)
    reached: dict[int, list[bool | None]] = {k: [] for k in ks}
    times = []
    for question in questions:
        started = perf_counter()
        found = [retriever.nearest(query, max(ks)) for query in queries(question)] if question.needed else []
        if found:
            times.append((perf_counter() - started) * 1000 / len(found))
        for k in ks:
            reached[k].append(not question.needed or any(set(question.needed) <= set(ranked[:k]) for ranked in found))
        on_question()
    return tuple(
        peer_row(f"{retriever.name},前 {k} 条,理想的读者", questions, reached[k], times, bound=True) for k in ks
    )
