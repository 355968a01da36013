"""The wrong answers, one card each: what was asked, what was expected, what came instead."""

from __future__ import annotations

from collections.abc import Sequence

from eval.page.markup import Html, bilingual, join, markdown, tag
from eval.page.sections import OUTCOMES
from eval.report import numbers
from eval.schema import ALTERNATIVE
from eval.score import Row

SHOWN_CHARACTERS = 1200  # of an answer; the whole is in answers.jsonl
_SEARCH = '<input type="search" id="search" placeholder="题目、回答、编号" autocomplete="off">'
FAULTS = {"citations": "引用", "facts": "事实", "outcome": "结局", "turns": "前面几轮", "error": "出错"}


def wrong_answers(rows: Sequence[Row], hidden: int) -> Html:
    """``rows`` are those to show; ``hidden`` counts wrong answers of the held-out half, which are not listed."""
    parts: list[Html] = [tag("h2", bilingual("答错的题", "wrong answers"), " ", tag("span", len(rows), class_="count"))]
    if hidden:
        parts.append(
            tag("p", f"保留半另有 {hidden} 题答错,只报数字,不列题目(评测时加 --release 可列出)。", class_="note")
        )
    if rows:
        parts += [_controls(rows), tag("div", *(_card(row) for row in rows), id="answers")]
        parts.append(tag("p", "没有符合筛选的题。", id="nothing", hidden=True))
    elif not hidden:
        parts.append(tag("p", "没有。", class_="note"))
    return tag("section", *parts, id="wrong")


def _controls(rows: Sequence[Row]) -> Html:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    kinds = [tag("option", f"{kind}({count})", value=kind) for kind, count in sorted(counts.items())]
    faults = [tag("option", words, value=name) for name, words in FAULTS.items() if any(name in _of(r) for r in rows)]
    return tag(
        "div",
        tag("label", "查找", Html(_SEARCH)),
        tag("label", "类型", tag("select", tag("option", "全部", value=""), *kinds, id="kind")),
        tag("label", "错在", tag("select", tag("option", "全部", value=""), *faults, id="fault")),
        tag("output", f"{len(rows)} 题", id="shown", aria_live="polite"),
        class_="controls",
        role="search",
    )


def _of(row: Row) -> list[str]:
    """What is wrong with a row, as the filter names it."""
    if row.error is not None:
        return ["error"]
    wrong = {
        "citations": bool(row.missing or row.extra), "facts": bool(row.missing_facts),
        "outcome": row.outcome_ok is False and not row.turn_faults, "turns": bool(row.turn_faults),
    }  # fmt: skip
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _card(row: Row) -> Html:
    last = len(row.turns) - 1
    turns = [tag("li", turn or "(空白)", class_="last" if at == last else None) for at, turn in enumerate(row.turns)]
    head = tag("header", tag("span", row.id, class_="id"), tag("span", row.kind, class_="kind"), *_marks(row))
    asked = tag("ol", *turns, class_="turns" if last else "turns alone")
    sides = tag("dl", *_expected(row), *_got(row), class_="sides")
    return tag("article", head, asked, sides, _answer(row), data_kind=row.kind, data_fault=" ".join(_of(row)))


def _marks(row: Row) -> list[Html]:
    return [tag("span", FAULTS[name], class_=f"mark {name}") for name in _of(row)]


def _expected(row: Row) -> list[Html]:
    outcome = " / ".join(OUTCOMES.get(name, name) for name in row.expected_outcome.split(ALTERNATIVE))
    parts: list[object] = [tag("p", "结局 ", tag("b", outcome))]
    if row.must or row.may:
        may = f"(可引 {numbers(row.may)})" if row.may else ""
        parts.append(tag("p", f"引用 {numbers(row.must) or '无须'}", tag("span", may, class_="muted")))
    if row.facts:
        parts.append(tag("p", f"事实 {';'.join(row.facts)}"))
    return [tag("dt", "期望"), tag("dd", *parts)]


def _got(row: Row) -> list[Html]:
    if row.error is not None:
        return [tag("dt", "得到"), tag("dd", tag("p", row.error, class_="bad"))]
    outcome = OUTCOMES.get(row.outcome or "", row.outcome or "没有说")
    parts: list[object] = [tag("p", "结局 ", tag("b", outcome, class_="bad" if row.outcome_ok is False else None))]
    parts.append(tag("p", f"引用 {len(row.citations)} 项", _differences(row)))
    if row.missing_facts:
        parts.append(tag("p", "未说 ", tag("span", ";".join(row.missing_facts), class_="bad")))
    parts += [tag("p", words, class_="bad") for words in row.turn_faults]
    parts += [tag("p", words, class_="muted") for words in row.omissions]
    return [tag("dt", "得到"), tag("dd", *parts)]


def _differences(row: Row) -> Html:
    parts = []
    if row.missing:
        parts.append(tag("span", f",缺少 {numbers(row.missing)}", class_="bad"))
    if row.extra:
        parts.append(tag("span", f",多出 {numbers(row.extra)}", class_="bad"))
    return join(parts)


def _answer(row: Row) -> Html:
    if not row.text:
        return Html("")
    rest = len(row.text) - SHOWN_CHARACTERS
    more = tag("p", f"……余下 {rest} 字见 answers.jsonl", class_="muted") if rest > 0 else ""
    shown = tag("div", markdown(row.text[:SHOWN_CHARACTERS]), more, class_="answer", tabindex="0")
    return tag("details", tag("summary", "回答"), shown, open=len(row.text) < 240)
