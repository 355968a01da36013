"""A name that several units share, and beside it the words that say which is meant.

法制办(人大那个), 政府那边的法制办, 法制办,我说的是政府那家.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from assistant.understand.tokens import Token, Units
from index.units import UnitName, UnitRegistry

_OWNER = r"(?P<owner>[\u4e00-\u9fff]{2,6}?)"
_THAT = r"(?:那|这)(?:一)?(?:个|家|边|头|块)|底下|下面|下边|系统|里头|里面|里|下属|名下|口"
_SAID = r"(?:我)?(?:说的|指的|问的)?(?:就)?(?P<not>不)?(?:是|指|算)?"
_AFTER = (
    re.compile(rf"\s?\({_SAID}市?{_OWNER}(?:(?:{_THAT})?的?)\)"),
    re.compile(rf",(?=.?[是指不]|[说指问]的){_SAID}市?{_OWNER}(?:{_THAT})的?(?=[,。?]|$|牵|的|参|负|挑|领)"),
)
_BEFORE = re.compile(rf"市?{_OWNER}(?:(?:{_THAT})的?)$")
_COST = 0.21


def which_of_them(units: Sequence[Token], text: str, registry: UnitRegistry) -> Iterator[Token]:
    """Each name of ``units`` that several units share, together with the words that leave only some of them."""
    for token in units:
        name = cast(Units, token.value).names[0]
        if name.kind != "ambiguous":
            continue
        for said in (pattern.match(text, token.end) for pattern in _AFTER):
            if said and (kept := _kept(name, said["owner"], denied=bool(said["not"]))):
                yield _one(token, registry.forms[kept], token.start, said.end())
        # The shortest owner is the one: 请问|政府|那边的法制办.
        for start in range(max(0, token.start - 2), -1, -1):
            before = _BEFORE.fullmatch(text, start, token.start)
            if before and (kept := _kept(name, before["owner"], denied=False)):
                yield _one(token, registry.forms[kept], start, token.end)
                break


def _kept(name: UnitName, owner: str, *, denied: bool) -> str | None:
    """The one unit of ``name`` that the words leave."""
    owned = [unit for unit in name.names if owner in unit]
    left = [unit for unit in name.names if unit not in owned] if denied else owned
    return left[0] if len(left) == 1 and owned else None


def _one(token: Token, unit: UnitName, start: int, end: int) -> Token:
    return replace(token, value=Units((unit,)), start=start, end=end, cost=_COST)
