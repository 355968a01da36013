"""Clauses and brackets that say what makes no difference: "2016年到期的,带不带持续落实都算" asks for them all.

What is let in narrows nothing, so it is left out before the sentence is read.
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.understand.alternatives import alternatives

_DATA = Path(__file__).with_name("let_in.toml")
_BRACKET = re.compile(r"\(([^()]{2,24})\)")
_CLAUSE = re.compile(r"(?:(?<=^)|(?<=[,;。!?\n]))([^,;。!?\n()]{3,30})(?:[,;]|(?=[。!?\n]|$))")


def _holds(kind: str, text: str) -> bool:
    return alternatives(_DATA, kind).search(text) is not None


def _refines(text: str) -> bool:
    return _holds("refinement", text) and not _holds("more", text)


def _bracket(found: re.Match[str]) -> str:
    said = found[1]
    let_in = _refines(said) and any(_holds(kind, said) for kind in ("opening", "opposites", "counted", "regardless"))
    return "" if let_in else found[0]


def _clause(found: re.Match[str]) -> str:
    said = found[1].strip()
    kinds = ("counted", "regardless", "including") if found.start() else ("counted", "regardless")
    return "" if _refines(said) and any(_holds(kind, said) for kind in kinds) else found[0]


def without_what_is_let_in(text: str) -> str:
    """``text`` without what it says makes no difference; as it is where nothing else would be left."""
    rest = _CLAUSE.sub(_clause, _BRACKET.sub(_bracket, text)).strip(" ,;")
    return rest if re.search(r"\w{2}", rest) else text
