"""How a document heads its unit fields (负责部门, 指导部门, 主责单位), and the role in which each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from index.layouts.sides import side_of
from index.reading.vocabulary import alternation, load
from index.types import Document

FieldRole = Literal["lead", "responsible"]


@cache
def _headings() -> re.Pattern[str]:
    """A head and its noun where a label stands: before a colon, or alone in a cell or line."""
    heads = alternation([*load("fields")["lead"]["heads"], *load("fields")["responsible"]["heads"]])
    nouns = "单位|部门|机构|主体"
    return re.compile(rf"(?:(?<=[\s（(。；;|])|^)({heads})({nouns})(?=\s*[:：\t\n|]|$)", re.M)


def role_words(document: Document) -> Mapping[str, FieldRole]:
    """The words before 单位 and 部门 in the document's own labels: {"指导": "responsible"}."""
    leads = frozenset(load("fields")["lead"]["heads"])
    found: dict[str, FieldRole] = {}
    for m in _headings().finditer(document.text):
        leading = m[1] in leads or (document.roles is not None and side_of(m[1]) == "main")
        found.setdefault(m[1], "lead" if leading else "responsible")
    return found


def only_role(document: Document) -> FieldRole | None:
    """The one role in which the document names any units; None where it has both or none."""
    lead = any(task.lead.units for task in document.tasks)
    responsible = any(task.responsible.units for task in document.tasks)
    return None if lead == responsible else "lead" if lead else "responsible"
