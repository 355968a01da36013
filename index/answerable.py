"""Whether a document answers a question: by how the question is worded and by what search finds for it.

Two steps, both logistic regressions that ``index.training.calibrate`` fits. The first reads the wording: character
n-grams tell questions for a price, a telephone number or a name from questions for what a plan of tasks says, and
other subjects from its own. N-grams that the document writes itself are left out, so that the step knows no document's
topics. The second weighs the wording against the evidence of the search and gives probabilities, as if answerable and
unanswerable questions were equally common.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import orjson

from index.choose import Choice
from index.quantities import quantity_told
from index.tokens import MODEL_FOLDER, terms
from index.types import Hit
from index.values import values_told
from index.wording import Wording, ngrams, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["answered", "near", "far", "smalltalk"]
KINDS: tuple[Kind, ...] = ("answered", "near", "far", "smalltalk")
ENGLISH = 5  # the place among the evidence of whether a question is in English
_NEARLY_ALL = 0.75  # share of a question's words

STEPS_FILE = "answerable.json"
WEIGHTS_FILE = "answerable.safetensors"
SEVERAL = "several"  # the wording of questions that want more than one task


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely each kind of question this is; the four add up to 1.

    ``near`` touches the document's topics but asks what it does not say, ``far`` is about something else.
    """

    answered: float
    near: float
    far: float
    smalltalk: float

    @property
    def refusal(self) -> Kind:
        """The likeliest kind of question that the document does not answer."""
        return max(KINDS[1:], key=lambda kind: float(getattr(self, kind)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of question that is assumed, and how likely it is that the tasks found answer it, or at least that it is
    about them (``near``)."""

    kind: Kind
    answered: float
    near: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """The second regression: features are centred and scaled, then weighted, one row of weights a kind."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def probabilities(self, features: Sequence[float]) -> Verdict:
        """The verdict on one question's features (those that ``weighed`` gives)."""
        import numpy as np

        logits = self.weights @ ((np.asarray(features) - self.mean) / self.scale) + self.bias
        odds = np.exp(logits - logits.max())
        return Verdict(*(float(share) for share in odds / odds.sum()))


@dataclass(frozen=True, slots=True)
class Judge:
    """Both steps as fitted for documents of one sort, and what chooses among the tasks found; ``least`` is the
    probability from which tasks are cited."""

    wording: Wording
    step: Step
    least: float
    choice: Choice

    def judge(self, query: str, hits: Sequence[Hit], own: Collection[str], text: str = "") -> Judgement:
        """The kind of ``query``, for which search found ``hits``, the best of which has this ``text``."""
        verdict = self.step.probabilities(weighed(evidence(query, hits, own, text), self.wording.logits(query, own)))
        answered = bool(hits) and verdict.answered >= self.least
        return Judgement("answered" if answered else verdict.refusal, verdict.answered, verdict.near)


@dataclass(frozen=True, slots=True)
class Answerable:
    """What judges the questions of a document that anticipates some, and of one that anticipates none."""

    with_questions: Judge
    without_questions: Judge


def evidence(query: str, hits: Sequence[Hit], own: Collection[str], text: str = "") -> tuple[float, ...]:
    """What search found: the best score, its lead over the second, how much of the question's words the best task holds
    and whether nearly all of them, the length of the question, whether it is in English, how much of it the document
    does not write (little of a mere topic: "保密审查"), and for each kind of value and for quantities whether they are
    asked for and whether the ``text`` of the best task tells them."""
    best = hits[0] if hits else Hit("", 0, 0.0, 0)
    second = hits[1].score if len(hits) > 1 else 0.0
    asked = terms(query)
    latin = sum(term.isascii() for term in asked)
    foreign = len(telling(query, own)) / max(1, len(ngrams(query)))
    whole = max(0.0, best.coverage - _NEARLY_ALL)
    length, english = math.log1p(len(asked)), float(latin * 2 > len(asked))
    return (
        best.score, best.score - second, best.coverage, whole, length, english, foreign, foreign * best.coverage,
        *values_told(query, text), *quantity_told(query, text),
    )  # fmt: skip


def weighed(seen: Sequence[float], logits: Sequence[float]) -> list[float]:
    """The features of the second step: ``evidence``, the wording's logits, and products of both.

    The fewer words tell how something is asked, and the less is found, the less the wording says of the question.
    """
    score, coverage, length, foreign = seen[0], seen[2], seen[4], seen[6]
    products = [foreign * logit for logit in logits] + [score * logit for logit in logits]
    return [*seen, *logits, *products, score * foreign, score * coverage, score * length]


@cache
def load_answerable(folder: Path = MODEL_FOLDER) -> Answerable:
    """Both judges as the bundled model has them."""
    from safetensors.numpy import load_file

    steps, arrays = orjson.loads((folder / STEPS_FILE).read_bytes()), load_file(folder / WEIGHTS_FILE)
    several = _wording(steps[SEVERAL], SEVERAL, arrays)
    return Answerable(*(_judge(steps[name], name, arrays, several) for name in ("with_questions", "without_questions")))


def _wording(grams: Sequence[str], name: str, arrays: dict[str, NDArray[Any]]) -> Wording:
    import numpy as np

    rarity, weights, bias = (arrays[f"{name}.{part}"].astype(np.float32) for part in ("rarity", "weights", "bias"))
    return Wording({gram: index for index, gram in enumerate(grams)}, rarity, weights, bias)


def _judge(fitted: dict[str, Any], name: str, arrays: dict[str, NDArray[Any]], several: Wording) -> Judge:
    import numpy as np

    wording = _wording(fitted["grams"], name, arrays)
    step = Step(*(np.asarray(fitted["step"][part]) for part in ("mean", "scale", "weights", "bias")))
    chosen = fitted["choice"]
    mean, scale, of = (np.asarray(chosen[part]) for part in ("mean", "scale", "weights"))
    return Judge(wording, step, fitted["least"], Choice(mean, scale, of, chosen["bias"], chosen["least"], several))
