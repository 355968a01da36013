"""How many tasks answer a question: one probability a task, from the whole question and from each part of it alone.

A question such as 罚多罚少的尺度亮不亮,罚了谁又亮不亮 is nearest to one of its two tasks; its second part alone is
clearly about the other. Of 哪些事要报到市里 only the wording tells that more than one task is wanted, and which tasks
are often wanted together is told by the document's anticipated questions that need several.
``index.training.choice`` fits the weights of what both searches and the wording tell about a task.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.tokens import normalise, terms
from index.types import Chunk, Hit
from index.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Place = tuple[str, int]
Search = Callable[[Sequence[str]], Sequence[Sequence[Hit]]]  # the hits of each text
Together = Mapping[tuple[Place, Place], int]  # how many anticipated questions need both of two tasks

MOST = 3  # tasks that are cited for one question of content
_CANDIDATES = 5  # hits of the whole question that are weighed
_SEEN = 3  # hits of a part that tell something
_PIECES = 5  # parts searched alone
_SHORT_PIECE = 5  # terms: a shorter part asks nothing by itself
_EQUAL = 0.999  # share of the best score
_TWIN = 0.95  # share of the best score from which a task is nearly its equal
_CUT = re.compile(
    r"[,;?!。、.:]|(?<=[a-z]) (?:and|or) (?=[a-z])|(?<=[\u4e00-\u9fff])(?:还有|以及|和|跟|与)(?=[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A logistic regression over the features of a task, centred and scaled; ``least`` is the probability from which a
    task is cited beside the likeliest. ``several`` tells by its wording whether a question wants more than one."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    least: float
    several: Wording

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """One probability a row of ``features`` (tasks, features)."""
        import numpy as np

        return np.asarray(1 / (1 + np.exp(-((features - self.mean) / self.scale @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class PieceFound:
    """A part of a question: its share of the question's terms, and what is found for it alone."""

    share: float
    hits: Sequence[Hit]

    def lead(self) -> float:
        """By how much its first hit is ahead of its second."""
        return self.hits[0].score - (self.hits[1].score if len(self.hits) > 1 else 0.0)


def asked_together(chunks: Iterable[Chunk]) -> Together:
    """How many anticipated questions each two tasks answer together: such a question is an entry of each of them."""
    holders: dict[tuple[str, str], set[Place]] = {}
    for chunk in chunks:
        if chunk.kind == "question":
            holders.setdefault((chunk.document, chunk.text), set()).add((chunk.document, chunk.position))
    return Counter(pair for places in holders.values() for pair in permutations(sorted(places), 2))


def pieces(query: str) -> list[str]:
    """The parts of a question between its commas, stops and conjunctions; none where it is all one part."""
    query = normalise(query)
    parts = [part for piece in _CUT.split(query) if len(terms(part := piece.strip())) >= _SHORT_PIECE]
    return parts[:_PIECES] if len(parts) > 1 else []


def pieces_found(query: str, search: Search) -> list[PieceFound]:
    """Every part of the question, searched alone."""
    whole = max(1, len(terms(query)))
    parts = pieces(query)
    found = zip(parts, search(parts), strict=True)
    return [PieceFound(len(terms(part)) / whole, hits[:_SEEN]) for part, hits in found if hits]


def chosen(
    query: str, hits: Sequence[Hit], search: Search, choice: Choice, own: Collection[str] = (),
    together: Together = MappingProxyType({}),
) -> tuple[Hit, ...]:  # fmt: skip
    """The one to three tasks that answer ``query``, for which ``hits`` were found, in the order of ``hits``; their
    document writes the n-grams ``own`` and has questions anticipated of tasks ``together``."""
    if not hits:
        return ()
    parts = pieces_found(query, search)
    candidates = candidates_of(hits, parts)
    (several,) = choice.several.logits(query, own)
    likely = choice.probabilities(features(hits, parts, candidates, several, together))
    order = sorted(range(len(candidates)), key=lambda at: -likely[at])[:MOST]
    equal = _EQUAL * hits[0].score  # nothing tells these apart
    kept = [candidates[order[0]], *(candidates[at] for at in order[1:] if likely[at] >= choice.least)]
    kept += [hit for hit in hits[:MOST] if hit.score >= equal and hit not in kept][: MOST - len(kept)]
    return tuple(sorted(kept, key=lambda hit: hit.rank))


def candidates_of(hits: Sequence[Hit], parts: Sequence[PieceFound]) -> list[Hit]:
    """The tasks to choose from: the first of the whole question, and the first of each part."""
    found = {(hit.document, hit.position): hit for hit in hits}
    wanted = [*hits[:_CANDIDATES], *(part.hits[0] for part in parts)]
    unique = {(hit.document, hit.position): found.get((hit.document, hit.position), hit) for hit in wanted}
    return list(unique.values())


def features(
    hits: Sequence[Hit], parts: Sequence[PieceFound], candidates: Sequence[Hit], several: float, together: Together
) -> NDArray[np.float64]:
    """What the searches tell about each candidate, as (candidates, features); ``several`` is the logit of a question
    for more than one task, ``together`` tells which tasks others have asked of at once."""
    import numpy as np

    scores = {(hit.document, hit.position): hit.score for hit in hits[: _CANDIDATES + 1]}
    first, places = hits[0], [(c.document, c.position) for c in candidates]
    return np.array([
        (*_features(place, scores, first, parts, several), *_company(place, places, scores, first, several, together))
        for place in places
    ])  # fmt: skip


def _company(
    place: Place, places: Sequence[Place], scores: Mapping[Place, float], first: Hit, several: float, together: Together
) -> tuple[float, ...]:
    """How often a task other than the first was asked of together with the first, and with any candidate."""
    best = (first.document, first.position)
    if place == best:
        return 0.0, 0.0, 0.0, 0.0
    often = math.log1p(together.get((best, place), 0))
    most = max((math.log1p(together.get((other, place), 0)) for other in places if other != place), default=0.0)
    return often, often * scores.get(place, 0.0) / first.score, often * several, most


def _features(
    place: Place, scores: dict[Place, float], first: Hit, parts: Sequence[PieceFound], several: float
) -> tuple[float, ...]:  # fmt: skip
    """Of the whole question: score, share of the best, lead; of its parts: best score, lead, those it is first for; of
    its wording: whether several tasks are wanted."""
    score = scores.get(place, 0.0)
    is_first = float(place == (first.document, first.position))
    ahead = score - max((other for at, other in scores.items() if at != place), default=0.0)
    own = [part for part in parts if place == (part.hits[0].document, part.hits[0].position)]
    seen = [
        (hit.score, hit.score / part.hits[0].score)
        for part in parts
        for hit in part.hits
        if place == (hit.document, hit.position)
    ]
    best, relative = max((s for s, _ in seen), default=0.0), max((r for _, r in seen), default=0.0)
    lead = max((part.lead() for part in own), default=0.0)
    share, beside = score / first.score, 1.0 - is_first
    return (
        is_first, share, score, ahead, best, lead, min(len(own), 2.0), sum(part.share for part in own), relative,
        float(bool(parts)), is_first * float(len(parts) > 1), best * lead, beside * lead, beside * best,
        beside * float(bool(own)), beside * max(0.0, share - _TWIN), is_first * ahead,
        beside * several, beside * several * share, beside * several * float(bool(own)),
    )  # fmt: skip
