"""Run a command as its user would, and measure the whole process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_KIBIBYTES = 1 if sys.platform != "darwin" else 1 / 1024  # macOS reports bytes
_IMPORTED = re.compile(r"^import time:[^|]+\|[^|]+\|\s*(\w+)", re.MULTILINE)


class ProcessFailed(Exception):
    """A measured command did not end well, so there is nothing to report."""


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """Wall-clock seconds from start to exit, peak resident memory in MB, and what was written."""

    seconds: float
    megabytes: float
    output: str


def run_process(command: Sequence[str], environment: dict[str, str] | None = None) -> ProcessRun:
    """Run a command to its end. Raises ProcessFailed with what it wrote as errors.

    Linux counts the memory of the process that starts another towards the peak of the started one, so call this before
    anything large is imported.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=output, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise ProcessFailed(f"{' '.join(command)}: exit code {process.returncode}\n{errors.read().strip()}")
        return ProcessRun(seconds, usage.ru_maxrss * _KIBIBYTES * 1024 / 1e6, output.read())


def imported_by(module: str, arguments: Sequence[str], names: Iterable[str]) -> set[str]:
    """Which of the libraries ``names`` are imported by ``python -m module arguments``."""
    command = [sys.executable, "-X", "importtime", "-m", module, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return set(_IMPORTED.findall(result.stderr)) & set(names)
