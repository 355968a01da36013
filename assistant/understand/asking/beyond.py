"""Questions that the document cannot answer, told by their words alone: other places, telephone numbers, progress."""

from __future__ import annotations

import re

from assistant.types import Plan
from assistant.understand.algebra import all_of, kind_of
from assistant.understand.asking.details import asks_for_a_detail
from assistant.understand.findings import has_topic
from assistant.understand.parts import Part
from assistant.understand.tokens import Context
from assistant.understand.units.elsewhere import speaks_of_home

_TO_BE_TOLD = re.compile(
    "(?:的)?(?:情况|结果)?,?(?:也|都|还|全|一律)*(?:要|得|该|应当?|应该|必须|须|需要?)(?:及时|定期|主动|全面|按时|如实)*(?:地)?"
    "(?:向[^,]{1,6})?(?:公开|公布|公示|发布|亮|晒|让|告诉|说清|通报|交代|有个说法)"
)
# 每季度公布进展的台账
_TELLING = re.compile("(?:公布|公开|公示|通报|发布|报送|汇报|反馈|说明)(?:了|其|工作|任务)?$")
_QUESTION = 36  # characters
_OF_ONESELF = re.compile("[我咱俺]|邻居|朋友|同事|孩子|老公|老婆")
# Conditions that every plan's tasks have: beside another place's name they select none of this document's.
_OF_ANY_PLAN = ("number", "due", "section", "ongoing")


def beyond_plan(part: Part, context: Context) -> Plan | None:
    """A question that the document cannot answer, whatever it is searched for."""
    if _foreign(part, context):
        return Plan("content", topic=part.text, refused="foreign")
    if _unstated(part):
        return Plan("content", topic=part.text, refused="unstated")
    f = part.findings
    if asks_progress(part):
        return Plan("content", all_of(f.conditions), part.text, refused="status")
    if f.conditions and asks_for_a_detail(part):
        return Plan("content", all_of(f.conditions), part.text, refused="detail")
    if _of_a_year_gone_by(part):
        return Plan("content", topic=part.text, asked=part.text, refused="unstated")
    if _done_yet(part) and not _reckoned(part):
        return Plan("content", topic=part.text, asked=part.text, refused="status")
    return None


def _of_a_year_gone_by(part: Part) -> bool:
    """What came of it last year, as a question: 去年哪几个区挨了通报; not what a story tells of its teller."""
    past = any(t.value_of("STATUS") == "past" for t in part.recognised)
    return past and len(part.text) <= _QUESTION and not _OF_ONESELF.search(part.text)


def _done_yet(part: Part) -> bool:
    """Whether something that the tasks speak of is done by now: 大数据平台建好没."""
    told = any(t.value_of("STATUS") == "done" for t in part.recognised)
    return told and not part.has("WHO", "WHEN", "LIST", "NUM", "FIELD")


def asks_progress(part: Part) -> bool:
    """完成了没有, 进展如何: of named tasks, of those spoken of before, or of them all."""
    f = part.findings
    of_the_document = not (f.conditions or f.units or has_topic(f))
    asked = bool(f.conditions) or of_the_document or _closes_with_it(part)
    return part.has("STATUS") and asked and not _reckoned(part) and not _is_to_be_told(part)


def _is_to_be_told(part: Part) -> bool:
    """落实得怎么样要公开,谁牵头: how far the work is is what the task makes public, and no question."""
    stated = [t for t in part.recognised if t.has("STATUS")]
    return all(
        _TO_BE_TOLD.match(part.text, t.end - part.start) or _TELLING.search(part.text[: t.start - part.start])
        for t in stated
    )


def _reckoned(part: Part) -> bool:
    """Whether a day tells what is overdue or left: no progress is asked."""
    return part.has("OVERDUE", "REMAINING", "COUNTDOWN") or part.findings.as_of is not None


def _closes_with_it(part: Part) -> bool:
    """大数据平台建好了没有: of what is described before it; not 进展情况 as something that is to be made public."""
    said = [t for t in part.recognised if t.type not in ("FILL", "QUESTION", "SPACE")]
    return bool(said) and said[-1].has("STATUS") and part.has("QUESTION")


def _foreign(part: Part, context: Context) -> bool:
    """About another place or another year's plan, or a subject no such document treats."""
    plain = all(kind_of(c) in _OF_ANY_PLAN for c in part.findings.conditions)
    elsewhere = part.has("PLACE") and not (speaks_of_home(part.text, context) and not _of_another_plan(part))
    return plain and (elsewhere or part.has("OFFTOPIC"))


def _of_another_plan(part: Part) -> bool:
    """The plan of another year, whichever place it is of."""
    return any(t.value_of("PLACE") == "plan" for t in part.recognised)


def _unstated(part: Part) -> bool:
    """Near the document, and in none of its fields: the telephone, address or head of a unit, or of a task's."""
    f = part.findings
    if f.units and not f.conditions and not f.roles and asks_for_a_detail(part):
        return True
    kinds = {kind_of(c) for c in f.conditions}
    of_a_unit = kinds <= {"unit either"} and bool(f.units or f.conditions)
    of_a_task = kinds == {"number"} and not (set(f.fields) - {"number"} or part.has("YESNO", "MENTION"))
    return part.has("CONTACT") and (((of_a_unit or of_a_task) and not f.roles) or _of_a_described_unit(part))


def _of_a_described_unit(part: Part) -> bool:
    """负责双公示的那个部门,一把手是谁: of the unit that does something, whichever that is."""
    at = next((i for i, t in enumerate(part.recognised) if t.has("CONTACT")), 0)
    units = any(t.has("UNITN") or t.value_of("HISTORY") == "unit" for t in part.recognised[:at])
    return units and bool(part.findings.words) and not part.findings.conditions
