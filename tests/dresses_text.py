"""A list of tasks written as running text, in the ways documents of the genre write it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tests.tinypdf import TinyPdf, broken

TITLE = "临江市2019年重点工作任务分工方案"
HEADER = "临江市人民政府公报　2019年第3期"
_HAN = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Plain:
    """A task as plain data: what a dress is given, and what must be read back."""

    number: int
    section: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: str | None


def han(number: int) -> str:
    """1 ... 100 as lists print it."""
    if number == 100:
        return "一百"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _HAN[tens] + "十"
    return head + (_HAN[ones] if ones else "")


def by_section(tasks: Sequence[Plain]) -> Iterator[tuple[str, list[Plain]]]:
    for section in dict.fromkeys(task.section for task in tasks):
        yield section, [task for task in tasks if task.section == section]


def _lines(tasks: Sequence[Plain], write: Callable[[Plain], list[str]], *, indent: str = "") -> list[str]:
    lines = [TITLE, ""]
    for section, inside in by_section(tasks):
        lines.append(indent + section)
        for task in inside:
            lines += [indent + line for line in write(task)]
    return [*lines, "", "临江市人民政府办公室", "2019年3月1日"]


def _labelled(task: Plain) -> list[str]:
    fields = [
        ("牵头单位", "、".join(task.lead)),
        ("责任单位", "、".join(task.responsible)),
        ("完成时限", task.deadline),
    ]
    return [f"{task.number}.{task.text}", *(f"{label}：{value}" for label, value in fields if value)]


def _messy(task: Plain) -> list[str]:
    """Other labels, spaces inside them, full-width digits, other separators: what varies from line to line in print."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lead = ("牵头部门：", "牵 头 单 位:", "主办单位：", "牵头单位 ： ")[task.number % 4]
    responsible = ("配合单位：", "责 任 单 位：", "协办部门:", "参加单位：")[task.number % 4]
    deadline = ("完成时间：", "时限:", "完 成 时 限：", "办结时限：")[task.number % 4]
    comma = ("、", "，", "；", ",")[task.number % 4]
    lines = [f"{task.number}".translate(wide) + ("．", "、")[task.number % 2] + task.text]
    if task.lead:
        lines.append(lead + comma.join(task.lead))
    if task.responsible:
        lines.append(responsible + comma.join(task.responsible))
    if task.deadline:
        lines.append(deadline + task.deadline.translate(wide))
    return lines


def _wrapped(lines: Sequence[str], width: int, *, indent: str = "　　", per_page: int = 24) -> list[str]:
    """Broken at a fixed width and into pages, each with a running header and a page number."""
    flat: list[str] = []
    for line in lines:
        flat += broken((indent + line) if line and line != TITLE else line, width)
    pages: list[str] = []
    for number, start in enumerate(range(0, len(flat), per_page), 1):
        pages += [f"　　　　{HEADER}", "", *flat[start : start + per_page], "", f"　　　— {number} —"]
    return pages


def _clause(task: Plain) -> str:
    """市编办牵头，市法制办配合，年底前."""
    parts = []
    if task.lead:
        parts.append("、".join(task.lead) + "牵头")
    if task.responsible:
        parts.append("、".join(task.responsible) + ("配合" if task.lead else "按职责分工负责"))
    return "，".join([*parts, *([task.deadline] if task.deadline else [])])


def _stated(task: Plain) -> str:
    """牵头单位：……；责任单位：……；完成时限：……."""
    return "；".join(line for line in _labelled(task)[1:])


def labelled_txt(tasks: Sequence[Plain]) -> bytes:
    return "\n".join(_lines(tasks, _labelled, indent="　　")).encode()


def messy_txt(tasks: Sequence[Plain]) -> bytes:
    return "\r\n".join(_wrapped(_lines(tasks, _messy), 30)).encode("gb18030")


def trailing_txt(tasks: Sequence[Plain]) -> bytes:
    return "\n".join(_lines(tasks, lambda t: [f"（{han(t.number)}）{t.text}（{_clause(t)}）"])).encode("utf-8-sig")


def trailing_labelled_wrapped_txt(tasks: Sequence[Plain]) -> bytes:
    lines = _lines(tasks, lambda t: [f"（{han(t.number)}）{t.text}（{_stated(t)}）"])
    return "\n".join(_wrapped(lines, 28, indent="")).encode("utf-16")


def inline_txt(tasks: Sequence[Plain]) -> bytes:
    return "\n".join(_lines(tasks, lambda t: [f"{t.number}.{t.text}{_stated(t)}。"])).encode()


def sentence_txt(tasks: Sequence[Plain]) -> bytes:
    return "\n".join(_lines(tasks, lambda t: [f"{t.number}.{t.text}由{_clause(t)}。"])).encode()


def labelled_md(tasks: Sequence[Plain]) -> bytes:
    lines = [f"# {TITLE}", ""]
    for section, inside in by_section(tasks):
        lines += [f"## {section}", ""]
        for task in inside:
            head, *fields = _labelled(task)
            lines += [
                head.replace(".", ". ", 1),
                "",
                *(f"   - **{f.split('：')[0]}：** {f.split('：', 1)[1]}" for f in fields),
                "",
            ]
    return "\n".join(lines).encode()


def labelled_html(tasks: Sequence[Plain]) -> bytes:
    body = "".join(f"<p>&nbsp;&nbsp;{escape(line)}</p>\n" for line in _lines(tasks, _labelled)[2:] if line)
    page = f"<div class=x><a>首页</a> &gt; <a>政务公开</a></div><h1>{TITLE}</h1><p>字号：大 中 小</p>{body}<p>打印</p>"
    return f'<html><head><meta charset="gb2312"><title>{TITLE}</title></head><body>{page}</body></html>'.encode(
        "gb18030"
    )


def prose_docx(tasks: Sequence[Plain]) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    for section, inside in by_section(tasks):
        document.add_paragraph(section, style="Heading 1")
        for task in inside:
            for line in _labelled(task):
                document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def prose_pdf(tasks: Sequence[Plain]) -> bytes:
    pdf = TinyPdf()
    for line in _wrapped(_lines(tasks, _labelled)[:-3], 30, per_page=10**6)[2:-2]:
        pdf.line(line, header=HEADER)
    return pdf.bytes()
