"""Details that are asked for in so many words and that none of the tasks found writes: 谁是组长, 网址是多少, 请的哪家.

Such a question is about a task as a whole, so search is sure of it; what it asks is not there all the same
(plainly_unstated.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from index.tokens import normalise
from index.types import Hit, Task

# Characters of a question that asks one thing: what a longer message asks beside the detail may well be answered.
_LONGEST, _LONGEST_ENGLISH = 40, 110
_SEEN = 3  # tasks


@cache
def _details() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple((re.compile("|".join(row["asked"])), re.compile(row["written"])) for row in raw["detail"])


def plainly_unstated(question: str, hits: Sequence[Hit], tasks: Sequence[Task]) -> bool:
    """Whether ``question`` asks for nothing but a detail that none of the tasks found for it (``hits``) writes."""
    asked = normalise(question).strip(" ?")
    if not hits or "?" in asked or len(asked) > (_LONGEST_ENGLISH if asked.isascii() else _LONGEST):
        return False
    texts = [normalise(tasks[hit.position].text) for hit in hits[:_SEEN]]
    return any(form.search(asked) and not any(map(written.search, texts)) for form, written in _details())
