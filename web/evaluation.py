"""The evaluation to show: the newest run with a report, or the one that comes with the product where that is newer."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eval import template
from eval.baseline import BASELINE
from eval.folder import CONFIG, REPORT
from web.labels import EvaluationWords
from web.markup import escaped

MAX_REPORT_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run, or the shipped one (``shipped``): what it is called, and the report as a page of its own."""

    name: str
    path: Path
    shipped: bool = False

    @property
    def html(self) -> bytes:
        return self.path.read_bytes()


class Reports:
    """The evaluation runs under one folder, newest last by name (names are times), and the shipped one."""

    def __init__(self, runs: Path, shipped: Path = BASELINE) -> None:
        self._runs = runs
        self._shipped = shipped

    def latest(self) -> Report | None:
        """The newest run with a report; the shipped one where there is none or all are from days before it."""
        run, shipped = self._latest_run(), self._shipped_report()
        if run is None or shipped is None:
            return run or shipped
        day = run.name[:8]
        older = day.isdecimal() and day < shipped.name.replace("-", "")
        return shipped if older else run

    def _latest_run(self) -> Report | None:
        found = (path for path in self._runs.glob(f"*/{REPORT}") if path.stat().st_size <= MAX_REPORT_BYTES)
        newest = max(found, key=lambda path: path.parent.name, default=None)
        return Report(newest.parent.name, newest) if newest else None

    def _shipped_report(self) -> Report | None:
        path = self._shipped / REPORT
        try:
            day = str(json.loads((self._shipped / CONFIG).read_text(encoding="utf-8"))["day"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Report(day, path, shipped=True) if path.is_file() else None


def evaluation_html(reports: Reports, words: EvaluationWords) -> str:
    """The report in a frame that can reach nothing, with the sentence which one it is; or how to get one."""
    report = reports.latest()
    own = "<pre><code>assistant eval</code></pre>"
    if report is None:
        return f'<p class="hint">{escaped(words.none)}</p>{own}'
    title = escaped((words.shipped if report.shipped else words.title).format(run=report.name))
    hint = f'<p class="hint">{escaped(words.shipped_hint)}</p>' if report.shipped else ""
    return (
        f'<h2>{title}</h2>{hint}<iframe class="report" title="{title}" sandbox="allow-scripts" loading="lazy"'
        f' src="/evaluation/report?run={escaped(report.name)}"></iframe>'
    )


@cache
def xlsx_template() -> bytes:
    """A spreadsheet of questions to start from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "questions.xlsx")
        template.write(path)
        return path.read_bytes()
