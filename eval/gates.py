"""Conditions a run has to meet. The verdict is one value: its line and its exit code cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass

from eval.compare import Comparison
from eval.metrics import Share, Summary
from eval.words import share_words

PASSED, FAILED = 0, 100
POINTED_AT = 3  # kinds named beside a verdict


@dataclass(frozen=True, slots=True)
class Limits:
    """In percent; None asks for nothing. ``no_regression`` asks that no more was lost since the baseline than chance
    explains, over all questions and in every kind."""

    min_right: float | None = None
    min_exact: float | None = None
    max_false_answers: float | None = None
    no_regression: bool = False

    @property
    def any(self) -> bool:
        return self.no_regression or any(
            limit is not None for limit in (self.min_right, self.min_exact, self.max_false_answers)
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """``unmet`` are sentences, one for each limit that was missed; ``pointers`` say where to look first."""

    asked: bool = False
    unmet: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        return FAILED if self.unmet else PASSED

    @property
    def line(self) -> str:
        if not self.asked:
            return "没有设门槛"
        return "未通过" if self.unmet else "通过"


def verdict(summary: Summary, limits: Limits, since: Comparison | None = None) -> Verdict:
    """What the run fell short of; ``since`` is the run beside its baseline."""
    figures = summary.figures()
    unmet = [
        *_at_least("正确率", figures.right, limits.min_right),
        *_at_least("引用完全一致的比例", figures.exact, limits.min_exact),
        *_at_most("不该答而答的比例", figures.false_answers, limits.max_false_answers),
        *(_regressions(since) if limits.no_regression and since is not None else ()),
    ]
    return Verdict(limits.any, tuple(unmet), pointers(summary, since) if unmet else ())


def unmet(summary: Summary, min_right: float | None = None) -> tuple[str, ...]:
    """What the run fell short of where only the share of right rows is asked for."""
    return verdict(summary, Limits(min_right=min_right)).unmet


def _at_least(what: str, share: Share, limit: float | None) -> list[str]:
    if limit is None or (share.n and share.hits * 100 >= limit * share.n):
        return []
    return [f"{what} {share_words(share)}({share.hits}/{share.n})低于要求的 {limit:g}%。"]


def _at_most(what: str, share: Share, limit: float | None) -> list[str]:
    if limit is None or share.hits * 100 <= limit * share.n:
        return []
    return [f"{what} {share_words(share)}({share.hits}/{share.n})高于允许的 {limit:g}%。"]


def _regressions(since: Comparison) -> list[str]:
    fallen = [one for one in (since, *since.kinds) if one.fell]
    return [
        f"{one.kind or '全部题目'}比基线退步:赢 {len(one.won)},输 {len(one.lost)}"
        f"({share_words(one.before)} → {share_words(one.now)},p = {one.p:.2g})。"
        for one in fallen
    ]


def pointers(summary: Summary, since: Comparison | None = None) -> tuple[str, ...]:
    """The kinds that lost most since the baseline, or, where there is nothing to compare with, the lowest ones."""
    if since is not None and since.pairs:
        lost = [one for one in since.kinds if one.net < 0][:POINTED_AT]
        return tuple(
            f"{one.kind}:{share_words(one.before)} → {share_words(one.now)}(输 {len(one.lost)} 题,赢 {len(one.won)} 题)"
            for one in lost
        )
    shares = [(kind, summary.figures(kind).right) for kind in summary.kinds]
    lowest = sorted((share.value, kind, share) for kind, share in shares if share.value is not None)
    return tuple(f"{kind}:{share_words(share)}({share.hits}/{share.n})" for _, kind, share in lowest[:POINTED_AT])
