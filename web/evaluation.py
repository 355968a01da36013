"""The latest evaluation: its report where there is one, else its figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from web.labels import EvaluationWords
from web.markup import escaped

REPORT, SUMMARY = "report.html", "summary.json"
MAX_REPORT_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run: the name of its folder, and the report to show as a page of its own."""

    name: str
    html: bytes


class Reports:
    """The evaluation runs under one folder, newest last by name (names are times)."""

    def __init__(self, runs: Path) -> None:
        self._runs = runs

    def _folders(self, holding: str) -> list[Path]:
        return sorted((path.parent for path in self._runs.glob(f"*/{holding}")), key=lambda path: path.name)

    def latest(self) -> Report | None:
        """The newest run that has a report."""
        for folder in reversed(self._folders(REPORT)):
            path = folder / REPORT
            if path.stat().st_size <= MAX_REPORT_BYTES:
                return Report(folder.name, path.read_bytes())
        return None

    def latest_summary(self) -> tuple[str, dict[str, Any]] | None:
        """Name and figures of the newest run, whether or not it has a report."""
        for folder in reversed(self._folders(SUMMARY)):
            try:
                return folder.name, json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
        return None


def evaluation_html(reports: Reports, words: EvaluationWords) -> str:
    """The report in a frame that can reach nothing, or the figures as a table, or how to get one."""
    report = reports.latest()
    if report is not None:
        title = escaped(words.title.format(run=report.name))
        return (
            f'<h2>{title}</h2><iframe class="report" title="{title}" sandbox="allow-scripts" loading="lazy"'
            f' src="/evaluation/report?run={escaped(report.name)}"></iframe>'
        )
    summary = reports.latest_summary()
    if summary is not None:
        name, figures = summary
        return f"<h2>{escaped(words.title.format(run=name))}</h2>{_figures_html(figures, words)}"
    return f'<p class="hint">{escaped(words.none)}</p><pre><code>assistant eval</code></pre>'


def _figures_html(figures: dict[str, Any], words: EvaluationWords) -> str:
    rows = []
    for cell in figures.get("cells", ()):
        right = cell.get("right", {})
        if not right.get("n"):
            continue
        low, high = right.get("low"), right.get("high")
        interval = f"{low:.1%}–{high:.1%}" if low is not None and high is not None else "—"
        half = words.halves.get(str(cell.get("half")), str(cell.get("half")))
        cells = (half, right["n"], right["hits"], f"{right['share']:.1%}", interval)
        kind = escaped(str(cell.get("kind") or words.all_kinds))
        rows.append(f'<tr><th scope="row">{kind}</th>{"".join(f"<td>{escaped(str(c))}</td>" for c in cells)}</tr>')
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in words.columns)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escaped(words.table)}">'
        f'<table class="figures"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )
