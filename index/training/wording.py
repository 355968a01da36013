"""Fit ``index.wording``: what kind of question it is and whether it wants several tasks, by how it is worded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.training.asked import FOLDS, Asked
from index.wording import Wording, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRENGTH = 2.0  # inverse of the L2 penalty
BALANCED = 8.0  # weight of a question by an author of both kinds, where the others weigh 1


@dataclass(frozen=True, slots=True)
class Worded:
    """A question, its telling n-grams, and how much it weighs; no other fold has one of the same ``group``."""

    asked: Asked
    counted: Mapping[str, int]
    weight: float
    group: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a wording is to tell of a question, as a class number, and of how many questions an n-gram has to be."""

    told: Callable[[Asked], int]
    rare: int


KIND = Lesson(lambda asked: asked.kind, 2)
SEVERAL = Lesson(lambda asked: int(len(asked.positions) > 1), 8)


def worded(asked: Asked, own: Collection[str], *, group: str = "", share: float = 1.0) -> Worded:
    """A question over a document that writes the n-grams ``own``; ``share`` of its weight counts."""
    weight = BALANCED if asked.balanced else 1.0
    return Worded(asked, telling(asked.text, own), share * weight, group or asked.group)


def fit_wording(questions: Sequence[Worded], lesson: Lesson = KIND) -> Wording:
    """The regression over TF-IDF of the telling n-grams."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    counted = TfidfVectorizer(analyzer=_grams, min_df=lesson.rare, sublinear_tf=True)
    values = counted.fit_transform([question.counted for question in questions])
    model = LogisticRegression(C=_STRENGTH, max_iter=300, class_weight="balanced")
    told = [lesson.told(question.asked) for question in questions]
    model.fit(values, told, sample_weight=[question.weight for question in questions])
    rarity, bias = counted.idf_.astype(np.float32), model.intercept_.astype(np.float32)
    return Wording(dict(counted.vocabulary_), rarity, model.coef_.T.astype(np.float32), bias)


def _grams(counted: Mapping[str, int]) -> list[str]:
    return [gram for gram, n in counted.items() for _ in range(n)]


def unseen_logits(questions: Sequence[Worded], lesson: Lesson = KIND) -> NDArray[np.float64]:
    """(questions, logits) of the wording, each from a model that was fitted without the question's group."""
    import numpy as np
    from sklearn.model_selection import StratifiedGroupKFold

    found: list[list[float]] = [[] for _ in questions]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    told, groups = [lesson.told(question.asked) for question in questions], [question.group for question in questions]
    for known, unknown in folds.split(np.zeros((len(questions), 1)), told, groups):
        wording = fit_wording([questions[at] for at in known], lesson)
        for at in unknown:
            found[at] = wording.logits_of(questions[at].counted)
    return np.array(found)
