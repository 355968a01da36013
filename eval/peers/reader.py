"""A language model behind the usual retrieval: any server of OpenAI's chat completions, given the top tasks."""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from assistant.errors import AssistantError
from assistant.types import Outcome
from eval.peers.ideal import queries
from eval.peers.types import Passage, Retriever
from eval.reply import Reply, numbers
from eval.schema import Question

KEYS = ("ASSISTANT_EVAL_MODEL_KEY", "OPENAI_API_KEY")
ATTEMPTS = 3
TIMEOUT_SECONDS = 120.0
MOST_CITATIONS = 1000
_CITED = re.compile(r"任务\s*(\d+)")


class ModelProblem(AssistantError):
    """The model cannot be reached at all; one question that fails is only that question's error."""


@dataclass(frozen=True, slots=True)
class ModelServer:
    """``url`` is the base of the API, e.g. ``http://127.0.0.1:11434/v1``; the key comes from the environment."""

    model: str
    url: str

    @property
    def key(self) -> str | None:
        return next((value for name in KEYS if (value := os.environ.get(name))), None)


class ModelReader:
    """Answers from the ``k`` nearest passages."""

    def __init__(
        self, server: ModelServer, retriever: Retriever, passages: Sequence[Passage], k: int,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self.name = f"{retriever.name},前 {k} 条,{server.model}"
        self._server = server
        self._retriever = retriever
        self._texts = {passage.number: passage.text for passage in passages}
        self._k = k
        self._wait = wait
        headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
        self._client = httpx.Client(base_url=server.url.rstrip("/") + "/", headers=headers, timeout=TIMEOUT_SECONDS)

    def ask(self, question: Question) -> Reply:
        """The model's reply to the last turn; whatever goes wrong is the reply's error."""
        started = time.perf_counter()
        query = queries(question)[-1:]
        found = self._retriever.nearest(query[0], self._k) if query else []
        try:
            content = self._complete(self._messages(question, [self._texts[number] for number in found]))
        except (httpx.HTTPError, KeyError, IndexError, TypeError, ValueError) as error:
            return Reply(error=f"{type(error).__name__}: {error}")
        return parsed(content, (time.perf_counter() - started) * 1000)

    def check(self) -> None:
        """Ask one thing, so that a wrong address is told before an hour is spent on it. Raises ModelProblem."""
        try:
            self._complete([{"role": "user", "content": "ping"}])
        except (httpx.HTTPError, KeyError, IndexError, TypeError, ValueError) as error:
            raise ModelProblem(
                f"模型 {self._server.model} 在 {self._server.url} 上不能用({error}),请检查地址、名称和密钥。"
            ) from error

    def _messages(self, question: Question, tasks: Sequence[str]) -> list[dict[str, str]]:
        asked = "\n".join(question.turns)
        # What the document holds cannot close the place it stands in.
        material = "\n\n".join(tasks).replace("</任务>", "")
        user = _prompts()["user"].replace("{tasks}", material).replace("{question}", asked)
        return [{"role": "system", "content": _prompts()["system"]}, {"role": "user", "content": user}]

    def _complete(self, messages: list[dict[str, str]]) -> str:
        body = {"model": self._server.model, "messages": messages, "temperature": 0}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = self._client.post("chat/completions", json=body)
                response.raise_for_status()
                return str(response.json()["choices"][0]["message"]["content"])
            except httpx.HTTPError as error:
                if attempt == ATTEMPTS or not _may_pass(error):
                    raise
                self._wait(2.0**attempt)
        raise AssertionError("unreachable")


def _may_pass(error: httpx.HTTPError) -> bool:
    """Whether asking again may help: a busy or broken server, not a refused request."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def parsed(content: str, milliseconds: float | None = None) -> Reply:
    """What a model wrote, as a reply. It is untrusted: an outcome that was not offered is none, and text that is not
    the JSON it was asked for is an answer without an outcome that cites the tasks it names."""
    value = _last_object(content)
    if value is None:
        named = _CITED.findall(content)[:MOST_CITATIONS]
        return Reply(text=content, citations=numbers(named, None), milliseconds=milliseconds)
    outcome = value.get("outcome")
    cited = value.get("citations")
    plain = [one for one in cited if isinstance(one, int | str)] if isinstance(cited, list) else []
    return Reply(
        outcome=outcome if outcome in set(Outcome) else None,
        text=str(value.get("answer", "")),
        citations=numbers(plain[:MOST_CITATIONS], None),
        milliseconds=milliseconds,
    )


def _last_object(content: str) -> Mapping[str, Any] | None:
    """The last JSON object of a text that may think aloud or fence it."""
    for start in reversed([match.start() for match in re.finditer(r"\{", content)]):
        try:
            value, _ = json.JSONDecoder().raw_decode(content[start:])
        except ValueError:
            continue
        if isinstance(value, dict) and "answer" in value:
            return value
    return None


@cache
def _prompts() -> Mapping[str, str]:
    prompts: dict[str, str] = tomllib.loads(Path(__file__).with_name("reader.toml").read_text(encoding="utf-8"))
    return prompts
