"""What came back to a question, whoever answered: the assistant here, or a file of answers of any system."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import AssistantError
from assistant.types import Answer
from eval.schema import Question
from index.types import TaskNumber


class AnswersProblem(AssistantError):
    """A file of answers cannot be used."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as it is judged. None stands for what was not told, which is not measured and never wrong.

    ``citations`` are task numbers, those of a document not asked about as ``document/number``; ``probability`` is how
    sure the answerer was that it is right; ``error`` says why there is no answer. ``earlier`` are the answers to the
    turns before, where they are known.
    """

    outcome: str | None = None
    text: str | None = None
    citations: tuple[TaskNumber, ...] | None = None
    milliseconds: float | None = None
    generation: str | None = None
    probability: float | None = None
    error: str | None = None
    earlier: tuple[Reply | None, ...] = ()


def from_answer(answer: Answer, document: str | None = None, milliseconds: float | None = None) -> Reply:
    """The reply that an Answer is, where ``document`` was asked."""
    cited = [{"document": citation.document, "task": citation.task} for citation in answer.citations]
    return Reply(
        outcome=str(answer.outcome),
        text=answer.text,
        citations=numbers(cited, document or answer.document),
        milliseconds=milliseconds,
        generation=answer.generation,
        probability=getattr(answer, "probability", None),
    )


def numbers(citations: Iterable[Any], home: str | None) -> tuple[TaskNumber, ...]:
    """The tasks cited, in order, each once; a citation is a number alone or has ``task`` and ``document``."""
    found: list[TaskNumber] = []
    for citation in citations:
        document = citation.get("document") if isinstance(citation, Mapping) else None
        task = citation.get("task") if isinstance(citation, Mapping) else citation
        if isinstance(task, str) and task.isdecimal():
            task = int(task)
        if not isinstance(task, int | str):
            continue
        elsewhere = document is not None and home is not None and document != home
        found.append(f"{document}/{task}" if elsewhere else task)
    return tuple(dict.fromkeys(found))


# --- files ---------------------------------------------------------------------------------------------------------


class _Cited(BaseModel):
    model_config = ConfigDict(extra="ignore")
    task: int | str
    document: str | None = None


class _Line(BaseModel):
    """An answer line of ``assistant answer``; another system may leave out whatever it does not tell."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    outcome: str | None = None
    answer: str | None = None
    citations: list[int | str | _Cited] | None = None
    milliseconds: float | None = None
    generation: str | None = None
    probability: float | None = Field(default=None, ge=0, le=1)
    error: str | None = None
    earlier: list[_Line | None] = []


@dataclass(frozen=True, slots=True)
class Answers:
    """The replies of a file by question id, and the lines that could not be used (``file:line: why``)."""

    replies: Mapping[str, Reply]
    problems: tuple[str, ...]


def read_answers(path: Path, questions: Iterable[Question], default: str | None) -> Answers:
    """The answers of a file to these questions; ``default`` is the document asked where a question names none.

    Raises AnswersProblem where the file cannot be read or holds no answer to any of them.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersProblem(f"答案文件 {path} 打不开({getattr(error, 'strerror', None) or '不是 UTF-8'})。") from error
    asked = {question.id: question.document or default for question in questions}
    replies: dict[str, Reply] = {}
    problems = []
    for number, text in enumerate(lines, start=1):
        name, reply, why = _read(text, asked)
        if why is None and name in replies:
            why = f"id {name} 有两个答案,只用第一个"
        if why is not None:
            problems.append(f"{path.name}:{number}: {why}")
        elif reply is not None and name is not None:
            replies[name] = reply
    if not replies:
        raise AnswersProblem(f"{path} 里没有这些题目的答案,请检查 id 是否一致。\n" + "\n".join(problems[:5]))
    return Answers(replies, tuple(problems))


def _read(text: str, asked: Mapping[str, str | None]) -> tuple[str | None, Reply | None, str | None]:
    """The id and reply of a line, or why it has none; nothing at all for a blank line."""
    if not text.strip():
        return None, None, None
    try:
        line = _Line.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        return None, None, f"不是 JSON({error.msg})"
    except ValidationError as error:
        first = error.errors()[0]
        return None, None, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    name = str(line.id)
    if name not in asked:
        return name, None, f"没有 id 为 {name} 的题目"
    return name, _reply(line, asked[name]), None


def _reply(line: _Line, home: str | None) -> Reply:
    cited = None
    if line.citations is not None:
        cited = numbers([c.model_dump() if isinstance(c, _Cited) else c for c in line.citations], home)
    earlier = tuple(None if before is None else _reply(before, home) for before in line.earlier)
    return Reply(
        line.outcome, line.answer, cited, line.milliseconds, line.generation, line.probability, line.error, earlier
    )


def answer_line(name: str, reply: Reply) -> dict[str, Any]:
    """The reply as an answer line, which ``read_answers`` reads back as the same reply."""
    values = {
        "id": name, "outcome": reply.outcome, "answer": reply.text,
        "citations": None if reply.citations is None else list(reply.citations), "milliseconds": reply.milliseconds,
        "generation": reply.generation, "probability": reply.probability, "error": reply.error,
        "earlier": [None if before is None else answer_line("", before) for before in reply.earlier] or None,
    }  # fmt: skip
    return {key: value for key, value in values.items() if value is not None and (key, value) != ("id", "")}


def answer_lines(replies: Iterable[tuple[str, Reply]]) -> Iterator[str]:
    for name, reply in replies:
        yield json.dumps(answer_line(name, reply), ensure_ascii=False) + "\n"
