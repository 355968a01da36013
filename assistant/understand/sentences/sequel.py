"""A question of a message that leans on the question before it: "第30项的时限,还有31项的呢,这两项谁牵头"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Not, NumberIn, Plan
from assistant.understand.algebra import all_of, conjuncts, kind_of, merged
from assistant.understand.edit import edited
from assistant.understand.parts import Part
from assistant.understand.tokens import Context, Token

_POINTING = ("item", "list", "unit", "all_units", "among")
# Questions of the document as a whole, however short they are.
_ON_ITS_OWN = (
    "DOCUMENTN", "DOCFACT", "MOST", "LEAST", "SECTCOUNT", "COUNTUNITS", "SMALLTALK", "PLACE", "OFFTOPIC",
    "OVERDUE", "REMAINING", "DISTRIBUTION", "AVERAGE", "RANKED",
)  # fmt: skip
_ASKING = ("COUNT", "LIST", "WHO", "WHEN", "SUMMARISE", "COMPARE", "SAME", "RELATIVE")


def leans(part: Part) -> bool:
    """Whether ``part`` lacks what it is about, or what it asks of it."""
    f = part.findings
    if opens_among(part):
        return True
    if part.has(*_ON_ITS_OWN) or (f.extreme and not part.has("EARLIER")):
        return False
    if any(t.value_of("HISTORY") in _POINTING and not _named_beside(part, t) for t in part.recognised):
        return True
    if part.has_subject:
        return part.echoes or _chooses(part)
    return bool(f.fields or f.roles) or part.has(*_ASKING)


def _named_beside(part: Part, pointer: Token) -> bool:
    """市保密局那条: what it points at is said right before it."""
    own = any(t.type == "UNIT" and t.end == pointer.start for t in part.recognised)
    return own and pointer.value_of("HISTORY") == "item"


def opens_among(part: Part) -> bool:
    """ "…,其中一次性完成的几项": begins with what speaks of the tasks just asked for."""
    plain = (t for t in part.recognised if t.type not in ("FILL", "COMMA", "SPACE", "ELSE", "AND"))
    first = next((t for t in plain if not (t.type == "WORD" and len(t) == 1)), None)  # 并报其中…的项数
    if first is None or first.type not in ("IN", "HISTORY", "SCOPE"):
        return False
    return first.has("IN") or first.value_of("HISTORY") == "among"


def continues_among(part: Part) -> bool:
    """ "其中持续落实的几项,一次性的几项": one more share of the same tasks."""
    f = part.findings
    kinds = {kind_of(c) for c in f.conditions}
    own = f.facts or f.topic or part.has(*_ON_ITS_OWN) or kinds & {"number", "same"}
    return bool(kinds or f.units) and not own and part.has("COUNT", "LIST", "SHARE") and "任务" not in part.text


_OF_A_SHARE = ("SECT", "DATE", "COUNT", "FILL", "COMMA", "ENUM", "AND", "SPACE", "IS", "HAS", "IN", "QUESTION", "EACH")


def is_a_share(before: Plan, part: Part) -> bool:
    """ "2020年到期的有几条,第三部分几条": nothing but a part of those just counted, and how many it has."""
    f = part.findings
    kinds, known = ({kind_of(c) for c in conditions} for conditions in (f.conditions, conjuncts(before.condition)))
    bare = part.has("COUNT") and all(any(t.has(kind) for kind in _OF_A_SHARE) for t in part.recognised)
    counted = before.measure == "count" and bool(known) and not before.topic
    return counted and bare and bool(kinds) and kinds <= {"section", "due"} and not kinds & known


def leaves_out(part: Part) -> bool:
    """ "跟甲一起牵头的就不用了", "只要写12月31日的": says only which of the tasks just asked for are (not) wanted."""
    f = part.findings
    denied = bool(f.conditions) and all(isinstance(c, Not) for c in f.conditions)
    excepted = denied and any(t.type in ("EXCEPTCOND", "EXCLUDED") for t in part.tokens)
    narrowed = bool(f.conditions) and any(t.value_of("HISTORY") == "narrow" for t in part.recognised)
    return (excepted or narrowed) and not (f.topic or f.fields or part.has(*_ASKING, *_ON_ITS_OWN))


def left_out(plan: Plan, part: Part) -> Plan | None:
    """``plan`` without the tasks that ``part`` says are not wanted."""
    if not leaves_out(part) or plan.condition is None or plan.measure not in ("list", "count", "describe", "exists"):
        return None
    return replace(plan, condition=all_of((*conjuncts(plan.condition), *part.findings.conditions)))


def told_further(plan: Plan, part: Part) -> Plan | None:
    """A question of content with one more field of its tasks: "…多久更新一次?哪年做到?"."""
    fields = tuple(name for name in part.findings.fields if name in ("lead", "responsible", "deadline"))
    own = part.has_subject or part.findings.words or part.has(*_ON_ITS_OWN, "COUNT", "LIST")
    if plan.measure != "content" or plan.refused or not plan.topic or not fields or own:
        return None
    topic = plan.topic if plan.condition else f"{plan.topic.rstrip('?。')}?{part.text}"
    return replace(plan, topic=topic, fields=tuple(dict.fromkeys((*plan.fields, *fields))))


def _chooses(part: Part) -> bool:
    """ "哪条不用持续落实", "单干的又是哪条", "哪几个没写责任单位": some of those just spoken of."""
    f = part.findings
    if f.units or f.claim or f.slices or f.facts or part.has("TASKN", "DUE"):
        return False
    kinds = {kind_of(c) for c in f.conditions}
    if "number" in f.fields and not part.has("LIST", "COUNT"):
        return kinds <= {"ongoing", "count"}
    first = next((t for t in part.recognised if t.type not in ("FILL", "COMMA", "SPACE", "AND")), None)
    asked = first is not None and (first.has("LIST") or first.has("COUNT")) and not first.has("TASKN")
    return asked and bool(kinds) and not f.topic and kinds <= {"ongoing", "count", "missing", "due"}


def _the_rest(before: Plan, part: Part, context: Context) -> Plan | None:
    """ "12、13、14里哪个没写牵头?剩下俩又是谁牵的": of the tasks named, those that the question before left."""
    parts = conjuncts(before.condition)
    named = tuple(c for c in parts if isinstance(c, NumberIn))
    left = tuple(Not(c) for c in parts if c not in named)
    first = next((t for t in part.recognised if t.type not in ("FILL", "COMMA", "SPACE", "AND")), None)
    spoken = first is not None and (first.has("ELSE") or first.value_of("HISTORY") == "rest")
    rest = spoken and part.text.startswith(_REST)
    if not (rest and named and len(left) == 1) or part.has_subject:
        return None
    asked = edited(Plan("list", named[0]), (), part, context)
    return replace(asked.plan, condition=all_of((*named, *left))) if asked is not None else None


_REST = ("剩", "余", "其余", "另外", "别的", "其他")


def sequel(plans: Sequence[Plan], part: Part, context: Context) -> Plan | None:
    """The question before, or all of them where ``part`` speaks of 这些, edited as a follow-up would edit it."""
    last = plans[-1]
    if (rest := _the_rest(last, part, context)) is not None:
        return rest
    if any(t.value_of("HISTORY") in ("list", "all_units") for t in part.recognised):
        together = merged([c for plan in plans for c in conjuncts(plan.condition)], joint=False)
        last = replace(last, condition=all_of(together))
    asked = ("deadline",) if part.has("EARLIER") else tuple(n for n in part.findings.fields if n != "number")
    if last.measure == "compare" and asked and not part.has_subject:
        return replace(last, fields=asked)
    if last.measure == "compare" and _chooses(part) and all(isinstance(side, NumberIn) for side in last.sides):
        numbers = tuple(n for side in last.sides if isinstance(side, NumberIn) for n in side.numbers)
        return Plan("list", all_of((NumberIn(numbers), *part.findings.conditions)))
    if last.condition is None or last.topic or last.sides:
        return None
    step = edited(last, (), part, context)
    return step.plan if step is not None else None
