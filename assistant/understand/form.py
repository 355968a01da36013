"""How the answer should look, said anywhere in a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.types import Form, Language, Shape
from assistant.understand.parts import Part

WISHES = ("WISHNUMBERS", "WISHORDER", "WISHLANGUAGE", "WISHDECIMALS")


def form_of(parts: Sequence[Part], language: Language) -> Form:
    """The wishes about the form of the answer, anywhere in the message."""
    form = Form(language=language)
    for token in (t for part in parts for t in part.recognised):
        if token.type == "WISHNUMBERS":
            form = replace(form, shape=_shape(form.shape, cast(str, token.value), parts))
        elif token.type == "WISHORDER":
            order, _, down = cast(str, token.value).partition("_")
            form = replace(form, order=order, descending=bool(down))  # type: ignore[arg-type]
        elif token.type == "WISHLANGUAGE":
            form = replace(form, language=cast(Language, token.value))
        elif token.type == "WISHDECIMALS":
            form = replace(form, decimals=int(cast(str, token.value)))
    return form


def _shape(before: Shape, wished: str, parts: Sequence[Part]) -> Shape:
    """Only the numbers, unless other fields are asked for beside them: then a line each, or the table wished before."""
    more = any(set(p.findings.fields) - {"number"} for p in parts)
    if wished == "numbers" and (more or before == "table"):
        return before if before == "table" else "lines"
    return cast(Shape, wished)
