"""What matched rules about the names of units mean: offices of a unit, full names, units of other places."""

from __future__ import annotations

import re
from typing import cast

from assistant.understand.sections.references import NUMBERED
from assistant.understand.sections.words import closest_section
from assistant.understand.tokens import Context, Tokens, Units, first_of

_HALF = 0.5  # share of a quotation's character pairs that the title it comes closest to has
# 第四部分讲的是…: what a section does with its subject.
_TREATS = re.compile("(?:都|主要|全|专门|就)*(?:讲|说|谈|写|管|论)(?:述|到|的)?|treats?|covers?")


def titled(tokens: Tokens, context: Context) -> tuple[int, int] | None:
    """第四部分叫“扩大政务参与”: the section that is named and the one whose title it is said to have."""
    said, title = tokens[0], tokens[-1]
    plain = all(_TREATS.fullmatch(str(t.value)) for t in tokens if t.type == "WORD")
    linked = any(t.has(kind) for t in tokens for kind in ("IS", "NAMED", "DOCFACT", "WORD", "YESNO"))
    if said.cost != NUMBERED or title.cost == NUMBERED or not plain or not linked:
        return None
    named = cast(tuple[int, ...], said.value)
    quoted = closest_section(str(title.value), context, _HALF) if title.type == "QUOTE" else None
    meant = ((quoted,) if quoted is not None else ()) if title.type == "QUOTE" else cast(tuple[int, ...], title.value)
    return (named[0], meant[0]) if len(named) == len(meant) == 1 else None


def unit_office(tokens: Tokens, _: Context) -> Units | None:
    """ "市教委办公室": an office of the unit, which stands for the unit."""
    of, office = (cast(Units, t.value).names[0] for t in tokens if t.type == "UNIT")
    return Units((of,)) if office.form == "办公室" else None


def unit_in_full(tokens: Tokens, _: Context) -> Units | None:
    """全称 after a unit is the unit's; of the document it is the title."""
    return cast(Units, first_of(tokens, "UNIT")) if tokens[-1].value_of("DOCFACT") == "标题" else None


def foreign_unit(tokens: Tokens, context: Context) -> str | None:
    """上海市财政局 is no unit of this place."""
    form = next(cast(Units, t.value_of("UNIT")).names[0].form.lower() for t in tokens if t.has("UNIT"))
    return None if form.startswith(context.registry.places) else "other"
