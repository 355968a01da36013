"""What an answer's text left out that belongs to what it says: co-leads, 并持续落实, conditions such as 除…外.

Reported, never counted as wrong: whether it matters is for a reader to say. A line is about a task where it names
that task alone, or where the answer cites no other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eval.facts import fold
from eval.reply import Reply
from eval.schema import Question
from index.types import Document, Task

QUOTED_CHARACTERS = 12  # words in a row that make a text a quotation of the document
_PUNCTUATION = ",。;"
_NUMBERS = re.compile(r"(?:任务|task)\s*(\d+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Rules:
    """omissions.toml."""

    exceptions: tuple[re.Pattern[str], ...]
    ongoing: tuple[str, ...]
    lead: tuple[str, ...]


@cache
def rules() -> Rules:
    data = tomllib.loads(Path(__file__).with_name("omissions.toml").read_text(encoding="utf-8"))
    exceptions = tuple(re.compile(fold(pattern)) for pattern in data["exceptions"])
    return Rules(exceptions, tuple(data["ongoing"]), tuple(data["lead"]))


def omissions(question: Question, reply: Reply, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """One sentence for each thing that the reply's text left out of a task that it cites."""
    document = documents.get(question.document) if question.document else next(iter(documents.values()), None)
    if document is None or not reply.text or not reply.citations:
        return ()
    cited = set(reply.citations)
    tasks = [task for task in document.tasks if task.number in cited]
    text = fold(reply.text)
    found = [f"任务{task.number}漏了“{words}”" for task in tasks for words in _conditions(task, text)]
    in_table = any(word in text for word in rules().lead) and "|" in text
    for task, line in _lines(tasks, text):
        tells_lead = any(word in line for word in rules().lead) or (in_table and line.startswith("|"))
        found += [f"任务{task.number}漏了牵头单位 {unit}" for unit in (_co_leads(task, line) if tells_lead else ())]
        found += [f"任务{task.number}漏了“并持续落实”"] if _stops_at_the_day(task, line) else []
    return tuple(dict.fromkeys(found))


def _lines(tasks: list[Task], text: str) -> Iterator[tuple[Task, str]]:
    """Each line that names one task alone, with that task; where none names any, all are about the only task."""
    by_number = {str(task.number): task for task in tasks}
    lines = text.splitlines()
    named = [{str(int(a or b)) for a, b in _NUMBERS.findall(line)} for line in lines]
    only = tasks[0] if len(tasks) == 1 and not any(named) else None
    for line, numbers in zip(lines, named, strict=True):
        task = by_number.get(next(iter(numbers))) if len(numbers) == 1 else only
        if task is not None:
            yield task, line


def _co_leads(task: Task, line: str) -> list[str]:
    """The lead units that a line leaves out while it names others of the same task."""
    said = [unit for unit in task.lead.units if fold(unit) in line]
    return [unit for unit in task.lead.units if unit not in said] if said else []


def _stops_at_the_day(task: Task, line: str) -> bool:
    deadline = task.deadline
    if deadline is None or not deadline.ongoing or deadline.due is None:
        return False
    says_day = f"{deadline.due.year}年底" in line or deadline.due.isoformat() in line
    return says_day and not any(word in line for word in rules().ongoing)


def _conditions(task: Task, text: str) -> list[str]:
    """The conditions whose statement the text quotes without them."""
    packed = re.sub(r"\s+", "", text)
    return [
        condition
        for condition, statement in _conditional(task.text)
        if condition not in packed and _quotes(packed, statement)
    ]


def _quotes(text: str, statement: str) -> bool:
    length = min(QUOTED_CHARACTERS, len(statement))
    return any(statement[at : at + length] in text for at in range(len(statement) - length + 1))


@cache
def _conditional(text: str) -> tuple[tuple[str, str], ...]:
    """Every condition of a task's text with the statement it bounds: what follows it, or, where nothing does, what
    stands before it. White space is left out."""
    found = []
    for sentence in re.split(r"(?<=[。;])", re.sub(r"\s+", "", fold(text))):
        for pattern in rules().exceptions:
            for match in pattern.finditer(sentence):
                after = sentence[match.end() :].strip(_PUNCTUATION)
                statement = after if len(after) > 1 else sentence[: match.start()].strip(_PUNCTUATION)
                found += [(match[0], statement)] if statement else []
    return tuple(found)
