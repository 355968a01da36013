"""Units called by what they see to: 管编制的那个办, 负责教育的部门, 宣传口, 财政系统.

What they see to has to be the beginning of a name that the registry knows (教育部门, 编制办) and that stands for a unit
of the document: 信息系统 and 负责整理的部门 are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.understand.alternatives import alternatives
from assistant.understand.tokens import Context, Token, Units
from assistant.understand.units.listed import units_listed
from index.units import UnitName

_FORMS = Path(__file__).with_name("by_field.toml")
_COST = 0.24
_SHORTEST, _LONGEST = 2, 5
# Ends of names, the likeliest first; 部门 last: a name with it may be listed beside the unit's (审计部门, 市审计局).
_ENDS = ("局", "委", "办", "部", "厅", "部门")
_PLAIN = ("部门", "单位", "机构")


@cache
def _ways() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand around the field: 管…的那个办, …口."""
    verb, noun, branch, after = (alternatives(_FORMS, kind).pattern for kind in ("verb", "noun", "branch", "after"))
    field = rf"(?P<field>[\u4e00-\u9fff]{{{_SHORTEST},{_LONGEST}}}?)"
    seeing_to = rf"(?:{verb}){field}(?:工作|这块|那块|方面)?的(?:[那这]一?[个家])?(?P<noun>{noun})(?![门位法理])"
    return re.compile(seeing_to), re.compile(rf"(?=(?P<branch>{branch})(?:{after}))")


def by_field(text: str, context: Context) -> Iterator[Token]:
    """UNIT tokens for the units of the document that ``text`` calls by what they see to."""
    seeing_to, branch = _ways()
    for m in seeing_to.finditer(text):
        if unit := _seeing_to(m["field"], m["noun"], context):
            yield Token("UNIT", Units((unit,)), m.start(), m.end(), _COST)
    for m in branch.finditer(text):
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            start = m.start() - size
            if start >= 0 and (unit := _seeing_to(text[start : m.start()], "", context)):
                yield Token("UNIT", Units((unit,)), start, m.end("branch"), _COST)
                break


def _seeing_to(field: str, noun: str, context: Context) -> UnitName | None:
    """The unit of the document whose name begins with ``field``; one that ends with ``noun`` before another."""
    ends = (noun, *_ENDS) if noun and noun not in _PLAIN else _ENDS
    forms = context.registry.forms
    named = [forms[field + end] for end in ends if field + end in forms]
    known = [name for name in named if set(name.names) & units_listed(context.document)]
    return next((name for name in known if len(name.names) == 1), None)
