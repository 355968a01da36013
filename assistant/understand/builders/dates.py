"""What matched rules about deadlines mean."""

from __future__ import annotations

from datetime import date
from typing import cast

from assistant.conditions import And, Condition, DeadlineIs, DueIn, Not, Ongoing, Or, SectionIn
from assistant.understand.days.dates import day_after, day_before
from assistant.understand.tokens import AsOf, Context, Numbers, Period, Tokens, first_of, holds

_ENDS = ("底", "末", "终", "年内", "结束", "收官", "末期", "期满", "届满", "收尾", "完")


def _periods(tokens: Tokens) -> list[Period]:
    return [cast(Period, t.value) for t in tokens if t.type in ("DATE", "TODAY")]


def _due(tokens: Tokens, start: date | None, end: date | None) -> DueIn:
    return DueIn(start, end, _periods(tokens)[0].words)


def due_in(tokens: Tokens, _: Context) -> Condition:
    period = _periods(tokens)[0]
    return _due(tokens, period.start, period.end)


def due_today(tokens: Tokens, context: Context) -> Condition | None:
    """ "今天到期": that very day; 目前到期的 are those that have fallen due by now."""
    return due_in(tokens, context) if _periods(tokens)[0].words in ("今天", "今日", "today") else None


def due_any(tokens: Tokens, _: Context) -> Condition:
    """ "2016年和2018年": either of them."""
    return Or(tuple(DueIn(p.start, p.end, p.words) for p in _periods(tokens)))


def due_not(tokens: Tokens, context: Context) -> Condition:
    return Not(due_in(tokens, context) if len(_periods(tokens)) == 1 else due_any(tokens, context))


def due_not_by(tokens: Tokens, context: Context) -> Condition | None:
    """ "2016年底不用完成的": what falls due later than that; 没有 may deny that there are tasks at all."""
    if first_of(tokens, "NOT") != "unneeded":
        return None
    at_end = _at_year_end(_periods(tokens)[0])
    held = due_before(tokens, context) if holds(tokens, "CMPLT") else due_until(tokens, context) if at_end else None
    if isinstance(held, DueIn) and held.end is not None:
        return _due(tokens, day_after(held.end), None)
    return Not(due_in(tokens, context))


def due_expected(tokens: Tokens, context: Context) -> Condition | None:
    """ "2018年该收尾的": what falls due in that year; 到2018年该收尾的 names the day to reckon from."""
    period = _periods(tokens)[0]
    whole = (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    return due_in(tokens, context) if whole and first_of(tokens, "OVERDUE") == "due" else None


def literal_each(tokens: Tokens, context: Context) -> Condition | None:
    """ "2016年底和2016年底前完成并持续落实": two wordings of the deadline, each as it is written."""
    written = {task.deadline.literal for task in context.document.tasks if task.deadline}
    named = [cast(Period, t.value).words if t.type == "DATE" else cast(str, t.value_of("DLIT"))
             for t in tokens if t.has("DLIT") or t.type == "DATE"]  # fmt: skip
    if not written.issuperset(named) or len(set(named)) < 2:
        return None
    return Or(tuple(DeadlineIs(words) for words in dict.fromkeys(named)))


def done_and_kept(tokens: Tokens, context: Context) -> Condition | None:
    """2016年底前完成、之后还得坚持: what the document words so, where it does; 到期 and 的 leave two conditions."""
    at = next(at for at, t in enumerate(tokens) if t.has("DUE"))
    if tokens[at].value_of("DUE") != "done" or first_of(tokens, "ONGOING") != "true":
        return None
    if tokens[at + 1].start != tokens[at].end:
        return None
    end = _periods(tokens)[0].end
    due = [t.deadline for t in context.document.tasks if t.deadline and t.deadline.due == end and t.deadline.ongoing]
    literals = tuple(map(DeadlineIs, dict.fromkeys(d.literal for d in due)))
    return None if not literals else literals[0] if len(literals) == 1 else Or(literals)


def due_and_kept(tokens: Tokens, context: Context) -> Condition:
    """2017年底后面跟着持续落实: 后面 is where the deadline's words stand, no later day."""
    kept = first_of(tokens, "ONGOING") == "true" and not holds(tokens, "NOT")
    return And((due_in(tokens, context), Ongoing(kept)))


def due_beyond_task(tokens: Tokens, context: Context) -> Condition | None:
    """比任务30晚的任务: due after the day that the task named is due on, or before it."""
    numbers = cast(Numbers, first_of(tokens, "NUM")).numbers
    task = next((t for t in context.document.tasks if (t.number,) == numbers), None)
    day = task.deadline.due if task and task.deadline else None
    if day is None:
        return None
    later = first_of(tokens, "EARLIER") == "latest"
    due = DueIn(day_after(day), None) if later else DueIn(None, day_before(day))
    sections = tuple(SectionIn(cast(tuple[int, ...], t.value)) for t in tokens if t.type == "SECT")
    return And((due, *sections)) if sections else due


def due_between(tokens: Tokens, _: Context) -> Condition:
    first, last = _periods(tokens)[0], _periods(tokens)[-1]
    return _due(tokens, min(first.start, last.start), max(first.end, last.end))


def due_before(tokens: Tokens, context: Context) -> Condition | None:
    """ "2018年之前" leaves 2018 out; "2018年底前" and "12月31日前" do not: a due date at year end falls within
    them, as a due date on the very day that is named does (10月31日前)."""
    if first_of(tokens, "EARLIER") == "latest":
        return None
    period = _periods(tokens)[0]
    due = {(12, 31)} | {(d.month, d.day) for t in context.document.tasks if t.deadline and (d := t.deadline.due)}
    last_day = period.start == period.end and (period.end.month, period.end.day) in due
    sooner = first_of(tokens, "CMPLT") == "sooner"  # 不用等到2018年底: that day is too late
    at_end = (_at_year_end(period) or last_day) and not sooner
    return _due(tokens, None, period.end if at_end else day_before(period.start))


def _at_year_end(period: Period) -> bool:
    """Whether a stretch is named by its end: 2016年底, “十三五”结束."""
    return period.words.endswith(_ENDS) or period.words.startswith(("end", "the end"))


def due_until(tokens: Tokens, context: Context) -> Condition:
    """ "2018年底及以前"; 2018年之内 is that year, 3月1日之内 no day of its own."""
    if first_of(tokens, "CMPLE") == "within" and _periods(tokens)[0].start < _periods(tokens)[0].end:
        return due_in(tokens, context)
    return _due(tokens, None, _periods(tokens)[-1].end)  # 月底(10月25日)前: the day said last is the exact one


def due_after(tokens: Tokens, _: Context) -> Condition | None:
    if first_of(tokens, "EARLIER") == "earliest":
        return None
    return _due(tokens, day_after(_periods(tokens)[0].end), None)


def due_from(tokens: Tokens, _: Context) -> Condition:
    return _due(tokens, _periods(tokens)[0].start, None)


def as_of(tokens: Tokens, _: Context) -> AsOf:
    return AsOf(_periods(tokens)[0].end, first_of(tokens, "OVERDUE") == "due")


def literal_deadline(tokens: Tokens, _: Context) -> Condition:
    return DeadlineIs(cast(str, first_of(tokens, "DLIT")))


def exact_deadline(tokens: Tokens, context: Context) -> Condition | None:
    literal = first_of(tokens, "DLIT")
    if holds(tokens, "CMPLT", "CMPLE"):
        return _on_its_day(tokens, context)
    if literal is None:
        literals = {task.deadline.literal for task in context.document.tasks if task.deadline}
        words = _periods(tokens)[0].words
        literal = words if words in literals else None
    return DeadlineIs(cast(str, literal)) if literal else due_in(tokens, context)


def _on_its_day(tokens: Tokens, context: Context) -> Condition:
    """时限正好写10月底前的: due on that very day, as it is written where it is."""
    period = _periods(tokens)[0]
    deadlines = [t.deadline for t in context.document.tasks if t.deadline and t.deadline.due == period.end]
    said = [d.literal for d in deadlines if period.words in d.literal and not d.ongoing]
    literals = tuple(map(DeadlineIs, dict.fromkeys(said)))
    if not literals:
        return DueIn(period.end, period.end, period.words)
    return literals[0] if len(literals) == 1 else Or(literals)


def ongoing(tokens: Tokens, _: Context) -> Condition:
    return Ongoing(tokens[0].value_of("ONGOING") == "true")


def one_off(tokens: Tokens, _: Context) -> Condition:
    """不要求持续落实; 不是一次性的 is the other way round."""
    return Ongoing(tokens[0].has("HISTORY") and first_of(tokens, "ONGOING") == "false")
