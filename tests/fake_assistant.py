"""A small document and an assistant over it that computes its answers from the question: for tests of the page."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.types import Answer, Citation, Outcome, Reading, Turn
from index.types import Deadline, Document, Fact, Section, Span, Task, UnitField

TITLE = "示例市任务分工(2030-2031年)"
HOSTILE = (
    "<img src=x onerror=alert(1)> </article><script>alert(2)</script> \" onmouseover='alert(3)' "
    "${alert(4)} {{alert}} [点我](javascript:alert(5)) ![图](http://example.com/x.png) <http://example.com>"
)


def make_task(position: int, text: str, *, lead: str | None = None, responsible: str | None = None,
              deadline: str | None = None, section: int | None = 0) -> Task:  # fmt: skip
    return Task(
        document="example",
        number=position + 1,
        position=position,
        label=f"{position + 1}.",
        text=text,
        span=Span(0, len(text)),
        section=section,
        lead=UnitField((lead,) if lead else (), lead),
        responsible=UnitField((responsible,) if responsible else (), responsible),
        deadline=Deadline(deadline, None, False) if deadline else None,
    )


def make_document(
    tasks: tuple[Task, ...], facts: tuple[Fact, ...] = (), headings: tuple[str, ...] = ("公开",)
) -> Document:
    sections = tuple(
        Section(index, index + 1, f"{'一二三四五六七八九十'[index]}、", heading, (heading,))
        for index, heading in enumerate(headings)
    )
    text, placed = TITLE, []
    for task in tasks:
        text += f"\n{task.label}"
        placed.append(replace(task, span=Span(len(text), len(text) + len(task.text))))
        text += task.text
    return Document("example", TITLE, text, "0" * 64, "example.txt", "list", sections, tuple(placed), facts)


DOCUMENT = make_document(
    (
        make_task(0, "公开道路施工信息。", lead="市交通委", deadline="2030年底"),
        make_task(1, "公开学校招生信息。", lead="市教委", responsible="各区政府", deadline="2031年底前完成并持续落实"),
        make_task(2, f"公开数据。{HOSTILE}", responsible="各区政府", section=1),
    ),
    (Fact("成文日期", "2030-01-02"), Fact("有效性", ""), Fact("打印", "不显示")),
    ("推进公开", "推进开放"),
)


@dataclass
class FakeAssistant:
    """Answers with the tasks whose text or lead contains the question; records what it was asked with which history."""

    document: Document = field(default_factory=lambda: DOCUMENT)
    is_warm: bool = True
    failure: Exception | None = None
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)

    @property
    def documents(self) -> Mapping[str, Document]:
        return {self.document.id: self.document}

    @property
    def generation(self) -> str:
        return "1"

    def warm(self) -> None:
        if self.failure:
            raise self.failure
        self.is_warm = True

    def ask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None,
        reading: Reading | None = None,
    ) -> Answer:  # fmt: skip
        self.asked.append((question, tuple(history)))
        if self.failure:
            raise self.failure
        tasks = tuple(task for task in self.document.tasks if question in task.text + (task.lead.literal or ""))
        return make_answer(question, tasks, as_of=as_of or date(2030, 5, 6))


def cite(task: Task) -> Citation:
    return Citation(task.document, task.number, task.position, task.span.start, task.span.end)


def make_answer(question: str, tasks: tuple[Task, ...], *, as_of: date = date(2030, 5, 6), text: str | None = None,
                related: tuple[Task, ...] = (), reading: Reading | None = None,
                outcome: Outcome | None = None) -> Answer:  # fmt: skip
    lines = "".join(f"\n- [任务{task.number}] {task.lead.literal}" for task in tasks)
    return Answer(
        outcome=outcome or (Outcome.ANSWERED if tasks else Outcome.EMPTY),
        text=text if text is not None else f"共 {len(tasks)} 项:{lines}",
        citations=tuple(cite(task) for task in tasks),
        facts=(),
        reading=reading or Reading(),
        condition=f"正文包含 {question}",
        as_of=as_of,
        document="example",
        document_sha256="0" * 64,
        generation="1",
        related=tuple(cite(task) for task in related),
        follow_ups=("市教委",) if tasks else (),
        milliseconds=1.5,
    )


class SlowAssistant(FakeAssistant):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()

    def ask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None,
        reading: Reading | None = None,
    ) -> Answer:  # fmt: skip
        self.begun.set()
        assert self.go.wait(60)
        return super().ask(question, history, as_of, document, reading)
