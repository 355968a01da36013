"""One unit asked about in two roles, one after the other: "市司法局牵头的是哪条、只当责任单位的又是哪几条"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.understand.tokens import Token

_JOINTS = ("ENUM", "COMMA", "AND")
# What a second question about the same unit holds beside its role: nothing that would be another subject.
_PLAIN = {
    "ROLE", "LIST", "FIELD", "FILL", "IS", "AS", "BY", "IN", "ONLY", "AND", "HAS", "TASKN", "DUE", "QUESTION",
    "HISTORY", "SPACE", "EACH", "YESNO",
}  # fmt: skip


def roles_in_turn(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with the unit named again before the second role that is asked for, and the two questions parted."""
    units = [at for at, t in enumerate(tokens) if t.type == "UNIT"]
    if len(units) != 1:
        return list(tokens)
    for at in range(units[0] + 1, len(tokens)):
        joint = tokens[at]
        if not any(joint.has(kind) for kind in _JOINTS):
            continue
        end = next((i for i in range(at + 1, len(tokens)) if tokens[i].has("COMMA")), len(tokens))
        first, second = _asked_role(tokens[units[0] : at]), _asked_role(tokens[at + 1 : end])
        plain = {t.type for t in tokens[at + 1 : end]} <= _PLAIN
        if first is not None and second is not None and first != second and plain:
            comma = replace(joint, type="COMMA", value="yes", also=())
            again = replace(tokens[units[0]], start=joint.end, end=joint.end)
            return [*tokens[:at], comma, again, *tokens[at + 1 :]]
    return list(tokens)


def _asked_role(clause: Sequence[Token]) -> str | None:
    """The one role whose tasks a clause asks for; None where it asks for units (责任单位有哪些) or only counts them."""
    roles = [at for at, t in enumerate(clause) if t.type == "ROLE"]
    asked = any(t.has("LIST") or t.value_of("FIELD") == "number" for t in clause)
    if len(roles) != 1 or not asked or any(t.has("COUNT") for t in clause):
        return None
    at = roles[0]
    before = clause[at - 1] if at else None
    acting = not clause[at].has("ROLEN") or (before is not None and before.has("AS"))
    return str(clause[at].value_of("ROLE")) if acting and clause[at].value != "either" else None
