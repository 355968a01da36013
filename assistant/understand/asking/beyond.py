"""Questions that the document cannot answer, told by their words alone: other places, telephone numbers, progress."""

from __future__ import annotations

from assistant.types import Plan
from assistant.understand.algebra import all_of, kind_of
from assistant.understand.findings import has_topic
from assistant.understand.parts import Part
from assistant.understand.tokens import Context
from assistant.understand.units.elsewhere import speaks_of_home

# Conditions that every plan's tasks have: beside another place's name they select none of this document's.
_OF_ANY_PLAN = ("number", "due", "section", "ongoing")


def beyond_plan(part: Part, context: Context) -> Plan | None:
    """A question that the document cannot answer, whatever it is searched for."""
    if _foreign(part, context):
        return Plan("content", topic=part.text, refused="foreign")
    if _unstated(part):
        return Plan("content", topic=part.text, refused="unstated")
    f = part.findings
    reckoned = part.has("OVERDUE", "REMAINING", "COUNTDOWN") or f.as_of is not None
    of_the_document = not (f.conditions or f.units or has_topic(f))
    if part.has("STATUS") and (f.conditions or of_the_document) and not reckoned:
        return Plan("content", all_of(f.conditions), part.text, refused="status")
    if _done_yet(part) and not reckoned:
        return Plan("content", topic=part.text, asked=part.text, refused="status")
    return None


def _done_yet(part: Part) -> bool:
    """Whether something that the tasks speak of is done by now: 大数据平台建好没."""
    told = any(t.value_of("STATUS") == "done" for t in part.recognised)
    return told and not part.has("WHO", "WHEN", "LIST", "NUM", "FIELD")


def _foreign(part: Part, context: Context) -> bool:
    """About another place or another year's plan, or a subject no such document treats."""
    plain = all(kind_of(c) in _OF_ANY_PLAN for c in part.findings.conditions)
    elsewhere = part.has("PLACE") and not (speaks_of_home(part.text, context) and not _of_another_plan(part))
    return plain and (elsewhere or part.has("OFFTOPIC"))


def _of_another_plan(part: Part) -> bool:
    """The plan of another year, whichever place it is of."""
    return any(t.value_of("PLACE") == "plan" for t in part.recognised)


def _unstated(part: Part) -> bool:
    """Near the document, and in none of its fields: a unit's telephone, address or head."""
    f = part.findings
    alone = all(kind_of(c) == "unit either" for c in f.conditions) and bool(f.units or f.conditions)
    return part.has("CONTACT") and alone and not f.roles
