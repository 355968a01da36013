"""The blessed run that later ones are measured against. It is part of the repository and changes only when asked to.

``rows.jsonl`` holds for each question its id, kind, digest and whether it was right; ``summary.json`` and
``report.html`` are those of the run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from eval import folder
from eval.score import Row
from eval.split import half_of

BASELINE = Path(__file__).resolve().parent / "baseline"
NAME = "baseline"
_COPIED = (folder.SUMMARY, folder.CONFIG, folder.REPORT)


class BaselineProblem(AssistantError):
    """There is no baseline, or the run cannot become one."""


def exists(place: Path = BASELINE) -> bool:
    return (place / folder.ROWS).is_file()


def read(place: Path = BASELINE) -> tuple[Row, ...]:
    """The rows of the baseline, with nothing but what is kept of them. Raises BaselineProblem."""
    try:
        lines = (place / folder.ROWS).read_text(encoding="utf-8").splitlines()
        return tuple(_row(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, KeyError) as error:
        raise BaselineProblem("没有可用的基线,请先运行 assistant eval bless 一次评测的文件夹。") from error


def bless(run: Path, place: Path = BASELINE) -> int:
    """Make a run the baseline and give how many questions it has. Raises BaselineProblem, RunProblem.

    Only a whole run of the shipped questions can be one: anything else would hide what it left out.
    """
    rows = folder.read(run)
    config = folder.read_config(run)
    if not config.get("shipped") or config.get("kinds") or config.get("half") != "both":
        raise BaselineProblem(f"{run} 不是随附题目的完整评测(不能带题目文件、--kind 或 --half),不能作为基线。")
    if config.get("released"):
        raise BaselineProblem(f"{run} 带有保留半的题目(--release),不能作为基线。")
    place.mkdir(parents=True, exist_ok=True)
    (place / folder.ROWS).write_text("".join(_line(row) for row in rows), encoding="utf-8")
    for name in _COPIED:
        shutil.copyfile(run / name, place / name)
    return len(rows)


def changes(before: Sequence[Row], now: Sequence[Row]) -> int:
    """How many questions changed between being right and not."""
    old = {row.id: row.right for row in before}
    return sum(old.get(row.id) != row.right for row in now)


def _line(row: Row) -> str:
    kept = {"id": row.id, "kind": row.kind, "digest": row.digest, "right": row.right}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _row(kept: dict[str, Any]) -> Row:
    return Row(
        id=kept["id"], kind=kept["kind"], half=half_of(kept["id"]), right=kept["right"], digest=kept["digest"],
        exact=None, facts_ok=None, outcome_ok=None, expected_outcome="", outcome=None, milliseconds=None,
    )  # fmt: skip
