"""Deadlines word for word as the document writes them, where they say more than a date; and as people say them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.understand.kept import kept
from assistant.understand.tokens import Context, Token
from index.types import Document

_COST = 0.05
_CENTURY = re.compile(r"\b20(\d\d)(?=年)")
_NAMES_A_TIME = re.compile(r"\d{4}|每.*\d")


def find_literals(text: str, context: Context) -> Iterator[Token]:
    """DLIT tokens: "2018年底前完成并持续落实", also said "2018年年底前完成、还得持续落实"."""
    for literal, pattern in _literals(context.document):
        for m in pattern.finditer(text):
            yield Token("DLIT", literal, m.start(), m.end(), _COST)


@kept
def _literals(document: Document) -> tuple[tuple[str, re.Pattern[str]], ...]:
    said = {t.deadline.literal for t in document.tasks if t.deadline and t.deadline.ongoing}
    return tuple((literal, re.compile(_as_said(literal))) for literal in sorted(said) if _NAMES_A_TIME.search(literal))


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, str]:
    raw = tomllib.loads((Path(__file__).parent / "literals.toml").read_text(encoding="utf-8"))
    return {str(written): str(spoken) for written, spoken in raw["ways"].items()}


def _as_said(literal: str) -> str:
    """The pattern of a literal: each word of it that people also say otherwise in any of those ways."""
    spelt = re.escape(literal.lower())
    for written, spoken in _ways().items():
        spelt = spelt.replace(written, spoken)
    return _CENTURY.sub(r"(?<!\\d)(?:20)?\1", spelt)  # 17年底前
