"""Fit ``index.answerable``: what tells a question that a document answers from one that it does not.

Called by ``index.train``. Both steps are fitted above all on questions whose authors each wrote answerable and
unanswerable ones (style ``balanced``). Where one hand wrote all that is answerable and another all that is not,
a model learns the hands: it looks good over folds and fails with other people. Beside them stand anticipated questions
that neither the vectors nor the search have seen (one in five) and ``data/genre/unanswerable.jsonl``. The wording's
logits of each question come from a model that has not seen it (five folds). What a document without anticipated
questions gets is fitted on tasks that the vectors have not seen. Needs the extra ``train``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.answerable import (
    ENGLISH,
    KINDS,
    STEPS_FILE,
    WEIGHTS_FILE,
    Step,
    Verdict,
    Wording,
    evidence,
    own_ngrams,
    telling,
    weighed,
)
from index.choose import Choice
from index.chunk import AnticipatedQuestion, chunk_document
from index.search import NEIGHBOURS, Nearest, TaskSearch
from index.training.asked import FOLDS, Asked, anticipated, held_out, mistyped, strange_task, unanswerable
from index.training.choice import examples, fit, reached
from index.training.short import short_questions
from index.types import Chunk, Document, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.3  # fewer answerable questions refused, at the price of a few more unanswerable ones answered
BRIEF = 3  # one short question in so many: more would make the rest unlikely to be answerable
_RARE = 2  # an n-gram of fewer questions says nothing
_STRENGTH = 2.0  # inverse of the wording's L2 penalty
_BALANCED = 8.0  # weight of a question by an author of both kinds in the first step, where the others weigh 1
_OTHERS = 0.1  # weight of the others in the second step, where those weigh 1

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]


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
    weights = [_BALANCED if question.balanced else 1.0 for question in questions]
    model.fit(values, [question.kind for question in questions], sample_weight=weights)
    rarity, bias = counted.idf_.astype(np.float32), model.intercept_.astype(np.float32)
    return Wording(dict(counted.vocabulary_), rarity, model.coef_.T.astype(np.float32), bias)


def unseen_logits(questions: Sequence[Asked], own: frozenset[str]) -> NDArray[np.float64]:
    """(questions, kinds) logits of the wording, each from a model that was fitted without the question."""
    import numpy as np
    from sklearn.model_selection import StratifiedGroupKFold

    logits = np.zeros((len(questions), len(KINDS)))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    groups = [question.group for question in questions]
    for known, unknown in folds.split(logits, [question.kind for question in questions], groups):
        wording = fit_wording([questions[at] for at in known], own)
        logits[unknown] = [wording.logits(questions[at].text, own) for at in unknown]
    return logits


def fit_step(features: NDArray[np.float64], questions: Sequence[Asked]) -> Step:
    """The second regression, as if each kind were equally common in each language."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    weights = np.array([1.0 if question.balanced else _OTHERS for question in questions])
    kinds = np.array([question.kind for question in questions])
    english = features[:, ENGLISH] > 0
    even = np.zeros_like(weights)
    for language in (english, ~english):
        for kind in np.unique(kinds[language]):
            those = language & (kinds == kind)
            even[those] = weights[those] * weights[language].sum() / weights[those].sum()
    scaler = StandardScaler().fit(features, sample_weight=even)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(features), kinds, sample_weight=even * len(kinds) / even.sum())
    return Step(scaler.mean_, scaler.scale_, model.coef_, model.intercept_)


def unseen_verdicts(features: NDArray[np.float64], questions: Sequence[Asked]) -> list[Verdict]:
    """The verdict on each question, from a regression that was fitted without it."""
    from sklearn.model_selection import StratifiedGroupKFold

    kinds, groups = [question.kind for question in questions], [question.group for question in questions]
    found: list[Verdict | None] = [None] * len(kinds)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1)
    for known, unknown in folds.split(features, kinds, groups):
        step = fit_step(features[known], [questions[at] for at in known])
        for at in unknown:
            found[at] = step.probabilities(list(features[at]))
    return [verdict for verdict in found if verdict is not None]


def calibrate(
    document: Document, rows: Sequence[AnticipatedQuestion], tuned: Embed, strange: Embed, out: Path
) -> dict[str, dict[str, float]]:
    """Fit both steps and write them to ``out``; what they reach on questions not seen, for the record.

    ``tuned`` embeds with vectors tuned without the questions that ``held_out`` keeps; ``strange`` with vectors tuned
    without the tasks that are ``strange_task``: they are what the tasks of a new document are.
    """
    asked = anticipated(document, rows)
    brief = [Asked(text, 0, (position,), form) for text, position, form in short_questions(document)]
    everything = [*asked, *unanswerable(), *mistyped(asked), *brief]
    own = own_ngrams(task.text for task in document.tasks)
    logits = unseen_logits(everything, own)
    unseen = {row.text for row in rows if held_out(row)}
    weighed_too = set(range(len(everything) - len(brief), len(everything), BRIEF))
    judged = [at for at, q in enumerate(everything) if q.kind or q.group in unseen or at in weighed_too]
    new = [at for at in judged if all(strange_task(position) for position in everything[at].positions)]
    steps: dict[str, Step] = {}
    record: dict[str, dict[str, float]] = {}
    made = []
    for name, kept, embed, those in (
        ("with_questions", [row for row in rows if not held_out(row)], tuned, judged),
        ("without_questions", [], strange, new),
    ):
        chunks = chunk_document(document, kept)
        search = TaskSearch(chunks, neighbours(chunks, embed))
        questions = [everything[at] for at in those]
        found = [search.search(question.text) for question in questions]
        features = _features(questions, found, document, own, logits[those])
        steps[name] = fit_step(features, questions)
        verdicts = unseen_verdicts(features, questions)
        record[name] = _reached(verdicts, questions, found)
        even = [at for at, question in enumerate(questions) if question.balanced]
        record[f"{name}_balanced"] = _reached(
            [verdicts[at] for at in even], [questions[at] for at in even], [found[at] for at in even]
        )
        if kept:
            made = examples([question for question in asked if question.text in unseen], search)
            record[name] |= reached(made)
    save(fit_wording(everything, own), steps, fit(made), out)
    return record


def _features(
    questions: Sequence[Asked], found: Sequence[Sequence[Hit]], document: Document, own: frozenset[str],
    logits: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """The features of the second step for each question, as (questions, features)."""
    import numpy as np

    best = [document.tasks[hits[0].position].text if hits else "" for hits in found]
    seen = [evidence(q.text, hits, own, text) for q, hits, text in zip(questions, found, best, strict=True)]
    return np.array([weighed(row, list(said)) for row, said in zip(seen, logits, strict=True)])


def _reached(
    verdicts: Sequence[Verdict], questions: Sequence[Asked], found: Sequence[Sequence[Hit]]
) -> dict[str, float]:  # fmt: skip
    """Shares, over questions that were not seen: the first task right, false refusals and false answers."""
    answered = [verdict.answered >= LEAST for verdict in verdicts]
    right = [bool(hits) and hits[0].position in q.positions for hits, q in zip(found, questions, strict=True)]
    answerable = [at for at, question in enumerate(questions) if question.kind == 0]
    slips = [at for at in answerable if questions[at].like and "{}" not in questions[at].like]
    brief = [at for at in answerable if "{}" in questions[at].like]
    asked = [at for at in answerable if at not in set(brief)]
    reached = {
        "first_right": sum(right[at] for at in asked) / max(1, len(asked)),
        "false_refusals": sum(not answered[at] for at in asked) / max(1, len(asked)),
        "false_refusals_short": sum(not answered[at] for at in brief) / max(1, len(brief)),
        "false_refusals_mistyped": sum(not answered[at] for at in slips) / max(1, len(slips)),
    }
    for number, kind in enumerate(KINDS[1:], 1):
        those = [at for at, question in enumerate(questions) if question.kind == number]
        reached[f"answered_though_{kind}"] = sum(answered[at] for at in those) / max(1, len(those))
        refused = [at for at in those if not answered[at]]
        reached[f"{kind}_told"] = sum(verdicts[at].refusal == kind for at in refused) / max(1, len(refused))
    return {name: round(share, 4) for name, share in reached.items()}


def save(wording: Wording, steps: dict[str, Step], choice: Choice, out: Path) -> None:
    """Write both steps and the choice of tasks into a model's folder."""
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
    chosen = {part: np.round(getattr(choice, part), 6).tolist() for part in ("mean", "scale", "weights")}
    written["choice"] = {**chosen, "bias": round(choice.bias, 6), "least": choice.least}
    text = json.dumps({**written, "grams": grams}, ensure_ascii=False)
    (out / STEPS_FILE).write_text(text + "\n", encoding="utf-8")
