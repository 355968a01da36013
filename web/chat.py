"""One turn of the conversation: state in, state out. Knows nothing of the page's library."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.errors import AssistantError
from assistant.types import Answer, Turn
from index.types import Document

logger = logging.getLogger(__name__)

# An old turn costs the browser its cards and the assistant its history; nobody scrolls back further.
KEPT_TURNS = 20


class Assistant(Protocol):
    """What the page needs of the assistant (``assistant.open_assistant()`` gives one)."""

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def is_warm(self) -> bool: ...

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
    ) -> Answer: ...

    def warm(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, or with a sentence saying why there is none; with neither while it is asked."""

    serial: int
    question: str
    answer: Answer | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor and the assistant said, oldest first. ``asked`` counts the exchanges, also dropped ones."""

    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns the assistant is told: those that were answered."""
        return tuple(Turn(exchange.question, exchange.answer) for exchange in self.exchanges if exchange.answer)

    @property
    def dropped(self) -> int:
        """How many exchanges at the beginning are no longer kept."""
        return self.asked - len(self.exchanges)

    def plus(self, exchange: Exchange) -> Conversation:
        return Conversation((*self.exchanges, exchange)[-KEPT_TURNS:], self.asked + 1)


def begin(conversation: Conversation, question: str) -> Exchange:
    """The exchange to show while the answer is sought."""
    return Exchange(conversation.asked, question)


def finish(assistant: Assistant, conversation: Conversation, begun: Exchange, apology: str) -> Exchange:
    """Ask the assistant; an error becomes the exchange's ``problem``, never an exception.

    ``apology`` is said for errors that are not meant for visitors; those go to the log with their traceback.
    """
    try:
        answer = assistant.ask(begun.question, history=conversation.history)
    except AssistantError as error:
        return Exchange(begun.serial, begun.question, problem=str(error))
    except Exception:
        # The boundary of the page: whatever goes wrong, the visitor gets a sentence and keeps the text.
        logger.exception("a question could not be answered")
        return Exchange(begun.serial, begun.question, problem=apology)
    return Exchange(begun.serial, begun.question, answer=answer)
