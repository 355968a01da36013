"""Question files in JSON Lines, CSV and XLSX with the same columns, checked as a whole before anything is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from assistant.errors import AssistantError
from eval.gold import gold_faults, sources
from eval.schema import ALTERNATIVE, Question, parse
from eval.sheets import read_csv, read_xlsx
from index.types import Document

SHIPPED = Path(__file__).resolve().parent / "questions"

Numbered = tuple[int, object, str | None]


class QuestionFaults(AssistantError):
    """One or more question files cannot be used; ``faults`` names every fault as ``file:line: what``."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"题目文件有 {len(self.faults)} 处问题,请改正后重试:\n" + "\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file: its place, what it holds, or why it could not be read."""

    place: str
    value: object
    unreadable: str | None

    @property
    def name(self) -> str | None:
        """The id it gives, also where the rest of it is faulty: a copy stays a copy once the fault is mended."""
        name = self.value.get("id") if isinstance(self.value, dict) else None
        return name if isinstance(name, str) else None


def read_jsonl(path: Path) -> Iterable[Numbered]:
    """Line number from 1, what the line holds, why it could not be read (None where it could); blank lines left out.

    Raises OSError where the file cannot be opened.
    """
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line.decode("utf-8-sig")), None
        except UnicodeDecodeError:
            yield number, None, "不是 UTF-8 编码"
        except (json.JSONDecodeError, RecursionError) as error:
            yield number, None, f"不是 JSON({getattr(error, 'msg', '嵌套太深')})"


# One reader a file format, by suffix; each gives numbered rows, so that faults are named alike.
READERS: Mapping[str, Callable[[Path], Iterable[Numbered]]] = MappingProxyType(
    {".jsonl": read_jsonl, ".csv": read_csv, ".xlsx": read_xlsx}
)


def shipped_files() -> tuple[Path, ...]:
    """The question files that come with the product, by name."""
    return tuple(sorted(SHIPPED.glob("*.jsonl")))


def load(paths: Iterable[Path], documents: Mapping[str, Document] | None = None) -> tuple[Question, ...]:
    """Every question of the files, in order. Raises QuestionFaults naming all faults of all files at once.

    With ``documents`` (the first is the one asked where a question names none) what a question expects is also
    compared with them: task numbers, quotations.
    """
    questions: list[Question] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    known = sources(documents or {})
    for path in paths:
        lines, unreadable = _lines(path)
        faults += [unreadable] if unreadable else []
        for line in lines:
            question, found = _read(line)
            if question is not None:
                found += gold_faults(question, known)
                questions.append(question)
            if line.name is not None and line.name in seen:
                found = [*found, f"id {line.name} 与 {seen[line.name]} 重复"]
            elif line.name is not None:
                seen[line.name] = line.place
            faults += [f"{line.place}: {fault}" for fault in found]
    if faults:
        raise QuestionFaults(faults)
    return tuple(questions)


def _read(line: _Line) -> tuple[Question | None, list[str]]:
    """The question of a line and its faults: cells that cannot be meant, and what the rest of the row lacks."""
    unreadable = [line.unreadable] if line.unreadable else []
    if line.value is None and unreadable:
        return None, unreadable
    question, found = parse(line.value)
    return question, unreadable + found


def _lines(path: Path) -> tuple[Iterator[_Line], str | None]:
    """The lines of a file, or the sentence that says why there are none."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return iter(()), f"{path}: 不认识这种文件,可用的是 {'、'.join(READERS)}"
    try:
        rows = list(reader(path))
    except OSError as error:
        return iter(()), f"{path}: 打不开({error.strerror or error})"
    return (_Line(f"{path.name}:{number}", value, unreadable) for number, value, unreadable in rows), None


__all__ = ["ALTERNATIVE", "READERS", "Question", "QuestionFaults", "load", "parse", "read_jsonl", "shipped_files"]
