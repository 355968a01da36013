"""Computed figures: rankings, shares, averages, distributions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.listing import SHORT, listing
from assistant.compose.lists import asides
from assistant.compose.markdown import blocks, bullets, table
from assistant.compose.ranking import label, places, taken_together, winners_line
from assistant.compose.subject import subject
from assistant.compose.verdicts import claims_first, claims_fullest, claims_share, verdict
from assistant.types import ComputedFact, Group, Plan, Result


def render_rank(ctx: Context, result: Result) -> Part:
    """The winners with their counts, ties said, and their tasks; then the other places asked for."""
    if not result.groups:
        return _rank_tasks(ctx, result)
    best = len(result.groups[0].tasks)
    winners = [group for group in result.groups if len(group.tasks) == best]
    rest = result.groups[len(winners) :]
    several = len({len(group.tasks) for group in result.groups}) > 1 and len(result.plan.pick) > 1
    said = places(ctx, result) if several else winners_line(ctx, result.plan, winners, best)
    first = _claimed(ctx, result.plan, winners) + said + taken_together(ctx, result)
    body = bullets(ctx.say("figure.group", label=label(ctx, result.plan, group), count=len(group.tasks),
                           numbers=ctx.cites(group.tasks)) for group in result.groups)  # fmt: skip
    if ctx.form.shape == "sentence" and not rest:
        body = blocks(*(ctx.cites(group.tasks) for group in winners))
    elif ctx.form.shape == "table" or len(result.groups) > SHORT:
        body = _ranking(ctx, result)
    scope = scope_line(ctx, result)
    return Part(blocks(first, scope, body, _not_grouped(ctx, result)), _group_facts(ctx, result))


def _claimed(ctx: Context, plan: Plan, winners: Sequence[Group]) -> str:
    """是的 or 不是, where a unit or a section is claimed to be the first."""
    if not plan.asked:
        return ""
    if plan.group == "section":
        return verdict(ctx, claims_fullest(ctx, plan.asked, [int(g.key) for g in winners]))
    units = plan.group in ("lead", "responsible", "either")
    return verdict(ctx, claims_first(ctx, plan.asked, [str(g.key) for g in winners])) if units else ""


def _rank_tasks(ctx: Context, result: Result) -> Part:
    """A ranking of tasks by how many units they name; without evidence, that there is nothing to rank."""
    if not result.cited:
        return Part(blocks(scope_line(ctx, result), ctx.say("figure.nothing")))
    role = next((name for name in result.plan.fields if name in ("lead", "responsible")), result.plan.group or "lead")
    counts = {len(task.units_in(role)) for task in result.tasks}
    if len(counts) != 1 or (result.plan.condition is not None and not result.tasks):
        return Part(blocks(scope_line(ctx, result), listing(ctx, result.tasks, result.plan)))
    count = counts.pop()
    name = "figure.units_most" if result.plan.descending else "figure.units_least"
    role_words = ctx.role(role if role in ("lead", "responsible") else "either")
    first = ctx.say(name, role=role_words, numbers=ctx.cites(result.tasks), count=count)
    return Part(blocks(first, listing(ctx, result.tasks, result.plan)), (fact("units", count),))


def _ranking(ctx: Context, result: Result) -> str:
    head = [ctx.say("figure.head_group"), ctx.say("figure.head_count"), ctx.say("figure.head_tasks")]
    return table(
        head,
        (
            [label(ctx, result.plan, group), ctx.number(len(group.tasks)), ctx.cites(group.tasks)]
            for group in result.groups
        ),
    )


def scope_line(ctx: Context, result: Result) -> str:
    """Which tasks a figure is about, where it is not the whole document."""
    if result.plan.condition is None and not result.plan.topic:
        return ""
    return ctx.say("figure.scope", subject=subject(ctx, result.plan), count=result.matched)


def _not_grouped(ctx: Context, result: Result) -> str:
    """Cited tasks that no group shows (they lack the field), so that every citation is visible."""
    shown = {task.position for group in result.groups for task in group.tasks}
    missing = [task for task in result.cited if task.position not in shown]
    return ctx.say("figure.others", numbers=ctx.cites(missing)) if missing else ""


def _group_facts(ctx: Context, result: Result) -> tuple[ComputedFact, ...]:
    return tuple(fact(label(ctx, result.plan, group), len(group.tasks)) for group in result.groups)


def render_share(ctx: Context, result: Result) -> Part:
    """The share with the numbers it is of; ``sides`` hold the whole where it is not the document."""
    whole = len(result.sides[0]) if len(result.sides) == 1 else result.total
    count = len(result.tasks)
    share = ctx.share(count, whole)
    facts = (fact("count", count), fact("total", whole), fact("share", share))
    if whole == result.total:
        first = ctx.say("figure.share", subject=subject(ctx, result.plan), count=count, total=whole, share=share)
    else:
        of_all = ctx.share(count, result.total)
        first = ctx.say("figure.share_of", subject=subject(ctx, result.plan), count=count, total=whole, share=share,
                        all=result.total, of_all=of_all)  # fmt: skip
    first = verdict(ctx, claims_share(result.plan.asked, count, whole)) + first
    if not result.cited:
        numbers = ctx.mention([task.number for task in result.tasks]) if result.tasks else ""
        shown = ctx.say("figure.tasks", numbers=numbers) if numbers and ctx.form.shape == "full" else ""
        return Part(blocks(first, shown, asides(ctx, result)), facts)
    return Part(blocks(first, listing(ctx, result.cited, result.plan), asides(ctx, result)), facts)


def render_breakdown(ctx: Context, result: Result) -> Part:
    """A table of groups with their counts, shares and tasks."""
    kind = result.plan.group or "section"
    placed = len({task.position for group in result.groups for task in group.tasks})
    places = len(result.groups)
    if result.plan.having is not None:
        what = ctx.say(f"figure.what_{kind}")
        labels = ctx.join(label(ctx, result.plan, group) for group in result.groups)
        first = ctx.say("figure.having", what=what, places=places, labels=labels)
    else:
        first = ctx.say("figure.breakdown", kind=ctx.say(f"figure.each_{kind}"), count=placed, places=places)
    head = [ctx.say(f"figure.{name}") for name in ("head_group", "head_count", "head_share", "head_tasks")]
    whole = len(result.tasks) or placed
    rows = []
    for group in result.groups:
        count = len(group.tasks)
        rows.append(
            [label(ctx, result.plan, group), ctx.number(count), ctx.share(count, whole), ctx.cites(group.tasks)]
        )
    if places <= 3 or ctx.form.shape in ("lines", "sentence", "numbers"):
        body = bullets(ctx.say("figure.group", label=row[0], count=row[1], numbers=row[3]) for row in rows)
    else:
        body = table(head, rows)
    return Part(blocks(scope_line(ctx, result), first, body, _not_grouped(ctx, result)), _group_facts(ctx, result))
