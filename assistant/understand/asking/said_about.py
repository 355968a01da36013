"""What the words that no rule used say the tasks are about, if anything."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Condition
from assistant.understand.asking.auxiliaries import says_nothing_more
from assistant.understand.asking.topics import left_over, measures_records, selects, strong, subjects, without_mentioned
from assistant.understand.tokens import Context, Token


def topic_of(
    tokens: Sequence[Token], text: str, conditions: tuple[Condition, ...], flags: set[str], context: Context, *,
    sure: bool, counted: str,
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """What the tasks are about, and the words that say so; ``sure``: nothing is claimed, ``counted``: what is."""
    topic, words = left_over(tokens, text)
    if conditions:
        words = subjects(words, context.document)
        topic = " ".join(words)
    complete = sure and selects(conditions, flags)
    complete = complete or (not conditions and measures_records(flags, counted))
    complete = complete or (bool(conditions) and says_nothing_more(words, flags, text, context.document))
    narrows = strong(without_mentioned(words, conditions, flags), context, complete)
    return ("" if (conditions or complete) and not narrows else topic), words
