"""A fake assistant that computes its answers from the message, and questions for it: for tests of the evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from assistant.types import Answer, Citation, Outcome, Reading, Turn
from eval.questions import Question
from eval.run import run
from eval.score import Row
from eval.split import half_of
from index.types import Document

SECRET = "只有保留半才有的文字"


class Echo:
    """Answers from the message: ``3 5 说:十项 outcome`` cites 3 and 5, says 十项, with the outcome named last.

    ``boom`` raises; ``前`` cites as many tasks as there are turns before.
    """

    def __init__(self) -> None:
        self.dates: list[date | None] = []
        self.asked: list[str | None] = []
        self.documents: dict[str, Document] = {}

    def ask(
        self, text: str, /, history: tuple[Turn, ...] = (), as_of: date | None = None, document: str | None = None
    ) -> Answer:
        self.dates.append(as_of)
        self.asked.append(document)
        if "boom" in text:
            raise RuntimeError(f"cannot read {text}")
        words = text.split()
        tasks = [int(word) for word in words if word.isdecimal()]
        if text == "前":
            tasks = [number for number, turn in enumerate(history, 1) if turn.answer.text]
        said = next((word[2:] for word in words if word.startswith("说:")), "无")
        outcome = words[-1] if words and words[-1] in set(Outcome) else "answered"
        return answer(tasks, said, outcome)


def answer(tasks: Iterable[int | str], text: str = "", outcome: str = "answered", other: Iterable[int] = ()) -> Answer:
    cited = [Citation("doc", task, 0, 0, 1) for task in tasks] + [Citation("other", task, 0, 0, 1) for task in other]
    return Answer(
        outcome=Outcome(outcome), text=text, citations=tuple(cited), facts=(), reading=Reading(), condition="",
        as_of=date(2030, 1, 1), document="doc", document_sha256="0" * 64, generation="g1",
    )  # fmt: skip


def question(**changes: Any) -> Question:
    plain = {"id": "q", "kind": "plain", "turns": ["3 5"], "must": [3, 5], "outcome": "answered"}
    return Question.model_validate(plain | changes)


def line(**changes: Any) -> str:
    return json.dumps({"id": "q", "kind": "plain", "turns": ["3"], "must": [3], "outcome": "answered"} | changes)


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ids(half: str) -> list[str]:
    return [name for name in (f"q{i}" for i in range(60)) if half_of(name) == half]


def mixed_rows() -> tuple[Row, ...]:
    asked = [question(id=name, turns=[f"3 boom {name}"], facts=[name]) for name in ids("working")[:2]]
    asked += [question(id=name, turns=[f"3 {SECRET}"], facts=[SECRET]) for name in ids("held-out")[:3]]
    asked += [question(id=ids("held-out")[4], turns=[f"boom {SECRET}"]), question(id=ids("working")[5])]
    return run(asked, Echo())
