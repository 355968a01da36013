"""The operator's page, behind a login: feedback, also as question lines, and evaluation of uploaded questions."""

from __future__ import annotations

import hmac
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from eval.flow import Asked
from eval.folder import REPORT, new_folder
from eval.outputs import Finished, write
from eval.questions import READERS, load
from eval.run import ask
from eval.score import score
from web.chat import Assistant
from web.evaluation import Reports, evaluation_html
from web.feedback import Feedback, FeedbackStore, question_lines
from web.labels import OperatorWords
from web.limit import Limit
from web.markup import escaped
from web.words import Words

USER = "operator"
ATTEMPTS_A_MINUTE = 10
SHOWN = 500
# Apart from the runs that the page shows to everybody.
UPLOADED = "uploaded"


def login_check(password: str) -> Callable[[str, str], bool]:
    """What Gradio's login asks; takes equally long for any wrong password, and only so many a minute."""
    limit = Limit(ATTEMPTS_A_MINUTE)

    def check(user: str, given: str) -> bool:
        same = hmac.compare_digest(given.encode("utf-8", "replace"), password.encode())
        return limit.take() and same and user == USER

    return check


def build_operator_page(assistant: Assistant, store: FeedbackStore, reports: Reports, runs: Path,
                        words: Words) -> gr.Blocks:  # fmt: skip
    """The page as Gradio blocks; mount it with a login."""
    labels = words.operator
    page = gr.Blocks(title=f"{labels.title} · {words.page.title}", analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(f"<h1>{escaped(labels.title)}</h1>", js_on_load=None, apply_default_css=False)
        with gr.Column(elem_id="operator"):
            shown = gr.HTML("", js_on_load=None, apply_default_css=False, elem_id="feedback")
            with gr.Row():
                reload = gr.Button(labels.reload, scale=0)
                download = gr.DownloadButton(labels.export, scale=0, elem_id="download")
            gr.HTML(f"<h2>{escaped(words.evaluation.operator)}</h2>", js_on_load=None, apply_default_css=False)
            suffixes = "、".join(READERS)
            upload = gr.File(label=words.evaluation.upload.format(suffixes=suffixes), file_types=list(READERS))
            start = gr.Button(words.evaluation.start, variant="primary", scale=0, elem_id="evaluate")
            result = gr.HTML("", js_on_load=None, apply_default_css=False, elem_id="result")

            def look() -> tuple[Any, ...]:
                kept = store.all()
                return feedback_html(kept, labels), _lines_file(kept)

            gr.on([page.load, reload.click], look, outputs=[shown, download], api_visibility="private")
            start.click(
                lambda path: evaluated(path, assistant, runs, words),
                inputs=[upload], outputs=[result], concurrency_limit=1, api_visibility="private",
            )  # fmt: skip
            gr.HTML(evaluation_html(reports, words.evaluation), js_on_load=None, apply_default_css=False)
    return page


def feedback_html(feedback: Sequence[Feedback], labels: OperatorWords) -> str:
    """The newest feedback as a table."""
    title = f'<h2>{escaped(labels.feedback)} <span class="count">{len(feedback)}</span></h2>'
    if not feedback:
        return f'{title}<p class="hint">{escaped(labels.nothing)}</p>'
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in labels.columns)
    rows = "".join(_row_html(one, labels) for one in feedback[:SHOWN])
    return (
        f'{title}<div class="wide" tabindex="0" role="region" aria-label="{escaped(labels.feedback)}">'
        f'<table class="tasks-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row_html(one: Feedback, labels: OperatorWords) -> str:
    cells = (
        labels.right if one.verdict == "right" else labels.wrong,
        " › ".join(one.turns), one.answer[:400], one.correction,
        "、".join(map(str, one.citations)), one.as_of, one.generation,
    )  # fmt: skip
    return f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in cells)}</tr>"


def _lines_file(feedback: Sequence[Feedback]) -> str:
    folder = Path(tempfile.mkdtemp(prefix="feedback-"))
    path = folder / "feedback.jsonl"
    path.write_text(question_lines(feedback), encoding="utf-8")
    return str(path)


def evaluated(path: str | None, assistant: Assistant, runs: Path, words: Words) -> str:
    """The report of the assistant over the questions of an uploaded file, or why there is none."""
    if not path:
        return f'<p class="hint">{escaped(words.evaluation.refused)}</p>'
    file = Path(path)
    try:
        questions = load([file], assistant.documents)
        replies = {question.id: ask(question, assistant) for question in questions}
        rows = [score(question, replies[question.id], assistant.documents) for question in questions]
        # These are the operator's own questions: nothing of them is held out from the operator.
        config = {**Asked([file]).config(), "generations": [assistant.generation], "released": True}
        folder = new_folder(runs / UPLOADED)
        write(folder, Finished(config, questions, replies, rows, released=True))
        report = (folder / REPORT).read_text(encoding="utf-8")
    except AssistantError as error:
        return f'<pre class="problem">{escaped(str(error))}</pre>'
    return (
        f'<h3>{escaped(folder.name)}</h3><iframe class="report" title="{escaped(folder.name)}" sandbox="allow-scripts"'
        f' srcdoc="{escaped(report)}"></iframe>'
    )
