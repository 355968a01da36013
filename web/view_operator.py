"""The operator's page, behind a login: feedback, also as question lines, and evaluation of uploaded questions."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence

import gradio as gr

from web.evaluation import Reports, evaluation_html
from web.feedback import Feedback, FeedbackProblem, FeedbackStore, question_lines
from web.labels import OperatorWords
from web.limit import Limit
from web.markup import escaped, rendered
from web.page import lost_html
from web.scripts import script
from web.view_upload import Evaluator, UploadRules, UploadView
from web.words import Words

USER = "operator"
ATTEMPTS_A_MINUTE = 10
SHOWN = 500
# No question file is longer; more would keep the server busy for minutes.
MOST_QUESTIONS = 5_000


def login_check(password: str) -> Callable[[str, str], bool]:
    """What Gradio's login asks; takes equally long for any wrong password, and only so many a minute."""
    limit = Limit(ATTEMPTS_A_MINUTE)

    def check(user: str, given: str) -> bool:
        same = hmac.compare_digest(given.encode("utf-8", "replace"), password.encode())
        return limit.take() and same and user == USER

    return check


def build_operator_page(store: FeedbackStore, reports: Reports, evaluator: Evaluator, rules: UploadRules,
                        generation: str, words: Words) -> gr.Blocks:  # fmt: skip
    """The page as Gradio blocks; mount it with a login."""
    labels = words.operator
    page = gr.Blocks(title=f"{labels.title} · {words.page.title}", analytics_enabled=False, fill_width=True)

    def listed(_: object = None) -> str:
        try:
            return feedback_html(store.all(), labels)
        except FeedbackProblem as problem:
            return f'<p class="hint" role="alert">{escaped(str(problem))}</p>'

    def lines(_: object = None) -> str:
        return question_lines(store.all())

    with page:
        _still(operator_head(words) + lost_html(words.page, generation), "operator-head")
        with gr.Column(elem_id="operator"):
            gr.HTML(
                feedback_view_html(labels), elem_id="feedback", js_on_load=script("operator"),
                apply_default_css=False, server_functions=[listed, lines],
            )  # fmt: skip
            UploadView(evaluator, rules, words).build()
            _still(evaluation_html(reports, words.evaluation), "latest")
    return page


def _still(html: str, id_: str) -> None:
    gr.HTML(html, js_on_load=None, apply_default_css=False, elem_id=id_)


def operator_head(words: Words) -> str:
    """Title, the ways to the page of everybody and to the other language, and where an outcome is said."""
    labels = words.operator
    other, code = ("/operator/", "zh-CN") if words.lang == "en" else ("/en/operator/", "en")
    return (
        f'<div class="operator-head"><h1>{escaped(labels.title)}</h1><span class="tools">'
        f'<a href="/?lang={words.lang}">{escaped(words.page.title)}</a>'
        f'<a href="{other}" hreflang="{code}" lang="{code}">{escaped(words.page.other_language)}</a></span></div>'
        f'<p id="said" class="hint" role="status" aria-label="{escaped(words.page.said)}"></p>'
    )


def feedback_view_html(labels: OperatorWords) -> str:
    """What the browser fills with the feedback, and what can be done with it."""
    return (
        f'<section class="feedback-view" data-failed="{escaped(labels.failed)}"><div class="listed"></div>'
        f'<p><button type="button" class="ask reload">{escaped(labels.reload)}</button>'
        f'<button type="button" class="ask save-lines">{escaped(labels.export)}</button></p></section>'
    )


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
    before = (labels.right if one.verdict == "right" else labels.wrong, " › ".join(one.turns))
    after = (one.correction, "、".join(map(str, one.citations)), one.as_of, one.generation)
    answer = (
        f'<td><div class="answer" tabindex="0" role="group" aria-label="{escaped(labels.columns[2])}">'
        f"{rendered(one.answer, {})}</div></td>"
    )
    cells = ["".join(f"<td>{escaped(cell)}</td>" for cell in some) for some in (before, after)]
    return f"<tr>{cells[0]}{answer}{cells[1]}</tr>"
