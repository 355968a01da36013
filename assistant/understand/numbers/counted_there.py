"""How many tasks a section, a unit or a day is said to have, where the words could also be the number of a task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.numbers.numerals import NUMERAL
from assistant.understand.tokens import Bounds, Context, Numbers, Token
from index.sections import inside

# 13条任务, 8项: no 第, no 任务 and no 号 says that it is the number of one.
_SO_MANY = re.compile(rf"{NUMERAL}(?:条|项|个|件)(?P<noun>的?(?:任务|事项|工作))?")
# What has tasks and stands before their count; a section may also be followed by a place in it.
_HAVING = ("ROLE", "DATE", "DLIT", "ONGOING", "DUE")
# What is said of all or some of them and never of one.
_OF_SEVERAL = ("EVERY", "TOTAL", "IN", "LIST", "COUNT", "EACH", "SHARE", "MOST", "LEAST", "BOTH")


def counted_there(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """The tokens with "第六部分13条任务是不是都…" and "甲牵头的8条任务" read as counts, not as task 8."""
    return [_as_count(tokens, at, text, context) for at in range(len(tokens))]


def _as_count(tokens: Sequence[Token], at: int, text: str, context: Context) -> Token:
    token = tokens[at]
    said = _SO_MANY.fullmatch(text, token.start, token.end) if token.type == "NUM" else None
    numbers = cast(Numbers, token.value).numbers if said else ()
    before = next((t for t in reversed(tokens[:at]) if t.types != ("FILL",) and not t.has("HAS")), None)
    if said is None or before is None or len(numbers) != 1 or not isinstance(numbers[0], int):
        return token
    n = numbers[0]
    after = next((t for t in tokens[at + 1 :] if t.types != ("FILL",) and not t.has("YESNO")), None)
    several = n > 1 and after is not None and any(after.has(kind) for kind in _OF_SEVERAL)
    there = inside(cast("tuple[int, ...]", before.value), context.document) if before.type == "SECT" else ()
    counted = n == len(there) or (several and n not in {t.number for t in there})
    if any(before.has(kind) for kind in _HAVING) or (there and counted):
        return replace(token, type="COUNTN", value=Bounds(n, n, "tasks"), also=())
    return token
