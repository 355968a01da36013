"""前者, 后一种说法 and the latter where a message names two units first: "“甲”和“乙”别混了,责任单位写前者的有哪些"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.understand.tokens import Token, clauses_of

_KIND = "(?:种|个|类|家)(?:说法|写法|叫法|表述|提法|单位|部门|名称|措辞)?"
_FIRST = re.compile(rf"前者|(?:前一|头一|第一){_KIND}|前面[那这]{_KIND}|\bthe former\b")
_SECOND = re.compile(rf"后者|(?:后一|第二){_KIND}|后面[那这]{_KIND}|\bthe latter\b")
_NAMED = 2


def with_the_one_meant(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` with such a word as the unit that it means, and without the clause that tells the two apart."""
    for place, form in enumerate((_FIRST, _SECOND)):
        pointer = form.search(sentence)
        named = [t for t in tokens if t.type == "UNIT" and pointer and t.end <= pointer.start()]
        if pointer is None or len(named) != _NAMED or len(named) != sum(t.type == "UNIT" for t in tokens):
            continue
        meant = replace(named[place], start=pointer.start(), end=pointer.end())
        rest = [t for t in tokens if t.end <= pointer.start() or t.start >= pointer.end()]
        after = [t for t in rest if t.start >= pointer.end()]
        return [*_told_apart(rest, named, pointer.start()), meant, *after]
    return list(tokens)


def _told_apart(tokens: Sequence[Token], named: Sequence[Token], pointer: int) -> list[Token]:
    """What stands before the pointer beside the two names: of their own clause only the role that it gives them."""
    clauses = clauses_of((t for t in tokens if t.end <= pointer), lambda t: t.type == "COMMA")
    own = any(t.type == "ROLE" for t in clauses[-1])
    kept = [_role_alone(c, own=own) if any(t in named for t in c) else c for c in clauses]
    return list(chain.from_iterable(kept))


def _role_alone(clause: Sequence[Token], *, own: bool) -> list[Token]:
    return [] if own else [t for t in clause if t.type == "ROLE"][:1]
