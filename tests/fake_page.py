"""The real page over the fake assistant, as a process of its own: ``python -m tests.fake_page``.

The fake knows a few questions by heart: 出错 fails, 选择 is ambiguous, 相关 has only related tasks, 原样:… answers with
what follows, and every other one is answered with the tasks that contain it. The embedding becomes ready when a file
named by FAKE_WARM exists, or at once. FAKE_GENERATION names the index.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings, load_settings
from assistant.types import Answer, Choice, Outcome, Reading, Turn
from tests.fake_assistant import DOCUMENT, FakeAssistant, make_answer
from web.serve import serve

if TYPE_CHECKING:
    from fastapi import FastAPI

POLL_SECONDS = 0.05


class ScriptedAssistant(FakeAssistant):
    """A fake that can also fail, ask back, and take its time to warm up."""

    @property
    def generation(self) -> str:
        return os.environ.get("FAKE_GENERATION", super().generation)

    def warm(self) -> None:
        gate = os.environ.get("FAKE_WARM")
        never = threading.Event()
        while gate and not Path(gate).exists():
            never.wait(POLL_SECONDS)
        super().warm()

    def ask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None,
        reading: Reading | None = None,
    ) -> Answer:  # fmt: skip
        if question == "出错":
            raise RuntimeError("internal")
        if question == "选择":
            reading = Reading(choices=(Choice("市教委的任务", "市教委"),))
            return make_answer(question, (), text="有两种理解。", outcome=Outcome.AMBIGUOUS, reading=reading)
        if question == "相关":
            return make_answer(question, (), text="未写明。", outcome=Outcome.NOT_STATED, related=DOCUMENT.tasks[:1])
        if question.startswith("原样:"):
            return make_answer(question, (), text=question.removeprefix("原样:"))
        return super().ask(question, history, as_of, document, reading)


def open_fake(settings: Settings) -> FastAPI:
    from web.app import build_app

    return build_app(ScriptedAssistant(is_warm=False), settings)


if __name__ == "__main__":
    sys.exit(serve(load_settings(), open_fake))
