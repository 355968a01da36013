"""The task view as HTML: the form to filter with, the table, and the card of one task with its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.types import Document, Task
from web.cards import Card, card_html
from web.chips import due_years, units_in
from web.markup import escaped
from web.reply import files_html
from web.tasks import Sort, TaskPage, TaskQuery, document_of, find, neighbours, paged
from web.words import Words

MAX_NEIGHBOURS = 8
SORTS: tuple[Sort, ...] = ("number", "lead", "section", "deadline")


# --- the form ------------------------------------------------------------------------------------------------------


def form_html(documents: Mapping[str, Document], query: TaskQuery, words: Words) -> str:
    """The filters, set as in ``query``; page and order ride along in hidden fields."""
    document = document_of(query, documents)
    labels = words.tasks.told(document.roles)
    selects = [
        _select("unit", labels.unit, [("", labels.any), *((u, u) for u in units_in("either", document))], query.unit),
        _select(
            "role", labels.role, list(zip(("either", "lead", "responsible"), labels.roles, strict=True)), query.role
        ),
        _select("section", labels.section, [("-1", labels.any), *_sections(document)], str(query.section)),
        _select("deadline", labels.deadline, [("", labels.any), *_deadlines(document, words)], query.deadline),
        _select("ongoing", labels.ongoing, list(zip(("", "yes", "no"), labels.ongoings, strict=True)), query.ongoing),
    ]
    columns = list(zip(SORTS, labels.columns, strict=True))
    selects.append(_select("sort", labels.sort, columns, query.sort))
    if len(documents) > 1:
        options = [(document.id, document.title) for document in documents.values()]
        selects.insert(0, _select("document", labels.document, options, document.id))
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escaped(value)}">'
        for name, value in (
            ("descending", str(query.descending).lower()), ("page", str(query.page)),
            ("with_lead", query.with_lead),
        )
    )  # fmt: skip
    return (
        f'<form class="filters" role="search" aria-label="{escaped(labels.filters)}">{"".join(selects)}'
        f'<p class="field grow"><label for="filter-text">{escaped(labels.text)}</label>'
        f'<input type="search" id="filter-text" name="text" maxlength="200" value="{escaped(query.text)}"'
        f' placeholder="{escaped(labels.text_hint)}"></p>'
        f'<button type="submit">{escaped(labels.apply)}</button>'
        f'<button type="button" class="reset">{escaped(labels.reset)}</button>{hidden}</form>'
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    items = "".join(
        f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>{escaped(text)}</option>'
        for value, text in options
    )
    return (
        f'<p class="field"><label for="filter-{name}">{escaped(label)}</label>'
        f'<select id="filter-{name}" name="{name}">{items}</select></p>'
    )


def _sections(document: Document) -> list[tuple[str, str]]:
    return [(str(section.index), section.heading) for section in document.sections]


def _deadlines(document: Document, words: Words) -> list[tuple[str, str]]:
    literals = dict.fromkeys(task.deadline.literal for task in document.tasks if task.deadline)
    years = [(str(year), words.tasks.year.format(year=year)) for year in due_years(document)]
    return [*years, *((literal, literal) for literal in literals), ("none", words.answer["zh"].missing)]


# --- the table -----------------------------------------------------------------------------------------------------


def table_html(documents: Mapping[str, Document], query: TaskQuery, words: Words) -> str:
    """What the query finds: the count, the files, one page of rows, and the way to the other pages."""
    document = document_of(query, documents)
    words = words.told(document.roles)
    labels = words.tasks
    page = paged(find(document, query), query.page)
    count = labels.found.format(found=page.found, total=len(document.tasks))
    narrowed = f" · {labels.together.format(unit=query.with_lead)}" if query.with_lead else ""
    head = f'<div class="table-head"><b role="status">{escaped(count + narrowed)}</b>{_files_html(query, words)}</div>'
    if not page.found:
        return f'{head}<p class="hint">{escaped(labels.nothing)}</p>'
    columns = "".join(_column_html(sort, query, words) for sort in SORTS[:1])
    columns += f'<th scope="col">{escaped(labels.task)}</th>'
    columns += "".join(_column_html(sort, query, words) for sort in SORTS[1:2])
    columns += f'<th scope="col">{escaped(labels.responsible)}</th>'
    columns += "".join(_column_html(sort, query, words) for sort in SORTS[2:])
    rows = "".join(_row_html(document, task, words) for task in page.tasks)
    return (
        f'{head}<div class="wide" tabindex="0" role="region" aria-label="{escaped(labels.table)}">'
        f'<table class="tasks-table"><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{_pager_html(page, words)}"
    )


def _files_html(query: TaskQuery, words: Words) -> str:
    actions = words.actions
    duty = (
        f'<button type="button" data-duty="{escaped(query.unit)}">'
        f"{escaped(words.tasks.duty.format(unit=query.unit))}</button>"
        if query.unit
        else ""
    )
    return (
        f'<span class="files" data-failed="{escaped(actions.failed)}"><span>{escaped(actions.export)}</span>'
        f"{files_html(actions)}{duty}</span>"
    )


def _column_html(sort: Sort, query: TaskQuery, words: Words) -> str:
    label = words.tasks.columns[SORTS.index(sort)]
    active = query.sort == sort
    order = ("descending" if query.descending else "ascending") if active else "none"
    arrow = ("▼" if query.descending else "▲") if active else "↕"
    return (
        f'<th scope="col" aria-sort="{order}"><button type="button" data-sort="{sort}">{escaped(label)}'
        f'<span aria-hidden="true">{arrow}</span></button></th>'
    )


def _row_html(document: Document, task: Task, words: Words) -> str:
    section = document.sections[task.section].heading if task.section is not None else ""
    labels = words.tasks
    cells = (
        (labels.columns[1], task.lead.literal),
        (labels.responsible, task.responsible.literal),
        (labels.columns[2], section),
        (labels.columns[3], task.deadline.literal if task.deadline else None),
    )
    rest = "".join(
        f'<td data-label="{escaped(label)}">{escaped(cell) if cell else "<span class=missing>—</span>"}</td>'
        for label, cell in cells
    )
    number = escaped(str(task.number))
    return (
        f'<tr data-task="{number}"><th scope="row"><button type="button" data-open="{task.position}">{number}</button>'
        f'</th><td class="wording">{escaped(task.text)}</td>{rest}</tr>'
    )


def _pager_html(page: TaskPage, words: Words) -> str:
    if page.pages == 1:
        return ""
    labels = words.tasks

    def step(target: int, label: str) -> str:
        off = "" if 1 <= target <= page.pages else " disabled"
        return f'<button type="button" data-page="{target}"{off}>{escaped(label)}</button>'

    where = escaped(labels.page.format(page=page.page, pages=page.pages))
    return (
        f'<nav class="pager" aria-label="{escaped(labels.pages)}">{step(page.page - 1, labels.before)}'
        f"<span>{where}</span>{step(page.page + 1, labels.after)}</nav>"
    )


# --- one task ------------------------------------------------------------------------------------------------------


def task_html(document: Document, position: int, words: Words) -> str:
    """The full card of a task and the tasks near it; an empty string where there is no such task."""
    task = next((task for task in document.tasks if task.position == position), None)
    if task is None:
        return ""
    labels = words.tasks.told(document.roles)
    near = neighbours(document, task)
    kinds = ((labels.twins, near.twins), (labels.same_lead, near.lead), (labels.same_section, near.section))
    groups = "".join(_neighbours_html(label, tasks, words) for label, tasks in kinds)
    card = card_html(Card(document, task, f"task-{position}"), words.answer["zh" if words.lang == "zh" else "en"])
    return (
        f'<div class="open-task" role="region" aria-label="{escaped(labels.card)}" tabindex="-1">'
        f'<button type="button" class="close" data-close="">{escaped(labels.close)}</button>{card}{groups}</div>'
    )


def _neighbours_html(label: str, tasks: Sequence[Task], words: Words) -> str:
    if not tasks:
        return ""
    items = "".join(
        f'<li><button type="button" data-open="{task.position}">{escaped(str(task.number))}</button> '
        f"{escaped(task.text[:40])}{'…' if len(task.text) > 40 else ''}</li>"
        for task in tasks[:MAX_NEIGHBOURS]
    )
    more = len(tasks) - MAX_NEIGHBOURS
    rest = f'<li class="hint">{escaped(words.tasks.more.format(count=more))}</li>' if more > 0 else ""
    return (
        f'<details class="near" open><summary>{escaped(label)} <span class="count">{len(tasks)}</span></summary>'
        f"<ul>{items}{rest}</ul></details>"
    )
