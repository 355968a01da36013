"""Which outcome came where which was expected, and how far stated probabilities agree with what was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Outcome
from eval.metrics import Share, share
from eval.schema import ALTERNATIVE
from eval.score import Row

ERROR = "error"
BINS = 10
STEPS = 20


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts by expected and returned outcome. Where several were expected, the one that came, else the first."""

    counts: Counter[tuple[str, str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The outcomes that occur, in the order of the type, and ``error`` where there were any; unknown ones last."""
        seen = {name for pair in self.counts for name in pair}
        order = [*(str(outcome) for outcome in Outcome), ERROR]
        return (*(name for name in order if name in seen), *sorted(seen - set(order)))


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose stated probability lies in one tenth: their mean probability, and how many were right."""

    low: float
    mean: float
    right: Share


@dataclass(frozen=True, slots=True)
class Reliability:
    """``error`` is the mean distance of probability and share right, by bin (ECE); ``brier`` the mean square."""

    bins: tuple[Bin, ...]
    error: float
    brier: float
    n: int


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """Had answers been given from the probability ``least``: the answerable questions refused, the others answered."""

    least: float
    refused: Share
    answered: Share


def confusion(rows: Iterable[Row]) -> Confusion:
    """Rows whose outcome was not told are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        got = ERROR if row.error is not None else row.outcome
        if got is not None:
            expected = row.expected_outcome.split(ALTERNATIVE)
            counts[got if got in expected else expected[0], got] += 1
    return Confusion(counts)


def reliability(rows: Iterable[Row]) -> Reliability | None:
    """None where no row states a probability."""
    stated = [(row.probability, row.right) for row in rows if row.probability is not None and row.right is not None]
    if not stated:
        return None
    bins = []
    for number in range(BINS):
        members = [(p, ok) for p, ok in stated if min(int(p * BINS), BINS - 1) == number]
        if members:
            mean = sum(p for p, _ in members) / len(members)
            bins.append(Bin(number / BINS, mean, share(ok for _, ok in members)))
    error = sum(abs(b.mean - b.right.hits / b.right.n) * b.right.n for b in bins) / len(stated)
    brier = sum((p - ok) ** 2 for p, ok in stated) / len(stated)
    return Reliability(tuple(bins), error, brier, len(stated))


def thresholds(rows: Iterable[Row]) -> tuple[AtThreshold, ...]:
    """The errors at every twentieth; none where no answerable or no unanswerable question has a probability."""
    answerable, other = [], []
    for row in rows:
        if row.probability is not None:
            expected = row.expected_outcome.split(ALTERNATIVE)
            if expected == [Outcome.ANSWERED]:
                answerable.append(row.probability)
            elif Outcome.ANSWERED not in expected:
                other.append(row.probability)
    if not answerable or not other:
        return ()
    steps = [number / STEPS for number in range(STEPS + 1)]
    return tuple(
        AtThreshold(least, share(p < least for p in answerable), share(p >= least for p in other)) for least in steps
    )
