"""Question files: one JSON object a line, checked as a whole before anything is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    ValidationError,
    field_validator,
    model_validator,
)

from assistant.errors import AssistantError
from assistant.types import Outcome

SHIPPED = Path(__file__).resolve().parent / "questions"
ALTERNATIVE = "|"

# What a reader of the file needs to know; anything else is told in the words of the validator itself.
_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "缺少这一项",
        "extra_forbidden": "没有这一项可填",
        "too_short": "不能是空的",
        "string_too_short": "不能是空的",
        "string_type": "应是文字",
        "int_type": "应是整数或文字",
        "tuple_type": "应是列表",
        "model_type": "应是一个 JSON 对象",
        "date_from_datetime_parsing": "应是日期,如 2017-03-01",
        "date_type": "应是日期,如 2017-03-01",
        "date_from_datetime_inexact": "应是日期,如 2017-03-01",
    }
)


class QuestionFaults(AssistantError):
    """One or more question files cannot be used; ``faults`` names every fault as ``file:line: what``."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"题目文件有 {len(self.faults)} 处问题,请改正后重试:\n" + "\n".join(self.faults))


class Question(BaseModel):
    """A conversation whose last turn is judged. ``must`` and ``may`` are task numbers as citations show them.

    Each of ``facts`` and ``outcome`` lists its alternatives between ``|``. ``turns`` may hold blank messages (a blank
    message is a question too), but not be empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    turns: tuple[StrictStr, ...] = Field(min_length=1)
    must: tuple[StrictInt | StrictStr, ...]
    may: tuple[StrictInt | StrictStr, ...] = ()
    facts: tuple[StrictStr, ...] = ()
    outcome: str
    as_of: date | None = None
    document: str | None = None
    note: str = ""

    @property
    def outcomes(self) -> frozenset[str]:
        """The outcomes that are right."""
        return frozenset(self.outcome.split(ALTERNATIVE))

    @field_validator("outcome")
    @classmethod
    def _known_outcome(cls, value: str) -> str:
        unknown = [name for name in value.split(ALTERNATIVE) if name not in set(Outcome)]
        if unknown:
            raise ValueError(f"不认识 {'、'.join(unknown) or '空的结局'},可用的是 {'、'.join(Outcome)}")
        return value

    @field_validator("facts")
    @classmethod
    def _no_blank_alternative(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        # An empty alternative would be found in every answer.
        if any(not part.strip() for fact in value for part in fact.split(ALTERNATIVE)):
            raise ValueError("有空的选项(| 两边都要有文字)")
        return value

    @model_validator(mode="after")
    def _must_apart_from_may(self) -> Question:
        both = [str(number) for number in self.must if number in self.may]
        if both:
            raise ValueError(f"must 和 may 都有 {'、'.join(both)}")
        return self


def parse(value: object) -> tuple[Question | None, list[str]]:
    """A question from what one line (or one row of a table) holds, or the faults it has, without its place."""
    try:
        return Question.model_validate(value), []
    except ValidationError as error:
        return None, list(dict.fromkeys(_in_words(dict(detail)) for detail in error.errors()))


def _in_words(detail: Mapping[str, Any]) -> str:
    # The branches of a union are no names of the file's.
    name = ".".join(str(part) for part in detail["loc"] if part not in ("int", "str"))
    if detail["type"] == "value_error":
        words = str(detail["ctx"]["error"])
    else:
        words = _FAULTS.get(str(detail["type"]), str(detail["msg"]))
    return f"{name}: {words}" if name else words


def read_jsonl(path: Path) -> Iterable[tuple[int, object, str | None]]:
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
READERS: Mapping[str, Callable[[Path], Iterable[tuple[int, object, str | None]]]] = MappingProxyType(
    {".jsonl": read_jsonl}
)


def shipped_files() -> tuple[Path, ...]:
    """The question files that come with the product, by name."""
    return tuple(sorted(SHIPPED.glob("*.jsonl")))


def load(paths: Iterable[Path]) -> tuple[Question, ...]:
    """Every question of the files, in order. Raises QuestionFaults naming all faults of all files at once."""
    questions: list[Question] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            faults.append(f"{path}: 不认识这种文件,可用的是 {'、'.join(READERS)}")
            continue
        try:
            rows = list(reader(path))
        except OSError as error:
            faults.append(f"{path}: 打不开({error.strerror or error})")
            continue
        for number, value, unreadable in rows:
            place = f"{path.name}:{number}"
            question, found = (None, [unreadable]) if unreadable else parse(value)
            faults += [f"{place}: {fault}" for fault in found]
            # The id of a faulty line counts too: a copy of it would stay a copy once the fault is mended.
            name = value.get("id") if isinstance(value, dict) else None
            if isinstance(name, str) and name in seen:
                faults.append(f"{place}: id {name} 与 {seen[name]} 重复")
            elif isinstance(name, str):
                seen[name] = place
            if question is not None:
                questions.append(question)
    if faults:
        raise QuestionFaults(faults)
    return tuple(questions)
