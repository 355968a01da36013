"""Search by words and by meaning, fused: the tasks that a question is about, best first, and whether they answer it.

Meaning sees every chunk of a task (whole text, clauses, anticipated questions); a task is as near as its nearest chunk.
Words see a task and its questions as one text. The weighted sum of cosine similarity and BM25 per term of the question
ranks (a convex combination keeps how sure each search is, which rank fusion forgets; Bruch, Gai and Ingber 2023). The
weights are in search.toml; whether a question is answered is for ``index.answerable``.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.choose import Together, asked_together, chosen
from index.english import with_chinese
from index.tokens import terms
from index.types import Chunk, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.answerable import Judge, Judgement

Place = tuple[str, int]
Nearest = Callable[[Sequence[str], int, dict[str, Any] | None], Sequence[list[tuple[str, float]]]]

NEIGHBOURS = 200  # entries asked of Chroma: a task has some eighty, so several tasks are always among them
_WEIGHED = 3  # hits whose share of the question's words is worked out
_SOUGHT = 20  # hits of a part of a question, several documents together


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the scores of both searches are fused (search.toml)."""

    dense_weight: float
    dense_weight_without_questions: float


@cache
def fusion() -> Fusion:
    """The constants of search.toml."""
    return Fusion(**tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))["fusion"])


class TaskSearch:
    """Search over ``chunks``; ``nearest`` asks the vector store for some texts at once. Building the word index waits
    for the first search."""

    def __init__(self, chunks: Sequence[Chunk], nearest: Nearest) -> None:
        self._nearest = nearest
        # In order, so that of equal scores the first task is the one that stands first.
        self._places = sorted({(c.document, c.position) for c in chunks})
        self._numbers = {place: at for at, place in enumerate(self._places)}
        self._place_of = {c.id: self._numbers[c.document, c.position] for c in chunks}
        self._texts: list[list[str]] = [[] for _ in self._places]
        for c in chunks:
            self._texts[self._numbers[c.document, c.position]].append(c.text)
        self._questions = [c for c in chunks if c.kind == "question"]
        self._anticipated = {c.document for c in self._questions}
        self._task_texts = {(c.document, c.position): c.text for c in chunks if c.kind == "task"}
        self._words: Any = None
        self._held: dict[int, frozenset[str]] = {}
        self._written: dict[str, frozenset[str]] = {}
        self._holders: Counter[str] = Counter()

    def search(self, query: str, *, allowed: frozenset[Place] | None = None, where: dict[str, Any] | None = None,
               k: int = 20) -> list[Hit]:  # fmt: skip
        """At most ``k`` tasks, best first, with scores of about 0 to 1; ``allowed`` and ``where`` narrow to some."""
        return self.search_each([query], allowed=allowed, where=where, k=k)[0]

    def search_each(self, queries: Sequence[str], *, allowed: frozenset[Place] | None = None,
                    where: dict[str, Any] | None = None, k: int = 20) -> list[list[Hit]]:  # fmt: skip
        """What ``search`` finds for each query; the vector store is asked once."""
        # Nothing but the genre's words ties English ones to a text without anticipated questions.
        worded = [with_chinese(query) for query in queries]
        return [
            self._fused(query, self._dense(nearest), allowed, k)
            for query, nearest in zip(worded, self._nearest(worded, NEIGHBOURS, where), strict=True)
        ]

    def _fused(
        self, query: str, dense: NDArray[np.float64], allowed: frozenset[Place] | None, k: int
    ) -> list[Hit]:  # fmt: skip
        """The tasks that meaning, as ``dense``, and the words of ``query`` find together."""
        import numpy as np

        asked = terms(query)
        lexical = self._lexical(asked)
        weight = self._dense_weights
        scores = weight * np.maximum(dense, 0.0) + (1 - weight) * lexical
        if allowed is not None:
            among = [self._numbers[place] for place in allowed if place in self._numbers]
            scores[np.setdiff1d(np.arange(len(scores)), among)] = 0.0
        kept = _highest(scores, k)
        rarity = self._rarity(asked)
        covered = [_share(rarity, self._terms_of(at)) for at in kept[:_WEIGHED]] + [0.0] * (len(kept) - _WEIGHED)
        return [
            Hit(*self._places[at], min(1.0, float(scores[at])), rank, coverage)
            for rank, (at, coverage) in enumerate(zip(kept, covered, strict=False))
        ]

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement:
        """Whether the tasks found answer the question, or what kind of question it is otherwise."""

        text = self._task_texts.get((hits[0].document, hits[0].position), "") if hits else ""
        return self._judge_of(hits).judge(query, hits, self._own(hits), text)

    def best(self, query: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The one to three hits that answer ``query``, each by what the whole question and each part of it finds."""
        within = {hit.document for hit in hits}

        def search(parts: Sequence[str]) -> list[list[Hit]]:
            found = self.search_each(parts, k=_SOUGHT) if parts else []
            return [[hit for hit in hits if hit.document in within] for hits in found]

        return chosen(query, hits, search, self._judge_of(hits).choice, self._own(hits), self.together)

    @cached_property
    def together(self) -> Together:
        """Which tasks the anticipated questions ask of at once."""
        return asked_together(self._questions)

    def _judge_of(self, hits: Sequence[Hit]) -> Judge:
        """What was fitted for documents such as the one of ``hits``: with anticipated questions or without."""
        from index.answerable import load_answerable

        questions = bool(hits) and hits[0].document in self._anticipated
        return load_answerable().with_questions if questions else load_answerable().without_questions

    def _own(self, hits: Sequence[Hit]) -> frozenset[str]:
        """The n-grams that the document of ``hits`` writes, kept once worked out."""
        from index.wording import own_ngrams

        if not hits:
            return frozenset()
        document = hits[0].document
        if document not in self._written:
            self._written[document] = own_ngrams(t for (of, _), t in self._task_texts.items() if of == document)
        return self._written[document]

    @cached_property
    def _dense_weights(self) -> NDArray[np.float64]:
        """For each task how much meaning counts: less where no anticipated question helps it."""
        import numpy as np

        constants = fusion()
        with_, without = constants.dense_weight, constants.dense_weight_without_questions
        return np.array([with_ if document in self._anticipated else without for document, _ in self._places])

    def _dense(self, nearest: Iterable[tuple[str, float]]) -> NDArray[np.float64]:
        """For each task the cosine similarity of its nearest entry; 0 where none is among the neighbours."""
        import numpy as np

        found = np.zeros(len(self._places))
        for name, cosine in nearest:
            at = self._place_of.get(name)
            if at is not None and cosine > found[at]:
                found[at] = cosine
        return found

    def _lexical(self, asked: Sequence[str]) -> NDArray[np.float64]:
        """For each task its BM25 score per term of the question."""
        import numpy as np

        index = self._word_index()
        known = [term for term in asked if term in index.vocab_dict]
        if not known:
            return np.zeros(len(self._places))
        return np.asarray(index.get_scores(known), np.float64) / len(asked)

    def _rarity(self, asked: Iterable[str]) -> dict[str, float]:
        """How rare each term of a question is among the tasks."""
        return {t: math.log((len(self._places) + 1) / (self._holders[t] + 0.5)) for t in set(asked)}

    def _terms_of(self, at: int) -> frozenset[str]:
        """The terms of a task and its questions, kept once worked out."""
        if at not in self._held:
            self._held[at] = frozenset(term for text in self._texts[at] for term in terms(text))
        return self._held[at]

    def _word_index(self) -> Any:
        if self._words is None:
            import bm25s

            words = bm25s.BM25(k1=1.2, b=0.75)
            pieces = [[term for text in texts for term in terms(text)] for texts in self._texts]
            words.index(pieces, show_progress=False)
            self._holders = Counter(term for piece in pieces for term in set(piece))
            self._words = words
        return self._words


def _share(rarity: Mapping[str, float], held: Collection[str]) -> float:
    """The share of a question's terms that a task holds, the rarer the weightier."""
    return sum(value for term, value in rarity.items() if term in held) / (sum(rarity.values()) or 1.0)


def _highest(scores: NDArray[np.float64], k: int) -> list[int]:
    """The places of the ``k`` highest scores above 0, highest first, of equals the first."""
    import numpy as np

    least = np.partition(scores, -k)[-k] if 0 < k < len(scores) else 0.0
    candidates = np.flatnonzero((scores >= least) & (scores > 0))
    return [int(at) for at in candidates[np.argsort(-scores[candidates], kind="stable")][:k]]
