"""What documents of the genre write beside what people say for it, for word vectors to be tuned on.

``data/genre/said/<author>.jsonl`` has rows ``{"official", "said"}``: an invented clause of a plan, and three wordings
that ask for just this in other words. They bring near what shares no word (红头文件 and 规范性文件), over more fields
than the practice documents have tasks about.
"""

from __future__ import annotations

import json
from pathlib import Path

from index.tokens import normalise
from index.training.tune import Example

FOLDER = Path(__file__).resolve().parents[2] / "data" / "genre" / "said"


def said(folder: Path = FOLDER) -> list[list[Example]]:
    """The texts of each author; those of one row belong together as those of one task do."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found.append(
            [Example(normalise(text), at) for at, row in enumerate(rows) for text in (row["official"], *row["said"])]
        )
    return found
