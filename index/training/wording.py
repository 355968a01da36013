"""The first step of judging: how a question is worded, from the n-grams that its document does not write itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.answerable import KINDS, Wording, telling
from index.training.asked import FOLDS, Asked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RARE = 2  # an n-gram of fewer questions says nothing
_STRENGTH = 2.0  # inverse of the L2 penalty
BALANCED = 8.0  # weight of a question by an author of both kinds, where the others weigh 1


@dataclass(frozen=True, slots=True)
class Worded:
    """A question, its telling n-grams, and how much it weighs; no other fold has one of the same ``group``."""

    asked: Asked
    counted: Mapping[str, int]
    weight: float
    group: str


def worded(asked: Asked, own: Collection[str], *, group: str = "", share: float = 1.0) -> Worded:
    """A question over a document that writes the n-grams ``own``; ``share`` of its weight counts."""
    weight = BALANCED if asked.balanced else 1.0
    return Worded(asked, telling(asked.text, own), share * weight, group or asked.group)


def fit_wording(questions: Sequence[Worded]) -> Wording:
    """The regression over TF-IDF of the telling n-grams."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    counted = TfidfVectorizer(analyzer=_grams, min_df=_RARE, sublinear_tf=True)
    values = counted.fit_transform([question.counted for question in questions])
    model = LogisticRegression(C=_STRENGTH, max_iter=300, class_weight="balanced")
    kinds = [question.asked.kind for question in questions]
    model.fit(values, kinds, sample_weight=[question.weight for question in questions])
    rarity, bias = counted.idf_.astype(np.float32), model.intercept_.astype(np.float32)
    return Wording(dict(counted.vocabulary_), rarity, model.coef_.T.astype(np.float32), bias)


def _grams(counted: Mapping[str, int]) -> list[str]:
    return [gram for gram, n in counted.items() for _ in range(n)]


def unseen_logits(questions: Sequence[Worded]) -> NDArray[np.float64]:
    """(questions, kinds) logits of the wording, each from a model that was fitted without the question's group."""
    import numpy as np
    from sklearn.model_selection import StratifiedGroupKFold

    logits = np.zeros((len(questions), len(KINDS)))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    kinds, groups = [question.asked.kind for question in questions], [question.group for question in questions]
    for known, unknown in folds.split(logits, kinds, groups):
        wording = fit_wording([questions[at] for at in known])
        logits[unknown] = [wording.logits_of(questions[at].counted) for at in unknown]
    return logits
