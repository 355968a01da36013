"""What the document itself calls its tasks and its unit fields: 举措, 措施; 指导部门, 负责部门, 主责单位."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.question import clean
from assistant.types import Plan
from assistant.understand.kept import kept
from assistant.understand.tokens import Context, Token
from index.layouts.clauses import first_leads
from index.reading.vocabulary import column_role
from index.role_words import FieldRole, only_role, role_words
from index.types import Document

_COST = 0.28
# X的措施 is read as X的任务 is; a cue word costs more.
_JOINED = 0.25
_NOUNS = "单位|部门|机构|方"
# How much before the first task may be the head of its table.
_NEAR = 200
# So much before it, with the title, holds the head of any table.
_HEAD, _LEAST_HEADS, _SHORT = 600, 3, 2
_HEADS = {
    "lead": ("ROLEN", "lead"), "responsible": ("ROLEN", "responsible"), "deadline": ("FIELD", "deadline"),
    "text": ("FIELD", "text"), "section": ("SECTIONN", "yes"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "own_words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Own:
    """A document's words as (pattern, token type, value), the one role it has, and whether the first of its
    responsible units leads."""

    patterns: tuple[tuple[re.Pattern[str], str, str], ...]
    only: FieldRole | None
    first: bool


def own_words(text: str, context: Context) -> Iterator[Token]:
    """Tokens over the document's own words for tasks (TASKN, DUE with 的) and roles (ROLE, and ROLEN with 单位)."""
    for pattern, kind, value in _of(context.document).patterns:
        for m in pattern.finditer(text):
            also = (("ROLEN", value),) if kind == "ROLEN" else ()
            cost = _JOINED if kind == "DUE" else _COST
            yield Token("ROLE" if also else kind, value, m.start(), m.end(), cost, also)


def in_genre_words(text: str, context: Context) -> str:
    """The text as it would be asked where 牵头单位 lead, as long as it is: 市教育局负责 becomes 市教育局牵头."""
    if context.document.roles is None:
        return text
    for pattern, word in _genre_words(context.document):
        text = pattern.sub(word, text)
    return text


@kept
def _genre_words(document: Document) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_in_genre_words(document))


def _in_genre_words(document: Document) -> Iterator[tuple[re.Pattern[str], str]]:
    """The words for the roles that any such document may have, and those that this one prints."""
    data, roles = _data()["roles"], document.roles
    for row in data["words"]:
        yield re.compile(row["pattern"].format(noun=data["noun"])), row["genre"]
    for own, genre in ((roles.leads, "牵头"), (roles.assists, "配合")) if roles else ():
        if len(own) == len(genre):
            yield re.compile(own + data["no_verb"]), genre


def in_own_roles(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """参与 and 负责 as the one role that the document has: 负责部门 alone; responsible as who leads, where it
    means that."""
    role = _of(context.document).only
    if role is not None:
        return [replace(t, value=role) if t.type == "ROLE" and t.value == "either" else t for t in tokens]
    if context.document.roles is None:
        return list(tokens)
    return [_leading(t) if "responsib" in text[t.start : t.end] else t for t in tokens]


def _leading(token: Token) -> Token:
    """A token of the responsible units as one of those that lead."""
    also = tuple((kind, "lead" if value == "responsible" else value) for kind, value in token.also)
    return replace(token, value="lead" if token.value == "responsible" else token.value, also=also)


def with_the_first(plan: Plan, context: Context) -> Plan:
    """ "第3条的责任单位" where the first of the responsible units leads: the lead is one of those asked for."""
    asked = plan.measure == "describe" and "responsible" in plan.fields and "lead" not in plan.fields
    if not asked or not _of(context.document).first:
        return plan
    at = plan.fields.index("responsible")
    return replace(plan, fields=(*plan.fields[:at], "lead", *plan.fields[at:]))


@kept
def _of(document: Document) -> _Own:
    first = first_leads(re.sub(r"\s+", "", document.text))
    return _Own(tuple(_patterns(document, first)), only_role(document), first)


def _patterns(document: Document, first: bool) -> Iterator[tuple[re.Pattern[str], str, str]]:
    before = document.text[: document.tasks[0].span.start] if document.tasks else ""
    said = f"{document.title}\n{before[-_NEAR:]}"
    nouns = [w for word, forms in _data()["nouns"].items() if word in said for w in forms]
    if nouns:
        yield re.compile(_any(nouns)), "TASKN", "yes"
    if titled := [noun for noun in _data()["titles"]["nouns"] if noun in document.title]:
        yield re.compile(f"(?:{_any(titled)})(?=[里中上内]|当中|之中)"), "DOCUMENTN", "yes"
        yield re.compile(_data()["titles"]["accorded"].format(noun=_any(titled))), "FILL", "yes"
    joined = _data()["joined"]
    if titled := [noun for noun in joined["nouns"] if noun in document.title]:
        yield re.compile(f"的(?:{_any(joined['before'])})*(?:{_any(titled)})"), "DUE", "yes"
    if first:
        yield from ((re.compile(_any(words)), "ROLE", role) for role, words in _data()["first"].items())
    for words, role in _latin_heads(document):
        kind, value = _HEADS[role]
        yield re.compile(_any(list({words, clean(words).text}))), kind, value
    verbs = _data()["verbs"]
    if document.roles is not None:
        yield re.compile(rf"\b(?:{_data()['roles']['assists']})\b"), "ROLE", "responsible"
        yield re.compile(rf"\b(?:{_data()['roles']['assisting']})\b"), "ROLEN", "responsible"
    for head, role in role_words(document).items():
        yield re.compile(f"{re.escape(head)}(?:{_NOUNS})"), "ROLEN", role
        if head in verbs:
            yield re.compile(f"(?:{_any(verbs[head])})(?={verbs['follows']})"), "ROLE", role


def _latin_heads(document: Document) -> Iterator[tuple[str, str]]:
    """Owner Dept for 牵头部门 Owner Dept: the English words of a table's heads, and the roles of their columns."""
    end = document.tasks[0].span.start if document.tasks else 0
    for line in document.text[max(0, end - _HEAD) : end].split("\n"):
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        roles = [column_role(cell) for cell in cells]
        if sum(role is not None for role in roles) < _LEAST_HEADS:
            continue
        for cell, role in zip(cells, roles, strict=True):
            words = " ".join(re.findall(r"[A-Za-z][A-Za-z/&'-]+", cell)).lower()
            if words and role in _HEADS and len(words) > _SHORT:
                yield words, role


def _any(words: list[str]) -> str:
    """Any of the words; Latin ones only whole."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered)
