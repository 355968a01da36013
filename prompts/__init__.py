"""The wording of everything the assistant says: one TOML file a concern, in ``zh/`` and ``en/``.

A template is a sentence with ``{variables}``. ``{n:task|tasks}`` writes a count with its noun (1 task, 2 tasks) and
``{n:=is|are}`` only the word that agrees with it; Chinese needs neither. Names are ``file.key``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Protocol

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")


class RoleWords(Protocol):
    """What a document calls who leads its tasks and who assists, as nouns and as verbs."""

    def __hash__(self) -> int: ...
    @property
    def lead(self) -> str: ...
    @property
    def leads(self) -> str: ...
    @property
    def responsible(self) -> str: ...
    @property
    def assists(self) -> str: ...


class TemplateError(Exception):
    """A template is missing, or its variables are not what a renderer gives: a defect, not a user's mistake."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Literal text, then a variable (None at the end) with its agreement, e.g. ``task|tasks``."""

    literal: str
    variable: str | None
    agreement: str


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence. Values are put in as they are: what they hold is never read as a template again."""

    name: str
    pieces: tuple[_Piece, ...]
    variables: frozenset[str]

    def fill(self, /, **values: object) -> str:
        """The sentence; raises TemplateError unless ``values`` are exactly the template's variables."""
        if self.variables != values.keys():
            odd = ", ".join(sorted(self.variables.symmetric_difference(values)))
            raise TemplateError(f"template {self.name}: missing or unknown variables: {odd}")
        parts = []
        for piece in self.pieces:
            parts.append(piece.literal)
            if piece.variable is not None:
                parts.append(_written(values[piece.variable], piece.agreement))
        return "".join(parts)


def _written(value: object, agreement: str) -> str:
    if not agreement:
        return str(value)
    one, _, many = agreement.removeprefix("=").partition("|")
    word = one if value == 1 else many
    return word if agreement.startswith("=") else f"{value} {word}"


def parse(name: str, text: str) -> Template:
    """A template from its text; raises TemplateError where a brace or a variable's name is malformed."""
    try:
        raw = list(Formatter().parse(text))
    except ValueError as error:
        raise TemplateError(f"template {name}: {error}") from error
    pieces = tuple(_Piece(literal, variable, agreement or "") for literal, variable, agreement, _ in raw)
    names = [piece.variable for piece in pieces if piece.variable is not None]
    if not all(variable.isidentifier() for variable in names):
        raise TemplateError(f"template {name}: a variable has no name")
    return Template(name, pieces, frozenset(names))


@cache
def templates(language: str) -> dict[str, Template]:
    """Every template of a language by name; read once."""
    found = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            name = f"{path.stem}.{key}"
            found[name] = parse(name, text)
    return found


def template(language: str, name: str, roles: RoleWords | None = None) -> Template:
    """The template of this name, with a document's own words for its ``roles``; TemplateError where there is none."""
    try:
        found = templates(language)[name]
    except KeyError:
        raise TemplateError(f"no template {name} in {language}") from None
    return found if roles is None else _in_own_words(found, roles)


def in_own_words(text: str, roles: RoleWords | None) -> str:
    """A sentence of ours with a document's own words for its ``roles``: never one that quotes the document."""
    if roles is None:
        return text
    pattern, words = _own_words()
    said = {name: getattr(roles, name) for name in ("lead", "leads", "responsible", "assists")}
    return pattern.sub(lambda m: words[m[0]].format(**said), text)


@cache
def _own_words() -> tuple[re.Pattern[str], dict[str, str]]:
    words = tomllib.loads((FOLDER / "own.toml").read_text(encoding="utf-8"))["words"]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))), words


@lru_cache(maxsize=4096)
def _in_own_words(sentence: Template, roles: RoleWords) -> Template:
    """A template in a document's own words; what it is later filled with stays as it is."""
    pieces = tuple(
        _Piece(in_own_words(piece.literal, roles), piece.variable, in_own_words(piece.agreement, roles))
        for piece in sentence.pieces
    )
    return Template(sentence.name, pieces, sentence.variables)
