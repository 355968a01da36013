"""Fit ``index.asides`` on clauses that people wrote around and in their questions.

    python -m index.training.asides [--out FOLDER]

``data/genre/asides/<author>.jsonl`` holds ``{"text", "aside"}``; beside them the one-clause questions of the practice
documents are clauses that ask. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from index.asides import FILE, SURE, ngrams, read_asides
from index.tokens import MODEL_FOLDER
from index.training.practice import practice

FOLDER = Path(__file__).resolve().parents[2] / "data" / "genre" / "asides"
_STRENGTH = 8.0  # inverse of the L2 penalty
_RARE = 2  # an n-gram of fewer clauses says nothing
_QUESTIONS = 1_500  # one-clause questions, so that they do not outnumber the clauses
_SEVERAL = re.compile(r"[,，。;；?？!！ ].")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a message, whether it is an aside, and who wrote it."""

    text: str
    aside: bool
    author: str


def clauses(folder: Path = FOLDER) -> list[Clause]:
    """Every clause of ``folder``, by author."""
    return [
        Clause(row["text"], row["aside"], path.stem)
        for path in sorted(folder.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def questions() -> list[Clause]:
    """Questions of one clause, evenly chosen from those of the practice documents."""
    asked = [q.text.rstrip("?？。 ") for document in practice() for q in document.asked]
    single = [text for text in dict.fromkeys(asked) if not _SEVERAL.search(text)]
    step = max(1, len(single) // _QUESTIONS)
    return [Clause(text, False, "") for text in single[::step]]


def fit(known: Sequence[Clause]) -> dict[str, Any]:
    """The regression over TF-IDF of the n-grams, as ``index.asides.read_asides`` reads it."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    counted = TfidfVectorizer(analyzer=_grams, min_df=_RARE, sublinear_tf=True)
    values = counted.fit_transform([ngrams(clause.text) for clause in known])
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000, class_weight="balanced")
    model.fit(values, [clause.aside for clause in known])
    return {
        "grams": counted.get_feature_names_out().tolist(),
        "rarity": [round(float(value), _DIGITS) for value in counted.idf_],
        "weights": [round(float(value), _DIGITS) for value in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), _DIGITS),
    }


def _grams(counted: Mapping[str, int]) -> list[str]:
    return [gram for gram, n in counted.items() for _ in range(n)]


def unseen(known: Sequence[Clause]) -> tuple[float, float]:
    """Shares of the asides, and of the other clauses, that are left out (SURE), each judged without its author's."""
    asked = questions()
    found: dict[bool, list[bool]] = {True: [], False: []}
    for author in {clause.author for clause in known}:
        model = read_asides(fit([*(clause for clause in known if clause.author != author), *asked]))
        for clause in (one for one in known if one.author == author):
            found[clause.aside].append(model.probability(clause.text) >= SURE)
    return sum(found[True]) / len(found[True]), sum(found[False]) / len(found[False])


def write(out: Path) -> None:
    """Fit on all clauses and write the file that ``index.asides`` reads."""
    (out / FILE).write_bytes(orjson.dumps(fit([*clauses(), *questions()])))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="训练识别题外话的模型。 Fit what tells asides.")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER, help="写到哪里 target folder")
    write(parser.parse_args().out)
    left_out, lost = unseen(clauses())
    print(f"题外话认出 asides left out: {left_out:.1%};误当题外话 other clauses left out: {lost:.1%}")


if __name__ == "__main__":
    main()
