"""Two runs side by side: in the terminal, and as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.compare import Comparison, Pair
from eval.page.build import document
from eval.page.markup import Html, bilingual, join, markdown, table, tag
from eval.report import got, numbers, one_line
from eval.score import Row
from eval.words import HALF_NAMES, share_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

COLUMNS = ("类型", "题数", "前", "后", "赢", "输", "p")
SHOWN_CHARACTERS = 1200
SHOWN_IN_TERMINAL = 160


def cells(one: Comparison) -> tuple[str, ...]:
    return (
        one.kind or HALF_NAMES["both"], str(len(one.pairs)), share_words(one.before), share_words(one.now),
        str(len(one.won)), str(len(one.lost)), f"{one.p:.2g}",
    )  # fmt: skip


def verdict(one: Comparison) -> str:
    """The sentence that says whether there is a difference at all."""
    won, lost = len(one.won), len(one.lost)
    if won == lost:
        return f"没有差别:赢 {won},输 {lost}。"
    sure = "差别不是偶然" if one.p < 0.05 else "差别可能只是偶然"
    return f"{'进步' if won > lost else '退步'}:赢 {won},输 {lost};{sure}(McNemar 精确检验 p = {one.p:.2g})。"


def listed(one: Comparison) -> tuple[tuple[Pair, ...], int]:
    """The changed pairs whose texts were kept, lost ones first; and how many others there are, of which only figures
    are kept (the held-out half)."""
    changed = (*one.lost, *one.won)
    shown = tuple(pair for pair in changed if pair.now.turns)
    return shown, len(changed) - len(shown)


def _table(one: Comparison) -> Table:
    from rich import box
    from rich.table import Table

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, name in enumerate(COLUMNS):
        result.add_column(name, justify="right" if position else "left")
    for kind in one.kinds:
        if kind.won or kind.lost:
            result.add_row(*cells(kind))
    result.add_row(*cells(one))
    return result


def show(console: Console, one: Comparison) -> None:
    """The table of the kinds that changed, the verdict, and every changed question with both answers."""
    console.print(_table(one), verdict(one))
    shown, rest = listed(one)
    for pair in shown:
        lines = [f"\n{'赢' if pair.won else '输'} {pair.now.id}({pair.now.kind})"]
        lines += [f"  › {one_line(turn)}" for turn in pair.now.turns]
        lines += [f"  前:{_brief(pair.before)}", f"  后:{_brief(pair.now)}"]
        console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    if rest:
        console.print(f"\n另有 {rest} 题有变化,只留了数字(保留半,或基线),不列题目。", markup=False, highlight=False)


def _brief(row: Row) -> str:
    said = "对" if row.right else f"错({','.join(got(row))})" if row.turns else "错"
    text = one_line(row.text)[:SHOWN_IN_TERMINAL]
    return f"{said} {text}" if text else said


def comparison_page(one: Comparison, names: tuple[str, str]) -> str:
    """``names`` are those of the two runs, before and now."""
    rows = [tag("tr", *_cells(cells(kind)), class_=None if kind.kind else "total") for kind in (*one.kinds, one)]
    shown, rest = listed(one)
    title = f"对比 · {names[0]} → {names[1]}"
    parts: list[Html] = [
        tag(
            "header", tag("h1", f"对比 · {names[0]} → {names[1]}"), tag("p", verdict(one), class_="about"), class_="top"
        ),
        tag("section", table(COLUMNS, rows, "按类型对比")),
        tag("section", tag("h2", bilingual("有变化的题", "changed questions")), _note(rest), *map(_pair, shown)),
    ]
    return document(title, tag("main", *parts))


def _cells(values: Sequence[str]) -> list[Html]:
    return [tag("th", values[0], scope="row"), *(tag("td", value) for value in values[1:])]


def _note(rest: int) -> Html:
    return tag("p", f"另有 {rest} 题有变化,只留了数字,不列题目。", class_="note") if rest else Html("")


def _pair(pair: Pair) -> Html:
    now = pair.now
    mark = tag("span", "赢" if pair.won else "输", class_="mark won" if pair.won else "mark")
    head = tag("header", mark, tag("span", now.id, class_="id"), tag("span", now.kind))
    turns = tag("ol", *(tag("li", turn) for turn in now.turns), class_="turns alone")
    expected = f"期望:结局 {now.expected_outcome}"
    expected += f",引用 {numbers(now.must)}" if now.must else ""
    expected += f",事实 {';'.join(now.facts)}" if now.facts else ""
    sides = tag("div", _side("前", pair.before), _side("后", now), class_="beside")
    return tag("article", head, turns, tag("p", expected, class_="muted"), sides)


def _side(name: str, row: Row) -> Html:
    state = "对" if row.right else join([tag("span", f"错:{','.join(got(row)) or '—'}", class_="bad")])
    answer = tag("div", markdown(row.text[:SHOWN_CHARACTERS]), class_="answer") if row.text else ""
    return tag("div", tag("p", f"{name} ", state), answer)
