"""Print how fast the product is on this machine, beside a plain LangChain and Chroma pipeline. `make bench` runs it.

Every figure is the median of several runs. Figures are printed, never asserted: they depend on the machine.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from benchmarks.processes import ProcessFailed, ProcessRun, imported_by, run_process

if TYPE_CHECKING:
    from assistant import Assistant

RUNS = 3  # of a whole process
REPEATS = 5  # of a question in process
TURNS = 100  # of the conversation in Chromium
AROUND = 5  # of them are told: the first, those around the thirtieth, the last
HEAVY = ("torch", "gradio", "chromadb", "sentence_transformers", "transformers", "langchain", "pandas")
QUESTIONS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was measured, the value with its unit, and how."""

    what: str
    value: str
    how: str


def machine() -> str:
    """The processor's name, how many cores may be used and how busy they were, the system and the Python."""
    name = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text(encoding="utf-8").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), name)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{platform.node()}: {name}, {cores} cores{load}, {system}"


def milliseconds(ask: Callable[[str], object], questions: Iterable[str]) -> tuple[float, float]:
    """The median over the questions of each one's median time, and the slowest of those; the first call is not
    counted, since it loads what the following ones share."""
    medians = []
    for question in questions:
        ask(question)
        times = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            ask(question)
            times.append((time.perf_counter() - started) * 1000)
        medians.append(statistics.median(times))
    return statistics.median(medians), max(medians)


def repeated(command: list[str], environment: dict[str, str] | None = None) -> ProcessRun:
    """The median time and the median peak memory of a command over RUNS runs."""
    runs = [run_process(command, environment) for _ in range(RUNS)]
    return ProcessRun(
        statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs), runs[0].output
    )


def whole_process(what: str, run: ProcessRun, how: str) -> Figure:
    return Figure(what, f"{run.seconds:.2f} s, {run.megabytes:.0f} MB", how)


def build_figure(folder: Path) -> Figure:
    """Time and memory of building the index of the shipped documents, each time into an empty folder."""
    command = [sys.executable, "-m", "assistant", "index", "--index"]
    runs = [run_process([*command, str(folder / f"index-{number}")]) for number in range(RUNS)]
    middle = sorted(runs, key=lambda run: run.seconds)[RUNS // 2]
    return whole_process("build the index", middle, "assistant index, empty folder")


def command_figures(index: Path) -> list[Figure]:
    """Whole processes of ``assistant ask``, and what they import."""
    figures = []
    for kind in ("structured", "content"):
        arguments = ["ask", QUESTIONS[kind][0], "--index", str(index)]
        run = repeated([sys.executable, "-m", "assistant", *arguments])
        figures.append(whole_process(f"assistant ask, {kind}", run, "whole process, peak memory"))
        imports = ", ".join(sorted(imported_by("assistant", arguments, HEAVY))) or "none of them"
        figures.append(Figure("    imports", imports, f"of {', '.join(HEAVY)}"))
    return figures


def page_figure(index: Path) -> Figure:
    """From starting the page to its first answer."""
    from benchmarks.page import seconds_to_first_answer

    seconds = statistics.median(seconds_to_first_answer(index, QUESTIONS["structured"][0]) for _ in range(RUNS))
    return Figure("page: first structured answer", f"{seconds:.2f} s", "from starting app.py")


def chromium_figures(index: Path) -> list[Figure]:
    """What a visitor waits for in Chromium; said to be not measured where there is none."""
    from benchmarks.page import PageProblem, in_chromium

    questions = [*islice(cycle(QUESTIONS["structured"]), TURNS)]
    try:
        paint, answers = in_chromium(index, questions)
    except PageProblem as problem:
        return [Figure("page in Chromium", "not measured", str(problem))]
    places = {"first": 0, "30th": 30 - AROUND, f"{TURNS}th": TURNS - AROUND}
    figures = [Figure("page: first paint", f"{paint:.0f} ms", "Chromium, from asking for the page")]
    for name, place in places.items():
        some = answers[place : place + AROUND]
        how = f"Chromium, median of turns {place + 1}-{place + AROUND}, structured, slowest {max(some):.0f} ms"
        figures.append(Figure(f"page: answer after Enter, {name} turn", f"{statistics.median(some):.0f} ms", how))
    return figures


def plain_process_figures(index: Path, store: Path) -> list[Figure]:
    """The plain pipeline as a process of its own, on a store built beforehand."""
    module = [sys.executable, "-m", "benchmarks.plain_pipeline"]
    run_process([*module, "build", str(store)], {"ASSISTANT_INDEX": str(index)})
    usual = repeated([*module, "ask", str(store), QUESTIONS["content"][0]])
    light = repeated([*module, "ask", str(store), QUESTIONS["content"][0], "--light"])
    return [
        whole_process(
            "plain LangChain + Chroma, top 4", usual, "whole process, same embedding by HuggingFaceEmbeddings"
        ),
        whole_process("    with our loader", light, "whole process, same embedding without torch"),
    ]


def open_on(index: Path) -> Assistant:
    from assistant import open_assistant
    from assistant.settings import load_settings

    return open_assistant(load_settings(index=index))


def in_process_figures(index: Path, store: Path) -> list[Figure]:
    """Questions in a process that has everything loaded."""
    from benchmarks import plain_pipeline

    assistant = open_on(index)
    structured, structured_worst = milliseconds(assistant.ask, QUESTIONS["structured"])
    assistant.warm()
    content, content_worst = milliseconds(assistant.ask, QUESTIONS["content"])
    chroma = plain_pipeline.open_store(store)
    plain, plain_worst = milliseconds(lambda question: plain_pipeline.ask(chroma, question), QUESTIONS["content"])
    rows = (
        ("structured question", "structured", structured, structured_worst),
        ("content question", "content", content, content_worst),
        ("plain LangChain + Chroma, top 4", "content", plain, plain_worst),
    )
    return [
        Figure(what, f"{median:.1f} ms", f"in process, {len(QUESTIONS[kind])} questions, slowest {worst:.1f} ms")
        for what, kind, median, worst in rows
    ]


def encoding_figure() -> Figure:
    """Encoding; search over far more tasks than any document has is measured by `make scale`, which takes long."""
    from assistant.settings import load_settings
    from benchmarks.scale import ENCODED, encoding_seconds
    from index.build import shipped_documents
    from index.read import read_document

    document = read_document(shipped_documents(load_settings().data)[0])
    return Figure(f"encode {ENCODED:,} texts", f"{encoding_seconds(document):.2f} s", "bundled embedding, in process")


def measure(folder: Path) -> list[Figure]:
    """Every line of the table. Whole processes come first: Linux counts this one's memory towards theirs."""
    from benchmarks.page import PageProblem

    index, store = folder / "index-0", folder / "plain"
    figures = [build_figure(folder), *command_figures(index), *plain_process_figures(index, store)]
    try:
        figures.append(page_figure(index))
    except PageProblem as problem:
        figures.append(Figure("page: first structured answer", "not measured", str(problem)))
    figures += chromium_figures(index)
    return [*figures, *in_process_figures(index, store), encoding_figure()]


def main() -> int:
    """Measure and print; 1 with the reason where a command fails."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    table = Table("what", "median", "how", title=machine(), title_justify="left")
    try:
        with tempfile.TemporaryDirectory() as folder, console.status("measuring, some ten minutes ..."):
            for figure in measure(Path(folder)):
                table.add_row(figure.what, figure.value, figure.how)
    except ProcessFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
