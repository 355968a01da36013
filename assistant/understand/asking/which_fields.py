"""Which fields of a task a question asks for, and whether its text is asked for too."""

from __future__ import annotations

import re

from assistant.types import Condition, FieldName, Measure, NumberIn
from assistant.understand.algebra import kind_of
from assistant.understand.findings import ASSERTING, Findings, has_topic

# What is said of a task, and not asked.
_TOLD_OF = frozenset({*ASSERTING, "COMPARE", "MORE", "EARLIER", "COUNT", "SHARE", "SAMEAS", "WISHNUMBERS"})
_SUMMED = re.compile("概括|总结|归纳|说说|讲讲|介绍|sum")
# What tasks can have in common: 市财政局牵头的任务有什么共同点.
_ALL_ALIKE: tuple[FieldName, ...] = ("lead", "responsible", "deadline")


def fields_of(
    f: Findings, measure: Measure, conditions: tuple[Condition, ...], sides: tuple[Condition, ...]
) -> tuple[FieldName, ...]:
    """The fields that are asked for; of a comparison also what decides it."""
    fields = _asked_fields(f, conditions) or (_ALL_ALIKE if _alike_asked(f, conditions, measure) else ())
    if measure == "compare" and fields and has_topic(f) and all(isinstance(side, NumberIn) for side in sides):
        fields = tuple(dict.fromkeys(("text", *fields)))  # 培训谁、哪年完,对照一下: what no field holds
    if f.extreme and measure == "compare":
        fields = ("deadline", *(name for name in fields if name in f.roles))
    return fields


def _asked_fields(f: Findings, conditions: tuple[Condition, ...]) -> tuple[FieldName, ...]:
    """The fields asked for; 几个工作日 and its like stand in the text of a task, whatever else is asked of it.

    Where one list names all units and its first leads, 责任单位 asks for the whole list.
    """
    asked = tuple(field for field in f.fields if field != "number")
    if f.one_list and "responsible" in asked and "lead" not in asked:
        at = asked.index("responsible")
        asked = (*asked[:at], "lead", *asked[at:])
    kinds = {kind_of(c) for c in conditions}
    if "WHO" in f.flags and not f.roles and "number" in kinds and has_topic(f):
        return tuple(dict.fromkeys(("text", *asked)))  # 任务99要请谁来调研: who is invited stands in the text
    summed = "SUMMARISE" in f.flags or _SUMMED.search(f.cues.get("WISHNUMBERS", ""))
    if "number" in kinds and summed and asked and "text" not in asked:
        return ("text", *asked)  # 第77条一句话概括,外加牵头单位
    if "number" in kinds and asked and "text" not in asked and has_topic(f) and not f.flags & _TOLD_OF:
        return ("text", *asked)  # 94、95两项分别培训什么人、什么时候完: what no field holds stands in the text
    if "RELATIVE" not in f.flags or not kinds & {"number", "text"}:
        return asked
    kept = asked if "WHEN" in f.flags else tuple(name for name in asked if name != "deadline")
    return tuple(dict.fromkeys(("text", *kept)))


def _alike_asked(f: Findings, conditions: tuple[Condition, ...], measure: Measure) -> bool:
    """Whether it is asked what several tasks have in common, or how they differ."""
    single = any(isinstance(c, NumberIn) and len(c.numbers) == 1 for c in conditions)
    return measure == "describe" and "COMPARE" in f.flags and not single
