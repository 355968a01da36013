"""What the page's scripts ask for beside Gradio: files to save, the text of a document, a verdict, the report."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Body, Depends, HTTPException, Request, Response

from web.chat import Assistant, Conversation, Memory, replay
from web.evaluation import Reports, xlsx_template
from web.export import Export, of_answer, of_duties, of_tasks
from web.feedback import Feedback, FeedbackProblem, FeedbackStore, Verdict
from web.files import FORMATS
from web.limit import Limit
from web.markup import plain
from web.scripts import edition
from web.source import source_html
from web.tasks import document_of, read_query
from web.turns import read_turns
from web.words import Words

FEEDBACK_A_MINUTE = 60
MAX_CORRECTION = 2_000
# A report is a file of its own making: it may draw itself, but reaches neither this site nor any other.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:"
)

Sent = Annotated[dict[str, Any], Body()]


def same_site(request: Request) -> None:
    """Refuse what another site's page sends through a visitor's browser."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403)


class Routes:
    """The routes over one assistant; ``words`` by language."""

    def __init__(self, assistant: Assistant, memory: Memory, store: FeedbackStore, reports: Reports,
                 words: dict[str, Words]) -> None:  # fmt: skip
        self._assistant = assistant
        self._memory = memory
        self._store = store
        self._reports = reports
        self._words = words
        self._limit = Limit(FEEDBACK_A_MINUTE)
        self.router = APIRouter(dependencies=[Depends(same_site)])
        self.router.post("/export/answer.{format_}")(self.answer)
        self.router.post("/export/tasks.{format_}")(self.tasks)
        self.router.post("/export/duty.{format_}")(self.duties)
        self.router.get("/source/{document}")(self.source)
        self.router.post("/feedback")(self.feedback)
        self.router.get("/evaluation/report")(self.report)
        self.router.get("/evaluation/template.xlsx")(self.template)
        self.router.get("/alive")(self.alive)

    def answer(self, format_: str, sent: Sent) -> Response:
        words = self._said(sent)
        export = of_answer(self._conversation(sent, words), self._assistant.documents, words.export)
        if export is None:
            raise HTTPException(404)
        return _file(export, format_)

    def tasks(self, format_: str, sent: Sent) -> Response:
        query = read_query(sent)
        document = document_of(query, self._assistant.documents)
        generation = self._assistant.generation
        return _file(of_tasks(document, query, generation, date.today(), self._said(sent).export), format_)

    def duties(self, format_: str, sent: Sent) -> Response:
        query = read_query(sent)
        document = document_of(query, self._assistant.documents)
        if not any(query.unit in task.units for task in document.tasks):
            raise HTTPException(404)
        generation = self._assistant.generation
        return _file(of_duties(document, query.unit, generation, date.today(), self._said(sent).export), format_)

    def source(self, document: str) -> Response:
        found = self._assistant.documents.get(document)
        if found is None:
            raise HTTPException(404)
        return Response(source_html(found), media_type="text/html")

    def feedback(self, sent: Sent) -> dict[str, bool]:
        """Keep a verdict. What is stored is computed here from the questions, never taken from the browser."""
        conversation = self._conversation(sent, self._said(sent))
        answer = conversation.exchanges[-1].answer if conversation.exchanges else None
        verdict: Verdict | None = {"right": "right", "wrong": "wrong"}.get(str(sent.get("verdict")))  # type: ignore[assignment]
        if answer is None or verdict is None:
            raise HTTPException(422)
        if not self._limit.take():
            raise HTTPException(429)
        correction = plain(str(sent.get("correction") or ""))[:MAX_CORRECTION].strip()
        turns = tuple(plain(turn.question) for turn in conversation.history)
        numbers = tuple(citation.task for citation in answer.citations)
        try:
            self._store.add(
                Feedback(turns, answer.text, str(answer.outcome), numbers, answer.as_of.isoformat(), answer.document,
                         answer.generation, verdict, correction)
            )  # fmt: skip
        except FeedbackProblem as problem:
            raise HTTPException(503) from problem
        return {"stored": True}

    def report(self) -> Response:
        found = self._reports.latest()
        if found is None:
            raise HTTPException(404)
        headers = {"content-security-policy": f"{REPORT_POLICY}; sandbox allow-scripts; frame-ancestors 'self'"}
        return Response(found.html, media_type="text/html", headers=headers)

    def template(self) -> Response:
        headers = {"content-disposition": 'attachment; filename="questions.xlsx"'}
        return Response(xlsx_template(), media_type=FORMATS["xlsx"].media_type, headers=headers)

    def alive(self) -> dict[str, str]:
        """That the server answers, and which edition of the page it has."""
        return {"edition": edition(self._assistant.generation)}

    def _said(self, sent: dict[str, Any]) -> Words:
        return self._words["en" if str(sent.get("lang", "")).startswith("en") else "zh"]

    def _conversation(self, sent: dict[str, Any], words: Words) -> Conversation:
        return replay(self._assistant, read_turns(sent.get("turns")), words.page.failed_text, self._memory)


def _file(export: Export, format_: str) -> Response:
    kind = FORMATS.get(format_)
    if kind is None:
        raise HTTPException(404)
    name = quote(f"{export.name}.{format_}", safe="")
    headers = {"content-disposition": f"attachment; filename=\"export.{format_}\"; filename*=UTF-8''{name}"}
    return Response(kind.write(export), media_type=kind.media_type, headers=headers)
