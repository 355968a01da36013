"""How long after its start the page answers a question, asked as a browser asks it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.processes import ROOT

PATIENCE_SECONDS = 120.0


class PageProblem(Exception):
    """The page did not start, or did not answer."""


def free_port() -> int:
    """A port that nothing listened on a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def served(index: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The page as a process of its own, stopped at the end."""
    environment = {**os.environ, "ASSISTANT_INDEX": str(index), "ASSISTANT_PORT": str(port)}
    command = [sys.executable, "app.py"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def seconds_to_first_answer(index: Path, question: str) -> float:
    """Seconds from starting app.py to the answer of the first question. Raises PageProblem."""
    started = time.perf_counter()
    port = free_port()
    with served(index, port) as process, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        ask(client, wait_for_config(client, process, started), question)
        return time.perf_counter() - started


def in_chromium(index: Path, questions: Sequence[str]) -> tuple[float, list[float]]:
    """Milliseconds to the first paint of the page, and from Enter to the answer of each question, in Chromium.

    The page has answered once before: a finished set-up. Raises PageProblem, also where there is no browser.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with served(index, port) as process, httpx.Client(base_url=address, timeout=60) as client:
        ask(client, wait_for_config(client, process, time.perf_counter()), questions[0])
        command = [sys.executable, "-m", "tools.measure_page", f"{address}/", *questions]
        measured = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    if measured.returncode:
        raise PageProblem(measured.stderr.strip() or "Chromium did not start")
    figures = json.loads(measured.stdout)
    return figures["paint_ms"], figures["answer_ms"]


def wait_for_config(client: httpx.Client, process: subprocess.Popen[bytes], started: float) -> dict[str, object]:
    """The page's description of itself, as soon as it is served."""
    while time.perf_counter() - started < PATIENCE_SECONDS:
        if process.poll() is not None:
            raise PageProblem(f"app.py ended with exit code {process.returncode}")
        try:
            response = client.get("/config")
            if response.is_success:
                config: dict[str, object] = response.json()
                return config
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise PageProblem(f"the page did not answer within {PATIENCE_SECONDS:.0f} s")


def transcript_of(config: dict[str, object]) -> int:
    """The component that the page asks through."""
    components = config["components"]
    assert isinstance(components, list)
    return int(next(part["id"] for part in components if part["props"].get("elem_id") == "log"))


def ask(client: httpx.Client, config: dict[str, object], question: str) -> str:
    """Ask as the page's script does. Returns what it would draw. Raises PageProblem."""
    prefix = config.get("api_prefix") or "/gradio_api"
    body = {"component_id": transcript_of(config), "fn_name": "talk", "session_hash": uuid.uuid4().hex,
            "data": {"question": question, "turns": ""}}  # fmt: skip
    answer = client.post(f"{prefix}/component_server", json=body)
    drawn = answer.json() if answer.is_success else {}
    if not drawn.get("html") or drawn.get("failed"):
        raise PageProblem(f"the page could not answer: {answer.text[:200]}")
    return str(drawn["html"])
