"""Figures over rows. What was not measured is None, never 0."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.types import Outcome
from eval.schema import ALTERNATIVE
from eval.score import Row
from eval.split import HALVES, Half

Z_95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution
HalfOrBoth = Half | Literal["both"]
ALL_KINDS = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a share, both in [0, 1]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n``; with n = 0 nothing was measured, and there is neither a value nor an interval."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's score interval at 95 %, which stays inside [0, 1] and is honest near both ends."""
        return wilson(self.hits, self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of rows gave.

    ``facts`` counts only questions that name facts. ``precision``: of all tasks cited, those that may be; ``recall``:
    of all tasks that have to be cited, those that were (citations of one question hang together, so neither has an
    interval worth showing). ``false_answers``: answered where no answer was expected; ``false_refusals``: not answered
    (errors left out) where only an answer was. ``unmeasured`` questions could not be called right or wrong; ``omitted``
    left out something that belongs to what they say. ``p50`` and ``p95`` in milliseconds.
    """

    n: int
    right: Share
    exact: Share
    facts: Share
    outcome: Share
    precision: Share
    recall: Share
    false_answers: Share
    false_refusals: Share
    errors: int
    unmeasured: int
    omitted: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures of one kind (None: all) in one half."""

    kind: str | None
    half: HalfOrBoth
    figures: Figures


@dataclass(frozen=True, slots=True)
class Summary:
    """Every kind, and all of them together, in each half and in both."""

    cells: tuple[Cell, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, sorted by name."""
        return tuple(sorted({cell.kind for cell in self.cells if cell.kind is not None}))

    def figures(self, kind: str | None = ALL_KINDS, half: HalfOrBoth = "both") -> Figures:
        """Raises KeyError for a kind that no row has."""
        for cell in self.cells:
            if (cell.kind, cell.half) == (kind, half):
                return cell.figures
        raise KeyError(kind, half)


def wilson(hits: int, n: int, z: float = Z_95) -> Interval:
    """Wilson's score interval of ``hits`` in ``n`` > 0 trials (Wilson 1927)."""
    share = hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # Rounding must not leave the end itself outside.
    return Interval(0.0 if hits == 0 else max(0.0, centre - reach), 1.0 if hits == n else min(1.0, centre + reach))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The smallest value that at least ``percent`` of the values do not exceed (nearest rank); None of no values."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def share(values: Iterable[bool | None]) -> Share:
    """How many are true among those that were measured."""
    measured = [value for value in values if value is not None]
    return Share(sum(measured), len(measured))


def figures(rows: Sequence[Row]) -> Figures:
    """The figures of these rows."""
    times = [row.milliseconds for row in rows if row.milliseconds is not None]
    return Figures(
        n=len(rows),
        right=share(row.right for row in rows),
        exact=share(row.exact for row in rows),
        facts=share(row.facts_ok for row in rows),
        outcome=share(row.outcome_ok for row in rows),
        precision=Share(sum(row.allowed for row in rows), sum(row.cited for row in rows)),
        recall=Share(sum(row.found for row in rows), sum(row.wanted for row in rows)),
        false_answers=share(_false_answer(row) for row in rows),
        false_refusals=share(_false_refusal(row) for row in rows),
        errors=sum(row.error is not None for row in rows),
        unmeasured=sum(row.right is None for row in rows),
        omitted=sum(row.omitted > 0 for row in rows),
        p50=percentile(times, 50),
        p95=percentile(times, 95),
    )


def _false_answer(row: Row) -> bool | None:
    if Outcome.ANSWERED in row.expected_outcome.split(ALTERNATIVE) or row.outcome_ok is None:
        return None
    return row.outcome == Outcome.ANSWERED


def _false_refusal(row: Row) -> bool | None:
    if row.expected_outcome != Outcome.ANSWERED or row.outcome is None:
        return None
    return row.outcome != Outcome.ANSWERED


def summarise(rows: Sequence[Row]) -> Summary:
    """The figures by kind and half."""
    cells = []
    for kind in (*sorted({row.kind for row in rows}), ALL_KINDS):
        of_kind = [row for row in rows if kind in (row.kind, ALL_KINDS)]
        cells.append(Cell(kind, "both", figures(of_kind)))
        cells += [Cell(kind, half, figures([row for row in of_kind if row.half == half])) for half in HALVES]
    return Summary(tuple(cells))
