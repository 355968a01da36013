"""How a question is worded, by its character n-grams: what it tells about the question whatever the document is about.

N-grams that the document writes itself are left out, so that a regression over the others knows no document's topics:
whether a price or a name is asked for (``index.answerable``), and whether more than one thing is (``index.choose``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.tokens import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 3  # characters of an n-gram
_ENOUGH = 2_000  # tasks whose texts show how a document writes


@dataclass(frozen=True, slots=True)
class Wording:
    """A regression over n-grams: each with its inverse document frequency, and a weight for each thing it tells."""

    grams: dict[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, text: str, own: Collection[str]) -> list[float]:
        """One logit a thing told. What the document itself writes (``own`` n-grams) is what the question is about, and
        says nothing."""
        return self.logits_of(telling(text, own))

    def logits_of(self, grams: Mapping[str, int]) -> list[float]:
        """One logit a thing told, from the telling n-grams of a question and how often each occurs."""
        import numpy as np

        counted = [(self.grams[gram], n) for gram, n in grams.items() if gram in self.grams]
        if not counted:
            return [float(b) for b in self.bias]
        at = np.array([index for index, _ in counted])
        values = np.array([1 + math.log(n) for _, n in counted]) * self.rarity[at]
        values /= np.linalg.norm(values)
        return [float(value) for value in values @ self.weights[at].astype(np.float64) + self.bias]


def ngrams(text: str) -> Counter[str]:
    """The character n-grams of a text, up to three characters, with how often each occurs."""
    text = normalise(text)
    return Counter(text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1))


def telling(text: str, own: Collection[str]) -> dict[str, int]:
    """The n-grams of a question that the document does not write itself: how it is asked, not what about."""
    return {gram: n for gram, n in ngrams(text).items() if gram not in own}


def own_ngrams(texts: Iterable[str]) -> frozenset[str]:
    """The n-grams that a document writes, from the texts of its tasks; of a very long document from its beginning."""
    return frozenset(gram for text in islice(texts, _ENOUGH) for gram in ngrams(text))
