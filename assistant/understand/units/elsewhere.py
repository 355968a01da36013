"""What a message speaks of that is another plan's: other places, and plans of other years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.understand.tokens import Context, Token
from index.unit_words import NATION

_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES = "工作要点|要点|任务分工|分工表|分工方案|工作计划|行动计划|工作安排|规划|工作方案|任务清单|work plan|plan"
_PLAN = re.compile(
    r"(?:19|20)\d\d(?:年?度?[-~到至—–]+(?:(?:19|20)\d\d|\d\d))?(?:年度?|那?几年|那?五年)?"
    rf"[^,。?!;\d]{{0,14}}?(?:{_NAMES})"
)

# 2016年的那份分工: 那 or 这 before it says that a certain paper is meant.
_THAT_PLAN = re.compile(
    rf"(?:在|按照?|照)?(?P<year>20\d\d)年?(?:发布|印发|出台|下发|公布|制定|定|发)?的?[那这](?:一)?(?:份|个|版|本|张)?(?:老|旧|公开)?"
    rf"(?:{_NAMES}|分工|文件|方案|通知|清单|任务表)(?:里面?|中|上|里头)?"
)


def find_other_plans(text: str, context: Context) -> Iterator[Token]:
    """PLACE tokens over the name of a plan whose years all lie outside those in the document's own title."""
    own = [int(year) for year in _YEAR.findall(context.document.title)]
    if not own:
        return
    for m in _PLAN.finditer(text):
        years = [int(year) for year in _YEAR.findall(m[0])]
        if all(year < min(own) or year > max(own) for year in years):
            yield Token("PLACE", "plan", m.start(), m.end(), 0.05)


def find_own_plan(text: str, context: Context) -> Iterator[Token]:
    """FILL tokens over what names this document by the year in which it begins: 2016那份分工 is no year to be due."""
    own = _YEAR.findall(context.document.title)
    for m in _THAT_PLAN.finditer(text):
        if own and m["year"] == own[0]:
            yield Token("FILL", "yes", m.start(), m.end(), 0.05)


def at_home(tokens: Iterable[Token], text: str, context: Context) -> Iterator[Token]:
    """``tokens`` with the document's own place as filler; a city of its province, or any place of a document of the
    whole country, is no other place."""
    places = context.registry.places
    own = places if context.registry.jurisdiction else places[:3] if context.registry.level != NATION else ()
    for place in filter(None, own):
        at = text.find(place)
        if at >= 0:
            yield Token("FILL", "yes", at, at + len(place))
    for token in tokens:
        said = text[token.start : token.end] if token.type == "PLACE" else ""
        if said in own and said:
            yield replace(token, type="FILL")
        elif not said or said.removesuffix("市") not in places:
            yield token


def speaks_of_home(text: str, context: Context) -> bool:
    """Whether the document's own place is named beside another one (河北的亲戚问北京的…)."""
    return any(place in text for place in context.registry.places)
