"""What every renderer needs: the document, the wording in the answer's language, and how to cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.compose.markdown import safe
from assistant.types import Condition, Form, Language, Reading
from assistant.words import condition_words, ranges, said_day
from index.types import Document, Task, TaskNumber
from index.units import UnitRegistry
from prompts import template

ROLES = ("lead", "responsible")


@dataclass(frozen=True, slots=True)
class Context:
    """One answer being written. ``cited`` are the positions of the tasks it cites; only those get brackets.

    ``ledger`` collects what was computed for it (value -> "computed"; "as_of" for the day, "asked" for units that the
    question names), so that ``ground`` can tell a computed value from an invented one.
    """

    reading: Reading
    document: Document
    registry: UnitRegistry
    as_of: date
    language: Language
    cited: frozenset[int]
    ledger: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        return self.reading.form

    def say(self, name: str, /, **values: object) -> str:
        for value in values.values():
            if type(value) is int:
                self.ledger.setdefault(str(value), "computed")
        return template(self.language, name, self.document.roles).fill(**values)

    def number(self, value: int) -> str:
        """A computed number for a table cell."""
        self.ledger.setdefault(str(value), "computed")
        return str(value)

    def share(self, part: int, whole: int) -> str:
        """A computed share, to as many places as were wished."""
        said = percent(part, whole, self.form.decimals)
        self.ledger.setdefault(said, "computed")
        return said

    def mean(self, total: int, parts: int) -> str:
        """A computed average: two places where needed, or as many as were wished."""
        places = self.form.decimals
        value = f"{total / parts if parts else 0:.{2 if places is None else places}f}"
        said = value.rstrip("0").rstrip(".") if places is None else value
        self.ledger.setdefault(said, "computed")
        return said

    def day(self, day: date) -> str:
        """The day that an answer was computed for."""
        said = said_day(day, self.language)
        self.ledger.setdefault(said, "as_of")
        return said

    # --- citing ---

    def cite(self, task: Task) -> str:
        """[任务49] for a task the answer rests on, 任务49 for one it only mentions."""
        name = "cite.cited" if task.position in self.cited else "cite.mentioned"
        return self.say(name, number=safe(task.number))

    def cites(self, tasks: Iterable[Task]) -> str:
        """Every cited task in brackets; where none is cited, runs of numbers: 任务1-20、30."""
        listed = list(tasks)
        if any(task.position in self.cited for task in listed):
            return self.join(self.cite(task) for task in listed)
        return self.mention([task.number for task in listed])

    def mention(self, numbers: Sequence[TaskNumber]) -> str:
        """Numbers without brackets, runs shortened."""
        return self.say("cite.mentioned", number=self.join(safe(part) for part in ranges(numbers)))

    # --- names ---

    def join(self, items: Iterable[str]) -> str:
        return self.say("joint.enumeration").join(items)

    def unit(self, name: str) -> str:
        """A unit as the document writes it; in English with its English name beside."""
        english = self.registry.english_name(name)
        if self.language == "en" and english != name:
            return self.say("field.unit_glossed", unit=safe(name), english=safe(english))
        return safe(name)

    def label(self, label: str, names: Sequence[str]) -> str:
        """The unit that was asked for; several where the label lists several, the names where there is no label."""
        for name in filter(None, (label, *names)):
            self.ledger.setdefault(name, "asked")
        return self.units(label.split("、")) if label else self.say("joint.or").join(self.unit(name) for name in names)

    def units(self, names: Iterable[str]) -> str:
        return self.join(self.unit(name) for name in names)

    def role(self, role: str) -> str:
        return self.say(f"role.{role}")

    def section(self, index: int | None) -> str:
        """A section's name for running text, e.g. 第3部分“推进政务公开内容标准化”."""
        if index is None or not 0 <= index < len(self.document.sections):
            return self.say("section.none")
        section = self.document.sections[index]
        if section.number is None or len(section.path) > 1:
            return self.say("section.named", heading=safe(section.heading))
        return self.say("section.numbered", number=section.number, title=safe(section.title))

    def section_short(self, index: int | None) -> str:
        """A section's name for lists of numbers, e.g. 第3部分."""
        if index is None or not 0 <= index < len(self.document.sections):
            return self.say("section.none")
        section = self.document.sections[index]
        if section.number is None or len(section.path) > 1:
            return safe(section.heading)
        return self.say("section.short", number=section.number)

    def heading(self, index: int | None) -> str:
        """A section's heading as printed."""
        if index is None or not 0 <= index < len(self.document.sections):
            return self.say("section.none")
        return safe(self.document.sections[index].heading)

    def words(self, condition: Condition | None) -> str:
        return self.asked(condition_words(condition, self.document.sections, self.language, self.document.roles))

    def asked(self, words: object) -> str:
        """Words of the question repeated in the answer: safe, and known to be nothing the document says."""
        self.ledger.setdefault(str(words), "asked")
        return safe(words)

    # --- the document's records ---

    def naming(self, role: str, names: Iterable[str]) -> list[Task]:
        """The document's tasks whose field of ``role`` (lead, responsible, either) names any of these units."""
        wanted = frozenset(names)
        return [task for task in self.document.tasks if not wanted.isdisjoint(task.units_in(role))]


def percent(part: int, whole: int, places: int | None = None) -> str:
    """A share as text, one decimal where needed (42%, 58.3%), or with so many ``places``."""
    value = f"{100 * part / whole if whole else 0:.{1 if places is None else places}f}"
    return f"{value.removesuffix('.0') if places is None else value}%"
