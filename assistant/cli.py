"""The ``assistant`` command: the composition root. Results go to stdout, messages to stderr."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.reported import reported
from assistant.errors import AssistantError
from assistant.settings import Settings, load_settings

app = typer.Typer(
    help="任务分工文件问答:答案完整,句句注明任务编号。 Answers about task-assignment documents, every statement cited.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip

IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="索引文件夹 index folder")]
DocumentOption = Annotated[str | None, typer.Option("--document", metavar="ID", help="文件编号 document id")]
FilesArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE]...", help="要加入或替换的文件 files to add or replace")
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="DATE", formats=["%Y-%m-%d"], help="截至日期 as-of date, YYYY-MM-DD"),
]


def _settings(index: Path | None, **more: object) -> Settings:
    return load_settings(index=index, **more)


def _open(index: Path | None) -> Any:
    from assistant.wiring import open_assistant

    return open_assistant(_settings(index))


def _day(as_of: datetime | None) -> date | None:
    return as_of.date() if as_of else None


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="问题 the question")],
    as_json: Annotated[bool, typer.Option("--json", help="输出一行 JSON one line of JSON")] = False,
    as_of: AsOfOption = None, document: DocumentOption = None, index: IndexOption = None,
) -> None:  # fmt: skip
    """回答一个问题。 Answer one question."""
    from assistant.batch import answer_json, dump

    with reported():
        answer = _open(index).ask(question, (), _day(as_of), document)
        typer.echo(dump(answer_json(answer)) if as_json else answer.text)
        if not as_json and answer.condition:
            typer.echo(f"理解为:{answer.condition}", err=True)


@app.command("answer")
def answer_file(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="问题文件,每行一题 one question a line")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="ANSWERS.jsonl", help="答案文件 answers file")],
    index: IndexOption = None,
) -> None:  # fmt: skip
    """批量回答;次序不变,坏行报行号,其余照答。 Answer a file of questions."""
    from assistant.batch import answer_json, answer_turns, dump, parse_line

    with reported():
        lines = read_text(questions).split("\n")
        assistant = _open(index)
        faults = 0
        with output.open("w", encoding="utf-8") as out:
            for number, text in enumerate(lines, 1):
                if not text.strip():
                    continue
                try:
                    line = parse_line(text)
                    out.write(dump(answer_json(answer_turns(assistant, line), line.id)) + "\n")
                except (ValueError, AssistantError) as error:
                    faults += 1
                    typer.echo(f"第 {number} 行:{str(error).rstrip('。')}。", err=True)
    if faults:
        raise typer.Exit(1)


def read_text(path: Path) -> str:
    """A UTF-8 text file (BOM allowed). Raises AssistantError with one sentence where it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AssistantError(f"{path} 不是 UTF-8 编码的文本,请另存为 UTF-8 后再试。") from error
    except IsADirectoryError as error:
        raise AssistantError(f"{path} 是一个文件夹,请给出问题文件。") from error
    except FileNotFoundError as error:
        raise AssistantError(f"找不到文件 {path},请检查路径。") from error


@app.command()
def tasks(
    document: DocumentOption = None, index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines(缺省即是) JSON Lines, as by default")] = True,
) -> None:  # fmt: skip
    """逐行列出读到的每项任务(JSON)。 Every task as read, JSON Lines."""
    from assistant.batch import task_lines

    with reported():
        opened = _open(index)
        if document is not None and document not in opened.documents:
            known = "、".join(opened.documents)
            raise AssistantError(f"索引里没有文件“{document}”,现有:{known}。")
        for line in task_lines(d for d in opened.documents.values() if document in (None, d.id)):
            typer.echo(line)


@app.command()
def documents(index: IndexOption = None) -> None:
    """列出索引中的文件。 List the documents of the index."""
    with reported():
        for document in _open(index).documents.values():
            typer.echo(f"{document.id}\t{len(document.tasks)}项任务\t{document.title}")


@app.command("index")
def build(
    files: FilesArgument = None,
    index: IndexOption = None,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="已是最新则不重建 skip when up to date")] = False,
) -> None:  # fmt: skip
    """建立或更新索引;不给文件时为随附文件。 Build or update the index."""
    from assistant.commands.progress import shown_progress
    from index.build import build_index, shipped_documents, up_to_date
    from index.embedding import available_embedding

    with reported():
        settings = _settings(index)
        chosen = files or shipped_documents(settings.data)
        embedding = available_embedding(settings.embedding) if settings.embedding_fallback else settings.embedding
        if if_needed and up_to_date(chosen, settings.index, embedding=embedding, chroma_url=settings.chroma_url):
            typer.echo("索引已是最新。", err=True)
            return
        with shown_progress() as progress:
            manifest = build_index(chosen, settings.index, embedding=embedding,
                                   chroma_url=settings.chroma_url, progress=progress)  # fmt: skip
        counts = "、".join(f"{record.id}({record.tasks}项)" for record in manifest.documents)
        typer.echo(f"索引已建立:{counts}。", err=True)


@app.command("questions")
def anticipated(
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="文件编号或路径 id or file")] = None,
    check: Annotated[Path | None, typer.Option("--check", metavar="FILE", help="只检查问题文件 only check")] = None,
    add: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="并入问题(jsonl、csv、xlsx) add questions")
    ] = None,
    least: Annotated[int, typer.Option("--least", min=1, help="少于几个算少 fewer than this is few")] = 10,
) -> None:
    """列出预设问题少的任务,检查或并入问题文件。 Anticipated questions: list, check, import."""
    from assistant.commands import anticipated as questions

    if check and add:
        raise typer.BadParameter("--check 和 --import 只能用一个(并入时总会先检查)。")
    with reported():
        data = _settings(None).data
        if check:
            path = questions.one_document(data, document)
            typer.echo(f"{check}:{questions.check(path, check)}个问题,没有错误。", err=True)
        elif add:
            path = questions.one_document(data, document)
            new, known = questions.import_questions(path, add)
            typer.echo(f"{path.stem}:并入{new}个问题,另有{known}个原来就有。", err=True)
            if new:
                typer.echo(f"请运行 {questions.index_command(data, path)} 使其生效。", err=True)
        else:
            for path in questions.chosen_documents(data, document):
                for line in questions.thin_tasks(path, least):
                    typer.echo(line)
                typer.echo(questions.summary(path), err=True)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址 address")] = None,
    port: Annotated[int | None, typer.Option(help="端口 port")] = None, index: IndexOption = None,
) -> None:  # fmt: skip
    """打开网页。 Serve the page."""
    with reported():
        from web.serve import serve as serve_page

        raise typer.Exit(serve_page(_settings(index, host=host, port=port)))


def _mount_evaluation() -> None:
    """``assistant eval`` lives in eval/, which knows the assistant; only asked for it is imported."""
    from eval.cli import app as evaluation

    app.add_typer(evaluation, name="eval")


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if "eval" in sys.argv[1:2] or "--help" in sys.argv[1:2] or len(sys.argv) == 1:
        _mount_evaluation()
    app()
