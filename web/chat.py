"""One turn of the conversation: state in, state out. Knows nothing of the page's library."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol

from assistant.errors import AssistantError
from assistant.types import Answer, Reading, Turn
from index.types import Document
from web.chips import edited
from web.markup import sendable
from web.turns import DROPPED_AT_ONCE, KEPT_TURNS, Asked, Edit, Turns, new_question

logger = logging.getLogger(__name__)

REMEMBERED_ANSWERS = 2_000
# The latest turns, which a follow-up question may speak of: what the assistant is told and feedback keeps.
HISTORY = 20


class Assistant(Protocol):
    """What the page needs of the assistant (``assistant.open_assistant()`` gives one)."""

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def generation(self) -> str: ...

    @property
    def is_warm(self) -> bool: ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        document: str | None = None,
        reading: Reading | None = None,
    ) -> Answer: ...

    def warm(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, or with a sentence saying why there is none; with neither while it is asked."""

    serial: int
    asked: Asked
    answer: Answer | None = None
    problem: str | None = None

    @property
    def question(self) -> str:
        return self.asked.q

    @property
    def kept(self) -> Asked:
        """The question as the browser keeps it: with the day it was answered for, so that it is answered so again."""
        day = self.answer.as_of if self.answer else self.asked.as_of
        return self.asked.model_copy(update={"as_of": day, "failed": self.answer is None})


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor and the assistant said, oldest first. ``asked`` counts the exchanges, also dropped ones.

    ``key`` is the same for the same questions on the same days; an exchange is never another after the same key.
    """

    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0
    key: bytes = b""

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns the assistant is told: the latest of those that were answered."""
        latest = self.exchanges[-HISTORY:]
        return tuple(Turn(exchange.question, exchange.answer) for exchange in latest if exchange.answer)

    @property
    def dropped(self) -> int:
        """How many exchanges at the beginning are no longer kept."""
        return self.asked - len(self.exchanges)

    @property
    def turns(self) -> Turns:
        """The conversation as the browser keeps it."""
        return Turns(turns=tuple(exchange.kept for exchange in self.exchanges), asked=self.asked)

    def plus(self, exchange: Exchange) -> Conversation:
        exchanges = (*self.exchanges, exchange)
        if len(exchanges) > KEPT_TURNS:
            exchanges = exchanges[DROPPED_AT_ONCE:]
            return Conversation(exchanges, self.asked + 1, _key_of(exchanges))
        return Conversation(exchanges, self.asked + 1, key_after(self.key, exchange.kept))


def key_after(key: bytes, asked: Asked) -> bytes:
    """The key of a conversation that goes on with ``asked``."""
    return sha256(key + asked.model_dump_json().encode("utf-8", "surrogatepass")).digest()


def _key_of(exchanges: Sequence[Exchange]) -> bytes:
    key = b""
    for exchange in exchanges:
        key = key_after(key, exchange.kept)
    return key


class Memory:
    """Answers given lately, by the key of the questions that led to them: a conversation is read again at every
    message."""

    def __init__(self, size: int = REMEMBERED_ANSWERS) -> None:
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._size = size
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Answer | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: bytes, answer: Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)


def begin(conversation: Conversation, question: str) -> Exchange:
    """The exchange to show while the answer is sought."""
    return Exchange(conversation.asked, new_question(sendable(question)))


def finish(assistant: Assistant, conversation: Conversation, begun: Exchange, apology: str,
           memory: Memory | None = None) -> Exchange:  # fmt: skip
    """Ask the assistant; an error becomes the exchange's ``problem``, never an exception.

    ``apology`` is said for errors that are not meant for visitors; those go to the log with their traceback.
    """
    remembered = memory.get(key_after(conversation.key, begun.asked)) if memory else None
    try:
        answer = remembered or _ask(assistant, begun.asked, conversation.history)
    except AssistantError as error:
        return Exchange(begun.serial, begun.asked, problem=str(error))
    except Exception:
        # The boundary of the page: whatever goes wrong, the visitor gets a sentence and keeps the text.
        logger.exception("a question could not be answered")
        return Exchange(begun.serial, begun.asked, problem=apology)
    answered = Exchange(begun.serial, begun.asked, answer=answer)
    if memory:
        memory.put(key_after(conversation.key, answered.kept), answer)
    return answered


def _ask(assistant: Assistant, asked: Asked, history: tuple[Turn, ...]) -> Answer:
    answer = assistant.ask(asked.q, history=history, as_of=asked.as_of)
    if not asked.edits:
        return answer
    reading = answer.reading
    for edit in asked.edits:
        reading = edited(reading, (edit,), assistant.documents[answer.document])
    return assistant.ask(asked.q, history, answer.as_of, answer.document, reading)


def replay(assistant: Assistant, turns: Turns, apology: str, memory: Memory) -> Conversation:
    """The conversation that these questions make: the same questions on the same days have the same answers."""
    conversation = Conversation(asked=turns.dropped)
    for asked in turns.turns:
        begun = Exchange(conversation.asked, asked)
        if asked.failed:
            done = Exchange(begun.serial, asked, problem=apology)
        else:
            done = finish(assistant, conversation, begun, apology, memory)
        conversation = conversation.plus(done)
    return conversation


def with_edit(turns: Turns, index: int, edit: Edit | None) -> Turns:
    """``turns`` with one more change to the understood condition of a turn, or (None) without its last one."""
    if not 0 <= index < len(turns.turns):
        return turns
    asked = turns.turns[index]
    edits = asked.edits[:-1] if edit is None else (*asked.edits, edit)
    changed = asked.model_copy(update={"edits": edits})
    return Turns(turns=(*turns.turns[:index], changed, *turns.turns[index + 1 :]), asked=turns.asked)
