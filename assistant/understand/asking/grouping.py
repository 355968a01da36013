"""What a message counts by, and which of the counted it wants: groups, places, bounds."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Condition, GroupBy, Having, Plan, Role, SectionIn, UnitCount, UnitIs
from assistant.understand.algebra import conjuncts_of, kind_of
from assistant.understand.asking.averages import averaged
from assistant.understand.builders.units import unit_condition
from assistant.understand.findings import Findings
from assistant.understand.numbers.numerals import NUMERAL, parse_english, parse_numeral
from assistant.understand.sections.denied import said_of_none
from assistant.understand.tokens import Context, Slice, units_of

_SECTION_WORDS = re.compile("部分|章|板块|section|part|chapter")
# 第五、六部分都牵头; 都有哪些单位 asks of either.
_IN_EACH = re.compile(
    "(?:都|均|同时|皆|也)(?:有|在|挑|领|是|还|又)*(?=牵头|负责|参与|担|当|做|有任务|有份|出现|露面|领衔|挑头|主办)"
    "|既.{2,}?[又也].{2,}|[,、](?:又|也|同时|还)(?:在|于|为).{2,}?(?:牵头|负责|参与|担|任务|领|挑)|两(?:头|边|部分|块|处)都|横跨|跨(?:了|着)?(?:这)?两"
    r"|\bboth\b.*\band\b"
)
_ALL = re.compile(r"所有|全部|都有|统统|一共有|\b(?:all|every|each)\b")
_EVERY = re.compile("都|全部|均|一律|全都|统统")
_WHICH_SECTIONS = re.compile("哪(?:些|几)个?大?(?:部分|章节?|板块|大?块)|which (?:sections|parts|chapters)")
_STRETCHES: tuple[tuple[GroupBy, re.Pattern[str]], ...] = (
    ("month", re.compile("月|month")),
    ("quarter", re.compile("季|quarter")),
)
_YEAR_WORDS = re.compile("年|year")
# The first places by their names: 冠亚季军, 状元榜眼, 第一、第二名.
_PODIUM = ((3, re.compile("季|探花|[三3]名")), (2, re.compile("亚|榜眼|[二2]名")))


def group(f: Findings, conditions: tuple[Condition, ...]) -> GroupBy | None:
    """What the message counts by: sections, years, wordings of the deadline, pairs or units of a role."""
    spread = f.cues.get("DISTRIBUTION", "")
    if (by := averaged(f)) is not None:
        return by
    if "DUO" in f.flags and not top(f):
        return "pair"
    if "WISHORDER" in f.flags and {"COUNT", "RANKED"} <= f.flags:
        return "section" if _SECTION_WORDS.search(f.cues["WISHORDER"]) else "year"  # 按年份排,任务数从少到多
    if {"WHO"} <= f.flags and {"MOST", "LEAST"} & f.flags and "SECT" in f.flags and _units_by(f):
        return _units_by(f)  # 数字治理这一块谁牵头最多
    counted = any(b.of == "sections" for b in f.bounds) and bool({"MOST", "LEAST", "RANKED", "AVERAGE"} & f.flags)
    if counted or {"SECTIONN", "SECTCOUNT"} & f.flags or "section" in f.fields or _SECTION_WORDS.search(spread):
        return "section"
    if said := _part_of_year(f):
        return said
    if "YEARN" in f.flags or "哪年" in f.text or "哪一年" in f.text or _YEAR_WORDS.search(spread):
        return "year"
    if "deadline" in f.fields and ("WORDING" in f.flags or not (f.roles or f.flags & {"WHEN", "WHO", "UNITN"})):
        return "deadline"
    if "WHEN" in f.flags and not f.roles:
        return "year"
    return _units_by(f) or _listed_kind(f, conditions)


def _part_of_year(f: Findings) -> GroupBy | None:
    """哪个月到期的最多, 按季度分: parts of a year are counted by as years are."""
    said = f.cues.get("YEARN", "") + f.cues.get("WHEN", "")
    return next((by for by, words in _STRETCHES if words.search(said)), None)


def _units_by(f: Findings) -> GroupBy | None:
    """The role that the message names, or else the one whose units it counts: 独家牵头最多的单位."""
    most = bool({"MOST", "LEAST", "RANKN"} & f.flags) or ("RANKED" in f.flags and top(f) is not None)
    counted = [c.role for c in conjuncts_of(f.conditions) if isinstance(c, UnitCount) and most]
    roles = [r for r in (*f.roles, *counted) if r != "either"]
    return roles[0] if roles else "either" if {"WHO", "UNITN"} & f.flags else None


def _listed_kind(f: Findings, conditions: tuple[Condition, ...]) -> GroupBy | None:
    """ "2016、2017年各占多少": the alternatives that the message lists are what it counts by."""
    if not {"DISTRIBUTION", "EACH"} & f.flags:
        return None
    kinds: dict[str, GroupBy] = {"due": "year", "section": "section"}
    return next((kinds[kind_of(c)] for c in conditions if kind_of(c) in kinds), None)


def _counted_sections(f: Findings) -> Having | None:
    return next((Having(b.low, b.high) for b in f.bounds if b.of == "sections"), None)


def sections_bound(f: Findings) -> Having | None:
    """Over how many sections a unit's tasks spread: all of them (每个部分都有), just one, three or more."""
    named = next((c.sections for c in f.conditions if isinstance(c, SectionIn)), ())
    if {"EACH", "SECTIONN"} <= f.flags and not named:  # "第四部分里的,分别由谁牵头" asks of that section alone
        return Having(f.sections, None)
    if len(named) > 1 and _IN_EACH.search(f.text):
        return Having(len(named), None)  # 第五、六部分都牵头的单位
    return _counted_sections(f)


def one_lead(f: Findings) -> bool:
    """ "哪个部分始终只有一家牵头": sections that one unit leads, not the sections of tasks that one unit leads."""
    spread = f.cues.get("DISTRIBUTION", "")
    which = bool(_WHICH_SECTIONS.fullmatch(spread))
    asked = "section" in f.fields or "SECTALL" in f.flags or which
    named = any(isinstance(c, UnitIs) for c in f.conditions)
    if not asked or named or {"MOST", "LEAST", "COUNT"} & f.flags or (spread and not which):
        return False
    said = next((f.cues[kind] for kind in ("SAME", "COUNTN", "COND", "ONLY") if kind in f.cues), "")
    alone = any(isinstance(c, UnitCount) and (c.role, c.low, c.high) == ("lead", 1, 1) for c in f.conditions)
    counted = "lead" in f.roles and any((b.of, b.low, b.high) == ("units", 1, 1) for b in f.bounds)
    same = "SAME" in f.flags and ("lead" in f.fields or "lead" in f.roles)
    throughout = bool({"ALWAYS", "TOTAL", "EVERY", "SECTALL"} & f.flags)
    first = f.text.find(spread or f.cues.get("FIELD", "")) < f.text.find(said.split(" ")[0])
    return (alone or counted or same) and (throughout or first)


def of_sections(plan: Plan, f: Findings) -> Plan:
    """Which sections: those all or none of whose tasks meet the condition, or the one that the topic stands in."""
    if one_lead(f):
        return replace(plan, condition=None, each="one", fields=("section", "lead"))
    if (stated := _sections_stated(f)) is not None:
        plan = replace(plan, in_sections=stated)
    if f.flags & {"SECTALL", "SECTNONE"}:
        met = plan.condition if "SECTALL" in f.flags else said_of_none(plan.condition, f.text)
        return replace(plan, condition=met, each="all" if "SECTALL" in f.flags else "none")
    told = "SECTABOUT" in f.flags or "section" in f.fields
    return replace(plan, topic=f.topic) if told and f.topic and not f.conditions else plan


def _sections_stated(f: Findings) -> Having | None:
    """ "全文就五大部分吧": how many sections the document is believed to have."""
    said = re.search(rf"({NUMERAL})(?:个|大|个大)?(?:大?部分|章|块|板块)", f.cues.get("SECTCOUNT", ""))
    n = parse_numeral(said[1]) if said else None
    believed = Having(n, n) if n is not None else _counted_sections(f)
    return believed if f.flags & {"YESNO", "BELIEF", "CONFIRM"} else None


def exclusive(f: Findings) -> bool:
    """ "只在第六部分牵头的单位": units whose tasks all stand there."""
    kinds = {kind_of(c) for c in f.conditions}
    if not {"WHO", "UNITN"} & f.flags or any("unit" in kind for kind in kinds):
        return False
    if "count" in kinds:  # 从不联合牵头的单位
        # "第四部分都由哪家独自牵头" asks of the tasks of a section, whatever else the unit does.
        return bool({"NEVER", "ALWAYS"} & f.flags or ("section" not in kinds and {"TOTAL", "EVERY"} & f.flags))
    if f.roles and "section" in kinds and ("ONLY" in f.flags or _throughout(f)):
        return True
    return bool(f.roles) and bool({"due", "ongoing", "section"} & kinds) and _of_all_their_tasks(f)


def _throughout(f: Findings) -> bool:
    """ "全在第六部分牵头的单位"; "第四部分的责任单位都写的谁" lists them."""
    every, section = (f.text.find(f.cues.get(kind, "\0").split(" ")[0]) for kind in ("TOTAL", "SECT"))
    return 0 <= every < section


def _of_all_their_tasks(f: Findings) -> bool:
    """ "牵头的任务都在2016年到期的单位": the role, 都 and the condition in this order; "2016年到期的都是谁牵头的" is
    not."""
    said = f.cues.get("COND", f.cues.get("SECT", "")).split(" ")[0]
    role = f.text.find(f.cues.get("ROLE", "牵头").split(" ")[0])
    every = _EVERY.search(f.text, max(role, 0))
    return role >= 0 and every is not None and every.start() < f.text.find(said)


def as_never(f: Findings) -> Findings:
    """ "从不联合牵头的单位" always lead alone, "从没单独牵头过的" never do: what is denied, turned round."""
    if "NEVER" not in f.flags or not exclusive(f):
        return f
    joint = any(isinstance(c, UnitCount) and c.low == 2 for c in f.conditions)
    turned = tuple(_turned(c) if isinstance(c, UnitCount) and (c.low == 2) == joint else c for c in f.conditions)
    return replace(f, conditions=tuple(dict.fromkeys(turned)))


def _turned(count: UnitCount) -> UnitCount:
    return replace(count, low=1, high=1) if count.low == 2 else replace(count, low=2, high=None)


def lists_units(f: Findings) -> bool:
    """ "列出所有牵头单位", "list all lead units": the units of a role, all of them."""
    said = " ".join(f.cues.get(kind, "") for kind in ("LIST", "EVERY", "TOTAL", "ALLTASKS"))
    return "ROLEN" in f.flags and len(set(f.roles) - {"either"}) == 1 and bool(_ALL.search(said))


def counts_all_units(f: Findings) -> bool:
    """ "一共涉及多少个单位": whichever role they have."""
    return "COUNTUNITS" in f.flags and not f.roles and bool({"ABOUT", "MENTION"} & f.flags)


def units_group(f: Findings, role: Role | None) -> GroupBy:
    """In which role the units asked for stand: in each, in the one that is named, in any, else as lead."""
    if "BOTHHELD" in f.flags:
        return "both"
    spread = f.roles == ("either",) and sections_bound(f) is not None
    return role or ("either" if spread or counts_all_units(f) else "lead")


def bounds_sections(f: Findings, conditions: tuple[Condition, ...]) -> bool:
    """ "哪几个部分任务数超过15项": a bound on what each section or year has."""
    bounded = any(b.of == "tasks" and b.low != b.high for b in f.bounds)
    asked = bool({"DISTRIBUTION", "WHEN", "YEARN", "EACH", "SECTIONN", "LIST"} & f.flags) or "section" in f.fields
    plain = not ({"WHO", "UNITN", "HAVING", "MOST", "LEAST"} & f.flags or f.roles)
    return bounded and asked and plain and group(f, conditions) in ("section", "year")


def grouping_asked(f: Findings) -> dict[str, bool]:
    """What of all this a message asks for, by the names that measures.toml calls it."""
    return {
        "partners": bool(partners(f)), "exclusive": exclusive(f), "in sections": sections_bound(f) is not None,
        "having": counts_groups(f), "one lead": one_lead(f), "all units": lists_units(f),
        "bounded groups": bounds_sections(f, f.conditions),
    }  # fmt: skip


def partners(f: Findings) -> UnitIs | None:
    """ "和市编办一起牵头的单位": the one unit whose partners in a role are asked for."""
    joint = [c for c in conjuncts_of(f.conditions) if isinstance(c, UnitCount) and (c.low, c.high) == (2, None)]
    units = [c for c in conjuncts_of(f.conditions) if isinstance(c, UnitIs)]
    role: Role = joint[0].role if joint else "lead"
    units = units or _set_aside(f)
    if not (joint or "PARTNER" in f.flags) or len(units) != 1 or units[0].role not in ("either", role):
        return None
    asked = {"WHO", "UNITN", *(("NAMED",) if "PARTNER" in f.flags else ())}
    return replace(units[0], role=role) if asked & f.flags else None


def _set_aside(f: Findings) -> list[UnitIs]:
    """ "除甲外,该任务的共同牵头单位是谁": the unit whose partners on its task are asked for."""
    names = [name for group in f.excluded for name in group.names]
    spoken = bool({"PARTNER", "POINTER"} & f.flags)
    return [unit_condition(names[0], "either")] if spoken and len(names) == 1 and "WHO" in f.flags else []


def with_partners(f: Findings) -> Findings:
    """The tasks that the unit shares, itself left out of the units asked for."""
    unit = partners(f)
    if unit is None:
        return f
    named = units_of([unit])
    others = tuple(c for c in conjuncts_of(f.conditions) if not isinstance(c, UnitIs | UnitCount))
    return replace(
        f, conditions=(unit, UnitCount(unit.role, 2, None), *others), roles=(unit.role,), excluded=(*f.excluded, named)
    )


def counts_groups(f: Findings) -> bool:
    """A bound on how many tasks a unit has (只牵头一项的单位), not on how many there are."""
    bounded = not f.conditions and any(b.of == "tasks" for b in f.bounds)
    return "HAVING" in f.flags or (bounded and (bool(f.roles) or "UNITN" in f.flags))


def standing_elsewhere(plan: Plan, context: Context) -> Plan:
    """Units that lead nothing are those of the other role that never lead: "只当过责任单位、没牵头过的单位"."""
    if plan.measure != "units" or plan.having != Having(0, 0) or plan.group not in ("lead", "responsible"):
        return plan
    leads = plan.group == "lead"
    tasks = context.document.tasks
    there = dict.fromkeys(u for t in tasks for u in t.units_in(plan.group))
    return replace(plan, group="responsible" if leads else "lead", having=None, excluded=(*plan.excluded, *there))


def picks(f: Findings) -> tuple[int, ...]:
    """Positions in the result that "前五项" or "最后一条" keeps, negative from the end."""
    return tuple(dict.fromkeys(at for s in f.slices for at in _positions(s)))


def _positions(s: Slice) -> range:
    if s.start is not None and s.stop is None and s.start < 0:
        return range(s.start, 0)
    return range(s.start or 0, s.stop or 0)


def top(f: Findings) -> int | None:
    """The n of 前三名, top three and 最多的三家单位."""
    said = f.cues.get("RANKED", "")
    words = re.search(rf"(?:[前头]|到第|第(?=\w+[名位].))({NUMERAL})(?!名?[、和跟与])|top (\w+)", said)
    if words is None and (podium := next((n for n, names in _PODIUM if names.search(said)), None)):
        return podium
    if words is None:
        asked = re.search(rf"哪({NUMERAL})(?:家|个)", f.cues.get("WHO", ""))
        stated = next((b.low for b in f.bounds if b.of in ("units", "sections") and b.low == b.high), None)
        return stated or (parse_numeral(asked[1]) if asked else None)
    return parse_numeral(words[1]) if words[1] else parse_english(words[2])
