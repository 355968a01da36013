"""What is said beside an answer about how the question was read: a unit's later name, the role that was assumed ..."""

from __future__ import annotations

from collections.abc import Callable

from assistant.compose.context import Context
from assistant.compose.markdown import blocks
from assistant.types import Reading

# A note's value holds its variables in this order, separated by "|"; the last takes the rest of the value.
VARIABLES: dict[str, tuple[str, ...]] = {
    "successor": ("asked", "name", "year"),
    "successor_undated": ("asked", "name"),
    "role_assumed": ("role",),
    "district": ("asked", "name"),
    "ambiguous_unit": ("asked", "name", "others"),
    "as_of": ("date",),
    "truncated": ("length",),
    "truncated_plain": (),
    "unexplained": ("words",),
    "group_phrase": ("name",),
    "own_unit": ("name",),
    "typo": ("asked", "name"),
    "reaffirmed": (),
}
# Said before the answer instead of after it.
_FIRST = ("reaffirmed",)


def render_notes(ctx: Context, reading: Reading, *, first: bool = False) -> str:
    """A sentence for each note that is known and complete; unknown ones are left out."""
    notes = [(name, value) for name, value in reading.notes if (name in _FIRST) == first]
    return blocks(*dict.fromkeys(filter(None, (_note(ctx, name, value) for name, value in notes))))


def _note(ctx: Context, name: str, value: str) -> str:
    parts = [part.strip() for part in value.split("|") if part.strip()]
    if name == "successor" and len(parts) == 2:
        name = "successor_undated"
    elif name == "truncated" and not parts:
        name = "truncated_plain"
    variables = VARIABLES.get(name)
    if variables is None or len(parts) < len(variables):
        return ""
    if variables and len(parts) > len(variables):
        kept = len(variables) - 1
        parts = [*parts[:kept], "|".join(parts[kept:])]
    shown = {
        variable: _SHOWN.get(variable, _plain)(ctx, part) for variable, part in zip(variables, parts, strict=False)
    }
    return ctx.say(f"note.{name}", **shown)


def _plain(ctx: Context, value: str) -> str:
    return ctx.asked(value)


def _role(ctx: Context, value: str) -> str:
    return ctx.role(value) if value in ("lead", "responsible", "either") else ctx.asked(value)


def _unit(ctx: Context, name: str) -> str:
    ctx.asked(name)
    return ctx.unit(name)


def _several(ctx: Context, value: str) -> str:
    return ctx.join(_unit(ctx, name) for name in value.split("|"))


_SHOWN: dict[str, Callable[[Context, str], str]] = {
    "role": _role,
    "name": _unit,
    "others": _several,
    "words": lambda ctx, value: ctx.join(map(ctx.asked, value.split("|"))),
}
