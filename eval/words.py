"""How figures are written: the same in the terminal, in Markdown and in messages."""

from __future__ import annotations

from eval.metrics import Interval, Share

NOT_MEASURED = "—"
HALF_NAMES = {"working": "工作半", "held-out": "保留半", "both": "合计"}


def percent(value: float) -> str:
    """``0.923`` as ``92.3%``; 0 % and 100 % are kept for none and all."""
    if 0 < value < 1:
        value = min(max(value, 0.001), 0.999)
    return f"{value * 100:.1f}%" if 0 < value < 1 else f"{value * 100:.0f}%"


def share_words(share: Share) -> str:
    """The share in percent, or a dash where it was not measured."""
    return NOT_MEASURED if share.value is None else percent(share.value)


def interval_words(interval: Interval | None) -> str:
    """``0.861, 0.963`` as ``86–96``, in percent."""
    return NOT_MEASURED if interval is None else f"{interval.low * 100:.0f}–{interval.high * 100:.0f}"


def share_in_full(share: Share) -> str:
    """``12/160(7.5%,区间 4–13)``."""
    if share.value is None:
        return NOT_MEASURED
    return f"{share.hits}/{share.n}({share_words(share)},区间 {interval_words(share.interval)})"


def milliseconds_words(value: float | None) -> str:
    return NOT_MEASURED if value is None else f"{value:.1f} ms"
