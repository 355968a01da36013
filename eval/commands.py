"""The other commands of ``assistant eval``: each is one step that can be taken alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.reported import reported
from assistant.errors import AssistantError
from eval import baseline as blessed
from eval import console, feedback, folder, markdown, template
from eval.compare import compare
from eval.compare_page import comparison_page, show
from eval.flow import Asked, Wish, finish, opened, questions_of
from eval.gates import Limits
from eval.peers import table as peers_table
from eval.peers.reader import ModelServer
from eval.peers.side_by_side import Wanted, side_by_side
from eval.questions import shipped_files
from eval.reply import answer_lines, read_answers
from eval.resume import generate, part_of
from eval.run import run

MODEL, MODEL_URL = "ASSISTANT_EVAL_MODEL", "ASSISTANT_EVAL_MODEL_URL"

app = typer.Typer()
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写到哪里 where to write")]


@app.command("template")
def write_template(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="文件名,以 .xlsx、.csv 或 .jsonl 结尾 its name")] = Path(
        "questions.xlsx"
    ),
) -> None:
    """写出一份可以直接填的题目文件。 Write a question file to fill in."""
    with reported():
        template.write(path)
        typer.echo(f"已写出 {path};填好以后运行 assistant eval {path}", err=True)


@app.command("generate")
def generate_answers(
    output: Output, files: console.Files = None, kind: console.Kinds = None, index: console.Index = None
) -> None:
    """只作答,不评判;停下后可接着答。 Only answer; goes on where it was stopped."""
    with reported():
        target = opened(index)
        asked = Asked(files or list(shipped_files()), kind or ())
        questions = questions_of(asked, target.documents)
        part = part_of(output.parent, questions, target)
        with console.progress(len(questions)) as advance, console.may_be_stopped():
            replies = generate(questions, target, part, advance)
        output.write_text("".join(answer_lines(replies.items())), encoding="utf-8", errors="backslashreplace")
        part.finish()
        typer.echo(f"{len(replies)} 个答案在 {output}", err=True)


@app.command("score")
def score_answers(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.jsonl", help="答案文件,任何系统的都行 answers file")],
    files: console.Files = None,
    kind: console.Kinds = None,
    failures: console.Failures = False,
    release: console.Release = False,
    out: console.Out = None,
    min_right: console.MinRight = None,
    min_exact: console.MinExact = None,
    max_false_answers: console.MaxFalseAnswers = None,
    fail_on_regression: console.NoRegression = False,
    baseline: console.Baseline = None,
    index: console.Index = None,
) -> None:
    """评判别处得到的答案(assistant answer 的格式)。 Judge answers made elsewhere."""
    limits = Limits(min_right, min_exact, max_false_answers, fail_on_regression)
    with reported():
        documents = opened(index).documents
        asked = Asked(files or list(shipped_files()), kind or ())
        questions = questions_of(asked, documents)
        wish = Wish(out or folder.new_folder(), limits, baseline, failures=failures, released=release)
        found = read_answers(answers, questions, next(iter(documents), None))
        wish.check_places()
        config = {**asked.config(), "answers": answers.name}
        del config["code"]  # nothing here answered
        verdict = finish(wish, asked, config, questions, found.replies, documents, found.problems)
    raise typer.Exit(verdict.exit_code)


@app.command("compare")
def compare_runs(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="前一次评测的文件夹 folder of the run before")],
    now: Annotated[Path, typer.Argument(metavar="NOW", help="后一次评测的文件夹 folder of the run now")],
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="把并排的答案写成网页 write both answers as a page")
    ] = None,
) -> None:
    """逐题对比两次评测;BEFORE 写 baseline 就是与基线比。 Compare two runs in pairs; baseline is the blessed one."""
    with reported():
        is_baseline = str(before) == blessed.NAME and not before.is_dir()
        found = compare(blessed.read() if is_baseline else folder.read(before), folder.read(now))
        show(console.console(), found)
        if page is not None:
            page.write_text(comparison_page(found, (before.name, now.name)), encoding="utf-8")


@app.command("bless")
def bless_run(
    run_folder: Annotated[Path, typer.Argument(metavar="RUN", help="一次完整评测的文件夹 folder of a whole run")],
) -> None:
    """把一次评测定为基线。 Make a run the baseline that later ones are measured against."""
    with reported():
        before = blessed.read() if blessed.exists() else ()
        count = blessed.bless(run_folder)
        changed = blessed.changes(before, blessed.read())
        differing = f",其中 {changed} 题的对错与原来不同" if before else ""
        typer.echo(f"基线已更新:{count} 题{differing}。", err=True)


@app.command("feedback")
def questions_from_feedback(
    path: Annotated[Path, typer.Argument(metavar="FEEDBACK.jsonl", help="网页导出的反馈 feedback as exported")],
    output: Output,
) -> None:
    """把反馈变成题目:说对的可直接评测,说错的列成待填的表。 Turn feedback into questions."""
    with reported():
        found = feedback.read(path)
        for problem in found.problems:
            typer.echo(problem, err=True)
        output.write_text(feedback.as_lines(found.questions), encoding="utf-8")
        typer.echo(f"{len(found.questions)} 题在 {output}", err=True)
        if found.open:
            to_fill = output.with_name(f"{output.stem}-todo.csv")
            to_fill.write_bytes(feedback.as_table(found.open))
            typer.echo(f"{len(found.open)} 题被认为答错,正确答案待填,在 {to_fill}", err=True)


@app.command("peers")
def compare_with_peers(
    files: console.Files = None,
    kind: console.Kinds = None,
    embedding: Annotated[
        list[str] | None,
        typer.Option("--embedding", metavar="NAME", help="再加一个 SentenceTransformer one more embedding"),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", envvar=MODEL, help="给语言模型看取回的任务 a language model"),
    ] = None,
    model_url: Annotated[
        str | None,
        typer.Option("--model-url", envvar=MODEL_URL, help="它的 OpenAI 兼容地址 its address"),
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="把表格写进此文件 write the table into it")
    ] = None,
    index: console.Index = None,
) -> None:
    """与通常做法对照:同样的题目,检索前几条再读。 Beside the usual ways, on the same questions."""
    with reported():
        wanted = wanted_peers(embedding or (), model, model_url)
        if markdown_file is not None:
            markdown.around(markdown_file, markdown.PEERS)
        target = opened(index)
        questions = questions_of(Asked(files or list(shipped_files()), kind or ()), target.documents)
        with console.progress(len(questions) * (3 + len(wanted.embeddings)), "对照") as advance:
            rows = run(questions, target, lambda _row: advance())
            peers = side_by_side(questions, rows, target.documents, wanted, advance)
        console.console().print(peers_table.table(peers))
        if markdown_file is not None:
            markdown.write(markdown_file, peers_table.markdown(peers), markdown.PEERS)


def wanted_peers(embeddings: Sequence[str] = (), model: str | None = None, url: str | None = None) -> Wanted:
    """The peers asked for, and those that the settings and the environment name. Raises AssistantError."""
    from assistant.settings import load_settings

    model, url = model or os.environ.get(MODEL), url or os.environ.get(MODEL_URL)
    if (model is None) != (url is None):
        raise AssistantError("--model 和 --model-url 要一起给。")
    configured = load_settings().embedding
    names = dict.fromkeys([*([configured] if configured else []), *embeddings])
    return Wanted(tuple(names), ModelServer(model, url) if model and url else None)
