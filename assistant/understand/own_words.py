"""What the document itself calls its tasks and its unit fields: 举措, 措施; 指导部门, 负责部门, 主责单位."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.understand.tokens import Context, Token
from index.role_words import role_words
from index.types import Document

_COST = 0.28
_NOUNS = "单位|部门|机构|方"


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "own_words.toml").read_text(encoding="utf-8"))


_Patterns = tuple[tuple[re.Pattern[str], str, str], ...]
_patterns: dict[int, tuple[Document, _Patterns]] = {}


def own_words(text: str, context: Context) -> Iterator[Token]:
    """Tokens over the document's own words for tasks (TASKN) and roles (ROLE, and ROLEN with 单位 or 部门)."""
    for pattern, kind, value in _of(context.document):
        for m in pattern.finditer(text):
            also = (("ROLEN", value),) if kind == "ROLEN" else ()
            yield Token("ROLE" if also else kind, value, m.start(), m.end(), _COST, also)


def _of(document: Document) -> _Patterns:
    known = _patterns.get(id(document))
    if known is None or known[0] is not document:
        known = (document, tuple(_made(document)))
        _patterns[id(document)] = known
    return known[1]


def _made(document: Document) -> Iterator[tuple[re.Pattern[str], str, str]]:
    heads = document.text[: document.tasks[0].span.start] if document.tasks else ""
    said = f"{document.title}\n{heads[-200:]}"
    nouns = [w for word, forms in _data()["nouns"].items() if word in said for w in forms]
    if nouns:
        yield re.compile(_any(nouns)), "TASKN", "yes"
    verbs = _data()["verbs"]
    for head, role in role_words(document).items():
        yield re.compile(f"{re.escape(head)}(?:{_NOUNS})"), "ROLEN", role
        if head in verbs:
            yield re.compile(f"(?:{_any(verbs[head])})(?={verbs['follows']})"), "ROLE", role


def _any(words: list[str]) -> str:
    """Any of the words; Latin ones only whole."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered)
