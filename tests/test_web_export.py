"""Files to take away, read back with the libraries their readers use."""

from __future__ import annotations

import csv
import io
from datetime import date

import docx
import openpyxl
import pytest

from assistant import Assistant
from index.types import Document
from tests.fake_assistant import DOCUMENT, HOSTILE, FakeAssistant
from web.chat import Conversation, begin, finish
from web.export import Export, Fact, Table, of_answer, of_duties, of_tasks
from web.files import FORMATS
from web.tasks import TaskQuery, find
from web.words import page_words

WORDS = page_words().export
AS_OF = date(2026, 1, 2)


@pytest.fixture(scope="module")
def document(assistant: Assistant) -> Document:
    return next(iter(assistant.documents.values()))


@pytest.fixture(scope="module")
def answered(assistant: Assistant) -> Export:
    """The answer to a follow-up question."""
    conversation = Conversation()
    for question in ("市编办牵头哪些任务", "其中2016年到期的"):
        conversation = conversation.plus(finish(assistant, conversation, begin(conversation, question), ""))
    export = of_answer(conversation, assistant.documents, WORDS)
    assert export is not None
    return export


def text_of(export: Export, format_: str) -> str:
    """Everything a reader of the file finds in it, cells apart by tabs."""
    data = FORMATS[format_].write(export)
    if format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
        return "\n".join("\t".join(str(cell) for cell in row if cell is not None) for row in rows)
    if format_ == "docx":
        document = docx.Document(io.BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        lines += ["\t".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
        return "\n".join(lines)
    text = data.decode("utf-8-sig")
    return "\n".join("\t".join(row) for row in csv.reader(io.StringIO(text))) if format_ == "csv" else text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_of_an_answer_says_all_that_is_needed_to_find_it_again(
    answered: Export, document: Document, format_: str
) -> None:
    text = text_of(answered, format_)
    for wording in ("市编办牵头哪些任务", "其中2016年到期的", "牵头单位 = 市编办", document.title,
                    document.sha256, date.today().isoformat(), "任务41、任务42、任务43、任务44、任务45",
                    document.tasks[40].text):  # fmt: skip
        assert wording in text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_of_a_table_holds_every_task_of_all_pages(document: Document, format_: str) -> None:
    query = TaskQuery(unit="市政府办公厅", role="lead", deadline="2016")
    tasks = find(document, query)
    text = text_of(of_tasks(document, query, "g1", AS_OF, WORDS), format_)
    assert len(tasks) > 3 and all(task.text in text for task in tasks)
    assert "牵头单位 = 市政府办公厅" in text and "2026-01-02" in text and document.sha256 in text


def test_a_duty_sheet_holds_what_a_unit_leads_and_what_it_is_responsible_for(document: Document) -> None:
    export = of_duties(document, "市民政局", "g1", AS_OF, WORDS)
    lead, responsible = (len(table.rows) for table in export.tables)
    assert (lead, responsible) == (
        sum("市民政局" in task.lead.units for task in document.tasks),
        sum("市民政局" in task.responsible.units for task in document.tasks),
    )
    assert "市民政局职责单" in text_of(export, "docx")


HARD = Export(
    "x", "=1+1", (Fact("@SUM(A1)", "=HYPERLINK(\"http://example.com\")"),),
    f"=2+2\n{HOSTILE}\n| a | b\\|c |\n|---|---|",
    (Table("+3[:]*?/\\" * 9, ("a|b", "c"), (("-4", "\x00\x07\ud800\uffff|字\n二"), ("<b>", "**"))),),
)  # fmt: skip


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_no_cell_is_a_formula(format_: str) -> None:
    data = FORMATS[format_].write(plainly(HARD))
    if format_ == "csv":
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
        assert cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    else:
        book = openpyxl.load_workbook(io.BytesIO(data))
        types = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
        assert types == {"s"}


def plainly(export: Export) -> Export:
    """What comes from documents and questions has been through ``plain`` before."""
    rows = tuple(tuple(cell.replace("\x00", "").replace("\x07", "").replace("\ud800", "") for cell in row)
                 for row in export.tables[0].rows)  # fmt: skip
    return Export(export.name, export.title, export.facts, export.text,
                  (Table(export.tables[0].title, export.tables[0].columns, rows),))  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_hard_text_is_written_and_read_back(format_: str) -> None:
    text = text_of(plainly(HARD), format_)
    assert "<img src=x onerror=alert(1)>" in text and "二" in text


@pytest.mark.parametrize("question", ["../../etc/passwd", 'a/b\\c:d*e?f"g<h>i|j', "   ", "\x00\n", "长" * 500, "…"])
def test_a_file_name_can_be_saved_anywhere(question: str) -> None:
    fake = FakeAssistant()
    conversation = Conversation()
    conversation = conversation.plus(finish(fake, conversation, begin(conversation, question), ""))
    export = of_answer(conversation, {"example": DOCUMENT}, WORDS)
    assert export is not None
    assert 0 < len(export.name) <= 60 and not set(export.name) & set('/\\:*?"<>|\n\0 ') and export.name[0] != "."


def test_there_is_no_file_where_there_is_no_answer() -> None:
    assert of_answer(Conversation(), {}, WORDS) is None
    failed = FakeAssistant(failure=RuntimeError())
    conversation = Conversation().plus(finish(failed, Conversation(), begin(Conversation(), "x"), "抱歉"))
    assert of_answer(conversation, {}, WORDS) is None
