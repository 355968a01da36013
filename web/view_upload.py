"""A place to drop a file of questions and get its report: on the operator's page, and for everybody by a setting."""

from __future__ import annotations

import base64
import binascii
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
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
from web.labels import EvaluationWords
from web.markup import escaped
from web.scripts import script
from web.words import Words

MAX_BYTES = 5_000_000


class UploadProblem(AssistantError):
    """The file cannot be evaluated; the message says why."""


@dataclass(frozen=True, slots=True)
class UploadRules:
    """How many questions a file may hold, and the folder in which its run is kept; None: nothing is kept."""

    questions: int
    runs: Path | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it. Its name is a plain one, so that it stays in the folder it is written to."""

    name: str
    content: bytes


class Evaluator:
    """Evaluates the assistant over uploaded files, one at a time: it is as much work as hundreds of visitors."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._busy = threading.Lock()

    def evaluate(self, sent: object, rules: UploadRules, words: EvaluationWords) -> dict[str, Any]:
        """{"report": HTML, "name": of the file to save}, or {"problem": why there is none}."""
        if not self._busy.acquire(blocking=False):
            return {"problem": words.busy}
        try:
            upload = read_upload(sent, words)
            with tempfile.TemporaryDirectory(prefix="questions-") as folder:
                report = self._report(upload, Path(folder), rules, words)
            return {"report": report, "name": f"{Path(upload.name).stem}.html"}
        except AssistantError as problem:
            return {"problem": str(problem)}
        finally:
            self._busy.release()

    def _report(self, upload: Upload, folder: Path, rules: UploadRules, words: EvaluationWords) -> str:
        file = folder / upload.name
        file.write_bytes(upload.content)
        questions = load([file], self._assistant.documents)
        if len(questions) > rules.questions:
            raise UploadProblem(words.too_many.format(count=len(questions), most=rules.questions))
        replies = {question.id: ask(question, self._assistant) for question in questions}
        rows = [score(question, replies[question.id], self._assistant.documents) for question in questions]
        # These are the visitor's own questions: nothing of them is held out from the visitor.
        config = {**Asked([file]).config(), "generations": [self._assistant.generation], "released": True}
        place = new_folder(rules.runs or folder)
        write(place, Finished(config, questions, replies, rows, released=True))
        return (place / REPORT).read_text(encoding="utf-8")


def read_upload(sent: object, words: EvaluationWords) -> Upload:
    """The file in {"name", "content" in base64}. Raises UploadProblem."""
    given = sent if isinstance(sent, Mapping) else {}
    name, content = str(given.get("name") or ""), str(given.get("content") or "")
    if not name:
        raise UploadProblem(words.refused)
    if len(content) * 3 // 4 > MAX_BYTES:
        raise UploadProblem(words.too_big.format(megabytes=MAX_BYTES // 1_000_000))
    plain = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable())[-80:].strip()
    suffix = Path(plain).suffix.lower()
    if suffix not in READERS:
        raise UploadProblem(words.wrong_kind.format(suffixes="、".join(READERS)))
    try:
        return Upload(plain, base64.b64decode(content, validate=True))
    except binascii.Error as error:
        raise UploadProblem(words.refused) from error


class UploadView:
    """The form and its result; make it inside a ``gr.Blocks``."""

    def __init__(self, evaluator: Evaluator, rules: UploadRules, words: Words) -> None:
        self._evaluator = evaluator
        self._rules = rules
        self._words = words.evaluation

    def build(self) -> None:
        def evaluate(sent: object) -> dict[str, Any]:
            return self._evaluator.evaluate(sent, self._rules, self._words)

        gr.HTML(
            upload_html(self._rules, self._words), elem_id="upload", js_on_load=script("upload"),
            apply_default_css=False, server_functions=[evaluate],
        )  # fmt: skip


def upload_html(rules: UploadRules, words: EvaluationWords) -> str:
    kept = words.kept if rules.runs else words.not_kept
    label = words.upload.format(suffixes="、".join(READERS))
    data = {"running": words.running, "refused": words.refused, "failed": words.failed, "report": words.report}
    attributes = "".join(f' data-{name}="{escaped(text)}"' for name, text in data.items())
    return (
        f'<section class="upload" aria-labelledby="upload-title"{attributes}>'
        f'<h2 id="upload-title">{escaped(words.operator)}</h2>'
        f'<div class="choose"><label for="questions-file">{escaped(label)}</label>'
        f'<input type="file" id="questions-file" accept="{",".join(READERS)}">'
        f'<button type="button" class="ask start" disabled>{escaped(words.start)}</button>'
        f'<a href="/evaluation/template.xlsx" download>{escaped(words.template)}</a></div>'
        f'<p class="hint">{escaped(words.limits.format(most=rules.questions))} {escaped(kept)}</p>'
        f'<p class="outcome-line" role="status"></p><div class="result"></div>'
        f'<button type="button" class="ask save-report" hidden>{escaped(words.save)}</button></section>'
    )
