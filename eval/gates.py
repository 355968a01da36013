"""Conditions a run has to meet; each that it does not is one sentence."""

from __future__ import annotations

from eval.metrics import Summary
from eval.words import share_words


def unmet(summary: Summary, min_right: float | None = None) -> tuple[str, ...]:
    """What the run fell short of. ``min_right`` is the least share of right rows, over all of them, in percent."""
    found = []
    right = summary.figures().right
    if min_right is not None and right.hits * 100 < min_right * right.n:
        found.append(f"正确率 {share_words(right)}({right.hits}/{right.n})低于要求的 {min_right:g}%。")
    return tuple(found)
