"""How other people's wordings of the questions in eval/questions are answered, as a Markdown table by kind.

    python -m benchmarks.rewordings

``eval/rewordings.jsonl`` holds them with the id of the question or conversation that each rewords, turn by turn, whose
right answer is theirs. As with the questions, one half by the hash may be read when rules are written, the other only
counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from assistant.errors import AssistantError
from assistant.settings import ROOT
from assistant.wiring import Assistant, open_assistant
from eval.questions import load, shipped_files
from eval.run import ask
from eval.schema import Question
from eval.score import score
from eval.split import HALVES, half_of
from eval.words import HALF_NAMES

REWORDINGS = ROOT / "eval" / "rewordings.jsonl"
TURN = " || "  # between the turns of a conversation in what is hashed

Place = tuple[str, str]  # kind and half
_ALL = "合计 all"


def reworded() -> list[Question]:
    """The questions in other words; but for the words everything is as it was."""
    known = {question.id: question for question in load(shipped_files())}
    rows = [json.loads(line) for line in REWORDINGS.read_text(encoding="utf-8").splitlines()]
    return [known[row["of"]].model_copy(update={"turns": tuple(row["turns"])}) for row in rows if row["of"] in known]


def counted(questions: list[Question], assistant: Assistant) -> tuple[Counter[Place], Counter[Place]]:
    """How many are asked, and how many answered right, by kind and half."""
    asked, right = Counter[Place](), Counter[Place]()
    for question in questions:
        found = bool(score(question, ask(question, assistant), assistant.documents).right)
        for kind in (question.kind, _ALL):
            place = kind, half_of(TURN.join(question.turns))
            asked[place] += 1
            right[place] += found
    return asked, right


def main() -> int:
    """Print the table."""
    try:
        asked, right = counted(reworded(), open_assistant())
    except AssistantError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"| 类型 kind | {' | '.join(HALF_NAMES[half] for half in HALVES)} |\n|---|---:|---:|")
    for kind in dict.fromkeys(kind for kind, _ in sorted(asked)):
        cells = [
            f"{right[kind, half]}/{asked[kind, half]} = {right[kind, half] / asked[kind, half]:.1%}" for half in HALVES
        ]
        print(f"| {kind} | {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
