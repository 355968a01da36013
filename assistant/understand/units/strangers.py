"""Units that the registry does not know: "国家发改委牵头哪些任务", "城管局和市财政局共同牵头的".

A word that ends like a unit's name and stands where a unit stands is one; a level of government before a known name,
or a ministry's ending after a known short form, makes it another body. The document may name none of them: then that
is the answer, instead of another unit's tasks or a search.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from assistant.understand.kept import kept
from assistant.understand.tokens import Context, Token, Units
from assistant.understand.units.listed import units_listed
from index.tokens import tokenize
from index.types import Document
from index.units import UnitName

# Between a name and the role it is asked for: 甲、乙共同牵头, 甲都牵头.
_BETWEEN = ("AND", "ENUM", "TOGETHER", "BOTH", "UNIT", "AS", "IS", "YESNO", "NOT", "ONLY", "ALSO", "STILL", "OR")
_LEADING = ("lead", "responsible")
_OF_TASKS = ("LIST", "COUNT", "HAS", "DUTY", "DUE", "TASKN", "WHEN")
_TASKS = re.compile("任务|[几哪多]少?项")
_COST = 0.5
_SEVERAL = 3
_SHORTEST = 2  # 儿科
# 儿科今年有什么牵头任务: what may stand between the unit that a question begins with and its role.
_SPOKEN_OF = ("DATE", "LIST", "HAS", "COUNT", "TASKN", "COMMA", "IN", "DOCUMENTN")


@dataclass(frozen=True, slots=True)
class _Endings:
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    own: tuple[str, ...]
    plain: tuple[str, ...]
    kinds: frozenset[str]
    levels: tuple[str, ...]
    ministries: tuple[str, ...]
    inner: frozenset[str]
    before: frozenset[str]
    english: re.Pattern[str]


@lru_cache(maxsize=1)
def _endings() -> _Endings:
    raw = tomllib.loads((Path(__file__).parent / "strangers.toml").read_text(encoding="utf-8"))
    return _Endings(tuple(raw["strong"]), tuple(raw["weak"]), tuple(raw["own"]), tuple(raw["plain"]),
                    frozenset(raw["kinds"]), tuple(raw["levels"]), tuple(raw["ministries"]),
                    frozenset(raw["inner"]), frozenset(raw["before"]),
                    re.compile("|".join(raw["english"])))  # fmt: skip


def name_endings() -> tuple[str, ...]:
    """How names of units end."""
    return (*_endings().strong, *_endings().weak)


def plain_endings() -> tuple[str, ...]:
    """Ends of words that look like names of units and are none, and of kinds of unit."""
    return (*_endings().plain, *_endings().kinds)


def with_strangers(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """``tokens`` with the names of unknown units as UNIT tokens."""
    found = _on_another_level(list(tokens), text, context)
    found = _with_whole_names(found, text, context)
    for at in range(len(found) - 1, -1, -1):
        if whole := _with_its_ending(found, at, text, context):
            found = whole
        elif found[at].type == "WORD" and _stands_as_a_unit(found, at, text, context):
            found[at : at + 1] = _cut_out(found[at], text)
    return found


def _with_its_ending(tokens: list[Token], at: int, text: str, context: Context) -> list[Token] | None:
    """审计|部牵头: the last character of a name, which by itself is a small word."""
    word, end = tokens[at - 1], tokens[at]
    if at == 0 or end.type != "FILL" or len(end) > 1 or word.type != "WORD" or word.end != end.start:
        return None
    if not text[word.start : end.end].endswith(_endings().strong):
        return None
    joined = [*tokens[: at - 1], Token("WORD", text[word.start : end.end], word.start, end.end), *tokens[at + 1 :]]
    if not _stands_as_a_unit(joined, at - 1, text, context):
        return None
    return [*joined[: at - 1], *_cut_out(joined[at - 1], text), *joined[at:]]


def _with_whole_names(tokens: list[Token], text: str, context: Context) -> list[Token]:
    """The place before a name as part of it (北京|银行), and a ministry called like a known office (…和社会保障|部)."""
    for at in range(len(tokens) - 1, 0, -1):
        before, word = tokens[at - 1], tokens[at]
        if before.end != word.start or not text[: word.end].endswith(_endings().strong):
            continue
        if word.type == "WORD" and before.type == "FILL" and text[before.start : before.end] in context.registry.places:
            tokens[at - 1 : at + 1] = [Token("WORD", text[before.start : word.end], before.start, word.end)]
            continue
        first = at - 2 if before.type == "AND" and at > 1 else at - 1
        if tokens[first].type == "WORD" and _is_called_like(text[tokens[first].start : word.end], context):
            tokens[first : at + 1] = [_unit(text, tokens[first].start, word.end)]
    return tokens


def _is_called_like(name: str, context: Context) -> bool:
    """The same words name an office of another kind: 人力资源和社会保障部, …局."""
    kinds = ("局", "委", "办", "委员会")
    return name not in context.registry.forms and any(f"{name[:-1]}{kind}" in context.registry.forms for kind in kinds)


def english_strangers(text: str) -> Iterator[Token]:
    """The ministry of education, the state council: bodies of the country in English."""
    for m in _endings().english.finditer(text):
        yield _unit(text, m.start(), m.end())


def _unit(text: str, start: int, end: int) -> Token:
    name = text[start:end]
    return Token("UNIT", Units((UnitName(name, (name,), name, "department"),)), start, end, _COST)


# --- a known name on another level -----------------------------------------------------------------------------------


def _on_another_level(tokens: list[Token], text: str, context: Context) -> list[Token]:
    for at in range(len(tokens) - 1, 0, -1):
        before, after = tokens[at - 1], tokens[at]
        if before.end != after.start:
            continue
        start = before.start
        if after.type == "UNIT" and _is_plain_name(text[after.start : after.end], after):
            level = text[before.start : before.end]
            known = before.type == "WORD" and level in _endings().levels
            if not known and before.type == "WORD":
                last = next((one for one in _endings().levels if len(one) > 1 and level.endswith(one)), "")
                known, start = bool(last), before.end - len(last)
            if known or _is_district(before):
                kept = [Token("WORD", text[before.start : start], before.start, start)] if start > before.start else []
                tokens[at - 1 : at + 1] = [*kept, _unit(text, start, after.end)]
        elif before.type == "UNIT" and text[after.start : after.end] in _endings().inner:
            tokens[at - 1 : at + 1] = [replace(before, end=after.end)]
        elif before.type == "UNIT" and text[after.start : after.end] in _endings().ministries:
            tokens[at - 1 : at + 1] = [_unit(text, start, after.end)]
    return tokens


def _is_plain_name(said: str, token: Token) -> bool:
    """A department's name without 市 or the place before it, which a level before it makes another's."""
    names = cast(Units, token.value).names
    return len(names) == 1 and names[0].kind in ("unit", "department") and said.endswith(_endings().strong)


def _is_district(token: Token) -> bool:
    return token.type == "UNIT" and all(name.kind == "member" for name in cast(Units, token.value).names)


# --- a name nobody knows ---------------------------------------------------------------------------------------------


def _stands_as_a_unit(tokens: Sequence[Token], at: int, text: str, context: Context) -> bool:
    token = tokens[at]
    word = text[_start_of_name(token, text) : token.end]
    own = word.endswith(_own_endings(context.document))
    strong, weak = own or word.endswith(_endings().strong), word.endswith(_endings().weak)
    if not (strong or weak) or len(word) < (_SHORTEST if own else _SHORTEST + 1) or _is_plain_word(word):
        return False
    role = _role_after(tokens, at) or _role_before(tokens, at)
    if role in _LEADING:
        return True
    alone = all(t is token or t.type != "WORD" for t in tokens)
    if not alone or word in context.document.text:
        return False
    if role == "either" and _lists(tokens, at):
        return strong or bool(_TASKS.search(text))
    return strong and (_lists(tokens, at, at_once=True) or _is_everything(tokens, at))


@kept
def _own_endings(document: Document) -> tuple[str, ...]:
    """The ends of names that only some kinds of document have, where this one has several units that end so."""
    listed = units_listed(document)
    return tuple(end for end in _endings().own if sum(unit.endswith(end) for unit in listed) >= _SEVERAL)


def _is_plain_word(word: str) -> bool:
    return word in _endings().kinds or word.endswith(_endings().plain)


def _start_of_name(token: Token, text: str) -> int:
    """Where the name begins in a run of words: after the last word that no name holds."""
    start, at = token.start, token.start
    for word in tokenize(text[token.start : token.end]):
        found = text.find(word, at, token.end)
        if found < 0:
            continue
        at = found + len(word)
        if word in _endings().before and at < token.end:
            start = at
    return start


def _role_after(tokens: Sequence[Token], at: int) -> str | None:
    """The role that the name stands in, also in 甲是哪些任务的责任单位."""
    linked = False
    begins = all(token.type in ("FILL", "COMMA", "SMALLTALK") for token in tokens[:at])
    for token in tokens[at + 1 :]:
        if token.has("ROLE"):
            return str(token.value_of("ROLE"))
        if begins and token.type in _SPOKEN_OF:
            continue
        linked = linked or token.type in ("IS", "AS")
        listed = linked and token.type in ("LIST", "TASKN", "DUE", "COUNT")
        if not listed and token.type not in (*_BETWEEN, "FILL", "WORD"):
            return None
    return None


def _role_before(tokens: Sequence[Token], at: int) -> str | None:
    """牵头单位是某公司的任务."""
    linked = [t for t in tokens[:at] if t.type != "FILL"]
    if len(linked) > 1 and linked[-1].type in ("IS", "HAS", "MENTION", "EXACT", "AS") and linked[-2].has("ROLEN"):
        return str(linked[-2].value_of("ROLE"))
    return None


def _lists(tokens: Sequence[Token], at: int, *, at_once: bool = False) -> bool:
    # 中医科在这份台账里有活儿吗: where it is looked for is said before what.
    after = [t for t in tokens[at + 1 :] if t.type not in ("FILL", "IN", "DOCUMENTN")]
    return any(t.type in _OF_TASKS for t in (after[:1] if at_once else after))


def _is_everything(tokens: Sequence[Token], at: int) -> bool:
    beside = ("FILL", "QUESTION", "COMMA", "HISTORY", "AND", "ABOUT", "SAME", "COMPARE", "MORE", "YESNO")
    return all(t.type in beside for i, t in enumerate(tokens) if i != at)


def _cut_out(token: Token, text: str) -> list[Token]:
    """The name without the words before it, which ask or lead up to it: 老百姓找|城管局."""
    start = _start_of_name(token, text)
    words = tokenize(text[token.start : start])
    kind = "FILL" if set(words) <= _endings().before else "WORD"
    rest = [Token(kind, text[token.start : start], token.start, start)] if start > token.start else []
    return [*rest, _unit(text, start, token.end)]
