"""Fit ``index.answerable``: what tells a question that a document answers from one that it does not.

Called by ``index.train``. Both steps are fitted above all on questions whose authors each wrote answerable and
unanswerable ones (style ``balanced``). Where one hand wrote all that is answerable and another all that is not,
a model learns the hands: it looks good over folds and fails with other people. Beside them stand anticipated questions
that neither the vectors nor the search have seen (one in five), ``data/genre/unanswerable.jsonl`` and the working half
of the evaluation's everyday questions (``index.training.worked``). The wording's
logits of each question come from a model that has not seen it (five folds). What a document without anticipated
questions gets is fitted by ``index.training.strange``. Needs the extra ``train``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.answerable import (
    ENGLISH,
    KINDS,
    SEVERAL,
    STEPS_FILE,
    WEIGHTS_FILE,
    Judge,
    Step,
    Verdict,
    evidence,
    weighed,
)
from index.choose import Choice
from index.chunk import AnticipatedQuestion, chunk_document
from index.search import NEIGHBOURS, Nearest, TaskSearch
from index.training.asked import FOLDS, Asked, anticipated, held_out, mistyped, unanswerable
from index.training.choice import examples, fit, reached
from index.training.short import short_questions
from index.training.wording import fit_wording, unseen_logits, worded
from index.training.worked import worked
from index.types import Chunk, Document
from index.wording import Wording, own_ngrams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.3  # fewer answerable questions refused, at the price of a few more unanswerable ones answered
BRIEF = 3  # one short question in so many: more would make the rest unlikely to be answerable
_OTHERS = 0.1  # weight of questions that are not balanced in the second step, where those weigh 1

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
Record = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with what the search of its document shows: the evidence, and whether the first task is right; no
    other fold has one of the same ``group``."""

    asked: Asked
    evidence: tuple[float, ...]
    first_right: bool
    group: str


def search_of(document: Document, rows: Sequence[AnticipatedQuestion], embed: Embed) -> TaskSearch:
    """The search of a document with these anticipated questions."""
    chunks = chunk_document(document, rows)
    return TaskSearch(chunks, neighbours(chunks, embed))


def neighbours(chunks: Sequence[Chunk], embed: Embed) -> Nearest:
    """The entries nearest to a question, as the vector store would give them."""
    vectors = embed([chunk.text for chunk in chunks])

    def nearest(cosines: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        best = cosines.argsort()[::-1][: min(k, NEIGHBOURS)]
        return [(chunks[at].id, float(cosines[at])) for at in best]

    return lambda queries, k, where: [nearest(vectors @ embed([query])[0], k) for query in queries]


def seen(asked: Asked, search: TaskSearch, document: Document, own: frozenset[str], group: str = "") -> Seen:
    """What the search shows for a question over ``document``, which writes the n-grams ``own``."""
    hits = search.search(asked.text)
    best = document.tasks[hits[0].position].text if hits else ""
    right = bool(hits) and hits[0].position in asked.positions
    return Seen(asked, evidence(asked.text, hits, own, best), right, group or asked.group)


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


def unseen_verdicts(features: NDArray[np.float64], questions: Sequence[Seen]) -> list[Verdict]:
    """The verdict on each question, from a regression that was fitted without its group."""
    from sklearn.model_selection import StratifiedGroupKFold

    kinds, groups = [question.asked.kind for question in questions], [question.group for question in questions]
    found: list[Verdict | None] = [None] * len(kinds)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1)
    for known, unknown in folds.split(features, kinds, groups):
        step = fit_step(features[known], [questions[at].asked for at in known])
        for at in unknown:
            found[at] = step.probabilities(list(features[at]))
    return [verdict for verdict in found if verdict is not None]


def judged_step(questions: Sequence[Seen], logits: NDArray[np.float64], name: str, least: float) -> tuple[Step, Record]:
    """The second step over these questions, and what it reaches on those it has not seen, of all and of balanced."""
    import numpy as np

    features = np.array([weighed(q.evidence, list(said)) for q, said in zip(questions, logits, strict=True)])
    verdicts = unseen_verdicts(features, questions)
    even = [at for at, question in enumerate(questions) if question.asked.balanced]
    record = {
        name: _reached(verdicts, questions, least),
        f"{name}_balanced": _reached([verdicts[at] for at in even], [questions[at] for at in even], least),
    }
    return fit_step(features, [question.asked for question in questions]), record


def calibrate(
    document: Document, rows: Sequence[AnticipatedQuestion], tuned: Embed, final: Embed, several: Wording
) -> tuple[Judge, Record]:
    """The judge of a document with anticipated questions, and what it reaches on questions not seen.

    ``tuned`` embeds with vectors tuned without the questions that ``held_out`` keeps, ``final`` with those that are
    shipped; ``several`` tells by the wording whether more than one task is wanted, and has seen no question of this
    document.
    """
    asked = anticipated(document, rows)
    brief = [Asked(text, 0, (position,), form) for text, position, form in short_questions(document)]
    tried = worked(document)
    everything = [*asked, *unanswerable(), *mistyped(asked), *tried, *brief]
    own = own_ngrams(task.text for task in document.tasks)
    said = [worded(question, own) for question in everything]
    unseen = {row.text for row in rows if held_out(row)}
    weighed_too = set(range(len(everything) - len(brief), len(everything), BRIEF))
    kept = unseen | {question.group for question in tried}
    those = [at for at, q in enumerate(everything) if q.kind or q.group in kept or at in weighed_too]
    search = search_of(document, [row for row in rows if not held_out(row)], tuned)
    questions = [seen(everything[at], search, document, own) for at in those]
    step, record = judged_step(questions, unseen_logits(said)[those], "with_questions", LEAST)
    tested = [question for question in asked if question.text in unseen]
    # What people ask for at once is seldom two anticipated questions joined: where a document was measured with
    # everyday questions, of which none is anticipated, these are weighed, as the finished index finds them.
    answered = [question for question in tried if question.kind == 0]
    finished = search_of(document, rows, final) if answered else search
    choice, chosen = _choice(answered or tested, finished, several, own, pairs=not answered)
    record["with_questions"] |= chosen
    return Judge(fit_wording(said), step, LEAST, choice), record


def _choice(
    questions: Sequence[Asked], search: TaskSearch, several: Wording, own: frozenset[str], *, pairs: bool
) -> tuple[Choice, dict[str, float]]:
    """How many tasks answer a question, by these, and what that reaches."""
    made = examples(questions, search, lambda text: several.logits(text, own)[0], pairs=pairs)
    return fit(made, several), reached(made, several)


def _reached(verdicts: Sequence[Verdict], questions: Sequence[Seen], least: float) -> dict[str, float]:
    """Shares, over questions that were not seen: the first task right, false refusals and false answers."""
    answered = [verdict.answered >= least for verdict in verdicts]
    answerable = [at for at, question in enumerate(questions) if question.asked.kind == 0]
    like = [question.asked.like for question in questions]
    slips = [at for at in answerable if like[at] and "{}" not in like[at]]
    brief = [at for at in answerable if "{}" in like[at]]
    asked = [at for at in answerable if at not in set(brief)]
    reached = {
        "first_right": sum(questions[at].first_right for at in asked) / max(1, len(asked)),
        "false_refusals": sum(not answered[at] for at in asked) / max(1, len(asked)),
        "false_refusals_short": sum(not answered[at] for at in brief) / max(1, len(brief)),
        "false_refusals_mistyped": sum(not answered[at] for at in slips) / max(1, len(slips)),
    }
    for number, kind in enumerate(KINDS[1:], 1):
        those = [at for at, question in enumerate(questions) if question.asked.kind == number]
        reached[f"answered_though_{kind}"] = sum(answered[at] for at in those) / max(1, len(those))
        refused = [at for at in those if not answered[at]]
        reached[f"{kind}_told"] = sum(verdicts[at].refusal == kind for at in refused) / max(1, len(refused))
    return {name: round(share, 4) for name, share in reached.items()}


def save(judges: Mapping[str, Judge], out: Path) -> None:
    """Write the judges into a model's folder: numbers of n-grams as arrays, all else as JSON."""
    from safetensors.numpy import save_file

    arrays: dict[str, NDArray[Any]] = {}
    written: dict[str, Any] = {}
    for name, judge in judges.items():
        arrays |= _arrays(name, judge.wording) | _arrays(SEVERAL, judge.choice.several)
        written[name] = {
            "least": judge.least,
            "step": _rounded(judge.step, "mean", "scale", "weights", "bias"),
            "choice": {
                **_rounded(judge.choice, "mean", "scale", "weights"),
                "bias": round(judge.choice.bias, 6),
                "least": judge.choice.least,
            },
            "grams": _grams(judge.wording),
        }
        written[SEVERAL] = _grams(judge.choice.several)
    save_file(arrays, out / WEIGHTS_FILE)
    (out / STEPS_FILE).write_text(json.dumps(written, ensure_ascii=False) + "\n", encoding="utf-8")


def _arrays(name: str, wording: Wording) -> dict[str, NDArray[Any]]:
    import numpy as np

    rarity, weights = wording.rarity.astype(np.float16), wording.weights.astype(np.float16)
    return {f"{name}.rarity": rarity, f"{name}.weights": weights, f"{name}.bias": wording.bias}


def _grams(wording: Wording) -> list[str]:
    return sorted(wording.grams, key=wording.grams.__getitem__)


def _rounded(fitted: object, *parts: str) -> dict[str, list[Any]]:
    import numpy as np

    return {part: np.round(getattr(fitted, part), 6).tolist() for part in parts}
