"""Words of a question that its reading has no use for; the answer names them as not understood."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Reading


def with_left_over(reading: Reading, words: tuple[str, ...]) -> Reading:
    """``reading`` with ``words`` named as not understood, instead of those that were."""
    notes = tuple(note for note in reading.notes if note[0] != "unexplained")
    notes = (*notes, ("unexplained", "|".join(words))) if words else notes
    return replace(reading, unexplained=words, notes=notes)


def also_left_over(reading: Reading, *words: str) -> Reading:
    """``reading`` with ``words`` named as not understood beside those that are."""
    return with_left_over(reading, tuple(dict.fromkeys((*reading.unexplained, *words))))
