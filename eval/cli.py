"""``assistant eval``: ask the questions of the files, show the figures, keep the run."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.commands.reported import reported
from eval import commands, console, flow, folder
from eval.flow import Asked, WhichHalf, Wish
from eval.gates import Limits, Verdict
from eval.questions import shipped_files
from eval.resume import generate, part_of

RUN = "run"


class RunByDefault(TyperGroup):
    """``assistant eval FILE`` needs no further word: what starts with no command is the one that runs."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [RUN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="eval",
    cls=RunByDefault,
    help="用题目文件评测助手。 Evaluate with question files.\n\n不写命令就是 run,选项见 assistant eval run --help。",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command(RUN)
def evaluate(
    files: console.Files = None,
    kind: console.Kinds = None,
    half: Annotated[WhichHalf, typer.Option("--half", help="只问其中一半 which half to ask")] = WhichHalf.BOTH,
    failures: console.Failures = False,
    release: console.Release = False,
    out: console.Out = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="把表格写进此文件 write the table into it")
    ] = None,
    min_right: console.MinRight = None,
    min_exact: console.MinExact = None,
    max_false_answers: console.MaxFalseAnswers = None,
    fail_on_regression: console.NoRegression = False,
    baseline: console.Baseline = None,
    peers: Annotated[bool, typer.Option("--peers", help="与通常做法对照 beside the usual ways")] = False,
    index: console.Index = None,
) -> None:
    """逐题提问、评判,写出报告。 Ask, judge, and write the report."""
    limits = Limits(min_right, min_exact, max_false_answers, fail_on_regression)
    with reported():
        asked = Asked(files or list(shipped_files()), kind or (), half.value)
        place = out or folder.new_folder()
        wanted = commands.wanted_peers() if peers else None
        wish = Wish(place, limits, baseline, markdown_file, failures, release, wanted)
        verdict = ask_and_finish(wish, asked, out or place.parent, index)
    raise typer.Exit(verdict.exit_code)


def ask_and_finish(wish: Wish, asked: Asked, resumes_in: Path, index: Path | None) -> Verdict:
    """Ask everything that is asked, going on where the same run was stopped before, and finish the run."""
    target = flow.opened(index)
    questions = flow.questions_of(asked, target.documents)
    wish.check_places()
    flow.warmed(target)
    started = perf_counter()
    config = asked.config()
    part = part_of(resumes_in, questions, target)
    with console.progress(len(questions)) as advance, console.may_be_stopped():
        replies = generate(questions, target, part, advance)
    config["seconds"] = round(perf_counter() - started, 1)
    config["python"] = sys.version.split()[0]
    verdict = flow.finish(wish, asked, config, questions, replies, target.documents)
    part.finish()
    return verdict


app.registered_commands += commands.app.registered_commands

if __name__ == "__main__":
    app()
