"""What the browser keeps of a conversation: the questions as asked, from which every answer is computed again.

Nothing else is trusted from outside: an answer, a citation or a condition never comes from the browser.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

# Questions alone are small, so a long conversation keeps all of them. Beyond that the oldest go many at a time: every
# answer rests on the questions before it, and is computed anew where the first of them is another.
KEPT_TURNS = 200
DROPPED_AT_ONCE = 50
# A little more than the assistant reads of a question, so that it can say that it was cut.
KEPT_CHARACTERS = 2_100
MAX_EDITS = 20
LONGEST = 600_000


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Edit(_Sent):
    """A part of the understood condition taken away (``to`` is empty) or changed to ``to`` (a value of web.chips)."""

    plan: int = Field(ge=0, le=20)
    part: int = Field(ge=0, le=100)
    to: Annotated[str, Field(max_length=80)] = ""


class Asked(_Sent):
    """One question as asked: its text, the day it was answered for, the changes made to what was understood.

    ``length`` is the number of characters typed where the text was cut; ``failed``: there was no answer.
    """

    q: Annotated[str, Field(max_length=KEPT_CHARACTERS)]
    as_of: date | None = None
    edits: Annotated[tuple[Edit, ...], Field(max_length=MAX_EDITS)] = ()
    length: int | None = None
    failed: bool = False

    @property
    def characters(self) -> int:
        """How many characters were typed."""
        return self.length if self.length is not None else len(self.q)


class Turns(_Sent):
    """A conversation, oldest first. ``asked`` counts its questions, also those no longer kept."""

    turns: Annotated[tuple[Asked, ...], Field(max_length=KEPT_TURNS)] = ()
    asked: int = Field(default=0, ge=0, le=1_000_000)

    @property
    def dropped(self) -> int:
        return max(0, self.asked - len(self.turns))


def new_question(text: str) -> Asked:
    """A question that was just typed; a very long one is cut where the assistant stops reading anyway."""
    return Asked(q=text[:KEPT_CHARACTERS], length=len(text) if len(text) > KEPT_CHARACTERS else None)


def read_turns(sent: object) -> Turns:
    """The conversation the browser sent; an empty one where it is none (an old format, a tampered link)."""
    if not isinstance(sent, str) or not sent or len(sent) > LONGEST:
        return Turns()
    try:
        return Turns.model_validate_json(sent)
    except (ValidationError, ValueError):
        return Turns()


def write_turns(turns: Turns) -> str:
    """The conversation as JSON for the browser to keep."""
    return turns.model_dump_json(exclude_defaults=True)
