"""Counts of tasks as tables that are also pictures: by unit, section, due year, and which units lead together.

Every mark is a button with the query of the tasks behind it; each number is printed beside its bar, and the kinds of
bars differ in pattern, not in colour alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.types import Document, Task
from web.chips import due_years
from web.labels import ChartWords
from web.markup import escaped

LONG = 12  # lines: a chart of more stands beside the others
BAR_WIDTH = 240  # of the picture that a bar is cut from


@dataclass(frozen=True, slots=True)
class Mark:
    """A counted thing: how many tasks, the query that finds them, and the pattern that shows it (a CSS class)."""

    count: int
    query: Mapping[str, object]
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a chart: its name, and one mark for each column of the chart."""

    name: str
    marks: tuple[Mark, ...]


def charts_html(documents: Iterable[Document], words: ChartWords) -> str:
    """The charts of each document."""
    shown = tuple(documents)
    return "".join(_document_html(document, words, len(shown) > 1) for document in shown)


def _document_html(document: Document, words: ChartWords, several: bool) -> str:
    title = f"<h2>{escaped(document.title)}</h2>" if several else ""
    words = words.told(document.roles)
    charts = (
        _chart_html(words.by_unit, (words.lead, words.responsible), by_unit(document, words), words),
        _chart_html(words.by_section, (words.tasks,), by_section(document, words), words),
        _chart_html(words.by_year, (words.once, words.ongoing), by_year(document, words), words),
        _matrix_html(document, words),
    )
    return f'<div class="charts">{title}<p class="hint">{escaped(words.hint)}</p>{"".join(charts)}</div>'


# --- what is counted -----------------------------------------------------------------------------------------------


def by_unit(document: Document, words: ChartWords) -> list[Line]:
    """Tasks that each unit leads, and those that name it as responsible; the busiest first."""
    units = dict.fromkeys(unit for task in document.tasks for unit in task.units)
    lines = []
    for unit in units:
        lead = sum(unit in task.lead.units for task in document.tasks)
        responsible = sum(unit in task.responsible.units for task in document.tasks)
        query = {"document": document.id, "unit": unit}
        marks = (
            Mark(lead, {**query, "role": "lead"}, "solid", words.lead),
            Mark(responsible, {**query, "role": "responsible"}, "hatched", words.responsible),
        )
        lines.append(Line(unit, marks))
    return sorted(lines, key=lambda line: (-line.marks[0].count, -line.marks[1].count))


def by_section(document: Document, words: ChartWords) -> list[Line]:
    return [
        Line(
            section.heading,
            (
                Mark(
                    sum(task.section == section.index for task in document.tasks),
                    {"document": document.id, "section": section.index},
                    "solid",
                    words.tasks,
                ),
            ),
        )
        for section in document.sections
    ]


def by_year(document: Document, words: ChartWords) -> list[Line]:
    """Tasks by the year they fall due, those that end then apart from those that go on; undated ones last."""
    lines = []
    for year in due_years(document):
        tasks = [task for task in document.tasks if _year(task) == year]
        lines.append(Line(str(year), _year_marks(document, tasks, str(year), words)))
    undated = [task for task in document.tasks if task.deadline is None]
    if undated:
        lines.append(Line(words.undated, _year_marks(document, undated, "none", words)))
    return lines


def _year(task: Task) -> int | None:
    return task.deadline.due.year if task.deadline and task.deadline.due else None


def _year_marks(document: Document, tasks: Sequence[Task], deadline: str, words: ChartWords) -> tuple[Mark, ...]:
    ongoing = sum(task.deadline is not None and task.deadline.ongoing for task in tasks)
    query = {"document": document.id, "deadline": deadline}
    return (
        Mark(len(tasks) - ongoing, {**query, "ongoing": "no"}, "solid", words.once),
        Mark(ongoing, {**query, "ongoing": "yes"}, "hatched", words.ongoing),
    )


def pairs_of(document: Document) -> dict[tuple[str, str], int]:
    """How many tasks two units lead together; each pair once, its names in sorted order."""
    counts: dict[tuple[str, str], int] = {}
    for task in document.tasks:
        for one, other in combinations(sorted(set(task.lead.units)), 2):
            counts[one, other] = counts.get((one, other), 0) + 1
    return counts


# --- how it is drawn -----------------------------------------------------------------------------------------------


def _chart_html(title: str, columns: Sequence[str], lines: Sequence[Line], words: ChartWords) -> str:
    if not lines:
        return ""
    most = max((mark.count for line in lines for mark in line.marks), default=1) or 1
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in columns)
    rows = "".join(
        f'<tr><th scope="row">{escaped(line.name)}</th>'
        f"{''.join(f'<td>{_bar_html(line.name, mark, most, words)}</td>' for mark in line.marks)}</tr>"
        for line in lines
    )
    size = " long" if len(lines) > LONG else ""
    return (
        f'<div class="wide{size}" tabindex="0" role="region" aria-label="{escaped(title)}">'
        f'<table class="chart"><caption>{escaped(title)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _bar_html(name: str, mark: Mark, most: int, words: ChartWords) -> str:
    if not mark.count:
        return '<span class="none">0</span>'
    share = max(0.01, mark.count / most)
    label = escaped(words.mark.format(name=name, kind=mark.label, count=mark.count))
    # Cut to its width, never squeezed: stripes keep their distance on every screen.
    return (
        f'<button type="button" class="bar" data-tasks="{_attribute(mark.query)}" aria-label="{label}">'
        f'<svg class="{mark.kind}" style="width:calc(var(--longest) * {share:.3f})" viewBox="0 0 {BAR_WIDTH} 14"'
        f' preserveAspectRatio="xMinYMid slice" aria-hidden="true">{_PICTURES[mark.kind]}</svg>'
        f"<span>{mark.count}</span></button>"
    )


_STRIPES = " ".join(f"M{x} 14L{x + 14} 0" for x in range(-14, BAR_WIDTH, 6))
_PICTURES = {"solid": f'<rect width="{BAR_WIDTH}" height="14"/>', "hatched": f'<path d="{_STRIPES}"/>'}


def _attribute(query: Mapping[str, object]) -> str:
    return escaped(json.dumps(query, ensure_ascii=False))


def _matrix_html(document: Document, words: ChartWords) -> str:
    """Who leads with whom: the lower half of a square, darker where there are more, the number in every cell."""
    pairs = pairs_of(document)
    if not pairs:
        return ""
    totals: dict[str, int] = {}
    for pair, count in pairs.items():
        for unit in pair:
            totals[unit] = totals.get(unit, 0) + count
    units = sorted(totals, key=lambda unit: (-totals[unit], unit))
    most = max(pairs.values())
    rows = []
    for index, one in enumerate(units[1:], 1):
        cells = "".join(_cell_html(document, one, other, pairs, most, words) for other in units[:index])
        cells += "<td></td>" * (len(units) - 1 - index)
        rows.append(f'<tr><th scope="row">{escaped(one)}</th>{cells}</tr>')
    head = "".join(f'<th scope="col"><span>{escaped(unit)}</span></th>' for unit in units[:-1])
    title = escaped(words.matrix)
    return (
        f'<div class="wide all" tabindex="0" role="region" aria-label="{title}"><table class="matrix">'
        f"<caption>{title}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell_html(document: Document, one: str, other: str, pairs: Mapping[tuple[str, str], int], most: int,
               words: ChartWords) -> str:  # fmt: skip
    count = pairs.get((min(one, other), max(one, other)), 0)
    if not count:
        return "<td></td>"
    level = 1 + round(3 * (count - 1) / max(1, most - 1))
    query = {"document": document.id, "unit": one, "role": "lead", "with_lead": other}
    label = escaped(words.together.format(one=one, other=other, count=count))
    return (
        f'<td><button type="button" class="cell level-{level}" data-tasks="{_attribute(query)}" aria-label="{label}">'
        f"{count}</button></td>"
    )
