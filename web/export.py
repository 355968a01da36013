"""What a file to take away holds: of an answer, of a table of tasks, of a unit's duties. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.types import Answer, Citation
from index.types import Document, Task
from web.chat import Conversation
from web.labels import ExportWords
from web.markup import plain
from web.tasks import TaskQuery, find

MAX_NAME = 60
_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Fact:
    """A line above the table: what it says, and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Export:
    """Everything a file says, in order: title, facts, Markdown text ("" for tables), tables. ``name``: of the file."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    text: str
    tables: tuple[Table, ...]


def of_answer(conversation: Conversation, documents: Mapping[str, Document], words: ExportWords) -> Export | None:
    """The last answer of ``conversation`` with the questions that led to it; None where there is no answer."""
    answer = conversation.exchanges[-1].answer if conversation.exchanges else None
    if answer is None:
        return None
    document = documents[answer.document]
    words = words.told(document.roles)
    questions = [plain(exchange.question) for exchange in conversation.exchanges if exchange.answer]
    facts = [Fact(words.question if len(questions) == 1 else f"{words.question} {number}", text)
             for number, text in enumerate(questions, 1)]  # fmt: skip
    facts += [
        Fact(words.condition, answer.condition or words.none),
        Fact(words.outcome, words.outcomes[answer.outcome]),
        *_origin(document, answer.as_of, answer.generation, words),
        Fact(words.citations, _citations(answer, words)),
    ]
    cited = _tasks_of(answer.citations, documents)
    tables = (_table(words.cited, cited, documents, words),) if cited else ()
    return Export(_name(questions[-1], words), words.answer, tuple(facts), plain(answer.text), tables)


def of_tasks(document: Document, query: TaskQuery, generation: str, as_of: date, words: ExportWords) -> Export:
    """Every task that the query finds, in its order (all pages)."""
    tasks, words = find(document, query), words.told(document.roles)
    facts = (
        Fact(words.condition, query_words(query, document, words)),
        *_origin(document, as_of, generation, words),
        Fact(words.count, str(len(tasks))),
    )
    rows = _table(words.tasks, tasks, {document.id: document}, words)
    return Export(_name(words.tasks, words), words.tasks, facts, "", (rows,))


def of_duties(document: Document, unit: str, generation: str, as_of: date, words: ExportWords) -> Export:
    """A unit's duty sheet: the tasks it leads, then those that name it as responsible."""
    documents, words = {document.id: document}, words.told(document.roles)
    lead = find(document, TaskQuery(unit=unit, role="lead"))
    responsible = find(document, TaskQuery(unit=unit, role="responsible"))
    title = words.duty.format(unit=plain(unit))
    facts = (
        Fact(words.unit, plain(unit)),
        Fact(words.lead, words.tasks_count.format(count=len(lead))),
        Fact(words.responsible, words.tasks_count.format(count=len(responsible))),
        *_origin(document, as_of, generation, words),
    )
    tables = (_table(words.leads, lead, documents, words), _table(words.is_responsible, responsible, documents, words))
    return Export(_name(title, words), title, facts, "", tables)


def _origin(document: Document, as_of: date, generation: str, words: ExportWords) -> tuple[Fact, ...]:
    """What anybody needs to find the same again."""
    return (
        Fact(words.as_of, as_of.isoformat()),
        Fact(words.document, plain(document.title)),
        Fact(words.sha256, document.sha256),
        Fact(words.generation, generation),
    )


def _citations(answer: Answer, words: ExportWords) -> str:
    labels = dict.fromkeys(words.task.format(number=citation.task) for citation in answer.citations)
    return words.comma.join(labels) or words.none


def _tasks_of(citations: Sequence[Citation], documents: Mapping[str, Document]) -> list[Task]:
    cited = {(citation.document, citation.position) for citation in citations}
    return [task for document in documents.values() for task in document.tasks if (document.id, task.position) in cited]


def _table(title: str, tasks: Sequence[Task], documents: Mapping[str, Document], words: ExportWords) -> Table:
    return Table(title, words.columns, tuple(_row(task, documents[task.document], words) for task in tasks))


def _row(task: Task, document: Document, words: ExportWords) -> tuple[str, ...]:
    cells = (
        str(task.number),
        task.text,
        task.lead.literal or words.missing,
        task.responsible.literal or words.missing,
        task.deadline.literal if task.deadline else words.missing,
        document.sections[task.section].heading if task.section is not None else words.missing,
        f"{task.span.start}–{task.span.end}",
    )
    return tuple(plain(cell) for cell in cells)


def query_words(query: TaskQuery, document: Document, words: ExportWords) -> str:
    """The filters of a table in words, as its file says them."""
    role = dict(zip(("either", "lead", "responsible"), words.roles, strict=True))[query.role]
    parts = [
        f"{role} = {query.unit}" if query.unit else "",
        f"{words.lead} = {query.with_lead}" if query.with_lead else "",
        document.sections[query.section].heading if 0 <= query.section < len(document.sections) else "",
        f"{words.deadline} = {query.deadline}" if query.deadline else "",
        {"": "", "yes": words.ongoing, "no": words.once}[query.ongoing],
        f"“{query.text}”" if query.text else "",
    ]
    return plain(";".join(part for part in parts if part)) or words.everything


def _name(text: str, words: ExportWords) -> str:
    """A file name that no file system minds, without its ending."""
    name = _UNSAFE_IN_NAMES.sub("_", plain(text)).strip("._")[:MAX_NAME]
    return name or words.answer
