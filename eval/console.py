"""What the commands of the evaluation share: messages, progress, options, percentages."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console


STOPPED = 130  # as shells have it
WIDTH = 150  # of what is piped or kept


class Percent(float):
    """A share in percent."""


def percent(text: str) -> Percent:
    """``90``, ``90%`` or ``0.9``. 1 means the stricter reading: all of a least, one percent of a most."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*", text)
    if found is None:
        raise typer.BadParameter(f"{text} 不是百分数,请写成 90 或 90%")
    value = float(found[1])
    if not found[2] and 0 < value < 1:
        value *= 100
    if value > 100:
        raise typer.BadParameter(f"{text} 超过 100%")
    return Percent(value)


def least(text: str) -> Percent:
    """A least share. A plain 1 is all: asking for one percent asks for nothing."""
    return Percent(100) if text.strip() == "1" else percent(text)


Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help="题目文件 jsonl、csv、xlsx(缺省为随附的) question files"),
]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="只问这类题 only this kind")]
Failures = Annotated[bool, typer.Option("--failures", help="列出错题 list wrong answers")]
Release = Annotated[
    bool, typer.Option("--release", help="保留半的题目也列出、存下 show the held-out questions as well")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="结果文件夹(缺省在 runs/ 下) folder of the results")
]
MinRight = Annotated[
    Percent | None,
    typer.Option("--min-right", metavar="PERCENT", parser=least, help="门槛:正确率不低于 a gate: least share right"),
]
MinExact = Annotated[
    Percent | None,
    typer.Option("--min-exact", metavar="PERCENT", parser=least, help="门槛:引用完全一致不低于 least exact citations"),
]
MaxFalseAnswers = Annotated[
    Percent | None,
    typer.Option(
        "--max-false-answers", metavar="PERCENT", parser=percent, help="门槛:不该答而答不高于 most false answers"
    ),
]
NoRegression = Annotated[
    bool, typer.Option("--fail-on-regression", help="门槛:不比基线退步 a gate: no worse than the baseline")
]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="RUN", help="与这次评测比(缺省为随附的基线) run to compare with")
]
Index = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="索引文件夹 index folder")]


@contextmanager
def progress(total: int, what: str = "评测") -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, gone when the run is over; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    stderr = Console(stderr=True)
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def may_be_stopped() -> Iterator[None]:
    """Stopping from the keyboard is no accident: say that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        typer.echo("已停下;再运行同一条命令,会接着答。", err=True)
        raise typer.Exit(STOPPED) from stopped


def console() -> Console:
    """Where results are printed; wide enough for every table where it is no terminal."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDTH)
