"""Replies written down one by one, so that a run that was stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from eval.reply import AnswersProblem, Reply, answer_lines, read_answers
from eval.run import Target, ask
from eval.schema import Question

ROOT = Path(__file__).resolve().parent.parent
CODE = ("assistant", "index", "prompts", "data")


def fingerprint_of_code() -> str:
    """Of everything that answers: answers of other code are never mixed in."""
    content = sha256()
    for package in CODE:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".py", ".toml", ".json", ".jsonl"} and path.is_file():
                content.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return content.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PartFile:
    """Replies so far, in a file whose name holds what they depend on: a run of anything else does not see it."""

    path: Path

    @classmethod
    def beside(cls, folder: Path, questions: Iterable[Question], *depends_on: str) -> PartFile:
        digests = "".join(f"{question.id}\0{question.digest}\n" for question in questions)
        key = sha256("\n".join((*depends_on, digests)).encode()).hexdigest()[:12]
        return cls(folder / f".answers-{key}.part.jsonl")

    def replies(self, questions: Sequence[Question], default: str | None) -> Mapping[str, Reply]:
        """The replies written so far; a line that was being written when the run was stopped is dropped."""
        if not self.path.is_file():
            return {}
        try:
            return read_answers(self.path, questions, default).replies
        except AnswersProblem:
            return {}

    def finish(self) -> None:
        """The run is complete and written elsewhere."""
        self.path.unlink(missing_ok=True)


def part_of(folder: Path, questions: Sequence[Question], target: Target) -> PartFile:
    """The part file of asking these questions of this target, today: what is asked without a date depends on it."""
    documents = [f"{name} {document.sha256}" for name, document in target.documents.items()]
    return PartFile.beside(folder, questions, fingerprint_of_code(), date.today().isoformat(), *documents)


def generate(
    questions: Sequence[Question],
    target: Target,
    part: PartFile | None = None,
    on_reply: Callable[[], None] = lambda: None,
) -> dict[str, Reply]:
    """The reply to every question by id, in order. Those in ``part`` are taken from there, the others added to it."""
    default = next(iter(target.documents), None)
    known = part.replies(questions, default) if part else {}
    replies = {}
    for question in questions:
        reply = known.get(question.id)
        if reply is None:
            reply = ask(question, target)
            if part is not None:
                _append(part.path, question.id, reply)
        replies[question.id] = reply
        on_reply()
    return replies


def _append(path: Path, name: str, reply: Reply) -> None:
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        # A line that was cut off when an earlier run was stopped is ended by the blank one.
        file.write("\n" + "".join(answer_lines([(name, reply)])))
