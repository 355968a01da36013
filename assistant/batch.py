"""Question lines in, answer lines out: the contracts of ``assistant answer`` and of ``--json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.types import Answer, Reading, Turn
from assistant.wiring import Assistant
from index.types import Document, Task


class QuestionLine(BaseModel):
    """One line of a questions file; the last turn is answered, the earlier ones are the conversation."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    turns: list[str]
    as_of: date | None = None
    document: str | None = None


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
        kept = {name: item for name, item in fields.items() if item not in (None, [], "", False)}
        return {"type": type(value).__name__, **kept}
    return value


def reading_json(reading: Reading) -> Any:
    """A Reading as plain JSON values: only what was understood, each node with its type."""
    return _plain(reading)


def answer_json(answer: Answer, line_id: str | int | None = None) -> dict[str, Any]:
    """The answer line of the contract."""
    head = {} if line_id is None else {"id": line_id}
    return {
        **head, "outcome": str(answer.outcome), "answer": answer.text,
        "citations": [{"document": c.document, "task": c.task} for c in answer.citations],
        "reading": reading_json(answer.reading), "condition": answer.condition, "as_of": answer.as_of.isoformat(),
        "milliseconds": round(answer.milliseconds, 1),
    }  # fmt: skip


def dump(value: object) -> str:
    """One line of JSON; characters that no encoding can carry (lone surrogates) are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() or text.encode("utf-8", "replace").decode() == text else json.dumps(value)


def answer_turns(assistant: Assistant, line: QuestionLine) -> Answer:
    """Answer each turn in its place and give the last answer."""
    history: list[Turn] = []
    answer: Answer | None = None
    for text in line.turns:
        answer = assistant.ask(text, tuple(history), line.as_of, line.document)
        history.append(Turn(text, answer))
    assert answer is not None
    return answer


def parse_line(text: str) -> QuestionLine:
    """A question line. Raises ValueError with one sentence saying what is wrong with it."""
    try:
        line = QuestionLine.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise ValueError(f"不是合法的 JSON({error.msg})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "整行"
        raise ValueError(f"字段 {where} 不对({first['msg']})") from error
    if not line.turns:
        raise ValueError("turns 是空的,至少要有一个问题")
    return line


def task_json(document: Document, task: Task) -> dict[str, Any]:
    """A task as ``assistant tasks`` prints it; ``section`` is the innermost heading, as printed."""
    section = document.sections[task.section].heading if task.section is not None else None
    return {
        "document": document.id, "number": task.number, "section": section, "text": task.text,
        "lead": list(task.lead.units), "responsible": list(task.responsible.units),
        "deadline": task.deadline.literal if task.deadline else None,
    }  # fmt: skip


def task_lines(documents: Iterator[Document]) -> Iterator[str]:
    return (dump(task_json(document, task)) for document in documents for task in document.tasks)


__all__ = ["QuestionLine", "answer_json", "answer_turns", "dump", "parse_line", "task_json", "task_lines"]
