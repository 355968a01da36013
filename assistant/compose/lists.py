"""Lists, counts, yes/no over a set, and answers to questions about content."""

from __future__ import annotations

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context, percent
from assistant.compose.fields import value
from assistant.compose.listing import SHORT, by_section, listing
from assistant.compose.markdown import blocks, bullets, gist, safe
from assistant.compose.subject import condition_subject, subject
from assistant.conditions import leaves
from assistant.types import ComputedFact, DeadlineIs, DueIn, FieldName, Plan, Result, SectionIn, UnitIs
from assistant.understand.algebra import conjuncts
from index.types import Task


def render_list(ctx: Context, result: Result) -> Part:
    """The number first, then every task."""
    if result.plan.measure == "count" and not result.cited:
        return Part(_all_tasks(ctx, result), _counted(result))
    body = listing(ctx, result.tasks, result.plan)
    if ctx.form.shape in ("numbers", "lines") and result.plan.measure == "list":
        return Part(blocks(body, _overdue(ctx, result)), _counted(result))
    return Part(blocks(headline(ctx, result), body, asides(ctx, result)), _counted(result))


def render_again(ctx: Context, result: Result) -> Part:
    """The number and the numbers of tasks that the same answer has already listed."""
    return Part(ctx.say("list.again", headline=headline(ctx, result), cites=ctx.cites(result.tasks)), _counted(result))


def _all_tasks(ctx: Context, result: Result) -> str:
    """The number of a document's tasks, section by section instead of one by one."""
    sections = by_section(result.tasks)
    lines = (ctx.say("document.section_line", heading=ctx.heading(index), count=len(members))
             for index, members in sections.items())  # fmt: skip
    first, last = (safe(ctx.document.tasks[at].number) for at in (0, -1))
    if len(sections) < 2:
        return ctx.say("list.count_all", count=len(result.tasks), first=first, last=last)
    total = ctx.say("list.count_all_sections", count=len(result.tasks), first=first, last=last, sections=len(sections))
    return blocks(total, bullets(lines))


def render_exists(ctx: Context, result: Result) -> Part:
    """Yes first, then the tasks that make it so."""
    first = ctx.say("list.exists", subject=subject(ctx, result.plan), count=len(result.tasks))
    return Part(blocks(first, listing(ctx, result.tasks, result.plan), asides(ctx, result)), _counted(result))


def render_content(ctx: Context, result: Result) -> Part:
    """What the document promises, by whom and by when, then the task's own words."""
    tasks = result.tasks
    if ctx.form.shape not in ("full", "sentence"):
        return render_list(ctx, result)
    if len(tasks) > 3:
        first = ctx.say("list.content_many", count=len(tasks))
        return Part(blocks(first, listing(ctx, tasks, result.plan)), _counted(result))
    said = []
    for task in tasks:
        quote = ctx.say("list.content_quote", text=safe(task.text))
        said.append(blocks(promise(ctx, task, result.plan.fields), "" if ctx.form.shape == "sentence" else quote))
    return Part(blocks(*said))


def promise(ctx: Context, task: Task, asked: tuple[FieldName, ...] = ()) -> str:
    """One plain sentence: the gist of a task, its units and its deadline; its section where that was asked."""
    said = {}
    for name in ("responsible", "deadline"):
        words = value(ctx, task, name)
        absent = ctx.say("list.content_no_responsible") if name == "responsible" else ""
        said[name] = ctx.say(f"list.content_{name}_with", **{name: words}) if words else absent
    if "section" in asked:
        said["deadline"] += ctx.say("list.content_section", section=ctx.section(task.section))
    if "note" in asked and task.note:
        said["deadline"] += ctx.say("list.content_note", note=value(ctx, task, "note"))
    beginning = safe(gist(task.text, 60))
    lead = value(ctx, task, "lead")
    if lead:
        return ctx.say("list.content_lead", gist=beginning, lead=lead, cite=ctx.cite(task), **said)
    return ctx.say("list.content_no_lead", gist=beginning, cite=ctx.cite(task), **said)


def headline(ctx: Context, result: Result) -> str:
    """The number with what was counted; the share where the set is large."""
    plan, count = result.plan, len(result.tasks)
    if plan.condition is None and plan.topic is None and count == result.total:
        return ctx.say("list.headline_all", count=count)
    if len(result.sides) == len(plan.sides) > 0:
        return _sum(ctx, result)
    subjects = subject(ctx, plan)
    if count < result.matched:
        return _picked_headline(ctx, result, subjects)
    inside = _in_its_sections(ctx, plan)
    if count > SHORT and inside > count:
        of_all, of_it = ctx.share(count, result.total), ctx.share(count, inside)
        return ctx.say("list.headline_share_inside", subject=subjects, count=count, total=result.total, share=of_all,
                       inside=inside, of_it=of_it)  # fmt: skip
    if count > SHORT:
        share = ctx.share(count, result.total)
        return ctx.say("list.headline_share", subject=subjects, count=count, total=result.total, share=share)
    return ctx.say("list.headline", subject=subjects, count=count)


def _in_its_sections(ctx: Context, plan: Plan) -> int:
    """How many tasks the sections hold that the plan keeps to; 0 where it keeps to none."""
    section = next((c for c in conjuncts(plan.condition) if isinstance(c, SectionIn)), None)
    return sum(task.section in section.sections for task in ctx.document.tasks) if section else 0


def _sum(ctx: Context, result: Result) -> str:
    """The counts that are taken together, and the tasks that more than one of them counts."""
    terms = ctx.join(ctx.say("list.sum_term", subject=condition_subject(ctx, side), count=len(tasks))
                     for side, tasks in zip(result.plan.sides, result.sides, strict=True))  # fmt: skip
    count = len(result.tasks)
    repeated = sum(map(len, result.sides)) - count
    if repeated:
        return ctx.say("list.sum_repeated", terms=terms, repeated=repeated, count=count)
    return ctx.say("list.sum", terms=terms, count=count)


def _picked_headline(ctx: Context, result: Result, subjects: str) -> str:
    """Which of the matching tasks were asked for: 最晚到期的, 第1项, 最后1项."""
    plan, matched = result.plan, result.matched
    if plan.group == "deadline" and plan.limit:
        picked = ctx.say("list.latest" if plan.descending else "list.earliest")
        count = len(result.tasks)
        return ctx.say("list.headline_extreme", subject=subjects, matched=matched, picked=picked, count=count)
    places = [ctx.say("list.last") if i == -1 else ctx.say("list.from_end", place=-i) if i < 0
              else ctx.say("list.place", place=i + 1) for i in plan.pick]  # fmt: skip
    picked = ctx.join(places) if places else ctx.say("list.some")
    return ctx.say("list.headline_picked", subject=subjects, matched=matched, picked=picked)


def asides(ctx: Context, result: Result) -> str:
    """What the asker may want to know beside the list: the unit's other role, group phrases, the as-of date."""
    return blocks(_other_role(ctx, result), covered(ctx, result), _overdue(ctx, result), _earlier(ctx, result))


def _earlier(ctx: Context, result: Result) -> str:
    """How many tasks fall due before a deadline that was asked for as it is written (12月底前)."""
    worded = leaves(result.plan.condition)
    days = {t.deadline.due for t in result.tasks if t.deadline and t.deadline.due and t.deadline.literal[-1] == "前"}
    exact = (isinstance(c, DeadlineIs) or (isinstance(c, DueIn) and c.start == c.end) for c in worded)
    if len(days) != 1 or not all(exact):
        return ""
    day = days.pop()
    count = sum(bool(t.deadline and t.deadline.due and t.deadline.due < day) for t in ctx.document.tasks)
    return ctx.say("list.due_earlier", count=count) if count else ""


def _overdue(ctx: Context, result: Result) -> str:
    if not result.plan.overdue or any(name == "as_of" for name, _ in ctx.reading.notes):
        return ""
    return ctx.say("list.overdue_as_of", date=ctx.day(ctx.as_of))


def _other_role(ctx: Context, result: Result) -> str:
    condition = result.plan.condition
    if not isinstance(condition, UnitIs) or condition.role == "either" or condition.only or result.plan.topic:
        return ""
    other = "responsible" if condition.role == "lead" else "lead"
    shown = {task.position for task in result.tasks}
    tasks = [task for task in ctx.naming(other, condition.names) if task.position not in shown]
    if not tasks:
        return ""
    unit, role = ctx.label(condition.label, condition.names), ctx.role(other)
    if len(tasks) > 3:
        return ctx.say("list.other_role", count=len(tasks), unit=unit, role=role)
    numbers = ctx.mention([task.number for task in tasks])
    return ctx.say("list.other_role_few", count=len(tasks), unit=unit, role=role, numbers=numbers)


def covered(ctx: Context, result: Result) -> str:
    """The group phrases that may also cover a department, with the number of tasks that name only such a phrase."""
    unit = unit_asked(result)
    if not result.uncovered or unit is None:
        return ""
    used = phrases_used(ctx, result, unit.role)
    name = "list.covered" if len(used) == 1 else "list.covered_several"
    for phrase in used[:2]:
        ctx.ledger.setdefault(phrase, "phrase")
    phrases = ctx.join(ctx.say("outcome.phrase", phrase=ctx.unit(phrase)) for phrase in used[:2])
    return ctx.say(name, count=result.uncovered, unit=ctx.label(unit.label, unit.names), phrases=phrases)


def phrases_used(ctx: Context, result: Result, role: str) -> list[str]:
    """The group phrases that the document uses in a role, in the registry's order; all of them where it uses none."""
    return [phrase for phrase in result.phrases if ctx.naming(role, (phrase,))] or list(result.phrases)


def unit_asked(result: Result) -> UnitIs | None:
    """The first unit the plan's condition asks for, not counting negated ones."""
    pending = [result.plan.condition]
    while pending:
        condition = pending.pop(0)
        if isinstance(condition, UnitIs):
            return condition
        pending[:0] = getattr(condition, "parts", ())
    return None


def _counted(result: Result) -> tuple[ComputedFact, ...]:
    share = percent(len(result.tasks), result.total)
    return (fact("count", len(result.tasks)), fact("total", result.total), fact("share", share))
