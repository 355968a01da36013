"""What a person reads of a run in the terminal: the table by kind and half, and the failures of the working half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from eval.metrics import ALL_KINDS, Figures, HalfOrBoth, Summary
from eval.score import Row
from eval.split import HALVES
from eval.words import HALF_NAMES, interval_words, milliseconds_words, share_in_full, share_words

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

SHOWN_TEXT = 240  # characters of an answer shown beside a failure
COLUMNS = ("类型", "半", "题数", "正确", "引用", "事实", "结局", "95% 区间")


def table(summary: Summary, halves: Sequence[HalfOrBoth] = HALVES) -> Table:
    """A line for each of ``halves`` that has questions, in every kind and in all kinds together."""
    from rich import box
    from rich.table import Table

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, name in enumerate(COLUMNS):
        result.add_column(name, justify="left" if position < 2 else "right", no_wrap=True)
    for kind in (*summary.kinds, ALL_KINDS):
        lines = [(half, figures) for half in halves if (figures := summary.figures(kind, half)).n]
        for position, (half, figures) in enumerate(lines):
            name = "" if position else kind or HALF_NAMES["both"]
            result.add_row(name, HALF_NAMES[half], *cells(figures), end_section=position == len(lines) - 1)
    return result


def cells(figures: Figures) -> tuple[str, ...]:
    """The figures of one line: questions, shares right, exact, facts and outcome, interval of the first."""
    shares = (figures.right, figures.exact, figures.facts, figures.outcome)
    return (str(figures.n), *(share_words(share) for share in shares), interval_words(figures.right.interval))


def remarks(summary: Summary, halves: Sequence[HalfOrBoth] = HALVES) -> tuple[str, ...]:
    """One line for each of ``halves`` that has questions: what the table has no column for."""
    lines = []
    for half in halves:
        figures = summary.figures(half=half)
        if figures.n:
            lines.append(
                f"{HALF_NAMES[half]}:不该答而答 {share_in_full(figures.false_answers)};"
                f"该答而未答 {share_in_full(figures.false_refusals)};出错 {figures.errors};"
                f"{f'没有测到 {figures.unmeasured};' if figures.unmeasured else ''}"
                f"引用查准 {share_words(figures.precision)},查全 {share_words(figures.recall)};"
                f"漏了该一起说的 {figures.omitted};"
                f"用时 p50 {milliseconds_words(figures.p50)},p95 {milliseconds_words(figures.p95)}"
            )
    return tuple(lines)


def failures(rows: Iterable[Row], kind: str | None = None, released: bool = False) -> tuple[Row, ...]:
    """The wrong rows of the working half, of one kind or all. The held-out half is looked at only once released."""
    return tuple(
        row for row in rows if (released or row.half == "working") and row.right is False and kind in (row.kind, None)
    )


def describe(row: Row) -> str:
    """A failure in lines: the conversation, what was expected, what came instead."""
    lines = [f"{row.id}({row.kind})", *(f"  › {one_line(turn)}" for turn in row.turns)]
    expected = [f"结局 {row.expected_outcome}"]
    if row.must:
        expected.append(f"引用 {numbers(row.must)}")
    if row.may:
        expected.append(f"可引 {numbers(row.may)}")
    if row.facts:
        expected.append(f"事实 {';'.join(row.facts)}")
    lines.append(f"  期望:{','.join(expected)}")
    lines.append(f"  得到:{','.join(got(row))}")
    if row.text:
        shown = one_line(row.text)
        lines.append(f"  回答:{shown[:SHOWN_TEXT]}{'…' if len(shown) > SHOWN_TEXT else ''}")
    return "\n".join(lines)


def got(row: Row) -> list[str]:
    """What was wrong with a row, part by part."""
    if row.error is not None:
        return [f"出错 {row.error}"]
    parts = [f"结局 {row.outcome}"] if row.outcome_ok is False else []
    if row.missing:
        parts.append(f"缺少 {numbers(row.missing)}")
    if row.extra:
        parts.append(f"多出 {numbers(row.extra)}")
    if row.missing_facts:
        parts.append(f"未说 {';'.join(row.missing_facts)}")
    return [*parts, *row.turn_faults]


def one_line(text: str) -> str:
    """The text on one line, without characters that would steer the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def numbers(values: Sequence[int | str]) -> str:
    return "、".join(str(value) for value in values)


def show(console: Console, summary: Summary, failed: Sequence[Row] | None = None, released: bool = False) -> None:
    """Print the table, and the failures where they are asked for; released questions are not told apart by half."""
    halves: tuple[HalfOrBoth, ...] = ("both",) if released else HALVES
    parts: list[RenderableType] = [table(summary, halves), *remarks(summary, halves)]
    if failed is not None:
        which = "答错" if released else "工作半答错"
        hidden = "" if released else "(保留半只报数字,不列题目)"
        parts.append(f"\n{which} {len(failed)} 题{hidden}:")
        parts += [f"\n{describe(row)}" for row in failed]
    for part in parts:
        # Questions may hold brackets, which are no markup here.
        console.print(part, markup=False, highlight=False, soft_wrap=isinstance(part, str))
