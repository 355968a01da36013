"""The shipped document, read by a few lines of its own so that tests of wording need no index, and a hand-made one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from index.types import Deadline, Document, Fact, Section, Span, Task, UnitField
from index.units import UnitRegistry, load_registry

DATA = Path(__file__).resolve().parent.parent / "data" / "beijing"
NAME = "beijing-zhengwu-gongkai-2016-2020"
NUMERALS = "一二三四五六七八九十"


def units(literal: str) -> UnitField:
    """A unit field from its wording."""
    names = re.sub(r"市、区(审计|监察)部门", r"市\1部门、区\1部门", literal).removesuffix("等")
    return UnitField(tuple(names.split("、")), literal, open=literal.endswith("等"))


def deadline(literal: str) -> Deadline:
    """A deadline from its wording, e.g. 2016年底前完成并持续落实."""
    year = re.match(r"(\d{4})年底", literal)
    return Deadline(literal, date(int(year[1]), 12, 31) if year else None, "持续" in literal)


def task(number: int, text: str, lead: str = "", responsible: str = "", due: str = "", section: int = 0) -> Task:
    """A task from the wording of its fields; "" leaves one out."""
    fields = units(lead) if lead else UnitField(), units(responsible) if responsible else UnitField()
    due_by = deadline(due) if due else None
    return Task("d", number, number - 1, f"{number}.", text, Span(0, 0), section, fields[0], fields[1], due_by)


def document(*tasks: Task, title: str = "任务分工(2016-2020年)", facts: tuple[Fact, ...] = ()) -> Document:
    """A document of these tasks under two sections."""
    sections = (Section(0, 1, "一、", "推进公开", ("推进公开",)), Section(1, 2, "二、", "加强保障", ("加强保障",)))
    return Document(
        "d", title, "\n".join(t.text for t in tasks), "0" * 64, "d.txt", "paragraphs", sections, tasks, facts
    )


@cache
def shipped() -> Document:
    """The first document: 100 tasks under 7 sections."""
    text = (DATA / NAME / f"{NAME}.txt").read_text(encoding="utf-8")
    facts = tuple(Fact(name, value.strip()) for name, value in re.findall(r"(?m)^\s+\d+\. \[(.+?)\](.*)$", text))
    sections: list[Section] = []
    fields: list[dict[str, str]] = []
    for line in text.partition("打印")[2].splitlines():
        if heading := re.match(rf"\s*([{NUMERALS}])、(.+)", line):
            index = len(sections)
            sections.append(Section(index, index + 1, f"{heading[1]}、", heading[2], (heading[2],)))
        elif start := re.match(r"\s*(\d+)\.(.+)", line):
            fields.append({"number": start[1], "text": start[2].strip(), "section": str(len(sections) - 1)})
        elif fields and (field := re.match(r"\s*(牵头单位|责任单位|完成时限):(.+)", line)):
            fields[-1][field[1]] = field[2].strip()
    tasks = [
        task(
            int(f["number"]),
            f["text"],
            f.get("牵头单位", ""),
            f.get("责任单位", ""),
            f.get("完成时限", ""),
            int(f["section"]),
        )
        for f in fields
    ]
    title = "北京市政务公开工作重点任务分工(2016-2020年)"
    return Document("d", title, text, "0" * 64, "d.txt", "paragraphs", tuple(sections), tuple(tasks), facts)


@cache
def registry() -> UnitRegistry:
    """The units of the shipped document's jurisdiction."""
    return load_registry(DATA / "units.toml")
