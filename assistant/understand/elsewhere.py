"""What a message speaks of that is another plan's: other places, and plans of other years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.tokens import Context, Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES = "工作要点|要点|任务分工|分工表|分工方案|工作计划|行动计划|工作安排|规划|工作方案|任务清单|work plan|plan"
_PLAN = re.compile(
    r"(?:19|20)\d\d(?:年?度?[-~到至—–]+(?:(?:19|20)\d\d|\d\d))?(?:年度?|那?几年|那?五年)?"
    rf"[^,。?!;\d]{{0,14}}?(?:{_NAMES})"
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


def speaks_of_home(text: str, context: Context) -> bool:
    """Whether the document's own place is named beside another one (河北的亲戚问北京的…)."""
    return any(place in text for place in context.registry.places)
