"""Put real answers into the README: three questions, asked of the shipped document, between two markers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = {
    "README.md": ("市政府办公厅牵头哪些任务", "街道上开个证明别让人来回跑", "任务7是市财政局牵头的吧"),
    "README.en.md": (
        "Which tasks does the General Office of the Municipal Government lead?",
        "Who leads task 68 and when is it due?",
        "How many tasks are due in 2020?",
    ),
}
MOST_LINES = 14
_START, _END = "<!-- answers -->\n", "<!-- /answers -->"


def answered(question: str) -> str:
    """A question and its answer as a Markdown quotation, a long answer cut with a note of how much is left out."""
    command = [sys.executable, "-m", "assistant", "ask", question]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.strip()
    lines = text.splitlines()
    left = len(lines) - MOST_LINES
    shown = [*lines[:MOST_LINES], "", f"(……其余 {left} 行略 / {left} more lines)"] if left > 2 else lines
    return "\n".join([f"**{question}**", "", *(f"> {line}".rstrip() for line in shown), ""])


def main() -> int:
    """Rewrite the marked part of both READMEs."""
    for name, questions in QUESTIONS.items():
        path = ROOT / name
        body = "\n" + "\n".join(answered(question) for question in questions)
        before, _, rest = path.read_text(encoding="utf-8").partition(_START)
        after = rest.partition(_END)[2]
        path.write_text(f"{before}{_START}{body}{_END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
