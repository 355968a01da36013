"""What is special about Word documents: numbers that Word counts, tracked changes, merged cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.read import read_document


def element(tag: str, **attributes: str) -> Any:
    """An element of a Word document, its attributes in Word's namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def test_word_numbers_that_are_nowhere_in_the_text_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    _numbered_docx(file)
    document = read_document(file)
    assert [section.heading for section in document.sections] == ["一、优化环境", "二、振兴乡村"]
    assert [task.number for task in document.tasks] == ["一、优化环境/1", "一、优化环境/2", "二、振兴乡村/1"]


def _numbered_docx(file: Path) -> None:
    import docx

    document = docx.Document()
    lists = document.part.numbering_part.element
    abstract = element("w:abstractNum", abstractNumId="90")
    for depth, (style, text) in enumerate((("chineseCountingThousand", "%1、"), ("decimal", "%2."))):
        level = element("w:lvl", ilvl=str(depth))
        level.extend([element("w:start", val="1"), element("w:numFmt", val=style), element("w:lvlText", val=text)])
        abstract.append(level)
    lists.insert(0, abstract)
    number = element("w:num", numId="90")
    number.append(element("w:abstractNumId", val="90"))
    lists.append(number)
    for depth, text in ((0, "优化环境"), (1, "减少材料。"), (1, "减少环节。"), (0, "振兴乡村"), (1, "修水渠。")):
        paragraph = document.add_paragraph(text)
        properties = element("w:numPr")
        properties.extend([element("w:ilvl", val=str(depth)), element("w:numId", val="90")])
        paragraph._p.get_or_add_pPr().append(properties)
        if depth:
            document.add_paragraph("牵头单位：市政务办")
    document.save(str(file))


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("1.修路。")
    paragraph = document.add_paragraph("牵头单位：")
    inserted, deleted = element("w:ins"), element("w:del")
    for parent, tag, text in ((inserted, "w:t", "市交通委"), (deleted, "w:delText", "市交通局")):
        run, words = element("w:r"), element(tag)
        words.text = text
        run.append(words)
        parent.append(run)
        paragraph._p.append(parent)
    file = tmp_path / "a.docx"
    document.save(str(file))
    assert read_document(file).tasks[0].lead.units == ("市交通委",)


def test_a_cell_merged_over_rows_and_columns_counts_for_each(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    rows = [
        ("序号", "任务", "责任单位", ""),
        ("", "", "牵头单位", "配合单位"),
        ("1", "修路", "市交通委", "市财政局"),
        ("2", "建桥", "", "各区政府"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3)).text = "责任单位"
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column)).text = rows[0][column]
    table.cell(2, 2).merge(table.cell(3, 2)).text = "市交通委"
    file = tmp_path / "a.docx"
    document.save(str(file))
    tasks = read_document(file).tasks
    assert [(task.number, task.lead.units, task.responsible.units) for task in tasks] == [
        (1, ("市交通委",), ("市财政局",)),
        (2, ("市交通委",), ("各区政府",)),
    ]
