"""Words that point back where nothing was said before: 后者的时限比前者晚多久 as a first message, to be asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.question import has_han
from assistant.understand.algebra import kind_of
from assistant.understand.alternatives import alternatives
from assistant.understand.parts import Part
from assistant.understand.tokens import Numbers, Token

_FORMS = Path(__file__).with_name("unsaid.toml")

# What a word that points back can mean within its own message.
_NAMING = ("UNIT", "NUM", "SECT", "QUOTE")
# What describes the tasks meant: 2020年到期的那几条, 最后那三条, 没写责任单位的这两项.
_DESCRIBING = ("DATE", "SLICE", "MOST", "LEAST", "RANKN", "RANKED", "EXTREME", "ALLTASKS", "DOCUMENTN")
_BOUNDING = {"section", "missing", "text", "number", "same"}
# So many characters before the pointer describe what it means: 信用信息系统那两条; so many in all, what is asked.
_DESCRIBED, _DESCRIBED_ENGLISH = 3, 10
_WORDY = 6
_WORDY_ENGLISH = 30


def _one_task(tokens: Sequence[Token]) -> bool:
    """Whether one task is named by its number, and nothing else: what is compared with it has to be another."""
    named = {t.value.numbers if isinstance(t.value, Numbers) else () for t in tokens if t.type in _NAMING}
    return len(named) == 1 and len(named.pop()) == 1


def _means_the_task(compared: re.Pattern[str], parts: Sequence[Part]) -> bool:
    """ "任务52的时限是什么,还有哪些任务跟它一样": its task was named before, and the other side is asked for."""
    named = False
    for part in parts:
        pointer = compared.search(part.text)
        if pointer is not None:
            at = part.start + pointer.start()
            opening = max((t.end for t in part.recognised if t.has("COMMA") and t.end <= at), default=part.start)
            named = named or any(t.type == "NUM" and t.end <= opening for t in part.recognised)
            read = any(kind_of(condition) != "number" for condition in part.findings.conditions)
            return named and read and any(_asks_which(t, at) for t in part.recognised if t.start >= opening)
        named = named or any(t.type == "NUM" for t in part.recognised)
    return False


def _asks_which(token: Token, pointer: int) -> bool:
    """哪些任务跟它一样, 跟它一样的还有哪些; not 跟它比哪个早, which asks of the two."""
    others = token.has("ELSE") or token.has("STILL")
    return others or (token.start < pointer and (token.has("LIST") or token.has("WHO")))


def points_at_nothing(text: str, parts: Sequence[Part]) -> bool:
    """Whether a first message ``text`` points back at something and names or describes nothing it could mean."""
    tokens = [token for part in parts for token in part.recognised]
    if len(parts) > 1 + text.count("?"):
        return False
    certain, likely, compared = (alternatives(_FORMS, kind) for kind in ("certain", "likely", "compared"))
    if any(token.has("MODEL") for token in tokens) and any(token.type in _NAMING for token in tokens):
        return False  # 以任务56为准,跟它一样的: what is named is the model
    if _one_task(tokens):
        return compared.search(text) is not None and not _means_the_task(compared, parts)
    if any(token.type in _NAMING for token in tokens):
        return False
    found = certain.search(text)
    pointer = found or (None if _described(parts) else likely.search(text))
    if pointer is None:
        return False
    worded = [token for token in tokens if token.type == "WORD"]
    before = sum(len(token) for token in worded if token.end <= pointer.start())
    described, wordy = (_DESCRIBED, _WORDY) if has_han(text) else (_DESCRIBED_ENGLISH, _WORDY_ENGLISH)
    return before < described and (found is not None or sum(map(len, worded)) <= wordy)


def _described(parts: Sequence[Part]) -> bool:
    bounds = {kind_of(condition) for part in parts for condition in part.findings.conditions}
    said = any(token.has(kind) for part in parts for token in part.recognised for kind in _DESCRIBING)
    return said or not bounds.isdisjoint(_BOUNDING) or any(part.findings.slices for part in parts)
