"""What the browser wants of the conversation -> what it draws: only the exchanges that are new or have changed.

The transcript itself stays in the browser, so a long conversation is answered as fast as a short one.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from web.chat import Assistant, Conversation, Memory, begin, finish, replay, with_edit
from web.transcript import exchanges_html
from web.turns import Edit, Turns, read_turns, write_turns
from web.words import Words

# An answer takes milliseconds, so this many are a crowd: the page of whoever comes later asks again by itself.
AT_ONCE = 16
# Exchanges that are drawn at once; those before them are drawn when they are asked for.
DRAWN = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """Exchanges as HTML, from serial number ``first`` on; those below ``dropped`` are no longer kept.

    ``turns``: the whole conversation for the browser to keep. ``failed``: the question just asked has no answer.
    """

    html: str
    first: int
    dropped: int
    turns: str
    failed: bool = False

    def sent(self) -> dict[str, Any]:
        return {"html": self.html, "first": self.first, "dropped": self.dropped, "turns": self.turns,
                "failed": self.failed}  # fmt: skip


class Talk:
    """The conversations of every visitor with one assistant, in one language. Safe for threads."""

    def __init__(self, assistant: Assistant, memory: Memory, words: Words, at_once: int = AT_ONCE) -> None:
        self._assistant = assistant
        self._memory = memory
        self._words = words
        self._room = threading.BoundedSemaphore(at_once)

    def answer(self, sent: object) -> dict[str, Any]:
        """``sent``: {"turns"} to show them, with "question" to ask it, with "turn" and "edit" or "undo" to change one,
        with "before" to show those before that one.

        Never raises for what is sent; {"busy": True} where there are too many at once.
        """
        wanted = sent if isinstance(sent, Mapping) else {}
        if not self._room.acquire(blocking=False):
            return {"busy": True}
        try:
            return self._drawn(wanted).sent()
        finally:
            self._room.release()

    def _drawn(self, wanted: Mapping[str, Any]) -> Drawn:
        turns, question = read_turns(wanted.get("turns")), wanted.get("question")
        if isinstance(question, str):
            return self._asked(question, self._replayed(turns))
        place, before = _place(wanted.get("turn"), turns), _place(wanted.get("before"), turns)
        if place is not None:
            return self._shown(self._replayed(_edited(turns, place, wanted)), place)
        if before is not None:
            return self._shown(self._replayed(turns), max(0, before - DRAWN), before)
        return self._shown(self._replayed(turns), max(0, len(turns.turns) - DRAWN))

    def _asked(self, question: str, so_far: Conversation) -> Drawn:
        begun = begin(so_far, question)
        exchange = finish(self._assistant, so_far, begun, self._words.page.failed_text, self._memory)
        now = so_far.plus(exchange)
        return replace(self._shown(now, len(now.exchanges) - 1), failed=exchange.answer is None)

    def _shown(self, conversation: Conversation, start: int, end: int | None = None) -> Drawn:
        html = exchanges_html(conversation.exchanges[start:end], self._assistant.documents, self._words)
        return Drawn(html, conversation.dropped + start, conversation.dropped, write_turns(conversation.turns))

    def _replayed(self, turns: Turns) -> Conversation:
        return replay(self._assistant, turns, self._words.page.failed_text, self._memory)


def _place(sent: object, turns: Turns) -> int | None:
    """A place among the kept turns, None where it is none."""
    return sent if isinstance(sent, int) and 0 <= sent < len(turns.turns) else None


def _edited(turns: Turns, place: int, sent: Mapping[str, Any]) -> Turns:
    """``turns`` as the browser wants them changed; as they were where that makes no sense."""
    if sent.get("undo"):
        return with_edit(turns, place, None)
    try:
        return with_edit(turns, place, Edit.model_validate(sent.get("edit")))
    except ValidationError:
        return turns
