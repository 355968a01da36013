"""From a document to what is embedded: whole tasks, the clauses of long ones, and anticipated questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson

from index.errors import DocumentProblem
from index.types import Chunk, Document, Task, TaskNumber

QUESTIONS_FILE = "questions.jsonl"

# A task up to this many characters is about one thing; its clauses would only repeat it.
_LONG_TASK = 60
# A sentence up to this many characters is kept whole; a longer one is cut at its commas.
_LONG_SENTENCE = 48
# Comma pieces are gathered up to this size: shorter ones have too little content to be found by meaning.
_SHORT_PIECE = 24

_SENTENCE_END = re.compile(r"(?<=[。;；!！?？\n])")
# Between digits a comma groups thousands and separates nothing.
_COMMA = re.compile(r"(?<=[，,])(?!(?<=\d,)\d)")
_EDGE = " \t\r\n,，。;；、"


@dataclass(frozen=True, slots=True)
class AnticipatedQuestion:
    """A question that a task answers; ``task`` is its number as citations show it, ``line`` counts from 1, ``style`` is
    what its author called it."""

    task: TaskNumber
    text: str
    line: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The anticipated questions of one document, and the SHA-256 of their file ("" where there is none)."""

    rows: tuple[AnticipatedQuestion, ...] = ()
    sha256: str = ""


def load_questions(document_file: Path) -> Questions:
    """Read the ``questions.jsonl`` of a document; none where there is no such file.

    Raises DocumentProblem naming the line that is not ``{"task": number, "q": "..."}`` (or a list of numbers).
    """
    path = _questions_file(document_file)
    if path is None:
        return Questions()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentProblem(f"预设问题文件 {path} 无法读取（{error.strerror}）；请检查文件权限。") from error
    lines = enumerate(data.splitlines(), 1)
    rows = tuple(row for number, line in lines if line.strip() for row in _questions(line, number, path))
    return Questions(rows, sha256(data).hexdigest())


def questions_sha256(document_file: Path) -> str:
    """SHA-256 of the ``questions.jsonl`` of a document, "" where there is none."""
    path = _questions_file(document_file)
    return sha256(path.read_bytes()).hexdigest() if path else ""


def in_own_folder(document_file: Path) -> bool:
    """Whether a document lies in a folder of its own, which bears its name."""
    return document_file.stem == document_file.absolute().parent.name


def _questions_file(document_file: Path) -> Path | None:
    # In any other folder a file of this name may be about something else, or about another document.
    path = document_file.with_name(QUESTIONS_FILE)
    return path if in_own_folder(document_file) and path.is_file() else None


def _questions(line: bytes, number: int, path: Path) -> Iterator[AnticipatedQuestion]:
    """One row a task: ``task`` may be a list where only several tasks together answer."""
    try:
        row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
        task, text = row["task"], row["q"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise _bad_line(path, number, '应为 {"task": 任务编号, "q": "问题"}') from error
    if not isinstance(text, str) or not text.strip():
        raise _bad_line(path, number, "q 应为非空文字")
    for one in task if isinstance(task, list) else [task]:
        if isinstance(one, bool) or not isinstance(one, int | str):
            raise _bad_line(path, number, "task 应为任务编号")
        yield AnticipatedQuestion(one, text.strip(), number, str(row.get("style", "")))


def _bad_line(path: Path, number: int, reason: str) -> DocumentProblem:
    return DocumentProblem(f"预设问题文件 {path} 第 {number} 行有误：{reason}；请改正后重试。")


def chunk_document(document: Document, questions: Iterable[AnticipatedQuestion] = ()) -> list[Chunk]:
    """Everything of a document that is embedded, task by task: the task, its clauses, its questions.

    Identical texts of different tasks stay different chunks: official documents are full of boilerplate.
    Raises DocumentProblem for a question whose task the document does not have.
    """
    asked = _by_position(document, questions)
    chunks: list[Chunk] = []
    for task in document.tasks:
        chunks.append(Chunk(document.id, task.position, "task", task.text))
        chunks += _numbered(task, "clause", clauses(task.text))
        chunks += _numbered(task, "question", dict.fromkeys(asked.get(task.position, ())))
    return chunks


def questions_of(chunks: Iterable[Chunk], document: Document) -> tuple[AnticipatedQuestion, ...]:
    """The questions that went into these chunks: the inverse of ``chunk_document``."""
    number = {task.position: task.number for task in document.tasks}
    kept = (chunk for chunk in chunks if chunk.kind == "question" and chunk.document == document.id)
    return tuple(AnticipatedQuestion(number[at], chunk.text) for chunk in kept if (at := chunk.position) in number)


def _by_position(document: Document, questions: Iterable[AnticipatedQuestion]) -> dict[int, list[str]]:
    position = {str(task.number): task.position for task in document.tasks}
    found: dict[int, list[str]] = {}
    for question in questions:
        at = position.get(str(question.task))
        if at is None:
            raise DocumentProblem(
                f"文件《{document.title}》的预设问题第 {question.line} 行指向任务 {question.task}，"
                f"但文件中没有这项任务；请改正 {QUESTIONS_FILE}。"
            )
        found.setdefault(at, []).append(question.text)
    return found


def _numbered(task: Task, kind: str, texts: Iterable[str]) -> Iterator[Chunk]:
    for ordinal, text in enumerate(texts):
        yield Chunk(task.document, task.position, "clause" if kind == "clause" else "question", text, ordinal)


def clauses(text: str) -> Sequence[str]:
    """The clauses of a long task, in order and without their closing punctuation; none for a short task."""
    if len(text) <= _LONG_TASK:
        return ()
    pieces = [piece for sentence in _SENTENCE_END.split(text) for piece in _pieces(sentence)]
    kept = [piece for piece in (piece.strip(_EDGE) for piece in pieces) if piece]
    return tuple(kept) if len(kept) > 1 else ()


def _pieces(sentence: str) -> Iterator[str]:
    if len(sentence) <= _LONG_SENTENCE:
        yield sentence
        return
    gathered = ""
    for part in _COMMA.split(sentence):
        gathered += part
        if len(gathered) >= _SHORT_PIECE:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered
