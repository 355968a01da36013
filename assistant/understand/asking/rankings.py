"""Rankings asked in two breaths: both ends (哪一年最多,哪一年最少), or how far down (Give the top three)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Plan
from assistant.understand.asking.grouping import top
from assistant.understand.assemble import Assembled, assemble
from assistant.understand.findings import Findings
from assistant.understand.parts import Part
from assistant.understand.tokens import Context

# What makes the two ends one question: how far apart they are.
_APART = {"MORE", "COMPARE"}
_RANKING = ("MOST", "LEAST", "RANKED", "RANKN", "WHO", "LIST")


def ranked_further(asked: Sequence[Assembled], parts: Sequence[Part]) -> list[Assembled]:
    """ "Which agencies lead the most? Give the top three": a ranking as far as a sentence of its own says."""
    if (apart := _as_far_as(asked, parts)) is not None:
        return [apart]
    if (counted := _by_the_role_said(asked, parts)) is not None:
        return [counted]
    wished = [top(p.findings) for p in parts if p.has("RANKED") and not (p.has_subject or p.findings.roles)]
    places = next((n for n in wished if n), None)
    if places is None or len(asked) != 1 or asked[0].plan.measure != "rank":
        return list(asked)
    return [replace(asked[0], plan=replace(asked[0].plan, limit=places))]


def _by_the_role_said(asked: Sequence[Assembled], parts: Sequence[Part]) -> Assembled | None:
    """ "并列第五的是哪几家?按牵头任务数算": what a ranking of units counts, said in a sentence of its own."""
    said = [p.findings for p in parts if p.findings.roles and not p.has_subject and not p.has(*_RANKING)]
    units = len(asked) > 0 and asked[0].plan.measure == "rank" and asked[0].plan.group == "either"
    role = said[0].roles[0] if len(said) == 1 and len(said[0].roles) == 1 else "either"
    if not units or role == "either" or any(a.findings not in said for a in asked[1:]):
        return None
    return replace(asked[0], plan=replace(asked[0].plan, group=role, fields=(role,)))


def ranked_alike(asked: Findings, before: Sequence[Plan]) -> Findings:
    """ "牵头最多的是谁,第二名又是谁": the second place of the same ranking."""
    if not before or before[-1].measure != "rank" or asked.roles or asked.conditions or not asked.ranks:
        return asked
    by = before[-1].group
    return replace(asked, roles=(by,)) if by in ("lead", "responsible") else asked


def _as_far_as(asked: Sequence[Assembled], parts: Sequence[Part]) -> Assembled | None:
    """ "哪年到期的最多?比第二多的多几条": the first place of the ranking beside the one that it is compared with."""
    compared = [p.findings for p in parts if p.has("RANKN") and p.has(*_APART) and not p.has_subject]
    compared = [ranked_alike(f, [a.plan for a in asked[:1]]) for f in compared]  # as it was put together
    others = [a for a in asked[1:] if a.findings not in compared]
    if len(compared) != 1 or not asked or others or asked[0].plan.measure != "rank" or asked[0].plan.pick:
        return None
    place = (compared[0].rank or 2) - 1
    return replace(asked[0], plan=replace(asked[0].plan, limit=None, pick=(0, place), across="gap"))


def both_ends(assembled: Assembled, context: Context) -> list[Assembled]:
    """A ranking that names both its ends, once from each; anything else as it is."""
    f = assembled.findings
    if f is None or assembled.plan.measure != "rank" or not {"MOST", "LEAST"} <= f.flags or _APART & f.flags:
        return [assembled]
    ends = [assemble(replace(f, flags=f.flags - {other}), context) for other in ("LEAST", "MOST")]
    both = [end for end in ends if end is not None]
    least_first = f.text.find(f.cues.get("LEAST", "")) < f.text.find(f.cues.get("MOST", ""))
    return both[::-1] if least_first else both
