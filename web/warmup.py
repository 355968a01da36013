"""Loads the embedding in the background, so that structured questions are answered from the first second."""

from __future__ import annotations

import logging
import threading
from typing import Literal

from assistant.errors import AssistantError
from web.chat import Assistant
from web.labels import WarmWords
from web.markup import escaped

logger = logging.getLogger(__name__)

# The imports behind the embedding keep the interpreter busy for seconds. The page and a first structured question
# go before them; a question that needs the embedding loads it without waiting for this.
GRACE_SECONDS = 3.0

WarmState = Literal["preparing", "ready", "failed"]


class WarmUp:
    """One background load of the assistant's embedding; ``state`` can be read from any thread.

    ``grace``: seconds between ``start`` and the load.
    """

    def __init__(self, assistant: Assistant, grace: float = GRACE_SECONDS) -> None:
        self._assistant = assistant
        self._grace = grace
        self._problem: str | None = None
        self._failed = False
        # A daemon: Ctrl+C during the load must end the process.
        self._thread = threading.Thread(target=self._load, name="warm-up", daemon=True)

    def start(self) -> None:
        """Begin to wait and then load; returns at once. A second call does nothing."""
        if self._thread.ident is None:
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Block until the load ended, at most ``seconds``."""
        self._thread.join(seconds)

    @property
    def state(self) -> WarmState:
        if self._assistant.is_warm:
            return "ready"
        return "failed" if self._failed else "preparing"

    @property
    def problem(self) -> str | None:
        """Why the load failed, as a sentence for visitors; None where it did not or the reason is not for them."""
        return self._problem

    def _load(self) -> None:
        threading.Event().wait(self._grace)
        try:
            self._assistant.warm()
        except AssistantError as error:
            self._problem, self._failed = str(error), True
        except Exception:
            # Nobody waits for this thread: without the log entry the reason would be lost.
            logger.exception("the embedding could not be loaded")
            self._failed = True


def warm_html(warm_up: WarmUp, words: WarmWords) -> str:
    """The state in one line, e.g. "语义检索: 准备中(…)"."""
    state = warm_up.state
    label, hint = {
        "preparing": (words.preparing, words.preparing_hint),
        "ready": (words.ready, words.ready_hint),
        "failed": (words.failed, "; ".join(part for part in (warm_up.problem, words.failed_hint) if part)),
    }[state]
    more = f'<span class="why">({escaped(hint)})</span>' if hint else ""
    return f'<p class="warm {state}">{escaped(words.label)}: <b>{escaped(label)}</b>{more}</p>'
