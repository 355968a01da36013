"""Which places of a ranking are asked for, and what of them together: how far apart they are, how many in all."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Across, Plan, UnitIs
from assistant.understand.asking.grouping import top
from assistant.understand.findings import Findings
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import units_of

_IN_ALL = re.compile(
    "合计|共计|总计|总共|一共|加起来|加在?一起|合起来|合在一起|加总|总和|之和|拢共|"
    "together|combined|in total|altogether|sum of|between them"
)
# A place named as such (第二少), where the word also says which end the ranking begins at.
_PLACE = re.compile("第[二三四五]|second|third")
_UPWARDS = re.compile(
    "[从由][少低小][到往向至][多高大]|升序|少的(?:排|放|在)?(?:在)?前|ascending|(?:fewest|smallest|lowest) (?:first|to)"
)
# 甲之后,谁最多: the first place is the unit's that is named.
_BEHIND = re.compile(r"(?:之后|以后|过后|后面|下面|以下|往下|其次|其后)$|^(?:after|behind|below|next)\b")
_FIRST = re.compile("第一|榜首|头名|冠军|首位|头一名")
_NAMED_FIRST = re.compile("冠军|状元|魁首")  # a place by its name, whatever stands between: 谁家冠军谁家亚军
_JOINED = re.compile("[和跟与同及,、;比]|\\b(?:and|than|versus|vs)\\b|以及")
# 牵头最多的单位里,排第二的: the places are of those that the first word ranks.
_AMONG = re.compile("[里中](?:面|头|间)?,|当中,")


# 最早到期的三条, 最晚的两个节点: so many, counted from that end.
_SO_MANY = re.compile(
    r"(?:最(?:早|先|晚|后|迟|急|紧|靠前|靠后)|earliest|latest)[^,。?!;\d]{0,4}?的?(?:那|前|后)?"
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:项|条|件|个(?:任务|节点|时间点|时间节点))"
)


def how_many(f: Findings) -> int:
    """How many of the tasks that fall due first or last are asked for."""
    said = _SO_MANY.search(f.text)
    return (parse_numeral(said["n"]) or 1) if said else 1


def ranked(plan: Plan, f: Findings) -> Plan:
    """A ranking or a breakdown with its places."""
    if _UPWARDS.search(f.text) and not {"MOST", "LEAST"} & f.flags:
        plan = replace(plan, descending=False)
    places = _places(f)
    if len(places) > 1 and plan.measure == "rank":
        apart: Across | None = "gap" if {"MORE", "COMPARE"} & f.flags else _in_all(f)
        ends = {0, -1} <= set(places)
        return replace(plan, limit=None, pick=places, across=apart, descending=ends or plan.descending)
    unbounded = plan.measure == "breakdown" or ("RANKED" in f.flags and not (plan.pick or _first_asked(f)))
    limit = top(f) or (None if unbounded else f.rank or len(plan.pick) or 1)
    several = "SHARE" in f.flags or (top(f) or 1) > 1
    return replace(
        plan, limit=limit, pick=(f.rank - 1,) if f.rank else (),
        across=_in_all(f) if plan.measure == "rank" and several else None,
    )  # fmt: skip


def _first_asked(f: Findings) -> bool:
    """ "按任务数排名,第一名是哪个": the first place alone, though all are ranked."""
    asked = bool({"WHO", "LIST"} & f.flags) or "section" in f.fields
    return bool(_FIRST.search(f.cues.get("MOST", ""))) and asked


def without_the_first(f: Findings) -> Findings:
    """ "市政府办公厅牵头最多,第二是谁": the unit is told to be the first, the ranking is of all."""
    units = [c for c in f.conditions if isinstance(c, UnitIs)]
    told = f.ranks and len(units) == 1 and _first_beside(f) and {"WHO", "UNITN"} & f.flags
    if not told:
        return f
    roles = f.roles or (units[0].role,)
    return replace(f, conditions=tuple(c for c in f.conditions if c not in units), roles=roles)


def _in_all(f: Findings) -> Across | None:
    return "sum" if "SHARE" in f.flags or _IN_ALL.search(f.text) else None


def _places(f: Findings) -> tuple[int, ...]:
    """The places that are named, the ends of the ranking among them: 最多和第二多, 最多的比最少的."""
    if not f.ranks:
        both = {"MOST", "LEAST"} <= f.flags and {"MORE", "COMPARE"} & f.flags
        return (0, -1) if both else ()
    places = [n - 1 for n in f.ranks]
    if _first_beside(f):
        places.append(0)
    return tuple(sorted(set(places)))


# 甲剔出去,榜首是哪家; 甲太多了,抛开它,最多的是谁.
_LEFT_OUT = re.compile(
    "不算|不计|不参[与加]|不比|不看|不要|不提|别算|抛[开去]|撇[开去]|剔|排除|刨|[去拿踢扔][掉开出]|除[去开了]|除外|之外|以外|靠边"
)


def without_the_left_out(f: Findings) -> Findings:
    """A ranking of units without the one that is named only to be left out; among its own tasks it would be first."""
    units = [c for c in f.conditions if isinstance(c, UnitIs)]
    ranking = {"MOST", "LEAST", "RANKED"} & f.flags and {"WHO", "UNITN"} & f.flags
    if not ranking or len(units) != 1 or units[0].only or f.excluded or not _LEFT_OUT.search(f.text):
        return f
    roles = f.roles or ((units[0].role,) if units[0].role != "either" else ("lead",))
    return replace(
        f, conditions=tuple(c for c in f.conditions if c not in units), excluded=(units_of(units),), roles=roles
    )


def _first_beside(f: Findings) -> bool:
    """Whether 最多 or 最少 names a place of its own beside 第二名, and does not only say what is ranked."""
    said = [word for kind in ("MOST", "LEAST") for word in f.cues.get(kind, "").split(" ") if word]
    end = next((word for word in said if not _PLACE.search(word)), "")
    if not end or "EXCEPT" in f.flags or any(map(_BEHIND.search, f.cues.get("RANKN", "").split(" "))):
        return False  # 除了排头名的,第二多的: the first is left out
    if _NAMED_FIRST.search(end):
        return True
    place = f.cues.get("RANKN", "").split(" ")[0] or next((word for word in said if _PLACE.search(word)), "")
    at, behind = f.text.find(end), f.text.find(place)
    between = f.text[min(at, behind) : max(at, behind)]
    return bool(_JOINED.search(between)) and not _AMONG.search(between)
