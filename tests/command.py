"""The ``assistant`` command as tests run it: in this process, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from assistant.cli import app

DOCUMENT = "beijing-zhengwu-gongkai-2016-2020"
QUESTION = "市编办牵头哪些任务"
BIANBAN = [33, 34, 35, 36, 41, 42, 43, 44, 45]
Result = Any
Run = Callable[..., Result]


def invoke(*arguments: object) -> Result:
    """The command in this process: exit code, stdout and stderr apart."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def real(
    index: Path, *arguments: object, seed: str = "0", program: tuple[str, ...] = ("-m", "assistant")
) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own; ``seed`` orders its sets."""
    own = {"ASSISTANT_INDEX": str(index), "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *program, *map(str, arguments)]
    return subprocess.run(
        command, env={**os.environ, **own}, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def said_in_one_sentence(result: Result, *words: str) -> None:
    """Exit code 1, nothing on stdout, one line on stderr with these words and no traceback."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert all(word in result.stderr for word in words), result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def cited(line: dict[str, Any]) -> list[object]:
    """The tasks that an answer line cites."""
    return [citation["task"] for citation in line["citations"]]


def line(identifier: object, *turns: str, **more: object) -> str:
    """A question line."""
    return json.dumps({"id": identifier, "turns": turns, **more}, ensure_ascii=False)
