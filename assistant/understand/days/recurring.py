"""Deadlines that name no day: 每季度要做的, 汛期前完成的, 全年; and tasks without any day at all (没有明确日期的)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from assistant.conditions import Condition, DeadlineIs, DueIn, Not, Or
from assistant.understand.tokens import Context, Token

_Row = tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]
_REPEATED = re.compile(r"[每逐\d]")
_SHORTEST = 3
_NO_DAY = re.compile(
    r"(?:没有?|未|无|不)(?:给出?|写|定|规定|明确|注明|标明|说|限定?)*(?:一个|任何)?(?:具体|明确|确切|固定|准确|硬性|确定)的?"
    r"(?:完成|截止|到期|办结)?的?(?:日期|时间节点|时间|日子|时点|节点|时限|期限|截止日|年月日|日)"
    r"|(?:日期|时间|时限|期限)(?:不|没)(?:够)?(?:明确|具体|确定|固定)"
    r"|(?:no|without(?: a| any)?) (?:fixed |specific |exact |definite )(?:due )?(?:date|deadline)"
)


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    raw = tomllib.loads((Path(__file__).parent / "recurring.toml").read_text(encoding="utf-8"))
    return tuple(
        (re.compile(row["written"]), tuple(_pattern(form, raw["tail"]) for form in row["forms"])) for row in raw["row"]
    )


def _pattern(form: str, tail: str) -> re.Pattern[str]:
    return re.compile((form[3:] if form.startswith("re:") else re.escape(form)) + tail)


def recurring(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for every wording of ``text`` that this document's deadlines use without naming a day."""
    for m in _NO_DAY.finditer(text):
        yield Token("COND", Not(DueIn(None, None, m[0])), m.start(), m.end(), 0.05)
    yield from open_ended(text, context)
    found = [(written, m) for written, forms in _rows() for form in forms for m in form.finditer(text)]
    literals = dict.fromkeys(t.deadline.literal for t in context.document.tasks if t.deadline) if found else {}
    for written, m in found:
        meant = tuple(DeadlineIs(literal) for literal in literals if written.search(literal))
        if meant:
            condition: Condition = meant[0] if len(meant) == 1 else Or(meant)
            yield Token("COND", condition, m.start(), m.end(), 0.1)


def open_ended(text: str, context: Context) -> Iterator[Token]:
    """长期坚持 as a document writes it, where it also writes other things of work that goes on (每季度, 持续推进)."""
    going = [t.deadline for t in context.document.tasks if t.deadline and t.deadline.ongoing]
    whole = dict.fromkeys(d.literal for d in going if d.due is None and not _REPEATED.search(d.literal))
    for literal in whole:
        others = any(literal not in d.literal for d in going)
        for m in re.finditer(re.escape(literal), text) if others and len(literal) > _SHORTEST else ():
            yield Token("COND", DeadlineIs(literal), m.start(), m.end(), 0.1)
