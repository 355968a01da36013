"""The wordings that people use for the units a document names: 省经信厅 is also 浙江省经济和信息化厅, 经信委, 经信部门.

Every wording has a weight; where two units share one, the heavier takes it, and where they weigh the same it is
ambiguous, the unit named more often first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from index.reading.vocabulary import load
from index.unit_parse import Parsed, parse
from index.unit_places import Place
from index.unit_words import (
    NATION,
    Body,
    Branch,
    Core,
    bodies_by_name,
    branches,
    ends_of_level,
    english_heads,
    predecessors,
    same_ends,
    successors,
)

EXACT, OWN, SHORT, ALIKE, ROUGH = 9, 6, 4, 3, 2
_GOVERNMENT_ENDS = ("局", "厅", "委", "部", "办", "署", "会")
_COMPANY_ENDS = ("公司", "集团")
_TWO_SIGNS = re.compile(r"([\u4e00-\u9fff]{3,})\(([\u4e00-\u9fff]{3,})\)$")
_ANY_HEAD = ("bureau", "department", "commission", "authority", "administration", "office", "agency")
_ENGLISH_LEVEL = {NATION: ("", "national ", "state "), "省": ("", "provincial "), "市": ("", "municipal "),
                  "区": ("", "district ", "county ")}  # fmt: skip

# (wording, weight)
Form = tuple[str, int]


def forms_of(name: str, place: Place) -> Iterator[Form]:
    """Every wording of one unit that a document names, with its weight."""
    plain = unicodedata.normalize("NFKC", name)
    yield name, EXACT
    yield plain, EXACT
    for alone in _either_of_two(plain):
        yield from ((form, min(weight, SHORT)) for form, weight in forms_of(alone, place))
    body = body_of(plain) if place.level == NATION or plain.startswith(("国家", "中国", "国务院", "最高")) else None
    if body is not None:
        yield from _body_forms(body)
    part = parse(plain, place)
    yield from _department_forms(part, place)
    for branch in branches():
        if branch.mark.search(plain) and (body is None or place.level != NATION):
            yield from ((form, SHORT) for form in (*branch.also, *branch.english))
            yield from ((form, SHORT) for form in _branch_of(branch, place))


def _either_of_two(name: str) -> tuple[str, ...]:
    """市委宣传部(市政府新闻办) has two signs at its door, and is called by either of them."""
    found = _TWO_SIGNS.match(name)
    return found.groups() if found else ()


def _branch_of(branch: Branch, place: Place) -> Iterator[str]:
    """央行临江支行, 中国电信河阳分公司."""
    ends: list[str] = load("departments")["branches"]["ends"]
    named = [form for form in branch.also if not form.startswith("re:")][:4]
    for at in filter(None, (place.name, place.short)) if place.level != NATION else ():
        yield from (f"{form}{at}{end}" for form in named for end in ends)


def body_of(name: str) -> Body | None:
    """The national body of this name, with or without 国家, 中国 and 国务院 in front."""
    known = bodies_by_name()
    bare = re.sub(r"^(?:中华人民共和国|国务院|国家|中国)", "", name)
    return next((known[n] for n in (name, f"国家{bare}", f"中国{bare}", f"国务院{bare}", bare) if n in known), None)


def _body_forms(body: Body) -> Iterator[Form]:
    for form in body.names:
        yield form, OWN
    for form in body.english:
        yield form, OWN


# --- departments -----------------------------------------------------------------------------------------------------


def _department_forms(part: Parsed, place: Place) -> Iterator[Form]:
    words = part.core.words if part.core else _shortened(part.stem)
    own = tuple(f"{word}{form}" for word in words for form in same_ends()[part.end])
    heads = tuple(_heads(part, place))
    for head in heads:
        yield from ((f"{head}{form}", OWN) for form in own)
    if part.core is None:
        return
    other = tuple(f"{word}{form}" for word in words for form in _other_ends(part))
    alone = part.core.alone
    for head in heads:
        yield from ((f"{head}{form}", ALIKE) for form in other)
        yield from ((f"{head}{form}", SHORT) for form in alone)
    if part.end in _GOVERNMENT_ENDS:
        yield from ((f"{word}{more}", ROUGH) for word in words for more in ("部门", "主管部门", "行政部门"))
    yield from _english_forms(part.core, part)


def _shortened(stem: str) -> tuple[str, ...]:
    shorter = stem.replace("监督管理", "监管")
    return tuple(dict.fromkeys((stem, shorter, shorter.replace("和", ""), shorter.replace("管理", ""))))


def _other_ends(part: Parsed) -> tuple[str, ...]:
    """The ends that people mistake for the right one: 发改局 of a 发展改革委, but no 发改部 of a city's."""
    core, level = part.core, part.level
    if core is None or core.whole or part.party:
        return ()
    usual = _COMPANY_ENDS if part.end in _COMPANY_ENDS else ends_of_level(level)
    ends = [end for end in core.ends if end in usual and end != part.end]
    return tuple(form for end in ends for form in same_ends()[end])


def _heads(part: Parsed, place: Place) -> Iterator[str]:
    """What may stand before the department: nothing, 省, 浙江省, 浙江; of a party committee with 委 and 中共."""
    if part.level == NATION:
        yield from ("", "国家", "中国")
        return
    before = [part.head] if part.head else []
    if part.level == place.level and place.name:
        before += [place.name, place.short]
    elif part.head == part.level and len(part.head) > 2:
        before.append(part.head[:-1])
    yield ""
    yield from before
    if part.party:
        yield "委"
        for head in before:
            yield from (f"{head}委", f"中共{head}委")


def _english_forms(core: Core, part: Parsed) -> Iterator[Form]:
    levels = _ENGLISH_LEVEL.get(part.level, ("",))
    if core.whole:
        yield from ((f"{level}{name}", OWN) for name in core.english for level in levels)
        return
    right = english_heads(part.end)
    for name in core.english[:4]:
        for head in dict.fromkeys((*right, *(_ANY_HEAD if part.end in _GOVERNMENT_ENDS else ()))):
            weight = OWN if head in right else ALIKE
            for level in levels:
                yield f"{level}{name} {head}", weight
                yield f"{level}{head} of {name}", weight


def english_name(name: str, place: Place) -> str | None:
    """A unit's English name by the genre's data: 省科技厅 -> Provincial Department of Science and Technology."""
    body = body_of(name) if place.level == NATION else None
    if body is not None and body.english:
        return _title(body.english[0])
    part = parse(name, place)
    if part.core is None or not part.core.english:
        return None
    level = {"省": "provincial ", "市": "municipal "}.get(part.level, "")
    if part.core.whole:
        return _title(f"{level}{part.core.english[0]}")
    head = "department" if part.party and part.end == "部" else english_heads(part.end)[0]
    if part.end in _COMPANY_ENDS:
        return _title(f"{level}{part.core.english[0]} {head}")
    return _title(f"{level}{head} of {part.core.english[0]}")


def _title(words: str) -> str:
    small = ("of", "and", "for", "the", "on")
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in words.split())


# --- reforms ---------------------------------------------------------------------------------------------------------


def other_names(name: str, place: Place) -> Iterator[tuple[str, int | None]]:
    """Names of the same body before or after a reform, each with its year."""
    body = body_of(name) if place.level == NATION else None
    if body is not None:
        yield from _bodies_reformed(body)
    part = parse(name, place)
    if part.core is None:
        return
    heads = tuple(_heads(part, place))
    usual = ends_of_level(part.level)
    for former in part.core.formers:
        yield from _named(heads, former.words, [e for e in former.ends if e in usual], former.year)
    for later, year in successors(part.core):
        yield from _named(heads, later.words, [e for e in later.ends if e in usual or not e], year)


def _named(
    heads: tuple[str, ...], words: tuple[str, ...], ends: list[str], year: int | None
) -> Iterator[tuple[str, int | None]]:
    forms = [f"{word}{form}" for word in words for end in ends for form in same_ends()[end]]
    yield from ((f"{head}{form}", year) for head in heads for form in forms)


def _bodies_reformed(body: Body) -> Iterator[tuple[str, int | None]]:
    """Forwards as far as it goes (银监会 -> 银保监会 -> 金融监管总局), and one step back."""
    at: Body | None = body
    while at is not None and at.became:
        year, at = at.year, bodies_by_name().get(at.became)
        if at is not None:
            yield from ((form, year) for form in (*at.names, *at.english))
    for former in predecessors().get(body.name, ()):
        yield from ((form, former.year) for form in (*former.names, *former.english))
