"""A run as files: config.json (what was asked of what), rows.jsonl (one line a question), summary.json (the figures).

The held-out half is kept without texts, so that nobody is led to read it; a released run keeps all of them. What else a
run leaves is written by outputs.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.errors import AssistantError
from eval.confusion import confusion, reliability
from eval.metrics import Share, Summary, summarise
from eval.score import Row, without_texts

ROOT = Path(__file__).resolve().parent.parent
RUNS = ROOT / "runs"
CONFIG, ROWS, SUMMARY, REPORT = "config.json", "rows.jsonl", "summary.json", "report.html"


_SHARES = ("right", "exact", "facts", "outcome", "precision", "recall", "false_answers", "false_refusals")


class RunProblem(AssistantError):
    """The folder of a run cannot be written or read."""


def new_folder(runs: Path = RUNS) -> Path:
    """A folder for a run that starts now, not there yet: ``runs/20170301-093000``, with ``-2`` where that is taken."""
    name = f"{datetime.now():%Y%m%d-%H%M%S}"
    taken = {path.name for path in runs.glob(f"{name}*")}
    return runs / next(found for found in (name, *(f"{name}-{i}" for i in range(2, 1000))) if found not in taken)


def make(folder: Path) -> None:
    """Make sure that a run can be written, before it is computed. Raises RunProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CONFIG).touch()
    except OSError as error:
        raise RunProblem(f"无法写入 {folder}({error.strerror or error}),请用 --out 换一个文件夹。") from error


def fingerprint(paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each question file by name: two runs over different questions cannot be compared unnoticed."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}


def kept(rows: Sequence[Row], released: bool = False) -> tuple[Row, ...]:
    """The rows as they may be seen: those of the held-out half without texts, unless they are released."""
    return tuple(row if released or row.half == "working" else without_texts(row) for row in rows)


def write(folder: Path, config: Mapping[str, Any], rows: Sequence[Row], released: bool = False) -> Summary:
    """Write the three files (replacing those of an earlier run) and return the summary. Raises RunProblem."""
    summary = summarise(rows)
    lines = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in kept(rows, released))
    make(folder)
    try:
        # What UTF-8 cannot carry becomes the escape that JSON has for it.
        (folder / ROWS).write_text(lines, encoding="utf-8", errors="backslashreplace")
        (folder / SUMMARY).write_text(_json(as_data(summary, rows)), encoding="utf-8")
        (folder / CONFIG).write_text(_json(config), encoding="utf-8")
    except OSError as error:
        raise RunProblem(f"无法写入 {folder}({error.strerror or error}),请用 --out 换一个文件夹。") from error
    return summary


def read(folder: Path) -> tuple[Row, ...]:
    """The rows of a run, enough to compute all of its figures again. Raises RunProblem."""
    adapter = TypeAdapter(Row)
    try:
        lines = (folder / ROWS).read_bytes().split(b"\n")
        return tuple(adapter.validate_json(line) for line in lines if line.strip())
    except (OSError, ValidationError) as error:
        raise RunProblem(f"{folder} 不是一次评测的结果({ROWS} 缺失或损坏),请重新评测。") from error


def read_config(folder: Path) -> dict[str, Any]:
    """What a run was asked of what. Raises RunProblem."""
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_bytes())
    except (OSError, ValueError) as error:
        raise RunProblem(f"{folder} 不是一次评测的结果({CONFIG} 缺失或损坏),请重新评测。") from error
    return config


def as_data(summary: Summary, rows: Sequence[Row] = ()) -> dict[str, Any]:
    """The summary as JSON: ``cells`` of kind (null: all), half and figures; null where nothing was measured.

    ``confusion`` counts returned outcomes by expected one; ``reliability`` is null where no probability was stated.
    """
    cells = []
    for cell in summary.cells:
        figures = {name: value for name, value in asdict(cell.figures).items() if not isinstance(value, dict)}
        for name in _SHARES:
            figures[name] = _share(getattr(cell.figures, name))
        cells.append({"kind": cell.kind, "half": cell.half, **figures})
    counted: dict[str, dict[str, int]] = {}
    for (expected, got), count in confusion(rows).counts.items():
        counted.setdefault(expected, {})[got] = count
    stated = reliability(rows)
    return {"cells": cells, "confusion": counted, "reliability": None if stated is None else asdict(stated)}


def _share(share: Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "hits": share.hits,
        "n": share.n,
        "share": share.value,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
