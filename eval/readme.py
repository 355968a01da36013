"""``python -m eval.readme [RUN]``: bring the table of eval/README.md up to date, from a run's folder or a new run."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.errors import AssistantError
from eval import folder, markdown
from eval.metrics import summarise

README = Path(__file__).resolve().parent / "README.md"


def main(arguments: list[str], readme: Path = README) -> int:
    """Returns the exit code. Without arguments every shipped question is asked; with a folder its rows are read."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("用法:python -m eval.readme [一次评测的文件夹]", file=sys.stderr)
        return 2
    if not arguments:
        from eval.cli import app

        return int(app(["--markdown", str(readme)], standalone_mode=False) or 0)
    try:
        markdown.write(readme, markdown.table(summarise(folder.read(Path(arguments[0])))))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
