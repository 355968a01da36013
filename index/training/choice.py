"""Fit ``index.choose``: how many tasks answer a question, on questions that vectors and search have not seen.

Anticipated questions mostly have one task. Two of them joined as people join questions stand for questions that need
several, beside those that were written so. Needs the extra ``train``.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.choose import Choice, candidates_of, features, pieces_found
from index.search import TaskSearch
from index.training.asked import Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.wording import Wording

LEAST = 0.7  # over whole answers: parts of a question are chosen for one by one, and a lower one adds a twin to each
_JOINTS = (",", "?", ";", "、", "还有", "以及", ",另外")
_LONGEST = 32  # characters of a question that people join to another
_JOINED = 0.2  # of the questions
_FOLDS = 5
_SEED = 0


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question: their features as (candidates, features), their positions, and the right ones.

    Tasks that an answer may name or not are none of them. ``group``: what no other fold may have a variant of.
    """

    rows: NDArray[np.float64]
    positions: tuple[int, ...]
    right: frozenset[int]
    group: str
    joined: bool = False


def joined(questions: Sequence[Asked]) -> list[Asked]:
    """Pairs of short Chinese questions of different tasks as one text, with the positions of both."""
    rng = random.Random(_SEED)
    short = [q for q in questions if len(q.positions) == 1 and len(q.text) < _LONGEST and not q.text.isascii()]
    found = []
    for _ in range(int(len(questions) * _JOINED) if len(short) > 1 else 0):
        first, second = rng.sample(short, 2)
        if first.positions != second.positions:
            text = f"{first.text.rstrip('?？。')}{rng.choice(_JOINTS)}{second.text}"
            found.append(Asked(text, 0, (*first.positions, *second.positions)))
    return found


def examples(
    questions: Sequence[Asked], search: TaskSearch, several: Callable[[str], float], *, pairs: bool = True
) -> list[Example]:
    """What search and wording tell about the candidates of each question and, with ``pairs``, of pairs of them as one;
    ``several`` gives the logit of a text by a wording that has not seen it."""
    made = []
    for at, asked in enumerate([*questions, *(joined(questions) if pairs else [])]):
        hits = search.search(asked.text)
        if not hits:
            continue
        parts = pieces_found(asked.text, lambda parts: search.search_each(parts, k=3))
        candidates = candidates_of(hits, parts)
        rows = features(hits, parts, candidates, several(asked.text), search.together)
        sure = [at for at, hit in enumerate(candidates) if hit.position not in asked.also]
        made.append(
            Example(
                rows[sure], tuple(candidates[at].position for at in sure), frozenset(asked.positions), asked.group,
                at >= len(questions),
            )
        )  # fmt: skip
    return made


def fit(made: Sequence[Example], several: Wording, least: float = LEAST) -> Choice:
    """The regression over all candidates of all questions."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    rows = np.vstack([example.rows for example in made])
    right = [position in example.right for example in made for position in example.positions]
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(rows), right)
    return Choice(scaler.mean_, scaler.scale_, model.coef_[0], float(model.intercept_[0]), least, several)


def reached(made: Sequence[Example], several: Wording, least: float = LEAST) -> dict[str, float]:
    """Shares of questions of which exactly the right tasks are chosen, by a regression fitted without them."""
    right: dict[str, list[bool]] = {"one": [], "several": [], "joined": []}
    folds = [hashlib.sha256(example.group.encode()).digest()[0] % _FOLDS for example in made]
    for fold in range(_FOLDS):
        known = [example for example, at in zip(made, folds, strict=True) if at != fold]
        choice = fit(known, several, least)
        for example in (example for example, at in zip(made, folds, strict=True) if at == fold):
            kind = "joined" if example.joined else "several" if len(example.right) > 1 else "one"
            likely = choice.probabilities(example.rows)
            order = sorted(range(len(likely)), key=lambda at: -likely[at])[:3]
            kept = {example.positions[at] for rank, at in enumerate(order) if rank == 0 or likely[at] >= choice.least}
            right[kind].append(kept == example.right)
    return {f"exactly_right_{kind}": round(float(np.mean(found)), 4) for kind, found in right.items() if found}
