"""``assistant eval``: ask the questions of the files, show the figures, keep the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import AssistantError
from eval import folder, gates, markdown, report
from eval.questions import Question, load, shipped_files
from eval.run import Target, run
from eval.split import half_of

if TYPE_CHECKING:
    from rich.console import Console

    from eval.metrics import Summary
    from eval.score import Row

GATE_FAILED = 100


class WhichHalf(StrEnum):
    """The questions to ask."""

    WORKING = "working"
    HELD_OUT = "held-out"
    BOTH = "both"


# The files are arguments of the group itself, so that `assistant eval FILE` needs no further word.
app = typer.Typer(
    name="eval",
    help="用题目文件评测助手。 Evaluate with question files.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="",
    context_settings={"allow_interspersed_args": True},
)


def open_target(index: Path | None) -> Target:
    """The assistant over this index (the one of the settings where None). Raises AssistantError."""
    from assistant import open_assistant
    from assistant.settings import load_settings

    return open_assistant(load_settings(index=index))


@app.callback(invoke_without_command=True)
def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="题目文件(缺省为随附的) question files")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="只问这类题 only this kind")] = None,
    half: Annotated[WhichHalf, typer.Option("--half", help="只问其中一半 which half to ask")] = WhichHalf.BOTH,
    failures: Annotated[
        bool, typer.Option("--failures", help="列出工作半的错题 list wrong answers of the working half")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="结果文件夹(缺省在 runs/ 下) folder of the results")
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="把表格写进此文件 write the table into it")
    ] = None,
    min_right: Annotated[
        float | None,
        typer.Option("--min-right", metavar="PERCENT", min=0, max=100, help="正确率低于此数则退出码为 100 a gate"),
    ] = None,
    index: Annotated[Path | None, typer.Option("--index", metavar="DIR", help="索引文件夹 index folder")] = None,
) -> None:
    """用题目文件评测助手。 Evaluate with question files."""
    with _told_errors():
        paths = files or list(shipped_files())
        questions = choose(load(paths), kind or (), half)
        asked = _asked(paths, kind or (), half)
        target = open_target(index)
        run_folder = out or folder.new_folder()
        _check_places(run_folder, markdown_file)
        with _progress(len(questions)) as advance:
            rows = run(questions, target, advance)
        generations = sorted({row.generation for row in rows if row.generation})
        summary = folder.write(run_folder, {**asked, "generations": generations}, rows)
        report.show(_console(), summary, report.failures(rows) if failures else None)
        typer.echo(f"结果在 {run_folder}", err=True)
        if markdown_file is not None:
            markdown.write(markdown_file, markdown.table(summary))
    _pass_gates(summary, min_right)


def _pass_gates(summary: Summary, min_right: float | None) -> None:
    unmet = gates.unmet(summary, min_right)
    for sentence in unmet:
        typer.echo(sentence, err=True)
    if unmet:
        raise typer.Exit(GATE_FAILED)


def _check_places(run_folder: Path, markdown_file: Path | None) -> None:
    """Whatever cannot be written is said before minutes are spent on the questions."""
    folder.make(run_folder)
    if markdown_file is not None:
        markdown.around(markdown_file)


def choose(questions: Sequence[Question], kinds: Sequence[str], half: WhichHalf) -> tuple[Question, ...]:
    """The questions of these kinds (none: of all) and this half. Raises AssistantError where none is left."""
    known = sorted({question.kind for question in questions})
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise AssistantError(f"没有 {'、'.join(unknown)} 这类题,可用的是 {'、'.join(known) or '(没有题目)'}。")
    chosen = tuple(
        question
        for question in questions
        if (not kinds or question.kind in kinds) and half in (WhichHalf.BOTH, half_of(question.id))
    )
    if not chosen:
        raise AssistantError("没有题目可问,请换一个题目文件,或放宽 --kind 和 --half。")
    return chosen


def _asked(paths: Sequence[Path], kinds: Sequence[str], half: WhichHalf) -> dict[str, Any]:
    return {
        "questions": folder.fingerprint(paths),
        "kinds": list(kinds),
        "half": half.value,
        # Questions without a date of their own are asked as of this day.
        "day": date.today().isoformat(),
    }


@contextmanager
def _told_errors() -> Iterator[None]:
    try:
        yield
    except AssistantError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"无法读写 {error.filename or '文件'}:{error.strerror or error}。", err=True)
        raise typer.Exit(1) from error


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Row], None]]:
    """A progress bar on stderr, gone when the run is over; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("评测", total=total)
        yield lambda _row: progress.advance(task)


def _console() -> Console:
    from rich.console import Console

    return Console()


if __name__ == "__main__":
    app()
