"""The assistant as a LangChain Runnable, for chains and servers that speak that protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.batch import QuestionLine, answer_json, answer_turns

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.wiring import Assistant


def as_runnable(assistant: Assistant) -> Runnable[str | dict[str, Any], dict[str, Any]]:
    """A Runnable from a question to an answer line (as ``assistant ask --json`` prints it).

    The input is the question itself or a question line: ``{"turns": [...], "as_of": ..., "document": ...}``.
    """
    from langchain_core.runnables import RunnableLambda

    def reply(asked: str | dict[str, Any]) -> dict[str, Any]:
        fields = {"turns": [asked]} if isinstance(asked, str) else asked
        return answer_json(answer_turns(assistant, QuestionLine.model_validate({"id": "", **fields})))

    return RunnableLambda(reply)
