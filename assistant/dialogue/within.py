"""Questions that could stand alone and yet are asked of the tasks just spoken of: 谁牵头最多 after 第五部分有多少项."""

from __future__ import annotations

import re

from assistant.dialogue.memory import Memory
from assistant.types import Not, Plan
from assistant.understand.algebra import conjuncts, kind_of
from assistant.understand.parts import Part

_WHOLE = ("DOCUMENTN", "ALLTASKS", "DOCFACT", "SHARE", "DISTRIBUTION", "EACH", "COMPARE", "OFFTOPIC", "PLACE")
# What bounds a set without being a unit's: a ranking of units within one unit's tasks is seldom meant.
_BOUNDING = {"section", "due", "ongoing", "text", "missing", "count"}
_UNITS = {"unit lead", "unit responsible", "unit either"}
_ALSO_NAMES = re.compile(
    r"[也还](?:都|同时)?"
    r"(?:有|涉及|包括|带|点名|点到|提到|写了|含|在(?:里|其|内|列)|参与|参加|出现|上榜|挂名|沾边)"
)
NOUNS = ("任务", "事项", "task")


def within(part: Part, memory: Memory) -> bool:
    """Whether ``part`` is asked of the set of the turn before."""
    if memory.plan is None or part.has(*_WHOLE):
        return memory.plan is not None and (takes_a_share(part) or headless(part, memory))
    asked = headless(part, memory) or _ranks(part, memory) or _lacks(part, memory) or _which_few(part, memory)
    return asked or adds_a_unit(part, memory.plan) or _adds_a_partner(part, memory.plan)


_HEADLESS = re.compile(
    r"(?:的|[里中内]面?|当中|之中)(?:一共|总共|共|又|各)?(?:都)?(?:有|是|占|剩)?(?:[几多哪]|吗|$|[?,])"
    r"|的那一?[条项个件](?=是?(?:什么|啥|谁|由谁|归谁|哪)|[,?]|$)"
)
# 第二部分占了几项: a portion of what was spoken of.
_PORTION = re.compile(
    r"占(?:了|到|去|着|据)?(?:其中的?|[该这那本]一?个?(?:大?部分|板块|块|年|单位|家)的?)?(?:大概|大约|一共|总共)?"
    r"(?:[几多]|[一二两三]?成|比|百分)"
)
_MODIFYING = {"section", "due", "ongoing", "missing", "count", "text"}


def headless(part: Part, memory: Memory) -> bool:
    """ "第二部分里的有几项", "牵头单位是市编办的占几项": 的 with no noun after it, and a portion, take the tasks spoken
    of before. A unit does so where the tasks before were not chosen by a unit in the same role."""
    f = part.findings
    whole = part.has(*(kind for kind in _WHOLE if kind != "SHARE"), "MOST", "LEAST")
    if memory.plan is None or f.topic or f.units or whole:
        return False
    kinds = {kind_of(c).removeprefix("not ") for c in f.conditions} | ({"unit either"} if f.excluded else set())
    portion = _PORTION.search(part.text)
    if (
        not kinds
        or _another_side(kinds, memory.plan)
        or any(noun in part.text for noun in NOUNS)
        or (part.has("SHARE") and not portion)
    ):
        return False
    if kinds & _UNITS and not _narrowed_by_units(kinds, part, memory, portion=portion is not None):
        return False
    return kinds <= _MODIFYING | _UNITS and bool(portion or _HEADLESS.search(part.text))


def _another_side(kinds: set[str], plan: Plan) -> bool:
    """2018年的有多少 after 2016年的多还是2017年的多: one more to compare, and none of those."""
    return plan.measure == "compare" and kinds <= {kind_of(c) for side in plan.sides for c in conjuncts(side)}


def _narrowed_by_units(kinds: set[str], part: Part, memory: Memory, *, portion: bool) -> bool:
    """Whether tasks of these units are sought among those of the turn before: 2018年到期的, then 市编办牵头的有几个."""
    before = _kinds(memory.plan) if memory.plan is not None else set()
    several = len(memory.numbers) > 1 and bool(before) and not kinds & before
    refused = all(isinstance(c, Not) for c in part.findings.conditions)
    chosen = (bool(before & _UNITS) and not refused) or "number" in before
    return several and (not chosen or portion or any(t.has("ROLEN") for t in part.recognised))


def takes_a_share(part: Part) -> bool:
    """ "第五部分占其中的多少": a share of the tasks spoken of before."""
    pointing = any(t.value_of("HISTORY") in ("among", "list") for t in part.recognised)
    return part.has("SHARE") and pointing and not part.has("DOCUMENTN", "ALLTASKS")


def _kinds(plan: Plan) -> set[str]:
    return {kind_of(c) for c in conjuncts(plan.condition)}


def _found_by_topic(memory: Memory) -> bool:
    """Whether the turn before found several tasks by their content."""
    return memory.plan is not None and memory.plan.topic is not None and len(memory.numbers) > 1


def _ranks(part: Part, memory: Memory) -> bool:
    """谁牵头最多, 哪家任务最少: of the section, year or subject before, unless the message bounds its own set."""
    f, plan = part.findings, memory.plan
    own = f.conditions or f.units or f.topic or f.facts or f.slices or f.claim
    if plan is None or own or not part.has("MOST", "LEAST"):
        return False
    kinds = _kinds(plan)
    bounded = bool(kinds & _BOUNDING) and kinds.isdisjoint(_UNITS)
    if part.has("SECTIONN") and "section" in kinds:
        return False
    return part.has("WHO", "UNITN", "SECTIONN", "YEARN") and (bounded or _found_by_topic(memory))


def _lacks(part: Part, memory: Memory) -> bool:
    """哪些没有牵头单位 with no noun of its own: of the tasks just listed."""
    f, plan = part.findings, memory.plan
    kinds = {kind_of(c).removeprefix("not ") for c in f.conditions}
    if plan is None or "missing" not in kinds or not kinds <= {"missing", "due", "ongoing"}:
        return False
    own = f.topic or f.units or f.roles or part.has("MOST", "LEAST") or any(noun in part.text for noun in NOUNS)
    before = _kinds(plan)
    bounded = "missing" not in before and bool(before & (_BOUNDING | _UNITS))
    return not own and (bounded or _found_by_topic(memory))


def _adds_a_partner(part: Part, plan: Plan) -> bool:
    """同网信办共同牵头的几项, 是不是有和办公厅合牵的: with the unit spoken of, as nobody else is named."""
    tokens = [t for t in part.recognised if t.types != ("FILL",)]
    at = next((i for i, t in enumerate(tokens) if t.type == "UNIT"), 0)
    with_it = at > 0 and (tokens[at - 1].has("AND") or tokens[at - 1].has("ABOUT")) and not tokens[at - 1].has("ELSE")
    alone = not any(t.type in ("WHO", "NUM", "SECT", "UNITN") for t in tokens) and not part.findings.topic
    together = any(t.has("TOGETHER") for t in tokens[at + 1 :])
    return with_it and together and alone and not _kinds(plan).isdisjoint({"unit lead", "unit responsible"})


# 哪几条, 哪项: some of a list that is before one's eyes; 哪些任务 would be sought in the whole document.
_FEW_OF_THEM = re.compile(r"哪(?:[几一]|[一两二三]|些)?[条项个件](?!任务|部门|单位|部分|年|局|委)")
_SOME_OF_THEM = re.compile(
    r"^(?:那|那么|请问|问一?下|看看|瞧瞧)*哪(?:[几一两二三]|些)?[条项个件些](?!任务|部门|单位|部分|年|局|委)(?:是|在|属于?|归|落在|放在|排在|列在|到|都)+"
    r"|^(?:and |so |now )*(?:which|how many)(?: ones?| of (?:them|those|these))? (?:are|is|falls?|come|belong) "
)
_LISTED = 40


def _which_few(part: Part, memory: Memory) -> bool:
    """哪几条跟办事指南有关 after the tasks of a unit, a section or a year: of these."""
    f, plan = part.findings, memory.plan
    if plan is None or not 1 < len(memory.numbers) <= _LISTED or f.units or f.roles or f.topic:
        return False
    kinds = {kind_of(c) for c in f.conditions}
    if kinds and kinds <= _MODIFYING - {"text"} and kinds.isdisjoint(_kinds(plan)):
        return _SOME_OF_THEM.search(part.text) is not None and not any(noun in part.text for noun in NOUNS)
    worded = bool(f.conditions) and all(kind_of(c) == "text" for c in f.conditions)
    chosen = not _kinds(plan).isdisjoint(_UNITS | {"section", "due", "missing"})
    noun = any(noun in part.text for noun in NOUNS)
    return worded and chosen and not noun and _FEW_OF_THEM.search(part.text) is not None


def adds_a_unit(part: Part, plan: Plan) -> bool:
    """哪几项还有市政府办公厅 after the tasks of other units: those that name it, too."""
    f = part.findings
    asked = part.has("LIST", "COUNT") and _ALSO_NAMES.search(part.text) is not None
    named = bool(f.units) or bool(f.conditions)
    bare = all(kind_of(c) == "unit either" for c in f.conditions) and not (f.roles or f.topic or f.excluded)
    own = part.has(*_WHOLE) or any(noun in part.text for noun in NOUNS)
    return asked and bare and named and not own and not _kinds(plan).isdisjoint(_UNITS)


def asks_of_nothing(part: Part) -> bool:
    """谁牵头, 有几项 and their like, which ask of what was spoken of and name nothing."""
    f = part.findings
    noun = any(noun in part.text for noun in NOUNS) or (part.has("UNITN") and not f.roles)
    whole = part.has(*_WHOLE, "MOST", "LEAST", "SECTIONN", "SECTCOUNT", "YEARN", "OVERDUE", "REMAINING", "SMALLTALK")
    asks = bool(f.fields or f.roles) or part.has("WHO", "WHEN", "COUNT")
    return asks and not (part.has_subject or noun or whole or f.words)


def which_of_its_own(part: Part) -> bool:
    """ "市编办跟市政府法制办一起牵头的是哪条": the one of tasks that it selects itself."""
    kinds = {kind_of(c) for c in part.findings.conditions}
    return (
        "number" in part.findings.fields and bool(kinds & {"unit lead", "unit responsible"}) and not part.findings.words
    )
