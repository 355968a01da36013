"""Every layout of the genre is read right: on samples with the truth beside them, and on one list in many dresses."""

from __future__ import annotations

import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from index.layouts.choose import Context, Layout, best_draft, layouts
from index.layouts.facts import read_heading
from index.layouts.fields import Conventions
from index.layouts.furniture import rows_of
from index.layouts.paragraphs import paragraphs_of
from index.read import read_document
from index.reading.formats import read_bytes, read_source
from index.types import Document, Task
from tests.dresses import DRESSES, TITLE, Plain

DATA = Path(__file__).parent / "data"
_NAME = "beijing-zhengwu-gongkai-2016-2020"
SHIPPED = Path(__file__).parents[1] / f"data/beijing/{_NAME}/{_NAME}.txt"
# A folder with further public samples and their truth, where there is one.
FURTHER = Path(os.environ["GENRE_SAMPLES"]) if "GENRE_SAMPLES" in os.environ else None


def bare(text: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))


def samples() -> Iterator[tuple[Path, Path]]:
    for folder in filter(None, (DATA, FURTHER)):
        for truth in sorted(folder.glob("*.json")):
            yield from ((file, truth) for file in sorted(folder.glob(f"{truth.stem}.*")) if file != truth)


@pytest.mark.parametrize(("file", "truth"), [pytest.param(*pair, id=pair[0].name) for pair in samples()])
def test_a_sample_reads_as_its_truth_says(file: Path, truth: Path) -> None:
    document = read_document(file)
    expected = _rows(truth)
    assert len(document.tasks) == len(expected)
    for row, task in zip(expected, document.tasks, strict=True):
        section = document.sections[task.section] if task.section is not None else None
        read = {
            "no": bare(task.label).rstrip(".、"),
            "text": bare(task.text)[:12],
            "lead": list(task.lead.units),
            "resp": list(task.responsible.units),
            "deadline": bare(task.deadline.literal if task.deadline else None),
            "section_path": [bare(heading) for heading in section.path] if section else [],
        }
        assert read == {
            "no": bare(row["no"]).rstrip(".、"),
            "text": bare(row["text"])[:12],
            "lead": row["lead"],
            "resp": row["resp"],
            "deadline": bare(row["deadline"]),
            "section_path": [bare(heading) for heading in row["section_path"]],
        }


def _rows(truth: Path) -> list[dict[str, Any]]:
    text = truth.read_text(encoding="utf-8")
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return loaded if isinstance(loaded, list) else next(v for v in loaded.values() if isinstance(v, list))


@pytest.fixture(scope="module")
def plain() -> list[Plain]:
    """Tasks of the shipped document whose text holds nothing that a dress would take for its own punctuation."""
    document = read_document(SHIPPED)
    return [_plain(document, task) for task in document.tasks]


def _plain(document: Document, task: Task) -> Plain:
    section = document.sections[task.section].heading if task.section is not None else ""
    deadline = task.deadline.literal if task.deadline else None
    assert isinstance(task.number, int)
    return Plain(task.number, section, task.text, task.lead.units, task.responsible.units, deadline)


@pytest.mark.parametrize("dress", DRESSES)
def test_a_document_reads_the_same_in_every_dress(dress: str, plain: list[Plain], tmp_path: Path) -> None:
    suffix, write = DRESSES[dress]
    tasks = plain[:24] + plain[80:86] if suffix == "pdf" else plain
    if suffix == "pdf":
        tasks = [replace(task, number=i) for i, task in enumerate(tasks, 1)]
    file = tmp_path / f"{dress}.{suffix}"
    file.write_bytes(write(tasks))

    document = read_document(file)

    assert document.title == TITLE
    assert [replace(_plain(document, task), text=bare(task.text)) for task in document.tasks] == [
        replace(task, text=bare(task.text)) for task in tasks
    ]


@pytest.mark.parametrize("dress", DRESSES)
def test_every_span_shows_the_wording_it_stands_for(dress: str, plain: list[Plain], tmp_path: Path) -> None:
    suffix, write = DRESSES[dress]
    file = tmp_path / f"{dress}.{suffix}"
    file.write_bytes(write(plain[20:45]))
    document = read_document(file)
    for task in document.tasks:
        for field in (task.lead, task.responsible, task.deadline):
            if field is None or field.span is None or field.literal is None:
                continue
            # Between the first and the last character of a wrapped literal stands what the page printed there.
            assert bare(field.span.cut(document.text)).startswith(bare(field.literal)[:2])
            assert bare(field.span.cut(document.text)).endswith(bare(field.literal)[-2:])
        assert bare(task.text)[:6] == bare(task.span.cut(document.text))[:6]
    for section in document.sections:
        assert section.span is not None
        assert bare(section.span.cut(document.text)) == bare(section.heading)


@dataclass(frozen=True)
class Sample:
    """A small document of one layout, as text."""

    suffix: str
    text: str


_UNITS = (("市交通委",), ("市住建委", "各区政府"))
SAMPLES = {
    "labelled": Sample(".txt", "一、路\n1.修路。\n牵头单位：市交通委\n2.建桥。\n责任单位：市住建委、各区政府\n"),
    "trailing": Sample(".txt", "一、路\n1.修路。（市交通委牵头）\n2.建桥。（市住建委、各区政府负责）\n"),
    "inline": Sample(".txt", "一、路\n1.修路。牵头单位：市交通委\n2.建桥。责任单位：市住建委、各区政府\n"),
    "table": Sample(".csv", "序号,任务,牵头单位,责任单位\n一、路,,,\n1,修路,市交通委,\n2,建桥,,市住建委、各区政府\n"),
}


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
class TestEveryLayout:
    """What the index relies on, whichever layout a document has."""

    @pytest.fixture
    def context(self, layout: Layout, tmp_path: Path) -> Context:
        return _context(SAMPLES[layout.name], tmp_path)

    def test_finds_the_tasks_of_its_own_kind(self, layout: Layout, context: Context) -> None:
        draft = layout.read(context)
        units = [task.fields.lead.units + task.fields.responsible.units for task in draft.tasks]
        assert units == list(_UNITS)
        assert [task.number for task in draft.tasks] == [1, 2]
        assert [head.text for path in draft.paths for head in path] == ["一、路"]

    def test_is_the_one_chosen_for_its_own_kind(self, layout: Layout, context: Context) -> None:
        draft = best_draft(context)
        assert draft is not None
        assert draft.layout == layout.name

    def test_finds_nothing_where_nothing_is(self, layout: Layout, tmp_path: Path) -> None:
        letter = Sample(".txt", "各位同事：\n一、今天下雨。\n二、请带伞。\n谢谢！")
        assert layout.read(_context(letter, tmp_path)).explained == (0, 0)

    def test_spans_lie_in_the_text(self, layout: Layout, context: Context) -> None:
        text = context.source.text
        for task in layout.read(context).tasks:
            assert task.text.span.cut(text) == task.text.text
            for field in (task.fields.lead, task.fields.responsible):
                assert field.span is None or field.span.cut(text) == field.literal


def _context(sample: Sample, folder: Path) -> Context:
    file = folder / f"sample{sample.suffix}"
    file.write_text(sample.text, encoding="utf-8")
    source = read_source(file, read_bytes(file))
    rows = rows_of(source)
    taken = read_heading(rows).rows
    paragraphs = paragraphs_of([row for row in rows if row.index not in taken], wrapped=source.wrapped)
    return Context(source, paragraphs, Conventions(2020))


CASES = tomllib.loads((DATA / "layout_cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_documents_do(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / f"document{case.get('suffix', '.txt')}"
    file.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    document = read_document(file)
    tasks = document.tasks
    assert [[task.number, list(task.lead.units), list(task.responsible.units)] for task in tasks] == case["tasks"]
    read = {
        "sections": [section.heading for section in document.sections],
        "texts": [task.text for task in tasks],
        "notes": [task.note or "" for task in tasks],
        "deadlines": [task.deadline.literal if task.deadline else "" for task in tasks],
        "facts": {fact.name: fact.value for fact in document.facts},
    }
    assert {name: read[name] for name in read if name in case} == {name: case[name] for name in read if name in case}
