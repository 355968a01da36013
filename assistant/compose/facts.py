"""Facts of the document itself: header lines, title, period, number of tasks and sections; section titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from assistant.compose.composed import Part, fact
from assistant.compose.context import Context
from assistant.compose.markdown import blocks, bullets, safe, table
from assistant.compose.outcomes import no_section
from assistant.compose.verdicts import claims_fact, verdict
from assistant.retrieve.groups import led_by
from assistant.types import Plan, Result, SectionIn
from assistant.words import condition_words
from index.sections import children_of, inside
from index.types import Section

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))
_PERIOD = re.compile(r"(\d{4})\D{1,2}(\d{4})年?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LETTER = re.compile(r"[^\W_]")
# A form whose numbers were never filled in: 年 第期.
_PLACEHOLDER = re.compile(r"(?<!\d)\s*年\s*第\s*期")


def render_document(ctx: Context, result: Result) -> Part:
    """Each asked fact in one line; without any, the title, the header's facts and the numbers of tasks and sections."""
    names = result.plan.facts or ("标题", *(item.name for item in ctx.document.facts), "任务数")
    lines, facts = [], []
    for name in dict.fromkeys(names):
        said, value = _fact(ctx, name, names)
        lines.append(said)
        facts.append(fact(name, value))
    dated = [item.name for item in facts if _DAY.fullmatch(item.value)]
    if len(names) == 2 and len(dated) == 2:
        said, days = _interval(ctx, *dated)
        lines.append(said)
        facts.append(fact("days", days))
    if len(lines) > 1:
        return Part(bullets(lines), tuple(facts))
    claimed = claims_fact(ctx, result.plan.asked, facts[0].value) if result.plan.asked and facts[0].value else None
    return Part(verdict(ctx, claimed) + lines[0], tuple(facts))


def _fact(ctx: Context, name: str, asked: Sequence[str] = ()) -> tuple[str, str]:
    if name in COMPUTED:
        return COMPUTED[name](ctx)
    value = next((item.value for item in ctx.document.facts if item.name == name), None)
    shown = ctx.say("document.name", name=safe(name), english=_english(ctx, name))
    if value is None:
        unknown = ctx.say("document.unknown", name=shown)
        beside = _instead(ctx, name, asked)
        return (ctx.say("document.instead", unknown=unknown, instead=beside[0]), beside[1]) if beside else (unknown, "")
    if is_blank(value):
        return ctx.say("document.blank", name=shown), ""
    if _PLACEHOLDER.search(value):
        return ctx.say("document.partly_blank", name=shown, value=safe(value)), value
    return ctx.say("document.fact", name=shown, value=safe(value)), value


# What is said where the document has no such line, the nearest first.
_INSTEAD: dict[str, list[str]] = _DATA["instead"]


def _instead(ctx: Context, name: str, asked: Sequence[str]) -> tuple[str, str] | None:
    """The line of the header that comes nearest to a missing one, unless it is asked for as well."""
    values = {item.name: item.value for item in ctx.document.facts if not is_blank(item.value)}
    near = next((other for other in _INSTEAD.get(name, ()) if other in values), None)
    return None if near is None or near in asked else _fact(ctx, near)


def is_blank(value: str) -> bool:
    """Empty brackets (〔〕) say nothing."""
    return not _LETTER.search(value)


def _english(ctx: Context, name: str) -> str:
    key = f"header.{_HEADER.get(name, 'other')}"
    return ctx.say(key)


_HEADER: dict[str, str] = _DATA["header"]


def _title(ctx: Context) -> tuple[str, str]:
    return ctx.say("document.title", title=safe(ctx.document.title)), ctx.document.title


def _tasks(ctx: Context) -> tuple[str, str]:
    count, sections = len(ctx.document.tasks), len(children_of(None, ctx.document))
    return ctx.say("document.tasks", count=count, sections=sections), str(count)


def _sections(ctx: Context) -> tuple[str, str]:
    outermost = children_of(None, ctx.document)
    count = len(outermost)
    headings = ctx.join(safe(section.heading) for section in outermost)
    return ctx.say("document.sections", count=count, headings=headings), str(count)


def _period(ctx: Context) -> tuple[str, str]:
    found = _PERIOD.search(ctx.document.title)
    if found is None:
        return ctx.say("document.no_period"), ""
    return ctx.say("document.period", first=found[1], last=found[2]), f"{found[1]}-{found[2]}"


def _source(ctx: Context) -> tuple[str, str]:
    return ctx.say("document.source", source=safe(ctx.document.source)), ctx.document.source


def _blanks(ctx: Context) -> tuple[str, str]:
    """The lines of the header that nothing is written in."""
    names = [item.name for item in ctx.document.facts if is_blank(item.value)]
    if not names:
        return ctx.say("document.no_blanks"), ""
    shown = (ctx.say("document.name", name=safe(name), english=_english(ctx, name)) for name in names)
    return ctx.say("document.blanks", count=len(names), names=ctx.join(shown)), ctx.join(names)


COMPUTED: dict[str, Callable[[Context], tuple[str, str]]] = {
    "标题": _title, "期间": _period, "任务数": _tasks, "部分数": _sections, "文件": _source, "空白项": _blanks,
}  # fmt: skip
"""Facts that are no lines of the header; ``Plan.facts`` holds these names or names of header lines."""


def _interval(ctx: Context, first: str, second: str) -> tuple[str, str]:
    """The days between two dates of the header."""
    values = {item.name: item.value for item in ctx.document.facts}
    try:
        start, end = date.fromisoformat(values[first]), date.fromisoformat(values[second])
    except ValueError:
        return ctx.say("document.no_interval", first=safe(first), second=safe(second)), ""
    days = abs((end - start).days)
    said = ctx.say("document.interval", first=safe(first), second=safe(second), start=start, end=end, days=days)
    return said, str(days)


def render_sections(ctx: Context, result: Result) -> Part:
    """Section titles in order with their counts; the one asked for, or all."""
    sections = ctx.document.sections
    counts = {section.index: len(inside({section.index}, ctx.document)) for section in sections}
    shown = _wanted(ctx, result)
    if result.plan.asked and isinstance(result.plan.condition, SectionIn) and len(shown) == 1:
        return Part(_claimed(ctx, result.plan, shown[0]))
    outermost = children_of(None, ctx.document)
    whole = len(shown) == len(sections)
    count = fact("sections", len(outermost) if whole else len(shown))
    if not shown:
        return Part(" ".join(no_section(ctx)), (count,))
    if len(shown) == 1 and len(sections) > 1 and result.plan.each is None:
        only = shown[0]
        said = ctx.say("document.section", heading=safe(only.heading), count=counts.get(only.index, 0),
                       numbers=_span(ctx, only))  # fmt: skip
        return Part(blocks(said, _inner(ctx, only, counts), _cited(ctx, result)), (count,))
    if ctx.form.shape == "table":
        rows = ([safe(section.heading), ctx.number(counts.get(section.index, 0))] for section in shown)
        body = table([ctx.say("field.section"), ctx.say("figure.head_count")], rows)
    elif result.plan.each == "one":
        leads = {group.key: led_by(group) or "" for group in result.groups}
        body = bullets(ctx.say("document.section_led", heading=safe(section.heading), count=counts[section.index],
                               unit=ctx.unit(leads[section.index])) for section in shown)  # fmt: skip
    else:
        body = bullets(_section_line(ctx, section, counts.get(section.index, 0)) for section in shown)
    return Part(blocks(_head(ctx, result, len(shown)), body, _cited(ctx, result)), (count,))


def _claimed(ctx: Context, plan: Plan, treated: Section) -> str:
    """Whether the section that is named is the one whose title or whose subject is told."""
    named = ctx.document.sections[cast(SectionIn, plan.condition).sections[0]]
    heading, count, numbers = safe(treated.heading), len(inside({treated.index}, ctx.document)), _span(ctx, treated)
    if named.index == treated.index:
        return ctx.say("document.section_is", heading=heading, count=count, numbers=numbers)
    said = safe(named.heading)
    return ctx.say("document.section_is_not", named=said, heading=heading, count=count, numbers=numbers)


def _inner(ctx: Context, section: Section, counts: Mapping[int, int]) -> str:
    """The parts of one part, "" where it has none."""
    parts = children_of(section, ctx.document)
    if not parts:
        return ""
    head = ctx.say("document.inner_sections", count=len(parts))
    return blocks(head, bullets(_section_line(ctx, part, counts.get(part.index, 0)) for part in parts))


def _head(ctx: Context, result: Result, shown: int) -> str:
    if result.plan.each == "one":
        return ctx.say("document.sections_one", count=shown)
    if result.plan.each is not None:
        words = condition_words(result.plan.condition, ctx.document.sections, ctx.language, ctx.document.roles)
        return ctx.say(f"document.sections_{result.plan.each}", words=safe(words), count=shown)
    if shown == len(ctx.document.sections) and (inner := shown - len(children_of(None, ctx.document))):
        count = shown - inner
        return ctx.say("document.section_count_nested", count=count, inner=inner, tasks=len(ctx.document.tasks))
    if shown == len(ctx.document.sections) and (stated := result.plan.in_sections) is not None:
        right = (stated.low or 0) <= shown <= (shown if stated.high is None else stated.high)
        verdict = "document.sections_right" if right else "document.sections_wrong"
        return ctx.say(verdict, count=shown, tasks=len(ctx.document.tasks))
    if shown == len(ctx.document.sections):
        return ctx.say("document.section_count", count=shown, tasks=len(ctx.document.tasks))
    return ctx.say("document.some_sections", count=shown)


def _wanted(ctx: Context, result: Result) -> list[Section]:
    """The sections that the condition or the pick asks for, else all."""
    sections, condition = ctx.document.sections, result.plan.condition
    if result.plan.sides:
        condition = result.plan.sides[0]
    elif result.plan.each is not None or result.plan.topic:
        return [section for section in sections if any(group.key == section.index for group in result.groups)]
    if isinstance(condition, SectionIn):
        return [section for section in sections if section.index in condition.sections]
    if result.plan.pick:
        return [sections[i] for i in result.plan.pick if -len(sections) <= i < len(sections)]
    return list(sections)


def _section_line(ctx: Context, section: Section, count: int) -> str:
    return ctx.say("document.section_row", heading=safe(section.heading), count=count, numbers=_span(ctx, section))


def _span(ctx: Context, section: Section) -> str:
    """The numbers of its tasks: a run as a range, printed labels by the first and the last."""
    tasks = inside({section.index}, ctx.document)
    labelled = len(tasks) > 1 and not all(isinstance(task.number, int) for task in tasks)
    if labelled:
        return ctx.say("document.section_span", first=ctx.cite(tasks[0]), last=ctx.cite(tasks[-1]))
    return ctx.mention([task.number for task in tasks]) if tasks else ctx.say("document.section_empty")


def _cited(ctx: Context, result: Result) -> str:
    return ctx.say("figure.tasks", numbers=ctx.cites(result.cited)) if result.cited else ""
