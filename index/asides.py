"""Clauses around a question that are no part of it: who asks, why, how urgent it is ("我妈今年六十八了", "急等回复").

A logistic regression over character n-grams, as unwanted mail is filtered (Kanaris et al. 2007), which
``index.training.asides`` fits on ``data/genre/asides``. Every digit counts as the same.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from index.tokens import MODEL_FOLDER, normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 3  # characters of an n-gram
FILE = "asides.json"
SURE = 0.75  # probability from which a clause is left out
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Asides:
    """N-grams with their weights (inverse document frequency included) and rarity, by place."""

    grams: dict[str, int]
    rarity: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def probability(self, clause: str) -> float:
        """How likely it is that ``clause`` may be left out of a message and asks nothing itself."""
        import numpy as np

        counted = [(self.grams[gram], n) for gram, n in ngrams(clause).items() if gram in self.grams]
        if not counted:
            return 0.0
        at = np.array([place for place, _ in counted])
        values = np.array([1 + math.log(n) for _, n in counted]) * self.rarity[at]
        return float(1 / (1 + np.exp(-(values @ self.weights[at] / np.linalg.norm(values) + self.bias))))


def ngrams(clause: str) -> Counter[str]:
    """The n-grams of a clause with its ends marked and every digit written alike."""
    text = f"^{_DIGIT.sub('0', normalise(clause)).strip()}$"
    return Counter(text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1))


@cache
def load_asides(folder: Path = MODEL_FOLDER) -> Asides:
    """What the bundled model knows of asides."""
    return read_asides(orjson.loads((folder / FILE).read_bytes()))


def read_asides(fitted: Mapping[str, Any]) -> Asides:
    """A fitted model as its file has it: ``grams``, their ``rarity`` and ``weights``, and ``bias``."""
    import numpy as np

    grams = {gram: place for place, gram in enumerate(fitted["grams"])}
    return Asides(grams, np.asarray(fitted["rarity"]), np.asarray(fitted["weights"]), fitted["bias"])
