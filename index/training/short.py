"""Short questions about what a task speaks of, for calibration: a phrase of its text in a form of ``forms.toml``."""

from __future__ import annotations

import random
import re
from collections import Counter

from index.reading.vocabulary import load
from index.types import Document

_CUT = re.compile(r"[^\u4e00-\u9fff]|[的和与及等对将由在]")
_LENGTH = range(4, 9)  # characters of a phrase
_EACH = 8  # questions a task
_SEED = 0


def phrases(document: Document) -> dict[int, list[str]]:
    """For each task, by position, the phrases that no other task has."""
    pieces = {task.position: [p for p in _CUT.split(task.text) if len(p) in _LENGTH] for task in document.tasks}
    texts = [task.text for task in document.tasks]
    times = Counter(piece for found in pieces.values() for piece in set(found))
    own = {at: [p for p in dict.fromkeys(found) if times[p] == 1] for at, found in pieces.items()}
    return {at: [p for p in found if sum(p in text for text in texts) == 1] for at, found in own.items()}


def short_questions(document: Document) -> list[tuple[str, int, str]]:
    """Questions with the position of their task and the form they are asked in; the same ones each time."""
    rng = random.Random(_SEED)
    forms: list[str] = load("forms")["forms"]
    made = []
    for position, found in phrases(document).items():
        for _ in range(_EACH if found else 0):
            form = rng.choice(forms)
            made.append((form.format(rng.choice(found)), position, form))
    return made
