"""Sections told by a word of their titles: "标题里带“公开”的部分有几个"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Condition, Mentions, Not, SectionIn
from assistant.understand.findings import Findings
from assistant.understand.tokens import Context
from index.types import Section

_TITLE = re.compile("标题|题目|题名|名称|名字|小题|headings?|titles?|headed|titled|named?")
_SECTION = re.compile("部分|部份|章|板块|大块|大标题|一级标题|sections?|parts?|chapters?")
_TASKS = re.compile("[项条件]|任务|tasks?")
# What is asked of the sections themselves, not of the tasks in them.
_OF_SECTIONS = {"LIST", "COUNT", "DOCFACT", "SECTCOUNT", "MENTION", "TITLES", "SECTIONN", "DISTRIBUTION"}


def sections_titled(f: Findings, context: Context) -> Findings:
    """The sections whose titles hold the words that are mentioned, in place of the tasks that mention them."""
    spoken = {"TITLES", "SECTIONN"} & f.flags and _TITLE.search(f.text) and _SECTION.search(f.text)
    if not spoken or len(f.conditions) != 1 or f.roles or f.units:
        return f
    held = {section.index: _holds(f.conditions[0], section) for section in context.document.sections}
    if None in held.values():
        return f
    found = [index for index, so in held.items() if so]
    of_tasks = {"TASKN", "DUE"} & f.flags or _TASKS.search(f.cues.get("COUNT", ""))
    flags = f.flags - {"DOCFACT", "TITLES"} if of_tasks else (f.flags - _OF_SECTIONS) | {"NAMED"}
    fields = tuple(name for name in f.fields if name != "section")
    return replace(f, conditions=(SectionIn(tuple(found)),), flags=flags, facts=(), fields=fields, topic="", words=())


def _holds(condition: Condition, section: Section) -> bool | None:
    """Whether a title holds the words of ``condition``; None where that is no condition on words."""
    if isinstance(condition, Not):
        held = _holds(condition.part, section)
        return None if held is None else not held
    return any(word in section.heading for word in condition.words) if isinstance(condition, Mentions) else None
