"""Everything that a run leaves in its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval import folder, junit, trec
from eval.compare import Comparison
from eval.folder import RunProblem
from eval.gates import Verdict
from eval.metrics import Summary
from eval.page.build import Report, page
from eval.peers.types import PeerRow
from eval.reply import Reply, answer_lines
from eval.schema import Question, as_line
from eval.score import Row

QUESTIONS, ANSWERS, PROBLEMS = "questions.jsonl", "answers.jsonl", "problems.log"
QRELS, RANKING, JUNIT = "qrels.txt", "run.txt", "junit.xml"


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that is over: what was asked, what came back, what it was worth."""

    config: Mapping[str, Any]
    questions: Sequence[Question]
    replies: Mapping[str, Reply]
    rows: Sequence[Row]
    verdict: Verdict = field(default_factory=Verdict)
    since: Comparison | None = None
    peers: Sequence[PeerRow] = ()
    problems: Sequence[str] = ()
    released: bool = False


def write(place: Path, run: Finished) -> Summary:
    """Write all files, those of the held-out half without texts unless released. Raises RunProblem."""
    summary = folder.write(place, run.config, run.rows, run.released)
    shown = [row for row in run.rows if run.released or row.half == "working"]
    names = {row.id for row in shown}
    answers = [(name, reply) for name, reply in run.replies.items() if name in names]
    kept = folder.kept(run.rows, run.released)
    report = Report(run.config, summary, kept, run.verdict, run.since, run.peers, run.released)
    asked = [as_line(question) for question in run.questions if question.id in names]
    files = {
        QUESTIONS: "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked),
        ANSWERS: "".join(answer_lines(answers)),
        PROBLEMS: "".join(f"{problem}\n" for problem in [*run.problems, *problems(kept)]),
        QRELS: trec.qrels(shown),
        RANKING: trec.ranking(shown),
        folder.REPORT: page(report),
    }
    try:
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        (place / JUNIT).write_bytes(junit.document(kept))
    except OSError as error:
        raise RunProblem(f"无法写入 {place}({error.strerror or error}),请用 --out 换一个文件夹。") from error
    return summary


def problems(rows: Sequence[Row]) -> list[str]:
    """What went wrong beyond a wrong answer: errors, questions without an answer, and things left out."""
    found = [f"{row.id}: 出错 {row.error}" for row in rows if row.error is not None]
    found += [f"{row.id}: 没有测到" for row in rows if row.right is None and row.error is None]
    return found + [f"{row.id}: {words}" for row in rows for words in row.omissions]
