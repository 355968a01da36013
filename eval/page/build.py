"""One self-contained page about a run: no file beside it, no server, no other host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare import Comparison
from eval.confusion import confusion, reliability, thresholds
from eval.gates import Verdict
from eval.metrics import HalfOrBoth, Summary
from eval.page import charts, sections
from eval.page.answers import wrong_answers
from eval.page.markup import Html, bilingual, join, tag
from eval.page.palette import palette
from eval.peers.types import PeerRow
from eval.report import failures
from eval.score import Row
from eval.words import percent

# In this order: the last one overrides.
STYLES = ("base.css", "figures.css", "answers.css", "narrow_and_paper.css")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is about. ``rows`` are as they may be seen; released, those of the held-out half have texts."""

    config: Mapping[str, Any]
    summary: Summary
    rows: Sequence[Row]
    verdict: Verdict
    since: Comparison | None = None
    peers: Sequence[PeerRow] = ()
    released: bool = False


def page(report: Report) -> str:
    """The HTML of the page."""
    shown = failures(report.rows, released=report.released)
    hidden = sum(row.right is False for row in report.rows) - len(shown)
    title = _title(report.config)
    body = join(
        [
            _header(report, title),
            tag(
                "main",
                _figures(report),
                sections.gate(report.verdict),
                _kinds(report),
                _outcomes_and_times(report),
                sections.peers(report.peers),
                _omissions(report),
                wrong_answers(shown, hidden),
                _method(report),
            ),
            tag("script", Html(_read("page.js"))),
        ]
    )
    return document(title, body)


def document(title: str, body: Html) -> str:
    """A whole document around a body, with the style of these pages."""
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            tag("title", title),
            tag("style", join([Html(palette(":root")), *(Html(_read(name)) for name in STYLES)])),
        ]
    )
    return f'<!doctype html>\n<html lang="zh-CN">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _title(config: Mapping[str, Any]) -> str:
    files = "" if config.get("shipped") else "、".join(config.get("questions", ()))
    return f"评测报告 · {files or '任务分工问答'}"


def _header(report: Report, title: str) -> Html:
    config = report.config
    about = [
        f"{len(report.rows)} 题",
        "随附题目" if config.get("shipped") else None,
        f"截至 {config.get('day')}" if config.get("day") else None,
        f"答案来自 {config['answers']}" if config.get("answers") else None,
        f"用时 {config['seconds']:.0f} 秒" if config.get("seconds") else None,
        f"索引 {'、'.join(config['generations'])}" if config.get("generations") else None,
        f"代码 {config['code']}" if config.get("code") else None,
    ]
    badge = tag("span", report.verdict.line, class_=f"badge {_state(report.verdict)}")
    return tag(
        "header",
        tag("h1", title, badge if report.verdict.asked else ""),
        tag("p", join([tag("span", part) for part in about if part]), class_="about"),
        class_="top",
    )


def _state(verdict: Verdict) -> str:
    return "failed" if verdict.unmet else "passed"


def _figures(report: Report) -> Html:
    """The held-out half leads where there is one that nobody looked at: the other one was worked with."""
    both = report.summary.figures()
    held_out, working = (report.summary.figures(half=half) for half in ("held-out", "working"))
    if report.config.get("shipped") and held_out.n and working.n:
        words = bilingual("没见过的题,答对", "right, held-out questions")
        note = f"用来改进助手的另一半:{percent(working.right.value or 0.0)}({working.right.hits}/{working.right.n})"
        lead = sections.headline(held_out.right, words, note)
    else:
        lead = sections.headline(both.right, bilingual("答对", "right"), "")
    return tag("section", lead, sections.figures(both), class_="lead", id="figures")


def _kinds(report: Report) -> Html:
    split = report.config.get("shipped") and all(
        report.summary.figures(half=half).n for half in ("working", "held-out")
    )
    halves: tuple[HalfOrBoth, ...] = ("held-out", "working") if split else ("both",)
    parts = [tag("h2", bilingual("按类型", "by kind"))]
    if report.since is not None and report.since.pairs:
        one = report.since
        parts.append(
            tag(
                "p",
                f"与基线共有 {len(one.pairs)} 题:赢 {len(one.won)},输 {len(one.lost)},p = {one.p:.2g}。",
                class_="note",
            )
        )
    since = report.since if report.since is not None and report.since.pairs else None
    return tag("section", *parts, sections.kinds(report.summary, halves, since))


def _outcomes_and_times(report: Report) -> Html:
    times = [row.milliseconds for row in report.rows if row.milliseconds is not None]
    stated = reliability(report.rows)
    parts = [tag("div", tag("h2", bilingual("结局", "outcomes")), sections.outcomes(confusion(report.rows)))]
    if times:
        parts.append(tag("div", tag("h2", bilingual("用时", "latency")), charts.latency(times)))
    if stated is not None:
        said = f"{stated.n} 个回答说了把握;平均偏差 {stated.error:.3f},Brier {stated.brier:.3f}。"
        heading = tag("h2", bilingual("把握与对错", "reliability"))
        parts.append(tag("div", heading, charts.reliability(stated), tag("p", said, class_="note")))
    if curve := thresholds(report.rows):
        said = "实线:该答而未答;虚线:不该答而答。只算说了把握的题。"
        heading = tag("h2", bilingual("门槛", "threshold"))
        parts.append(tag("div", heading, charts.thresholds(curve), tag("p", said, class_="note")))
    return tag("section", *parts, class_="pair")


def _omissions(report: Report) -> Html:
    found = [(row.id, words) for row in report.rows for words in row.omissions]
    if not found:
        return Html("")
    lines = [tag("li", tag("span", name, class_="id"), " ", words) for name, words in found]
    summary = tag("summary", bilingual(f"漏了该一起说的({len(found)} 处)", "omissions"))
    note = "共同牵头的单位、“并持续落实”、“除……外”这样的条件,说了前半就该说后半;只提示,不算错。"
    return tag("section", tag("details", summary, tag("p", note, class_="note"), tag("ul", *lines)), id="omissions")


def _method(report: Report) -> Html:
    lines = [
        "答对:引用完全一致(必须引用的都引了,没有多引),列出的事实都说到,结局相同;三条由程序逐字核对,不用模型评判。",
        "区间:95% 的 Wilson 区间。“—”是没有测到,与 0 不同,也不算错。",
        "查准、查全按任务计;误答是不该回答却回答了的比例。",
    ]
    if report.config.get("shipped"):
        lines.append("题目按题号分成两半:一半用来改进助手,另一半(保留半)只报数字,它说明没见过的题会怎样。")
    return tag(
        "section",
        tag("h2", bilingual("怎么算的", "method")),
        tag("ul", *(tag("li", x) for x in lines)),
        class_="method",
    )
