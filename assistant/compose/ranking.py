"""The words of a ranking: who stands where, how far apart places are, what they have together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.compose.context import Context
from assistant.compose.markdown import safe
from assistant.types import Group, Plan, Result
from index.types import tells_year


def label(ctx: Context, plan: Plan, group: Group) -> str:
    """A group's name in an answer: a unit, a section's heading, a year, a deadline."""
    if plan.group == "section" and isinstance(group.key, int):
        return ctx.section(group.key)
    if plan.group == "year":
        named = isinstance(group.key, int) and tells_year(date(group.key, 1, 1))
        return ctx.say("figure.year", year=safe(group.key)) if named else ctx.say("figure.no_year")
    if plan.group in ("quarter", "month") and isinstance(group.key, int):
        year, part = divmod(group.key, 100)
        if tells_year(date(year, 1, 1)):
            return ctx.say(f"figure.{plan.group}_of_year", year=year, part=part)
        return ctx.say(f"figure.{plan.group}", part=part)
    if plan.group in ("lead", "responsible", "either", "both"):
        return ctx.unit(str(group.key))
    return safe(group.label)


def winners_line(ctx: Context, plan: Plan, winners: Sequence[Group], count: int) -> str:
    """Who stands at the one end or place that is asked for, and with how many tasks."""
    labels = ctx.join(label(ctx, plan, group) for group in winners)
    kind = plan.group or "lead"
    tie = "_tie" if len(winners) > 1 else ""
    if plan.having is not None:
        return ctx.say("figure.having", labels=labels, places=len(winners), what=ctx.say(f"figure.what_{kind}"))
    if len(plan.pick) == 1:
        place = plan.pick[0] + 1 if plan.pick[0] >= 0 else -plan.pick[0]
        name = "figure.place_from_top" if (plan.pick[0] >= 0) == plan.descending else "figure.place_from_bottom"
        return ctx.say(name, what=ctx.say(f"figure.what_{kind}"), place=place, labels=labels, count=count)
    name = ("figure.most" if plan.descending else "figure.least") + tie
    return ctx.say(name, what=ctx.say(f"figure.what_{kind}"), labels=labels, count=count)


def places(ctx: Context, result: Result) -> str:
    """Each of several places with who stands there: "最多的是甲,共9项。排第2的是乙,7项。"."""
    plan = result.plan
    asked = sorted(plan.pick, key=lambda place: (place < 0, place))
    sizes = list(dict.fromkeys(len(group.tasks) for group in result.groups))
    said = []
    for place, size in zip(asked, sizes, strict=False):
        there = [group for group in result.groups if len(group.tasks) == size]
        ends = place in (0, -1)
        one = replace(plan, pick=() if ends else (place,), descending=plan.descending == (place >= 0))
        said.append(winners_line(ctx, one if ends else replace(one, descending=plan.descending), there, size))
    return _gap(ctx).join(said)


def _gap(ctx: Context) -> str:
    return "" if ctx.language == "zh" else " "


def taken_together(ctx: Context, result: Result) -> str:
    """How far apart the places of a ranking are, or how many tasks they have in all and which share that is."""
    sizes = {len(group.tasks) for group in result.groups}
    if result.plan.across == "gap" and len(sizes) > 1:
        return _gap(ctx) + ctx.say("figure.apart", count=max(sizes) - min(sizes))
    if result.plan.across != "sum":
        return ""
    count = len({task.position for group in result.groups for task in group.tasks})
    shared = sum(len(group.tasks) for group in result.groups) > count
    of_all = ctx.share(count, result.total)
    if result.matched == result.total:
        said = ctx.say("figure.in_all", count=count, total=result.total, share=of_all)
    else:
        said = ctx.say("figure.in_all_of", count=count, total=result.total, share=of_all, matched=result.matched,
                       of_matched=ctx.share(count, result.matched))  # fmt: skip
    once = _gap(ctx) + ctx.say("figure.counted_once") if shared else ""
    return _gap(ctx) + said + once
