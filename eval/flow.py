"""From replies to everything that is said and kept of a run; the same for the assistant and for answers of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from assistant.errors import AssistantError
from eval import baseline, folder, gates, markdown, outputs, report
from eval.compare import Comparison, compare, in_common
from eval.console import console, progress
from eval.gates import Limits, Verdict
from eval.metrics import summarise
from eval.peers import table as peers_table
from eval.peers.side_by_side import Wanted, side_by_side
from eval.peers.types import PeerRow
from eval.questions import SHIPPED, Question, load
from eval.reply import Reply
from eval.resume import fingerprint_of_code
from eval.run import Target
from eval.score import Row, score
from eval.split import half_of
from index.types import Document


class WhichHalf(StrEnum):
    """The questions to ask."""

    WORKING = "working"
    HELD_OUT = "held-out"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions: the files, and what was chosen of them."""

    paths: Sequence[Path]
    kinds: Sequence[str] = ()
    half: str = "both"

    @property
    def shipped(self) -> bool:
        return all(path.resolve().parent == SHIPPED for path in self.paths)

    def config(self) -> dict[str, Any]:
        return {
            "questions": folder.fingerprint(self.paths),
            "shipped": self.shipped,
            "kinds": list(self.kinds),
            "half": self.half,
            # Questions without a date of their own are asked as of this day.
            "day": date.today().isoformat(),
            "code": fingerprint_of_code(),
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a run beside its figures."""

    out: Path
    limits: Limits = field(default_factory=Limits)
    baseline: Path | None = None
    markdown: Path | None = None
    failures: bool = False
    released: bool = False
    peers: Wanted | None = None

    def check_places(self) -> None:
        """Whatever cannot be written is said before minutes are spent on the questions."""
        folder.make(self.out)
        if self.markdown is not None:
            markdown.around(self.markdown)
        if self.limits.no_regression:
            _baseline_rows(self.baseline)


def opened(index: Path | None) -> Target:
    """The assistant over this index (the one of the settings where None). Raises AssistantError."""
    from assistant import open_assistant
    from assistant.settings import load_settings

    return open_assistant(load_settings(index=index))


def warmed(target: Target) -> None:
    """Load what the first question of content would wait for, so that no question's time holds it."""
    warm = getattr(target, "warm", None)
    if warm is not None:
        # Where it cannot be loaded, the questions that need it say so themselves.
        with suppress(AssistantError):
            warm()


def questions_of(asked: Asked, documents: Mapping[str, Document]) -> tuple[Question, ...]:
    """The questions that are asked. Raises QuestionFaults, and AssistantError where none is left."""
    return choose(load(asked.paths, documents), asked.kinds, WhichHalf(asked.half))


def choose(questions: Sequence[Question], kinds: Sequence[str], half: WhichHalf) -> tuple[Question, ...]:
    """The questions of these kinds (none: of all) and this half. Raises AssistantError where none is left."""
    known = sorted({question.kind for question in questions})
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise AssistantError(f"没有 {'、'.join(unknown)} 这类题,可用的是 {'、'.join(known) or '(没有题目)'}。")
    chosen = tuple(
        question
        for question in questions
        if (not kinds or question.kind in kinds) and half in (WhichHalf.BOTH, half_of(question.id))
    )
    if not chosen:
        raise AssistantError("没有题目可问,请换一个题目文件,或放宽 --kind 和 --half。")
    return chosen


def finish(
    wish: Wish, asked: Asked, config: Mapping[str, Any], questions: Sequence[Question],
    replies: Mapping[str, Reply], documents: Mapping[str, Document], problems: Sequence[str] = (),
) -> Verdict:  # fmt: skip
    """Judge the replies, write the folder, print the figures. Raises AssistantError."""
    rows = [score(question, replies.get(question.id), documents) for question in questions]
    since = _since(wish, asked, rows)
    verdict = gates.verdict(summarise(rows), wish.limits, since)
    peers = _peers(wish, questions, rows, documents)
    generations = sorted({row.generation for row in rows if row.generation})
    whole = {**config, "generations": generations, "released": wish.released}
    run = outputs.Finished(whole, questions, replies, rows, verdict, since, peers, problems, wish.released)
    summary = outputs.write(wish.out, run)
    failed = report.failures(rows, released=wish.released) if wish.failures else None
    report.show(console(), summary, failed, wish.released)
    if peers:
        console().print(peers_table.table(peers))
    if wish.markdown is not None:
        markdown.write(wish.markdown, markdown.table(summary))
    tell(verdict, wish.out, problems)
    return verdict


def tell(verdict: Verdict, out: Path, problems: Sequence[str]) -> None:
    """The verdict on stdout; what was missed, what went wrong and where the results are on stderr."""
    if verdict.asked:
        typer.echo(f"判定:{verdict.line}")
    for sentence in verdict.unmet:
        typer.echo(sentence, err=True)
    if verdict.pointers:
        typer.echo("先看这些类型:", err=True)
        for sentence in verdict.pointers:
            typer.echo(f"  {sentence}", err=True)
    if problems:
        typer.echo(f"有 {len(problems)} 处问题没有计入,见 {out / outputs.PROBLEMS}", err=True)
    typer.echo(f"结果在 {out},报告是 {out / folder.REPORT}", err=True)


def _since(wish: Wish, asked: Asked, rows: Sequence[Row]) -> Comparison | None:
    """The run beside its baseline. Where regressions are a gate, the questions have to be exactly the same."""
    if wish.limits.no_regression:
        before = [row for row in _baseline_rows(wish.baseline) if _chosen(row, asked)]
        return compare(before, rows)
    if wish.baseline is None and not baseline.exists():
        return None
    return in_common(_baseline_rows(wish.baseline), rows)


def _chosen(row: Row, asked: Asked) -> bool:
    return (not asked.kinds or row.kind in asked.kinds) and asked.half in ("both", row.half)


def _baseline_rows(run: Path | None) -> Sequence[Row]:
    return baseline.read() if run is None else folder.read(run)


def _peers(
    wish: Wish, questions: Sequence[Question], rows: Sequence[Row], documents: Mapping[str, Document]
) -> tuple[PeerRow, ...]:
    if wish.peers is None:
        return ()
    with progress(len(questions) * (2 + len(wish.peers.embeddings)), "对照") as advance:
        return side_by_side(questions, rows, documents, wish.peers, advance)
