"""Tasks and units spoken of by what they are (电子地图那项, 它的牵头单位), put in as the numbers and names they mean.

Only where a question is built on them (和那项时限相同的, 那项的牵头单位还牵头什么, 两项比较); a plain question of
content is searched with all its words instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from assistant.understand.texts.described_task import WORDS, shared_subject, task_described, worded
from assistant.understand.texts.pointed_units import units_meant_of
from assistant.understand.tokens import Context, Numbers, Token
from index.types import TaskNumber

_POINTERS = ("item", "unit", "list")
# Small words that stand inside a description: 清单的动态管理那条.
_INSIDE = ("FILL", "AND", "IN", "TASKN", "HAS", "DUE", "ABOUT", "BY", "CMPLE", "UNITN")
_AMONG = ("FILL", "TASKN", "DUE", "EVERY", "IN", "CMPLE")
_RELATING = ("SAME", "ELSE", "STILL", "COMPARE", "EARLIER", "MORE", "TOGETHER")
_RECKONED = ("OVERDUE", "COUNTDOWN")
_COMPARING = ("COMPARE", "EARLIER", "SAME")
_NAMED = ("NUM", "UNIT", "SECT", "DATE")
_OF_BOTH = ("BOTH", "TOTAL", "EVERY", "TOGETHER")
_ASKING = ("ROLE", "WHO", "WHEN", "COUNT", "LIST", "QUESTION")


@dataclass(frozen=True, slots=True)
class _Described:
    """Tokens ``[start, stop)`` that describe a task, and its number."""

    start: int
    stop: int
    number: TaskNumber


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a sentence.

    ``before`` is the task of the sentence before in the same message and ``role`` the one last spoken of there,
    ``focus`` the task of the conversation, to which 该单位 does not point: the units of the turns before are
    remembered apart. ``pointed_at`` says that the sentence after speaks of 该单位.
    """

    before: TaskNumber | None = None
    role: str | None = None
    focus: TaskNumber | None = None
    pointed_at: bool = False

    @property
    def renamed(self) -> bool:
        """Whether the message itself named another task than the conversation's: 是63,不是36。它…"""
        return self.before is not None and self.focus is not None and self.before != self.focus


def told(tokens: Sequence[Token], sentence: str, context: Context, beside: Beside) -> list[Token]:
    """``tokens`` with described tasks and pointed-at units in place."""
    named = _numbered(list(tokens), sentence, context, pointed_at=beside.pointed_at)
    return _pointed(_together(named), beside, context)


def role_spoken_of(tokens: Sequence[Token]) -> str | None:
    """The role that a sentence speaks of last, for 该单位 in the one after it."""
    return next((str(t.value_of("ROLE")) for t in reversed(tokens) if t.has("ROLE")), None)


def task_named(tokens: Sequence[Token]) -> TaskNumber | None:
    """The one task that a sentence names by number, for the sentence after it to point back to."""
    spoken = [t for t in tokens if t.types != ("FILL",)]
    denied = [b for a, b in pairwise(spoken) if a.has("NOT")]  # 是63,不是36
    numbers = [n for t in spoken if t.type == "NUM" and t not in denied for n in cast(Numbers, t.value).numbers]
    return numbers[0] if len(numbers) == 1 else None


# --- descriptions ----------------------------------------------------------------------------------------------------


def _numbered(tokens: list[Token], sentence: str, context: Context, *, pointed_at: bool) -> list[Token]:
    runs = list(_runs(tokens, pointed_at=pointed_at))
    if not runs or not (pointed_at or _built_upon(tokens, len(runs))):
        return tokens
    about = shared_subject(tokens, runs, sentence)
    found = [
        (context.find(about + worded(tokens[start:stop], sentence)) if about else None)
        or task_described(tokens[start:stop], sentence, context)
        for start, stop in runs
    ]
    side_by_side = len(runs) > 1 and not any(tokens[stop - 1].value_of("HISTORY") == "item" for _, stop in runs)
    if side_by_side and None in found:
        return tokens  # one of two alone would answer half of the question
    for (start, stop), number in reversed(list(zip(runs, found, strict=True))):
        if number is not None:
            words = [t for t in tokens[start:stop] if t.type in WORDS]
            pointed = tokens[stop - 1].value_of("HISTORY") == "item"
            end = tokens[stop - 1].end if pointed else words[-1].end
            # 电子地图归谁做;这家单位还…: what is asked of the task beside its name stays asked.
            asked = [] if pointed else [t for t in tokens[start:stop] if t.has("WHEN")]
            tokens[start:stop] = [Token("NUM", Numbers((number,)), words[0].start, end, 0.2), *asked]
    return tokens


def _runs(tokens: Sequence[Token], *, pointed_at: bool) -> Iterator[tuple[int, int]]:
    """Stretches of words that end in 那项 or 这条, or in 任务的牵头单位 where 该单位 follows; where a comparison has
    none, the two that 和 stands between."""
    owned = pointed_at or any(t.value_of("HISTORY") == "unit" for t in tokens)
    ends = [at for at, t in enumerate(tokens) if _points_to_task(t) or (owned and _has_units(tokens, at))]
    pointed = [(_first(tokens, at), at + 1) for at in ends]
    found = [(start, stop) for start, stop in pointed if stop - start > 1]
    if found or any(t.type in _NAMED for t in tokens):
        yield from found or _claimed_together(tokens)
    elif any(t.has(kind) for t in tokens for kind in (*_COMPARING, "EACH")) and not _speaks_of_words(tokens):
        yield from _each_of(tokens) or _either_side(tokens)
    elif pointed_at and (words := [at for at, t in enumerate(tokens) if t.type in WORDS]):
        yield words[0], words[-1] + 1  # 电子地图归谁做;…;这家单位还牵头哪些


def _speaks_of_words(tokens: Sequence[Token]) -> bool:
    """What is mentioned, and quotations whose tasks are counted one by one: “公报”和“网站”各有几条."""
    counted = any(t.has("COUNT") for t in tokens) and any(t.has("EACH") for t in tokens)
    return any(t.has("MENTION") or (counted and t.type == "QUOTE") for t in tokens)


def _claimed_together(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """ "第三方评估和保密审查都归市政府办公厅牵头,对不对": the two things before 都."""
    both = next((at for at, t in enumerate(tokens) if any(t.has(kind) for kind in _OF_BOTH)), 0)
    before = tokens[:both]
    claims = any(t.has(kind) for t in tokens[both:] for kind in ("YESNO", "BELIEF", "CONFIRM"))
    if claims and not any(t.has(kind) for t in before for kind in (*_NAMED, "MENTION", "ROLE", "ABOUT")):
        yield from _either_side(before)


def _points_to_task(token: Token) -> bool:
    return token.value_of("HISTORY") == "item"


def _has_units(tokens: Sequence[Token], at: int) -> bool:
    """ "…任务的牵头单位", "…的工作由谁牵头": a noun whose units are spoken of next."""
    after = next((t for t in tokens[at + 1 :] if t.type not in ("FILL", "IS", "BY", "WHO")), None)
    return tokens[at].type in ("TASKN", "DUE") and after is not None and after.type == "ROLE"


def _first(tokens: Sequence[Token], at: int) -> int:
    """Where the description that ends before ``at`` begins."""
    start = at
    while start > 0 and (tokens[start - 1].type in WORDS or _within(tokens, start - 1)):
        start -= 1
    return start


def _within(tokens: Sequence[Token], at: int) -> bool:
    """A small word between words of one description; a joint after another pointer begins the next description."""
    small = tokens[at].type in _INSIDE or _taking_part(tokens[at])
    return small and at > 0 and tokens[at - 1].type in WORDS


def _taking_part(token: Token) -> bool:
    """The 参与 of 公众参与制度."""
    return token.type == "ROLE" and token.value == "either"


def _describes(token: Token) -> bool:
    """Words, and what small words stand among them: 公众参与制度 holds a 参与."""
    return token.type in (*WORDS, *_AMONG) or _taking_part(token)


def _each_of(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """All that is enumerated before 分别 or 各: 办事指南、电子地图和百年公报,这三样分别哪年做完."""
    each = next((at for at, t in enumerate(tokens) if t.has("EACH")), 0)
    stop = next((at for at, t in enumerate(tokens[:each]) if t.type == "COMMA"), each)
    joints = [at for at, t in enumerate(tokens[:stop]) if t.has("AND") or t.type == "ENUM"]
    parts = list(zip([0, *(at + 1 for at in joints)], [*joints, stop], strict=True))
    told = all(any(t.type in WORDS for t in tokens[a:b]) for a, b in parts)
    asking = any(t.type in _ASKING for t in tokens[:stop])
    return parts if joints and told and not asking else []


def _either_side(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    joints = [at for at, t in enumerate(tokens) if t.has("AND") or t.type in ("ENUM", "OR")]
    for at in joints:
        start, stop = at, at + 1
        while start > 0 and _describes(tokens[start - 1]):
            start -= 1
        while stop < len(tokens) and _describes(tokens[stop]):
            stop += 1
        if stop < len(tokens) and (tokens[stop].type in ("ENUM", "TO") or tokens[stop].has("AND")):
            return  # more is counted up than these two
        sides = [(start, at), (at + 1, stop)]
        if all(any(t.type in WORDS for t in tokens[a:b]) for a, b in sides):
            yield from sides
            return


def _built_upon(tokens: Sequence[Token], runs: int) -> bool:
    """Whether something is asked of the task beyond its own fields."""
    return (
        runs > 1
        or any(t.has(kind) for t in tokens for kind in (*_RELATING, *_RECKONED))
        or any(t.value_of("HISTORY") == "unit" or t.value_of("FIELD") == "text" for t in tokens)
        or sum(t.type == "ROLE" for t in tokens) > 1
    )


def _together(tokens: Sequence[Token]) -> list[Token]:
    """Tasks joined by 和 are one list of numbers."""
    result: list[Token] = []
    for token in tokens:
        joint = (
            len(result) > 1
            and token.type == "NUM"
            and result[-2].type == "NUM"
            and 0.2 in (token.cost, result[-2].cost)
        )
        if joint and (result[-1].has("AND") or result[-1].type == "ENUM"):
            result.pop()
            first = result.pop()
            numbers = (*cast(Numbers, first.value).numbers, *cast(Numbers, token.value).numbers)
            token = replace(first, value=Numbers(tuple(dict.fromkeys(numbers))), end=token.end)
        result.append(token)
    return result


# --- pointers --------------------------------------------------------------------------------------------------------


def _pointed(tokens: Sequence[Token], beside: Beside, context: Context) -> list[Token]:
    """它, 该单位 and 他们 after a task: its units where a role is spoken of before and done after, else the task."""
    result: list[Token] = []
    for at, token in enumerate(tokens):
        number = task_named(result) if any(t.type == "NUM" for t in result) else beside.before or beside.focus
        kind = token.value_of("HISTORY")
        if number is None and kind == "item" and any(t.type == "SLICE" for t in result):
            token = replace(token, type="FILL", also=())  # 末位的任务,其内容: a place names it already
        elif number is not None and beside.renamed and kind == "list" and token.has("IN") and not result:
            token = replace(token, type="NUM", value=Numbers((number,)), also=())  # 是63。里头要求什么
        elif number is not None and kind in _POINTERS:
            spoken = kind != "unit" or number != beside.focus
            units = units_meant_of(tokens, at, str(kind), (number, beside.role), context) if spoken else None
            if kind == "item" and at and tokens[at - 1].has("EXCEPT"):
                units = None  # 这家除了它还牵头什么: the task is left out, not the unit
            if units is not None and tokens[at - 1].type == "NUM" and _names_the_role(tokens, at):
                continue  # 46号那家牵头单位
            if units is not None:
                token = replace(token, type="UNIT", value=units, also=())
            elif kind == "item" and (_is_spoken_of(tokens, at, result) or beside.renamed):
                token = replace(token, type="NUM", value=Numbers((number,)), also=())
        result.append(token)
    return result


def _is_spoken_of(tokens: Sequence[Token], at: int, result: Sequence[Token]) -> bool:
    """Whether the task that 它 means was named in the same sentence, or others than it are asked for."""
    left_out = at > 0 and tokens[at - 1].has("EXCEPT") and any(t.type == "UNIT" for t in result)
    return any(t.type == "NUM" for t in result) or left_out or _likened(tokens, at)


def _likened(tokens: Sequence[Token], at: int) -> bool:
    """跟它一样: tasks are asked for that agree with the one spoken of."""
    joined = at > 0 and (tokens[at - 1].has("AND") or tokens[at - 1].has("ABOUT"))
    return joined and any(t.has("SAME") for t in tokens[at + 1 :])


def _names_the_role(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and at + 1 < len(tokens) and tokens[at + 1].has("ROLEN")
