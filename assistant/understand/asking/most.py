"""The most that one thing has: tasks that name the most units, units whose tasks spread over the most sections."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Condition, Role, UnitCount
from assistant.understand.algebra import conjuncts_of
from assistant.understand.findings import Findings
from assistant.understand.tokens import Bounds, Context
from index.sections import section_of

# 最多几家单位一起牵头: the most units that one task names.
_HOW_MANY_AT_MOST = re.compile(
    r"(?:最多|至多)的?(?:时候)?(?:一项|一条|一个任务|一件)?(?:能有|会有|有|由|是|达到?)?(?:几|多少)(?:家|个)(?:单位|部门)?"
    r"(?:一起|共同|联合|来|同时)?(?:牵头|责任|担责|负责|合作|搭伙)"
)
# 哪些任务牵头的单位最多, 哪条任务的责任部门最少.
_UNITS_OF_TASKS = re.compile(
    r"(?:哪|什么)[^,。?]{0,3}(?:任务|项|条|事项|工作)[^,。?]{0,4}(?:牵头|责任|负责|配合)的(?:单位|部门)(?:数量?|个数|家数)?最"
)
# 牵头栏最长, 家数最多, 牵头单位数最多: how many units a task names, though no 单位 stands before.
_FIELD_LENGTH = re.compile("(?:牵头|责任)(?:单位)?(?:的)?(?:[这那]一?)?栏|家数|几家")
_SECTION_ASKED = re.compile("哪(?:一|几)?个?(?:大)?(?:部分|章|板块)|which (?:section|part|chapter)")


def most_units(f: Findings, context: Context) -> Condition | None:
    """ "牵头单位最多的任务": tasks that name the most units in a role."""
    counted = bool(_HOW_MANY_AT_MOST.search(f.text))
    task_asked = "number" in f.fields
    joint = bool(_counted_roles(f)) and task_asked
    one_task = any(b.of == "tasks" and b.low == b.high == 1 for b in f.bounds)  # 最多的一项任务挂了几家
    named = joint or ("ROLEN" in f.flags and ({"TASKN", "DUE", "LIST"} & f.flags or task_asked or one_task))
    named = named or bool(_UNITS_OF_TASKS.search(f.text))
    tasks_asked = task_asked or bool({"TASKN", "DUE", "LIST"} & f.flags)
    named = named or (bool(_FIELD_LENGTH.search(f.text)) and bool(f.roles) and tasks_asked and "UNITS" not in f.flags)
    if not {"MOST", "LEAST"} & f.flags or not (counted or named):
        return None
    units_asked = f.text.rfind("单位") > f.text.rfind("最") > 0 and not task_asked
    if not counted and (f.flags & {"WHO", "SECTIONN", "YEARN"} or units_asked):
        return None
    role: Role = next((r for r in (*f.roles, *_counted_roles(f)) if r != "either"), "lead")
    counts = [len(t.units_in(role)) for t in context.document.tasks]
    n = max(counts) if "MOST" in f.flags else min((c for c in counts if c), default=0)
    return UnitCount(role, n, n)


def _counted_roles(f: Findings) -> tuple[Role, ...]:
    return tuple(c.role for c in conjuncts_of(f.conditions) if isinstance(c, UnitCount))


# 覆盖的部分最多, 分布最广, 在最多的部分有任务.
_SPREAD = re.compile(
    r"(?:部分|章节?|板块|大块|领域)(?:的?(?:数量?|个数|范围))?(?:覆盖面?)?(?:是|也|算|数)?最(?:多|广|全|杂|宽|少|窄|集中)"
    r"|(?:覆盖|涉及|分布|涵盖|牵涉|铺|横跨|跨)(?:的)?(?:范围|面|得)?(?:部分|章节?|板块)?(?:数)?(?:是|也|算)?最(?:广|宽|散|分散|全|多|窄|集中)"
    r"|最多的?(?:个)?(?:部分|章节?|板块)|(?:most|widest|broadest) (?:sections|parts|chapters|spread|range)"
)


def most_spread(f: Findings, context: Context) -> Findings:
    """ "哪个单位牵头的任务覆盖的部分最多": units whose tasks spread over the most sections, or the fewest."""
    spread = _SPREAD.search(f.text)
    if spread is None or not {"WHO", "UNITN"} & f.flags or _SECTION_ASKED.search(f.text) or f.conditions:
        return f
    role: Role = next((r for r in f.roles if r != "either"), "either" if f.roles or "ABOUT" in f.flags else "lead")
    standing: dict[str, set[int | None]] = {}
    for task in context.document.tasks:
        for unit in task.units_in(role):
            place = section_of(task, context.document)
            standing.setdefault(unit, set()).add(place.index if place else None)
    counts = [len(sections) for sections in standing.values()]
    n = (min if re.search("[少窄]|集中", spread[0]) else max)(counts, default=0)
    flags = (f.flags - {"MOST", "LEAST", "RANKED", "DISTRIBUTION", "COUNT", "SECTIONN", "SECTCOUNT"}) | {"WHO"}
    return replace(f, flags=flags, roles=(role,), bounds=(Bounds(n, n, "sections"),), words=(), topic="", fields=())
