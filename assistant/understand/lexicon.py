"""Cue words and unit names as typed tokens. The words are data (cues*.toml, units.toml); nothing here knows any."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from assistant.understand.kept import kept
from assistant.understand.needed import Patterns
from assistant.understand.tokens import Token, Units
from index.units import UnitRegistry

_HERE = Path(__file__).parent
_FILES = ("cues.toml", "cues_en.toml", "world.toml")
_WORD = re.compile(r"[a-z0-9]")
_LOOKS_AROUND = re.compile(r"\(\?<?[=!]")
_CLOSER = 0.01


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Literal forms by their first character, longest first, and the forms that are regular expressions.

    ``senses`` and ``lengths`` (by first character) are the same forms as they are looked up: a text is cut to each
    length instead of being compared with every form, of which there are thousands. A pattern has its type and value,
    and what it costs less for looking at what stands around a word: it wins over the same word taken by itself.
    """

    forms: Mapping[str, tuple[tuple[str, tuple[tuple[str, object], ...]], ...]]
    patterns: Patterns[tuple[str, object, float]]
    senses: Mapping[str, tuple[tuple[str, object], ...]]
    lengths: Mapping[str, tuple[int, ...]]


def _cue_entries() -> Iterator[tuple[str, str, object]]:
    for name in _FILES:
        raw = tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
        for kind, values in raw.items():
            for value, forms in values.items():
                for form in forms:
                    yield (form, kind, value) if kind != "PAIR" else _pair(form, value)


def _pair(form: str, value: str) -> tuple[str, str, object]:
    """A word of two cues as the form without its cut, the two senses, and the place of the cut."""
    return form.replace("|", ""), "PAIR", (tuple(value.split("|")), form.index("|"))


def _index(entries: Iterator[tuple[str, str, object]]) -> Lexicon:
    literal: dict[str, list[tuple[str, object]]] = {}
    patterns = []
    for form, kind, value in entries:
        if form.startswith("re:"):
            patterns.append((form[3:], (kind, value, _CLOSER if _LOOKS_AROUND.search(form) else 0.0)))
        elif all(kind != other for other, _ in literal.setdefault(form.lower(), [])):
            literal[form.lower()].append((kind, value))
    forms: dict[str, list[tuple[str, tuple[tuple[str, object], ...]]]] = {}
    for form in sorted(literal, key=len, reverse=True):
        senses = tuple(s for s in literal[form] if s[0] != "FILL") or tuple(literal[form])
        forms.setdefault(form[0], []).append((form, senses))
    lengths = {char: tuple(dict.fromkeys(len(form) for form, _ in group)) for char, group in forms.items()}
    known = {form: senses for group in forms.values() for form, senses in group}
    return Lexicon({c: tuple(v) for c, v in forms.items()}, Patterns.of(patterns), known, lengths)


@lru_cache(maxsize=1)
def cue_lexicon() -> Lexicon:
    """All cue words; a form under several types has all of these meanings, filler only where nothing else."""
    return _index(_cue_entries())


@kept
def unit_lexicon(registry: UnitRegistry) -> Lexicon:
    """All wordings of the registry's units."""
    return _index((form, "UNIT", Units((name,))) for form, name in registry.forms.items())


def cut_pairs(tokens: Sequence[Token]) -> list[Token]:
    """Words that say two things, cut in two: 合牵 is 共同 and 牵头."""
    result: list[Token] = []
    for token in tokens:
        if token.type != "PAIR":
            result.append(token)
            continue
        (first, second), at = cast(tuple[tuple[str, str], int], token.value)
        for senses, start, end in ((first, token.start, token.start + at), (second, token.start + at, token.end)):
            kind, _, value = senses.partition(" ")
            result.append(Token(kind, value, start, end, token.cost))
    return result


def _whole_word(text: str, start: int, end: int) -> bool:
    """Latin words match as words: "act" is not in "action"."""
    before = start > 0 and _WORD.match(text[start]) and re.match(r"[a-z0-9]", text[start - 1])
    after = end < len(text) and _WORD.match(text[end - 1]) and re.match(r"[a-z0-9]", text[end])
    return not before and not after


def find_forms(text: str, lexicon: Lexicon, cost: float) -> list[Token]:
    """Every occurrence of every form. ``cost`` is what a token costs the cover."""
    found = []
    for start, char in enumerate(text):
        for length in lexicon.lengths.get(char, ()):
            end = start + length
            senses = lexicon.senses.get(text[start:end]) if end <= len(text) else None
            if senses is not None and _whole_word(text, start, end):
                (kind, value), *also = senses
                found.append(Token(kind, value, start, end, cost, tuple(also)))
    for pattern, (kind, value, closer) in lexicon.patterns.fitting(text):
        found.extend(
            Token(kind, value, m.start(), m.end(), cost - closer) for m in pattern.finditer(text) if m.end() > m.start()
        )
    return found
