"""A list of tasks written as a table, in the formats documents of the genre come in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Any

from tests.dresses_text import TITLE, Plain, by_section, saved
from tests.tinypdf import TinyPdf

COLUMNS = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限", "备注")


def _cells(task: Plain) -> list[str]:
    return [
        str(task.number),
        task.text,
        "、".join(task.lead),
        "、".join(task.responsible) or "——",
        task.deadline or "",
        "",
    ]


def table_csv(tasks: Sequence[Plain]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([TITLE, *[""] * 5])
    writer.writerow(COLUMNS)
    for section, inside in by_section(tasks):
        writer.writerow([section, *[""] * 5])
        writer.writerows(_cells(task) for task in inside)
    writer.writerow(["", f"合计：{len(tasks)}项", "", "", "", ""])
    return out.getvalue().encode("gb18030")


def table_md(tasks: Sequence[Plain]) -> bytes:
    rows = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * 6]
    for section, inside in by_section(tasks):
        rows.append(f"| {section} |" + " |" * 5)
        rows += ["| " + " | ".join(_cells(task)) + " |" for task in inside]
    return "\n".join([f"# {TITLE}", "", *rows]).encode()


def _runs(inside: Sequence[Plain]) -> dict[int, int]:
    """How many tasks from one on share its lead: those cells are merged. 0 where an earlier cell covers it."""
    runs: dict[int, int] = {}
    start = 0
    for i in range(1, len(inside) + 1):
        if i == len(inside) or inside[i].lead != inside[start].lead or not inside[start].lead:
            runs[inside[start].number] = i - start
            runs.update({task.number: 0 for task in inside[start + 1 : i]})
            start = i
    return runs


def table_html(tasks: Sequence[Plain]) -> bytes:
    head = "".join(f"<th>{name[:2]}<br>{name[2:]}</th>" for name in COLUMNS)
    rows = [f"<tr><td colspan=6>{TITLE}</td></tr>", f"<tr>{head}</tr>"]
    for section, inside in by_section(tasks):
        rows.append(f'<tr><td colspan="6"><b>{section}</b></td></tr>')
        runs = _runs(inside)
        for task in inside:
            number, text, lead, responsible, deadline, note = map(escape, _cells(task))
            run = runs[task.number]
            merged = f"<td rowspan={run}>{lead}</td>" if run else ""
            listed = responsible.replace("、", "<br>")
            rows.append(
                f"<tr><td>{number}</td><td><p>{text}</p></td>{merged}<td>{listed}</td><td>{deadline}</td><td>{note}</td></tr>"
            )
    return f"<html><body><table>{''.join(rows)}</table></body></html>".encode()


def table_xlsx(tasks: Sequence[Plain]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([TITLE])
    sheet.merge_cells("A1:G1")
    sheet.append(["任务类别", *COLUMNS])
    for section, inside in by_section(tasks):
        first = sheet.max_row + 1
        runs = _runs(inside)
        for task in inside:
            cells = _cells(task)
            sheet.append([section if task is inside[0] else None, task.number, *cells[1:]])
            if runs[task.number] > 1:
                row = sheet.max_row
                sheet.merge_cells(start_row=row, end_row=row + runs[task.number] - 1, start_column=4, end_column=4)
        if len(inside) > 1:
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=1, end_column=1)
    return saved(book)


def table_docx(tasks: Sequence[Plain]) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=0, cols=6)
    for cell, name in zip(table.add_row().cells, COLUMNS, strict=True):
        cell.text = name
    for section, inside in by_section(tasks):
        row = table.add_row().cells
        row[0].merge(row[5]).text = section
        runs = _runs(inside)
        above: Any = None
        for task in inside:
            cells = table.add_row().cells
            for i, text in enumerate(_cells(task)):
                if i != 2:
                    cells[i].text = text
            if runs[task.number]:
                above = cells[2]
                above.text = "、".join(task.lead)
            else:
                above = above.merge(cells[2])
    return saved(document)


def table_pdf(tasks: Sequence[Plain]) -> bytes:
    pdf = TinyPdf()
    pdf.line(TITLE)
    widths = (3, 12, 8, 8, 6, 3)
    pdf.row(COLUMNS, widths)
    for section, inside in by_section(tasks):
        pdf.row([section], (sum(widths),))
        for task in inside:
            pdf.row(_cells(task), widths)
    return pdf.bytes()
