"""A list of units to single names: separators, 等, elliptical lists, group phrases (``data/genre/units.toml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.reading.passage import Passage
from index.reading.vocabulary import alternation, label_roles, load

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_INNER_SPACE = re.compile(r"\s+")
_SPACED = re.compile(r"[\u4e00-\u9fff]\s|\s[\u4e00-\u9fff]")
_MARK = re.compile(r"^(.*?)\s*[（(]([^（()）]{2,6})[）)]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Name:
    """One unit's name; ``source`` is where it is written (for an elliptical name, the part of it that is)."""

    text: str
    source: Passage
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The units of a list in order; ``open`` where it ends in 等."""

    names: tuple[Name, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class _Words:
    separator: re.Pattern[str]
    conjunction: re.Pattern[str]
    empty: frozenset[str]
    suffixes: tuple[str, ...]
    strong: tuple[str, ...]
    prefixes: tuple[str, ...]
    level: re.Pattern[str]
    elliptical: re.Pattern[str]
    group: re.Pattern[str]
    open_ending: re.Pattern[str]
    open_tail: re.Pattern[str]
    institutions: frozenset[str]
    nouns: tuple[str, ...]
    lead_marks: frozenset[str]
    responsible_marks: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = load("units")
    level = f"(?:{alternation(data['levels'])})"
    bracket = rf"(?:[{re.escape(_OPEN)}][^{re.escape(_CLOSE)}]{{1,12}}[{re.escape(_CLOSE)}])"
    institution = f"(?:{alternation(data['institutions'])})"
    counted = f"(?:{alternation(data['counted_levels'])})"
    # 各县区党委、人民政府; 各市、县〔市、区〕政府; 各省、自治区、直辖市人民政府 are one unit each.
    levels = rf"{level}+{bracket}?(?:[、和及]{level}+{bracket}?)*"
    group = rf"(?:各|有关|相关){levels}{institution}(?:[、和及]{institution}(?=$|[、，,；;\s]|等))*"
    return _Words(
        separator=re.compile(f"[{re.escape(data['separators'])}]"),
        conjunction=re.compile(alternation(data["conjunctions"])),
        empty=frozenset(data["empty"]),
        suffixes=tuple(data["suffixes"]),
        strong=tuple(data["strong_suffixes"]),
        prefixes=tuple(data["prefixes"]),
        level=re.compile(f"^(?:各)?{level}级?$"),
        elliptical=re.compile(rf"^(?P<head>{level}级?{bracket}?){counted}?(?P<tail>[^\s]{{2,}})$"),
        group=re.compile(group),
        open_ending=re.compile(data["open_ending"] + "$"),
        open_tail=re.compile(data["open_ending"] + r"(?=$|[、，,；;\s])"),
        institutions=frozenset(data["institutions"]),
        nouns=tuple(data["nouns"]),
        lead_marks=frozenset(data["lead_marks"]),
        responsible_marks=frozenset(data["responsible_marks"]),
    )


def is_empty(text: str) -> bool:
    """Whether a field says there is nothing: 无, ——, or nothing at all."""
    compact = _INNER_SPACE.sub("", text).strip("。.；;，,、")
    return not compact or compact in _words().empty


def split_names(passage: Passage) -> Names:
    """The units of a list. 市、区审计部门 gives 市审计部门 and 区审计部门; 各县区党委、人民政府 stays one."""
    pieces = _pieces(passage)
    names: list[Name] = []
    left_open = False
    for piece in pieces:
        match = _words().open_ending.search(piece.text)
        if match:
            left_open = True
            piece = piece.cut(0, match.start()).strip("、，,")
        if piece and not is_empty(piece.text):
            names.append(_name(piece))
    return Names(tuple(_expanded(_merged(names))), left_open)


def _pieces(passage: Passage) -> list[Passage]:
    text = passage.text
    protected = _protected(text)
    cuts: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if i in protected:
            continue
        if (_words().separator.match(character) and not character.isspace()) or (
            character.isspace() and _parts_names(text, cuts[-1][1] if cuts else 0, i, i + 1)
        ):
            cuts.append((i, i + 1))
    for match in _words().conjunction.finditer(text):
        if match.start() not in protected and _parts_names(text, 0, match.start(), match.end()):
            cuts.append(match.span())
    pieces: list[Passage] = []
    start = 0
    for left, right in sorted(cuts):
        if left >= start:
            pieces.append(passage.cut(start, left))
            start = right
    pieces.append(passage.cut(start))
    return [piece.strip("。.；;") for piece in pieces if piece]


def _protected(text: str) -> set[int]:
    """Places where no cut is made: inside brackets, group phrases, and what follows 等."""
    inside: set[int] = set()
    depth = 0
    for i, character in enumerate(text):
        depth += character in _OPEN
        if depth > 0:
            inside.add(i)
        if character in _CLOSE:
            depth = max(0, depth - 1)
    if depth:
        # A bracket that is never closed protects nothing.
        inside.clear()
    for pattern in (_words().group, _words().open_tail):
        for match in pattern.finditer(text):
            inside.update(range(*match.span()))
    return inside


def _parts_names(text: str, start: int, left: int, right: int) -> bool:
    """Whether what stands between is a gap between names: a whole name before it, the beginning of one after."""
    before, after = text[start:left].rstrip(), text[right:].lstrip()
    if not before or not after:
        return True
    whole = before.endswith(_words().suffixes) or before[-1:] in _CLOSE
    return whole and (after.startswith(_words().prefixes) or (text[left:right].isspace() and _names_like(after)))


def _names_like(after: str) -> bool:
    head = re.split(r"[\s、，,；;]", after, maxsplit=1)[0]
    return head.endswith(_words().suffixes) and len(head) > 1


def _name(piece: Passage) -> Name:
    text = _INNER_SPACE.sub("", piece.text) if _SPACED.search(piece.text) else piece.text
    match = _MARK.match(text)
    if match and match[2] in _words().lead_marks:
        return Name(match[1], piece, "lead")
    if match and match[2] in _words().responsible_marks:
        return Name(match[1], piece, "responsible")
    if match and match[1].endswith(_words().strong) and not match[2].endswith(_words().suffixes):
        # 市农业农村局（综合利用）: what it does is no part of its name; in 省商务厅（省口岸办） the name is.
        return Name(match[1], piece)
    return Name(text, piece)


def _merged(names: Sequence[Name]) -> list[Name]:
    """西山区党委、政府 and 市直有关部门、单位 are one each: a bare noun goes with the name before it."""
    merged: list[Name] = []
    for name in names:
        before = merged[-1] if merged else None
        if before and (
            (name.text in _words().institutions and before.text.endswith(("党委", "党工委")))
            or (name.text in _words().nouns and before.text.endswith(_words().nouns))
        ):
            merged[-1] = Name(f"{before.text}、{name.text}", before.source, before.role)
        else:
            merged.append(name)
    return merged


def _expanded(names: Sequence[Name]) -> list[Name]:
    """市、区审计部门 -> 市审计部门, 区审计部门; 各乡镇、街道 -> 各乡镇, 各街道."""
    result: list[Name] = []
    bare: list[Name] = []
    for name in names:
        if _words().level.match(name.text):
            bare.append(name)
            continue
        match = _words().elliptical.match(name.text) if bare else None
        if match and not bare[0].text.startswith("各"):
            result += [Name(f"{short.text}{match['tail']}", short.source) for short in bare]
            result.append(Name(f"{match['head']}{match['tail']}", name.source, name.role))
        else:
            result += [*_each(bare), name]
        bare = []
    return result + _each(bare)


def _each(bare: Sequence[Name]) -> list[Name]:
    if not bare or not bare[0].text.startswith("各"):
        return list(bare)
    return [bare[0], *(Name(f"各{n.text.removeprefix('各')}", n.source, n.role) for n in bare[1:])]


def look_like_units(names: Sequence[Name], *, strict: bool = False) -> bool:
    """Whether every name ends as units do; strictly, whether one of them ends as nothing else does."""
    words = _words()
    if not names or any(not 1 < len(name.text) <= 30 or name.text in label_roles() for name in names):
        return False
    if not all(re.sub(r"[（(〔][^）)〕]*[）)〕]$", "", name.text).endswith(words.suffixes) for name in names):
        return False
    return not strict or any(name.text.endswith(words.strong) or name.text.startswith("各") for name in names)
