"""The tasks that a plan speaks of, as the subject of a sentence: 第3部分中市编办牵头、2016年到期的任务."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.compose.context import Context
from assistant.types import And, Condition, DueIn, FieldMissing, Mentions, Not, NumberIn, Or, Plan, SectionIn, UnitIs
from assistant.words import ranges, said_day
from index.types import tells_year


def subject(ctx: Context, plan: Plan) -> str:
    """What the plan's tasks are, from its condition and topic; safe in Markdown."""
    return _subject(ctx, plan.condition, plan.topic)


def condition_subject(ctx: Context, condition: Condition | None) -> str:
    """The same for a condition alone (a side of a comparison, a premise)."""
    return _subject(ctx, condition, None)


def _subject(ctx: Context, condition: Condition | None, topic: str | None) -> str:
    if isinstance(condition, NumberIn) and condition.numbers and not topic:
        return ctx.say("subject.numbers", numbers=_numbers(ctx, condition))
    parts = _parts(condition)
    sections = [part for part in parts if isinstance(part, SectionIn) and part.sections]
    attributes = _attributes(ctx, [part for part in parts if part not in sections])
    if topic:
        attributes.append(ctx.say("subject.topic", topic=ctx.asked(topic)))
    joined = ctx.say("joint.attribute").join(attributes)
    place = ctx.join(_sections(ctx, part) for part in sections)
    if sections and attributes:
        return ctx.say("subject.section_tasks", sections=place, attributes=joined)
    if sections:
        return ctx.say("subject.section", sections=place)
    return ctx.say("subject.tasks", attributes=joined) if attributes else ctx.say("subject.all")


def _parts(condition: Condition | None) -> list[Condition]:
    if condition is None:
        return []
    if not isinstance(condition, And):
        return [condition]
    return [leaf for part in condition.parts for leaf in _parts(part)]


def _attributes(ctx: Context, parts: Sequence[Condition]) -> list[str]:
    """Each part as an attribute; units that share a role without more are said together (A、B共同牵头)."""
    shared: dict[str, list[UnitIs]] = {}
    for part in parts:
        if isinstance(part, UnitIs) and not part.only:
            shared.setdefault(part.role, []).append(part)
    said: set[str] = set()
    written = []
    for part in parts:
        if isinstance(part, UnitIs) and not part.only and len(shared[part.role]) > 1:
            if part.role not in said:
                said.add(part.role)
                units = ctx.join(_unit(ctx, unit) for unit in shared[part.role])
                written.append(ctx.say(f"subject.{part.role}_joint", units=units))
        else:
            written.append(_attribute(ctx, part))
    return written


def _attribute(ctx: Context, part: Condition) -> str:
    match part:
        case UnitIs(role=role, only=only):
            return ctx.say(f"subject.{role}_only" if only else f"subject.{role}", units=_unit(ctx, part))
        case FieldMissing(name):
            return ctx.say("subject.missing", field=_field(ctx, name))
        case SectionIn(sections) if sections:
            return ctx.say("subject.within", sections=_sections(ctx, part))
        case NumberIn(numbers) if numbers:
            return ctx.say("subject.numbered", numbers=_numbers(ctx, part))
        case Not(inner):
            return _negated(ctx, part, inner)
        case DueIn(start=start, end=end, words=words) if words not in ("overdue", "remaining"):
            return _due(ctx, part, start, end)
        case Or(parts) if (units := _one_role(parts)) is not None:
            either = ctx.say("joint.or").join(_unit(ctx, unit) for unit in units)
            return ctx.say(f"subject.{units[0].role}", units=either)
        case Or(parts) if parts:
            return ctx.say("joint.or").join(_attribute(ctx, one) for one in parts)
        case And():
            return ctx.say("joint.attribute").join(_attributes(ctx, part.parts))
        case _:
            return ctx.words(part)


def _one_role(parts: Sequence[Condition]) -> list[UnitIs] | None:
    """甲或乙牵头: units of which one stands in the same role; None for other alternatives."""
    units = [part for part in parts if isinstance(part, UnitIs) and not part.only]
    return units if len(units) == len(parts) > 0 and len({unit.role for unit in units}) == 1 else None


def _due(ctx: Context, part: Condition, start: date | None, end: date | None) -> str:
    """Days as one says them: 2017年底, 2017年6月底; whole years as the condition prints them."""
    if (start is not None and end is not None) or start == end:
        return ctx.words(part)
    if start is None and end is not None:
        return ctx.say("subject.due_until", day=_day(ctx, end))
    return ctx.say("subject.due_from", day=_day(ctx, start)) if start is not None else ctx.words(part)


def _day(ctx: Context, day: date) -> str:
    if not tells_year(day):
        return said_day(day, ctx.language)
    if (day.month, day.day) in ((12, 31), (1, 1)):
        return ctx.say("subject.year_end" if day.month == 12 else "subject.year_start", year=day.year)
    if (day + timedelta(days=1)).day == 1:
        return ctx.say("subject.month_end", year=day.year, month=day.month)
    return ctx.say("subject.day", year=day.year, month=day.month, day=day.day)


def _negated(ctx: Context, whole: Not, inner: Condition) -> str:
    match inner:
        case UnitIs(role=role, only=False):
            return ctx.say(f"subject.not_{role}", units=_unit(ctx, inner))
        case UnitIs() | And():
            return ctx.say("subject.not_only", attribute=_attribute(ctx, inner))
        case FieldMissing(name):
            return ctx.say("subject.not_missing", field=_field(ctx, name))
        case SectionIn(sections) if sections:
            return ctx.say("subject.not_section", sections=_sections(ctx, inner))
        case Mentions(words):
            quoted = ctx.join(ctx.say("subject.word", word=ctx.asked(word)) for word in words)
            return ctx.say("subject.not_mentions", words=quoted)
        case _:
            return ctx.words(whole)


def _field(ctx: Context, name: str) -> str:
    return ctx.say(f"field.{name}") if ctx.language == "zh" else ctx.say(f"field.{name}").lower()


def _unit(ctx: Context, part: UnitIs) -> str:
    return ctx.label(part.label, part.names)


def _sections(ctx: Context, part: SectionIn) -> str:
    return ctx.join(ctx.section(index) for index in part.sections)


def _numbers(ctx: Context, part: NumberIn) -> str:
    return ctx.join(ctx.asked(piece) for piece in ranges(part.numbers))
