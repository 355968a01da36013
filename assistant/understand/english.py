"""English words of official questions as the words that the document uses."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.understand.tokens import Context, Token
from index.english import glossed

# Dearer than any cue, cheaper than words that nothing explains: "task" stays a task.
_COST = 1.9


def find_english(text: str, context: Context) -> Iterator[Token]:
    """WORD tokens whose value is the first of a phrase's Chinese words that the document's tasks hold."""
    for m, chinese in glossed(text):
        used = next((word for word in chinese if any(word in task.text for task in context.document.tasks)), None)
        if used is not None:
            yield Token("WORD", used, m.start(), m.end(), _COST)
