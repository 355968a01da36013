"""The assistant in a LangChain chain."""

from __future__ import annotations

from assistant import Assistant
from assistant.langchain import as_runnable


def test_a_chain_gets_the_same_answer_as_ask(assistant: Assistant) -> None:
    reply = as_runnable(assistant).invoke("市民政局牵头哪些任务")
    assert [c["task"] for c in reply["citations"]] == [10]
    assert reply["answer"] == assistant.ask("市民政局牵头哪些任务").text


def test_a_conversation_is_a_list_of_turns(assistant: Assistant) -> None:
    reply = as_runnable(assistant).invoke({"turns": ["第7项谁牵头?", "那责任单位呢"]})
    assert [c["task"] for c in reply["citations"]] == [7]
    assert "市政府各相关部门" in reply["answer"]
