"""Questions for nothing but where something is written: 让市民列席会议的事是哪条写的, which task says that … .

What they say without the words that ask is what the task says; how they ask is data (where_written.toml).
"""

from __future__ import annotations

from pathlib import Path

from assistant.understand.alternatives import alternatives
from index.tokens import normalise

_FORMS = Path(__file__).with_name("where_written.toml")
_EDGES = " ,;。?!:.~"
_LEAST = 6  # characters that say enough to be found by


def written_where(question: str) -> str | None:
    """What is said to be written somewhere; None where anything else is asked of it."""
    text = normalise(question).strip(_EDGES)
    left = alternatives(_FORMS, "closing").sub("", text)
    left = left if left != text else alternatives(_FORMS, "opening").sub("", text)
    if left == text or alternatives(_FORMS, "asking").search(left):
        return None
    left = alternatives(_FORMS, "manners").sub("", left).strip(_EDGES)
    return left if len(left) >= _LEAST else None
