"""One question: a conversation and what is expected of its answers. The schema of every question file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
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

from assistant.types import Outcome

ALTERNATIVE = "|"
TURN_TEXT = "text"

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


class Expectation(BaseModel):
    """What one answer has to be. ``must`` and ``may`` are task numbers as citations show them; ``must`` is None where
    citations are not judged, and empty where nothing may be cited.

    Each of ``facts`` and ``outcome`` lists its alternatives between ``|``. A fact in quotation marks is one that the
    document has to hold word for word.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    must: tuple[StrictInt | StrictStr, ...] | None
    may: tuple[StrictInt | StrictStr, ...] = ()
    facts: tuple[StrictStr, ...] = ()
    outcome: str

    @property
    def needed(self) -> tuple[int | str, ...]:
        """The tasks that have to be cited."""
        return self.must or ()

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
    def _must_apart_from_may(self) -> Expectation:
        both = [str(number) for number in self.needed if number in self.may]
        if both:
            raise ValueError(f"must 和 may 都有 {'、'.join(both)}")
        return self


class Question(Expectation):
    """A conversation whose last turn is judged by the row itself.

    ``turns`` may hold blank messages (a blank message is a question too), but not be empty. In a file a turn may also
    be an object, ``{"text": …, "must": …, "outcome": …}``: then its answer is judged too, and ``earlier`` holds what is
    expected of it (None for a turn that is only said).
    """

    id: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    turns: tuple[StrictStr, ...] = Field(min_length=1)
    earlier: tuple[Expectation | None, ...] = ()
    as_of: date | None = None
    document: str | None = None
    note: str = ""

    @property
    def digest(self) -> str:
        """Of everything that is asked and expected: two runs are of the same questions where these are equal."""
        content = self.model_dump(mode="json", exclude={"note", "kind"})
        return sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()[:12]

    @property
    def judged(self) -> tuple[tuple[int, Expectation], ...]:
        """Every turn that is judged, from 0, with what is expected of it; the last one is the question's own."""
        before = tuple((turn, expected) for turn, expected in enumerate(self.earlier) if expected is not None)
        return (*before, (len(self.turns) - 1, self))

    @model_validator(mode="before")
    @classmethod
    def _expectations_out_of_turns(cls, value: Any) -> Any:
        turns = value.get("turns") if isinstance(value, dict) else None
        if not isinstance(turns, list | tuple) or not any(isinstance(turn, dict) for turn in turns):
            return value
        parts = [dict(turn) if isinstance(turn, dict) else {TURN_TEXT: turn} for turn in turns]
        texts = [part.pop(TURN_TEXT, None) for part in parts]
        twice = sorted(parts[-1].keys() & value.keys())
        if twice:
            raise ValueError(f"turns: 最后一轮的 {'、'.join(twice)} 写了两次")
        earlier = [part or None for part in parts[:-1]]
        return {**value, **parts[-1], "turns": texts, "earlier": earlier}


def parse(value: object) -> tuple[Question | None, list[str]]:
    """A question from what one line (or one row of a table) holds, or the faults it has, without its place."""
    try:
        return Question.model_validate(value), []
    except ValidationError as error:
        return None, list(dict.fromkeys(_in_words(dict(detail)) for detail in error.errors()))


def _in_words(detail: Mapping[str, Any]) -> str:
    # The branches of a union are no names of the file's.
    parts = [str(part) for part in detail["loc"] if part not in ("int", "str")]
    name = ".".join(["turns", *parts[1:]] if parts[:1] == ["earlier"] else parts)
    if detail["type"] == "value_error":
        words = str(detail["ctx"]["error"])
    else:
        words = _FAULTS.get(str(detail["type"]), str(detail["msg"]))
    return f"{name}: {words}" if name else words


def as_line(question: Question) -> dict[str, Any]:
    """The question as a line of a JSONL file; what was left out stays out."""
    plain = question.model_dump(mode="json", exclude_defaults=True, exclude={"earlier", "turns"})
    turns: list[Any] = list(question.turns)
    for turn, expected in question.judged[:-1]:
        turns[turn] = {TURN_TEXT: turns[turn], **expected.model_dump(mode="json")}
    order = ("id", "kind", "turns", "must", "may", "facts", "outcome", "as_of", "document", "note")
    whole = {**plain, "turns": turns, "must": question.must, "outcome": question.outcome}
    return {name: whole[name] for name in order if name in whole}
