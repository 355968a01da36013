"""A group of units by its everyday noun, beside a role: 街道参与的任务, 责任单位里没有乡镇的, 景区牵头哪些.

Such a noun (街道, 社区, 景区) is an ordinary word elsewhere, and no name by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understand.tokens import Context, Token, Units
from assistant.understand.units.listed import units_listed

_LEAST = 2
_WHOLE = ("各{}", "各{}办事处", "各{}人民政府", "各{}政府", "{}办事处")
# What may stand between a role and the noun: 责任单位里|没有|街道, 街道|要|参与.
_BETWEEN = ("FILL", "IS", "AS", "BY", "IN", "HAS", "NOT", "EMPTY", "ONLY", "MENTION", "SHOWN", "ALSO", "AND")

_CELL = ("栏", "格", "单位")


def bare_groups(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """``tokens`` with each such noun beside a role as the one group of the document that it calls."""
    found = list(tokens)
    for at, token in enumerate(found):
        if token.type != "WORD" or len(token) < _LEAST or not _beside_a_role(found, at, text):
            continue
        forms = (context.registry.forms.get(form.format(text[token.start : token.end])) for form in _WHOLE)
        meant = {name.names: name for name in forms if name and set(name.names) & units_listed(context.document)}
        if len(meant) == 1:
            found[at] = Token("UNIT", Units(tuple(meant.values())), token.start, token.end)
    return found


def _beside_a_role(tokens: Sequence[Token], at: int, text: str) -> bool:
    after = next((t for t in tokens[at + 1 :] if t.type not in ("FILL", "ALSO", "AS")), None)
    before = next((t for t in reversed(tokens[:at]) if t.type not in _BETWEEN), None)
    acts = after is not None and after.type == "ROLE" and not after.has("ROLEN")
    field = before is not None and (before.has("ROLEN") or text[before.start : before.end].endswith(_CELL))
    return acts or field
