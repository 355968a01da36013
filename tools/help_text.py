"""Bring the help text quoted in the README up to date.

A quoted help is a fenced block whose first line is ``$ assistant ... --help``; the rest of the block is the output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "README.en.md")
_BLOCK = re.compile(
    r"(?P<head>```\w*\n\$ (?P<command>assistant(?: [a-z-]+)*) --help\n)(?P<text>.*?)(?P<tail>```)", re.S
)


@dataclass(frozen=True, slots=True)
class HelpBlock:
    """One quoted help: the command without ``--help``, and the text below it."""

    command: str
    text: str


def help_blocks(document: str) -> list[HelpBlock]:
    """Every quoted help of a Markdown text."""
    return [HelpBlock(match["command"], match["text"]) for match in _BLOCK.finditer(document)]


@cache
def help_of(command: str) -> str:
    """What ``command --help`` prints on a terminal of 100 columns without colours, without trailing spaces."""
    arguments = [sys.executable, "-m", *command.split(), "--help"]
    plain = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        arguments, cwd=ROOT, env={**os.environ, **plain}, capture_output=True, encoding="utf-8", check=True
    )
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines()) + "\n"


def main() -> int:
    """Rewrite the documents; says which changed."""
    for name in DOCUMENTS:
        path = ROOT / name
        if not path.exists():
            continue
        before = path.read_text(encoding="utf-8")
        after = _BLOCK.sub(lambda match: match["head"] + help_of(match["command"]) + match["tail"], before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"{name}: help text brought up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
