"""Search by words and by meaning, fused: the tasks that a question is about, best first.

Both searches see every chunk of a task (whole text, clauses, anticipated questions); a task's score is that of its best
chunk. Scores are cosine similarity and BM25 per term of the question; their weighted sum ranks (a convex combination
keeps how sure each search is, which rank fusion forgets; Bruch, Gai and Ingber 2023). The weights and the thresholds
that decide what is cited are in search.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.tokens import terms
from index.types import Chunk, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Place = tuple[str, int]
Nearest = Callable[[str, int, dict[str, Any] | None], list[tuple[str, float]]]

NEIGHBOURS = 200  # entries asked of Chroma: a task has some thirty, so several tasks are always among them


@dataclass(frozen=True, slots=True)
class Decision:
    """How scores are fused and what is cited (search.toml)."""

    dense_weight: float
    lexical_scale: float
    least_score: float
    least_margin: float
    sure_score: float
    beside: float


@cache
def decision() -> Decision:
    """The constants of search.toml."""
    return Decision(**tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))["decision"])


class TaskSearch:
    """Search over ``chunks``; ``nearest`` asks the vector store. Building the word index waits for the first search."""

    def __init__(self, chunks: Sequence[Chunk], nearest: Nearest) -> None:
        self._chunks = chunks
        self._nearest = nearest
        self._places = list(dict.fromkeys((c.document, c.position) for c in chunks))
        numbers = {place: at for at, place in enumerate(self._places)}
        self._place_of = {c.id: numbers[c.document, c.position] for c in chunks}
        self._owners = [numbers[c.document, c.position] for c in chunks]
        self._words: Any = None

    def search(self, query: str, *, allowed: frozenset[Place] | None = None, where: dict[str, Any] | None = None,
               k: int = 20) -> list[Hit]:  # fmt: skip
        """At most ``k`` tasks, best first, with scores of about 0 to 1; ``allowed`` and ``where`` narrow to some."""
        import numpy as np

        constants = decision()
        dense, lexical = self._dense(query, where), self._lexical(query)
        weight = constants.dense_weight
        scores = weight * np.maximum(dense, 0.0) + (1 - weight) * lexical * constants.lexical_scale
        order = sorted(range(len(self._places)), key=lambda at: (-scores[at], self._places[at]))
        kept = [at for at in order if scores[at] > 0 and (allowed is None or self._places[at] in allowed)][:k]
        return [Hit(*self._places[at], min(1.0, float(scores[at])), rank) for rank, at in enumerate(kept)]

    def _dense(self, query: str, where: dict[str, Any] | None) -> NDArray[np.float64]:
        """For each task the cosine similarity of its nearest entry; 0 where none is among the neighbours."""
        import numpy as np

        found = np.zeros(len(self._places))
        for name, cosine in self._nearest(query, NEIGHBOURS, where):
            at = self._place_of.get(name)
            if at is not None and cosine > found[at]:
                found[at] = cosine
        return found

    def _lexical(self, query: str) -> NDArray[np.float64]:
        """For each task the BM25 score of its best chunk, per term of the question."""
        import numpy as np

        index = self._word_index()
        asked = terms(query)
        known = [term for term in asked if term in index.vocab_dict]
        found = np.zeros(len(self._places))
        if known:
            np.maximum.at(found, np.asarray(self._owners), index.get_scores(known))
        return found / max(1, len(asked))

    def _word_index(self) -> Any:
        if self._words is None:
            import bm25s

            self._words = bm25s.BM25(k1=1.2, b=0.75)
            self._words.index([terms(chunk.text) for chunk in self._chunks], show_progress=False)
        return self._words


def clearly_best(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The one to three tasks that answer, () where none clearly does: the best stands out or scores high in itself, and
    others are cited with it only where they score nearly as high."""
    if not hits:
        return ()
    constants = decision()
    best = hits[0].score
    margin = best - (hits[1].score if len(hits) > 1 else 0.0)
    if best < constants.least_score or (best < constants.sure_score and margin < constants.least_margin):
        return ()
    return tuple(hit for hit in hits[:3] if hit.score >= best * constants.beside)
