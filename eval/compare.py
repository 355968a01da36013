"""Two runs of the same questions, in pairs: what was won, what was lost, and whether chance alone explains it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError
from eval.metrics import Share, share
from eval.score import Row

SHOWN = 5
SURE = 0.05  # a difference that chance gives less often than this is one


class DifferentQuestions(AssistantError):
    """The two runs did not ask the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question in the run before and in the run now."""

    before: Row
    now: Row

    @property
    def won(self) -> bool:
        return self.now.right is True and self.before.right is False

    @property
    def lost(self) -> bool:
        return self.now.right is False and self.before.right is True

    @property
    def measured(self) -> bool:
        return self.now.right is not None and self.before.right is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs of one kind (None: all). Only pairs that both runs measured count."""

    kind: str | None
    pairs: tuple[Pair, ...]

    @property
    def won(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.won)

    @property
    def lost(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.lost)

    @property
    def before(self) -> Share:
        return share(pair.before.right for pair in self.pairs if pair.measured)

    @property
    def now(self) -> Share:
        return share(pair.now.right for pair in self.pairs if pair.measured)

    @property
    def unmeasured(self) -> int:
        return sum(not pair.measured for pair in self.pairs)

    @property
    def net(self) -> int:
        return len(self.won) - len(self.lost)

    @property
    def p(self) -> float:
        """How often chance alone would give a difference at least as large (McNemar's exact test, two-sided)."""
        return mcnemar(len(self.won), len(self.lost))

    @property
    def fell(self) -> bool:
        """Whether more was lost than won, beyond chance."""
        return self.net < 0 and self.p < SURE

    @property
    def kinds(self) -> tuple[Comparison, ...]:
        """The kinds, those that lost most first."""
        names = dict.fromkeys(pair.now.kind for pair in self.pairs)
        of_kind = [Comparison(name, tuple(p for p in self.pairs if p.now.kind == name)) for name in names]
        return tuple(sorted(of_kind, key=lambda one: (one.net, one.kind or "")))


def mcnemar(won: int, lost: int) -> float:
    """The exact two-sided p-value: under chance the smaller of the two counts is binomial with one half."""
    n, least = won + lost, min(won, lost)
    tail: int = sum(math.comb(n, i) for i in range(least + 1))
    return min(1.0, float(2 * tail / 2**n))


def compare(before: Sequence[Row], now: Sequence[Row]) -> Comparison:
    """Pairs by id, in the order of ``now``. Raises DifferentQuestions where the two did not ask exactly the same."""
    old = {row.id: row for row in before}
    new = {row.id: row for row in now}
    changed = [name for name in new if name in old and new[name].digest != old[name].digest]
    differences = {
        "只在前一次": [name for name in old if name not in new],
        "只在后一次": [name for name in new if name not in old],
        "内容不同": changed,
    }
    said = [f"{what} {len(names)} 题({_some(names)})" for what, names in differences.items() if names]
    if said:
        raise DifferentQuestions(f"两次评测的题目不同,不能比较:{';'.join(said)}。")
    return Comparison(None, tuple(Pair(old[row.id], row) for row in now))


def in_common(before: Iterable[Row], now: Iterable[Row]) -> Comparison:
    """The pairs of questions that are exactly the same in both, whatever else either asked."""
    old = {(row.id, row.digest): row for row in before}
    pairs = (Pair(old[row.id, row.digest], row) for row in now if (row.id, row.digest) in old)
    return Comparison(None, tuple(pairs))


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
