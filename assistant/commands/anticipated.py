"""The anticipated questions of a document, as ``assistant questions`` lists, checks and imports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from index.build import shipped_documents
from index.question_file import QuestionFile, add_questions, counts, questions_file, read_questions
from index.read import read_document
from index.types import Document

_SHOWN = 40  # characters of a task: enough to know it again


class QuestionFaults(AssistantError):
    """A file of questions has faults: one line each."""


def chosen_documents(data: Path, name: str | None) -> list[Path]:
    """The document files meant by ``name``: the id of a shipped one, a file, or all shipped ones for None."""
    shipped = {path.stem: path for path in shipped_documents(data)}
    if name is None:
        return list(shipped.values())
    if name in shipped:
        return [shipped[name]]
    if Path(name).is_file():
        return [Path(name)]
    raise AssistantError(f"没有文件“{name}”,现有:{'、'.join(shipped)};也可以给出文件的路径。")


def one_document(data: Path, name: str | None) -> Path:
    """The document that a file of questions is about."""
    found = chosen_documents(data, name)
    if len(found) != 1:
        raise AssistantError(f"请写明是哪份文件的问题:{'、'.join(path.stem for path in found) or '还没有文件'}。")
    return found[0]


def thin_tasks(path: Path, least: int) -> Iterator[str]:
    """A line for each task with fewer than ``least`` questions: document, number, how many, how the task begins."""
    document = read_document(path)
    held = counts(_own(path, document).rows, document)
    for task in document.tasks:
        if held[task.number] < least:
            yield "\t".join((document.id, str(task.number), str(held[task.number]), task.text[:_SHOWN]))


def summary(path: Path) -> str:
    """How many questions a document has."""
    document = read_document(path)
    return f"{document.id}:{len(document.tasks)}项任务,{len(_own(path, document).rows)}个预设问题。"


def check(path: Path, file: Path) -> int:
    """How many questions a file has for a document. Raises QuestionFaults with every fault."""
    return len(_sound(file, read_document(path)).rows)


def import_questions(path: Path, file: Path) -> tuple[int, int]:
    """Add the questions of a file to those of a document; how many are new, and how many it had already.

    Nothing is written where either file has a fault.
    """
    document = read_document(path)
    target = questions_file(path)
    held = {row.content for row in _own(path, document).rows}
    rows = _sound(file, document).rows
    new = [row for row in rows if row.content not in held]
    if new:
        add_questions(target, new)
    return len(new), len(rows) - len(new)


def index_command(data: Path, path: Path) -> str:
    """The command that takes the questions of a document into the index."""
    return "assistant index" if path in shipped_documents(data) else f"assistant index {path}"


def _own(path: Path, document: Document) -> QuestionFile:
    target = questions_file(path)
    return _sound(target, document) if target.exists() else QuestionFile()


def _sound(file: Path, document: Document) -> QuestionFile:
    found = read_questions(file, document)
    if found.faults:
        raise QuestionFaults(_listed(file, found.faults))
    return found


def _listed(file: Path, faults: Sequence[str]) -> str:
    return "\n".join([f"{file} 有 {len(faults)} 处错误:", *faults])
