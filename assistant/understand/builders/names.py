"""What matched rules about the names of units mean: offices of a unit, full names, units of other places."""

from __future__ import annotations

from typing import cast

from assistant.understand.tokens import Context, Tokens, Units, first_of


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
