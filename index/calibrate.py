"""Fit ``index.answerable``: what tells a question that a document answers from one that it does not.

Called by ``index.train``. The second step is fitted on anticipated questions that neither the vectors nor the search
have seen (one in five), and on ``data/genre/unanswerable.jsonl``; the wording's logits of each come from a model that
has not seen it (five folds). What a document without anticipated questions gets is fitted with vectors of the corpus
alone. Needs the extra ``train``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.answerable import (
    KINDS,
    STEPS_FILE,
    WEIGHTS_FILE,
    Kind,
    Step,
    Verdict,
    Wording,
    evidence,
    own_ngrams,
    telling,
)
from index.chunk import AnticipatedQuestion, chunk_document
from index.search import NEIGHBOURS, Nearest, TaskSearch
from index.types import Chunk, Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNANSWERABLE = Path(__file__).resolve().parent.parent / "data" / "genre" / "unanswerable.jsonl"
FOLDS = 5
LEAST = 0.2  # fewer answerable questions refused, at the price of a few more unanswerable ones answered
_RARE = 2  # an n-gram of fewer questions says nothing
_STRENGTH = 2.0  # inverse of the wording's L2 penalty
_KIND: dict[str, Kind] = {"near": "near", "far": "far", "place": "far", "smalltalk": "smalltalk"}

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its kind (an index of KINDS) and, where it is answerable, the positions that answer it."""

    text: str
    kind: int
    positions: tuple[int, ...] = ()


def held_out(text: str) -> bool:
    """Whether an anticipated question is kept for calibration: one in five, by its text alone."""
    return hashlib.sha256(text.encode()).digest()[0] % FOLDS == 0


def unanswerable(path: Path = UNANSWERABLE) -> list[Asked]:
    """The questions that no document of the genre answers, with their kinds."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Asked(row["q"], KINDS.index(_KIND[row["kind"]])) for row in rows]


def anticipated(document: Document, rows: Sequence[AnticipatedQuestion]) -> list[Asked]:
    """Each anticipated question once, with all of its tasks."""
    position = {task.number: task.position for task in document.tasks}
    by_text: dict[str, list[int]] = {}
    for row in rows:
        by_text.setdefault(row.text, []).append(position[row.task])
    return [Asked(text, 0, tuple(at)) for text, at in by_text.items()]


def neighbours(chunks: Sequence[Chunk], embed: Embed) -> Nearest:
    """The entries nearest to a question, as the vector store would give them."""
    vectors = embed([chunk.text for chunk in chunks])

    def nearest(query: str, k: int, where: object) -> list[tuple[str, float]]:
        cosines = vectors @ embed([query])[0]
        best = cosines.argsort()[::-1][: min(k, NEIGHBOURS)]
        return [(chunks[at].id, float(cosines[at])) for at in best]

    return nearest


def fit_wording(questions: Sequence[Asked], own: Collection[str] = frozenset()) -> Wording:
    """The first regression, over TF-IDF of the character n-grams that the document (``own``) does not write."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def grams(text: str) -> list[str]:
        return [gram for gram, n in telling(text, own).items() for _ in range(n)]

    counted = TfidfVectorizer(analyzer=grams, min_df=_RARE, sublinear_tf=True)
    values = counted.fit_transform([question.text for question in questions])
    model = LogisticRegression(C=_STRENGTH, max_iter=300, class_weight="balanced")
    model.fit(values, [question.kind for question in questions])
    rarity, bias = counted.idf_.astype(np.float32), model.intercept_.astype(np.float32)
    return Wording(dict(counted.vocabulary_), rarity, model.coef_.T.astype(np.float32), bias)


def unseen_logits(questions: Sequence[Asked], own: frozenset[str]) -> NDArray[np.float64]:
    """(questions, kinds) logits of the wording, each from a model that was fitted without the question."""
    import numpy as np
    from sklearn.model_selection import StratifiedKFold

    logits = np.zeros((len(questions), len(KINDS)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for known, unknown in folds.split(logits, [question.kind for question in questions]):
        wording = fit_wording([questions[at] for at in known], own)
        logits[unknown] = [wording.logits(questions[at].text, own) for at in unknown]
    return logits


def fit_step(features: NDArray[np.float64], kinds: Sequence[int]) -> Step:
    """The second regression."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(scaler.transform(features), kinds)
    return Step(scaler.mean_, scaler.scale_, model.coef_, model.intercept_)


def unseen_verdicts(features: NDArray[np.float64], kinds: Sequence[int]) -> list[Verdict]:
    """The verdict on each question, from a regression that was fitted without it."""
    from sklearn.model_selection import StratifiedKFold

    found: list[Verdict | None] = [None] * len(kinds)
    for known, unknown in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(features, kinds):
        step = fit_step(features[known], [kinds[at] for at in known])
        for at in unknown:
            found[at] = step.probabilities(list(features[at]))
    return [verdict for verdict in found if verdict is not None]


def calibrate(
    document: Document, rows: Sequence[AnticipatedQuestion], tuned: Embed, plain: Embed, out: Path
) -> dict[str, dict[str, float]]:
    """Fit both steps and write them to ``out``; what they reach on questions not seen, for the record.

    ``tuned`` embeds with vectors tuned without the questions that ``held_out`` keeps, ``plain`` with the corpus's own.
    """
    import numpy as np

    everything = [*anticipated(document, rows), *unanswerable()]
    own = own_ngrams(task.text for task in document.tasks)
    logits = unseen_logits(everything, own)
    judged = [at for at, question in enumerate(everything) if question.kind or held_out(question.text)]
    kinds = [everything[at].kind for at in judged]
    steps: dict[str, Step] = {}
    record: dict[str, dict[str, float]] = {}
    for name, kept, embed in (
        ("with_questions", [row for row in rows if not held_out(row.text)], tuned),
        ("without_questions", [], plain),
    ):
        chunks = chunk_document(document, kept)
        search = TaskSearch(chunks, neighbours(chunks, embed))
        found = [search.search(everything[at].text) for at in judged]
        seen = np.array([evidence(everything[at].text, hits, own) for at, hits in zip(judged, found, strict=True)])
        features = np.hstack([seen, logits[judged]])
        steps[name] = fit_step(features, kinds)
        right = [bool(h) and h[0].position in everything[at].positions for at, h in zip(judged, found, strict=True)]
        record[name] = _reached(unseen_verdicts(features, kinds), kinds, right)
    save(fit_wording(everything, own), steps, out)
    return record


def _reached(verdicts: Sequence[Verdict], kinds: Sequence[int], right: Sequence[bool]) -> dict[str, float]:
    """Shares, over questions that were not seen: the first task right, false refusals and false answers."""
    answered = [verdict.answered >= LEAST for verdict in verdicts]
    answerable = [at for at, kind in enumerate(kinds) if kind == 0]
    reached = {
        "first_right": sum(right[at] for at in answerable) / len(answerable),
        "false_refusals": sum(not answered[at] for at in answerable) / len(answerable),
    }
    for number, kind in enumerate(KINDS[1:], 1):
        those = [at for at, k in enumerate(kinds) if k == number]
        reached[f"answered_though_{kind}"] = sum(answered[at] for at in those) / len(those)
        refused = [at for at in those if not answered[at]]
        reached[f"{kind}_told"] = sum(verdicts[at].refusal == kind for at in refused) / max(1, len(refused))
    return {name: round(share, 4) for name, share in reached.items()}


def save(wording: Wording, steps: dict[str, Step], out: Path) -> None:
    """Write both steps into a model's folder."""
    import numpy as np
    from safetensors.numpy import save_file

    grams = sorted(wording.grams, key=lambda gram: wording.grams[gram])
    arrays: dict[str, NDArray[Any]] = {
        "rarity": wording.rarity.astype(np.float16),
        "weights": wording.weights.astype(np.float16),
        "bias": wording.bias,
    }
    save_file(arrays, out / WEIGHTS_FILE)
    written: dict[str, Any] = {"least": LEAST}
    for name, step in steps.items():
        parts = {"mean": step.mean, "scale": step.scale, "weights": step.weights, "bias": step.bias}
        written[name] = {part: np.round(values, 6).tolist() for part, values in parts.items()}
    text = json.dumps({**written, "grams": grams}, ensure_ascii=False)
    (out / STEPS_FILE).write_text(text + "\n", encoding="utf-8")
