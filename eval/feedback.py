"""Exported feedback becomes a question set: an answer that was called right is its own gold.

Read are the lines that the page exports and raw feedback: ``turns`` (or ``question``), the answer's ``outcome``,
``citations`` (or ``must``), ``as_of`` and ``document``, and the verdict. Of an answer called wrong only the question is
known, so it goes into a table of its own, for whoever reads the correction to fill in.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import AssistantError
from eval.cells import words
from eval.reply import numbers
from eval.schema import Question, as_line, parse

KIND = "feedback"
RIGHT = frozenset({"right", "good", "up", "true", "feedback", "对", "有用", "准确"})
WRONG = frozenset({"wrong", "bad", "down", "false", "feedback-wrong", "不对", "错", "没用"})


class FeedbackProblem(AssistantError):
    """The feedback cannot be read or holds no questions."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: str | None = None
    turns: list[str] = []
    verdict: str | bool = Field(validation_alias=AliasChoices("verdict", "rating", "kind"))
    outcome: str = ""
    citations: list[Any] = Field(default=[], validation_alias=AliasChoices("citations", "must"))
    as_of: str | None = None
    document: str | None = None
    correction: str = Field(default="", validation_alias=AliasChoices("correction", "note", "comment"))

    @property
    def said(self) -> list[str]:
        """The conversation up to the question that was judged."""
        return self.turns or [turn for turn in (self.question,) if turn is not None]

    @property
    def id(self) -> str:
        """The same question is the same however often it was judged."""
        asked = "\0".join((*self.said, self.as_of or "", self.document or ""))
        return f"feedback-{sha256(asked.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Open:
    """A question whose answer was called wrong: what is right has to be filled in."""

    id: str
    turns: tuple[str, ...]
    as_of: str
    document: str
    correction: str


@dataclass(frozen=True, slots=True)
class FromFeedback:
    """``questions`` can be run; ``open`` still need what is right; ``problems`` are lines that are no feedback."""

    questions: tuple[Question, ...]
    open: tuple[Open, ...]
    problems: tuple[str, ...]


def read(path: Path) -> FromFeedback:
    """Every question once; one that anybody called wrong is open. Raises FeedbackProblem."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FeedbackProblem(
            f"反馈文件 {path} 打不开({getattr(error, 'strerror', None) or '不是 UTF-8'})。"
        ) from error
    sure: dict[str, Question] = {}
    unsure: dict[str, Open] = {}
    problems = []
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            found = _read(text)
        except ValueError as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        if isinstance(found, Question):
            sure.setdefault(found.id, found)
        else:
            unsure.setdefault(found.id, found)
    if not sure and not unsure:
        raise FeedbackProblem(f"{path} 里没有可用的反馈。\n" + "\n".join(problems[:5]))
    questions = tuple(question for name, question in sure.items() if name not in unsure)
    return FromFeedback(questions, tuple(unsure.values()), tuple(problems))


def _read(text: str) -> Question | Open:
    """Raises ValueError with what is wrong with the line."""
    try:
        line = _Line.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise ValueError(f"不是 JSON({error.msg})") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    verdict = str(line.verdict).casefold()
    if not line.said:
        raise ValueError("没有 turns,也没有 question")
    if verdict in WRONG:
        return Open(line.id, tuple(line.said), line.as_of or "", line.document or "", line.correction)
    if verdict not in RIGHT:
        raise ValueError(f"不认识的评价 {line.verdict}")
    question, faults = parse(_gold(line))
    if question is None:
        raise ValueError(";".join(faults))
    return question


def _gold(line: _Line) -> dict[str, Any]:
    home = line.document or next((c.get("document") for c in line.citations if isinstance(c, dict)), None)
    known = {"as_of": line.as_of or None, "document": line.document or None}
    return {
        "id": line.id, "kind": KIND, "turns": line.said, "must": list(numbers(line.citations, home)),
        "outcome": line.outcome, **{name: value for name, value in known.items() if value},
        "note": line.correction or "读者认为对",
    }  # fmt: skip


def as_lines(questions: Iterable[Question]) -> str:
    return "".join(json.dumps(as_line(question), ensure_ascii=False) + "\n" for question in questions)


def as_table(questions: Iterable[Open]) -> bytes:
    """A CSV file with the columns of a question file; what is right is left blank, the correction is the note."""
    names = list(words()["columns"])
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for one in questions:
        writer.writerow(
            {"id": one.id, "kind": KIND, "turns": "\n".join(one.turns), "as_of": one.as_of,
             "document": one.document, "note": one.correction}
        )  # fmt: skip
    return text.getvalue().encode("utf-8-sig")
