"""Who asks is told on the way: "我是区政府办新来的小刘,第七部分里只写了各区政府的是哪几条" asks nothing of 区政府办."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from assistant.understand.tokens import Token

# The asker's own unit may be meant by what follows: 我们牵头的, 跟咱们局一起的.
_OWN = re.compile(r"我们|咱|本(?:局|委|办|区|单位|部门|处)|我(?:局|委|办|区|处|单位)|\b(?:we|our|us)\b")


def without_introduction(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` without the clause that tells where the asker works, where the rest names another unit and does not
    speak of the asker's."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        clauses[-1].append(token)
        if token.type == "COMMA":
            clauses.append([])
    at = next((i for i, clause in enumerate(clauses[:-1]) if _introduces(clause)), None)
    if at is None:
        return list(tokens)
    after = list(chain.from_iterable(clauses[at + 1 :]))
    named = any(t.type == "UNIT" for t in after)
    own = _OWN.search(sentence, after[0].start) if after else None
    return [*chain.from_iterable(clauses[:at]), *after] if named and not own else list(tokens)


def _introduces(clause: Sequence[Token]) -> bool:
    """我是…, 我在…工作: a unit, and nothing that is asked of it."""
    said = any(token.value_of("HISTORY") == "iam" for token in clause)
    asked = any(token.has(kind) for token in clause for kind in ("ROLE", "LIST", "COUNT", "WHO", "WHEN", "NUM"))
    return said and not asked and any(token.type == "UNIT" for token in clause)
