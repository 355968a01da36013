"""The figures of the page: headline, kinds, outcomes, the comparison with the baseline, peers."""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare import Comparison
from eval.confusion import Confusion
from eval.gates import Verdict
from eval.metrics import ALL_KINDS, Figures, HalfOrBoth, Share, Summary
from eval.page.charts import interval_bar
from eval.page.markup import Html, bilingual, join, table, tag
from eval.peers import table as peers_table
from eval.peers.types import PeerRow
from eval.words import HALF_NAMES, NOT_MEASURED, interval_words, milliseconds_words, share_words

OUTCOMES = {
    "answered": "已回答", "empty": "没有符合的", "not_stated": "文件没写", "ambiguous": "有歧义",
    "out_of_scope": "范围外", "smalltalk": "寒暄", "error": "出错",
}  # fmt: skip


def headline(share: Share, words: Html, note: str) -> Html:
    """The one figure, its interval drawn and said."""
    interval = share.interval
    said = f"95% 区间 {interval_words(interval)}% · {share.hits}/{share.n} 题" if interval else "没有测到"
    return tag(
        "div",
        tag("p", words, class_="what"),
        tag("p", share_words(share), class_="big"),
        interval_bar(share),
        tag("p", said, class_="said"),
        tag("p", note, class_="note") if note else "",
        class_="headline",
    )


def figures(found: Figures) -> Html:
    """What the headline is made of, and what it does not say."""
    slow = f"p95 {milliseconds_words(found.p95)}"
    lines = [
        ("引用完全一致", "exact citations", _full(found.exact)),
        ("引用查准", "precision", _full(found.precision)),
        ("引用查全", "recall", _full(found.recall)),
        ("事实", "facts stated", _full(found.facts)),
        ("结局", "outcome", _full(found.outcome)),
        ("不该答而答", "false answers", _full(found.false_answers)),
        ("该答而未答", "false refusals", _full(found.false_refusals)),
        (
            "用时中位数",
            "median latency",
            _beside(milliseconds_words(found.p50), slow),
        ),
        ("漏了该一起说的", "omissions", _beside(str(found.omitted), "只提示,不算错")),
        ("没有测到", "not measured", _beside(str(found.unmeasured), f"出错 {found.errors}")),
    ]
    parts = [tag("div", tag("dt", bilingual(zh, en)), tag("dd", value)) for zh, en, value in lines]
    return tag("dl", *parts, class_="figures")


def _full(share: Share) -> Html:
    return _beside(share_words(share), f"{share.hits}/{share.n}" if share.n else "")


def _beside(figure: str, small: str) -> Html:
    return join([figure, tag("span", small, class_="counts")])


def gate(verdict: Verdict) -> Html:
    """What was missed, and where to look first; nothing where the badge in the head says it all."""
    if not verdict.unmet:
        return Html("")
    parts = [tag("h2", bilingual(f"门槛:{verdict.line}", "gate failed"))]
    parts.append(tag("ul", *(tag("li", sentence) for sentence in verdict.unmet)))
    if verdict.pointers:
        parts.append(tag("p", "先看这些类型:"))
        parts.append(tag("ul", *(tag("li", sentence) for sentence in verdict.pointers)))
    return tag("section", *parts, class_="gate", id="gate")


def kinds(summary: Summary, halves: Sequence[HalfOrBoth], since: Comparison | None) -> Html:
    """A line a kind. With both halves each has its share right; the other columns are of both together."""
    before = {one.kind: one for one in since.kinds} if since else {}
    head: list[object] = ["类型 kind", "题数"]
    for half in halves:
        name = "正确" if half == "both" else f"{HALF_NAMES[half]}正确"
        head += [tag("th", name, scope="col"), tag("th", "95% 区间", scope="col")]
    head += ["引用", "查准", "查全", "事实", "结局", "误答"]
    head += ["比基线"] if since else []
    rows = [
        _kind(kind, summary, halves, before.get(kind) if kind else since, bool(since))
        for kind in (*summary.kinds, ALL_KINDS)
    ]
    return table(head, rows, "各类型的正确率", class_="kinds", id="kinds")


def _kind(
    kind: str | None, summary: Summary, halves: Sequence[HalfOrBoth], since: Comparison | None, compared: bool
) -> Html:
    found = summary.figures(kind)
    cells = [tag("th", kind or "合计", scope="row"), tag("td", found.n)]
    for half in halves:
        right = summary.figures(kind, half).right
        cells.append(tag("td", interval_bar(right), tag("span", share_words(right)), class_="right"))
        cells.append(tag("td", interval_words(right.interval), class_="muted"))
    for share in (found.exact, found.precision, found.recall, found.facts, found.outcome, found.false_answers):
        cells.append(tag("td", share_words(share), class_="muted" if share.value is None else None))
    if compared:
        cells.append(_change(since))
    return tag("tr", *cells, class_=None if kind else "total", data_kind=kind)


def _change(since: Comparison | None) -> Html:
    """``+3 −1``: questions won and lost since the baseline."""
    if since is None or not since.pairs:
        return tag("td", NOT_MEASURED, class_="muted")
    won, lost = len(since.won), len(since.lost)
    words = f"+{won} −{lost}" if won or lost else "不变"
    title = f"与基线共有 {len(since.pairs)} 题,p = {since.p:.2g}"
    return tag("td", words, title=title, class_="fell" if since.fell else None if won or lost else "muted")


def outcomes(found: Confusion) -> Html:
    """Rows are what was expected, columns what came."""
    names = found.names
    rows = []
    for expected in names:
        counts = [found.counts[expected, got] for got in names]
        if not any(counts):
            continue
        cells = [_count(count, sum(counts), expected == got) for got, count in zip(names, counts, strict=True)]
        rows.append(tag("tr", tag("th", _outcome(expected), scope="row"), *cells))
    head = ["应是 ↓ 得到 →", *(tag("th", _outcome(name), scope="col") for name in names)]
    return table(head, rows, "结局:应是什么,得到什么", class_="confusion")


def _outcome(name: str) -> Html:
    return join([OUTCOMES.get(name, name), tag("span", name, class_="en", lang="en")])


def _count(count: int, total: int, same: bool) -> Html:
    """Darker where more of the row came; wrong ones in another ink."""
    if not count:
        return tag("td", "·", class_="none")
    strength = max(0.08, count / total)
    return tag("td", count, class_="same" if same else "other", style=f"--strength:{strength:.2f}",
               title=f"{count / total:.1%}")  # fmt: skip


def peers(rows: Sequence[PeerRow]) -> Html:
    if not rows:
        return Html("")
    lines = []
    for at, row in enumerate(rows):
        name, *cells = peers_table.cells(row)
        line = [tag("th", name, scope="row"), *(tag("td", cell) for cell in cells)]
        lines.append(tag("tr", *line, class_=None if at else "total"))
    note = "≤ 是上限:假设有一位从不出错的读者,只要需要的任务都在取回的几条里就算对;不需要引用任务的题一律算对。"
    return tag(
        "section",
        tag("h2", bilingual("与通常做法对照", "peers")),
        table(peers_table.heading(rows), lines, "同样的题目,同一次评测"),
        tag("p", note, class_="note"),
        id="peers",
    )
