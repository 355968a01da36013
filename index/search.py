"""Search by words and by meaning, fused: a question's tasks, best first (first version: rank fusion)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from index.tokens import terms
from index.types import Chunk, Hit

Place = tuple[str, int]
Nearest = Callable[[str, int, dict[str, Any] | None], list[tuple[str, float]]]


class TaskSearch:
    def __init__(self, chunks: Sequence[Chunk], nearest: Nearest) -> None:
        self._chunks = chunks
        self._nearest = nearest
        self._index: Any = None

    def search(
        self,
        query: str,
        *,
        allowed: frozenset[Place] | None = None,
        where: dict[str, Any] | None = None,
        k: int = 20,
    ) -> list[Hit]:
        dense: dict[Place, float] = {}
        places = {c.id: (c.document, c.position) for c in self._chunks}
        for name, cosine in self._nearest(query, 200, where):
            if name in places:
                dense[places[name]] = max(dense.get(places[name], 0.0), cosine)
        lexical: dict[Place, float] = {}
        words = [w for w in terms(query) if w in self._words.vocab_dict]
        if words:
            scores = self._words.get_scores(words)
            for chunk, score in zip(self._chunks, scores.tolist(), strict=True):
                if score > 0:
                    at = (chunk.document, chunk.position)
                    lexical[at] = max(lexical.get(at, 0.0), score)
        total: dict[Place, float] = {}
        for one in (dense, lexical):
            ranked = sorted(one, key=lambda at: (-one[at], at))
            for rank, at in enumerate(ranked):
                if allowed is None or at in allowed:
                    total[at] = total.get(at, 0.0) + 10 / (10 + rank) / 2
        best = sorted(total, key=lambda at: (-total[at], at))[:k]
        return [Hit(at[0], at[1], total[at], rank) for rank, at in enumerate(best)]

    @property
    def _words(self) -> Any:
        if self._index is None:
            import bm25s

            self._index = bm25s.BM25(k1=1.2, b=0.75)
            self._index.index([terms(c.text) for c in self._chunks], show_progress=False)
        return self._index


def clearly_best(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(h for h in hits[:3] if h.score > 0.5 and h.score > hits[0].score * 0.9)
