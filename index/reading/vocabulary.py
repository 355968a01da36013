"""The words of the genre (field labels, list separators, page furniture ...), read once from ``data/genre/*.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

DATA = Path(__file__).resolve().parents[2] / "data"

Role = Literal["lead", "responsible", "deadline", "number", "section", "text", "note", "person", "ignored"]
ROLES: tuple[Role, ...] = ("lead", "responsible", "deadline", "number", "section", "text", "note", "person", "ignored")

_SPACE = re.compile(r"\s+")
_LONGEST_MIXED = 40
_HAN = re.compile(r"[\u4e00-\u9fff、/（）()]+")


@cache
def load(name: str) -> dict[str, Any]:
    """One data file of the genre, by its stem."""
    with (DATA / "genre" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def alternation(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def label_roles() -> dict[str, Role]:
    """Every label the genre is known to print, without spaces, and the role of what follows it."""
    data = load("fields")
    roles: dict[str, Role] = {}
    for role in ROLES:
        part = data[role]
        for label in part["exact"]:
            roles.setdefault(label, role)
        for prefix in data["unit_prefixes"]:
            for head in part.get("heads", ()):
                for noun in data["unit_nouns"]:
                    roles.setdefault(f"{prefix}{head}{noun}", role)
    return roles


@cache
def _columns() -> tuple[tuple[re.Pattern[str], Role], ...]:
    return tuple((re.compile(entry["pattern"]), entry["role"]) for entry in load("fields")["column"])


def column_role(heading: str) -> Role | None:
    """The role of a table column by its heading; None where the heading says nothing known."""
    han = "".join(_HAN.findall(heading))
    if re.search("[A-Za-z]", heading) and heading.strip() not in label_roles():
        # task_content任务内容: the Chinese name decides; where that says nothing, or there is none, the English one.
        role = column_role(han) if han else None
        return role or (_english_role(heading) if len(heading) <= _LONGEST_MIXED and len(han) <= 8 else None)
    compact = _SPACE.sub("", heading).strip(":：*")
    if not compact or len(compact) > 16:
        return None
    exact = label_roles().get(compact)
    bare = re.sub(r"[（(][^）)]*[）)]", "", compact)
    exact = exact or label_roles().get(bare)
    if exact:
        return exact
    if len(bare) > 12 or re.search(r"[。，,；;]", bare):
        return None
    return next((role for pattern, role in _columns() if pattern.search(bare)), None)


@cache
def _english_columns() -> tuple[tuple[re.Pattern[str], Role], ...]:
    return tuple((re.compile(rf"\b(?:{entry['pattern']})\b"), entry["role"]) for entry in load("fields")["english"])


def _english_role(heading: str) -> Role | None:
    """The role of lead_dept, dueDate or "Responsible unit(s)"; None where the words say nothing known."""
    words = " ".join(re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", heading)).lower()
    return next((role for pattern, role in _english_columns() if pattern.search(words)), None)


def plain_name(heading: str) -> str:
    """A heading without the English name beside the Chinese one: 优先级 for priority优先级."""
    return (re.sub(r"[A-Za-z0-9_ .\-]", "", heading) if _HAN.search(heading) else heading).strip("（()）/")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints around a document, as patterns for whole lines without spaces."""

    furniture: re.Pattern[str]
    number: re.Pattern[str]
    not_title: re.Pattern[str]
    title_ending: re.Pattern[str]
    total_row: re.Pattern[str]
    remark_row: re.Pattern[str]
    export_cell: re.Pattern[str]


@cache
def page() -> Page:
    data = load("page")

    def whole(*lists: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for name in lists for pattern in data[name]))

    return Page(
        furniture=whole("furniture", "continued"),
        number=whole("page_numbers"),
        not_title=whole("not_title"),
        title_ending=re.compile(data["title_ending"]),
        total_row=re.compile(data["total_row"]),
        remark_row=re.compile(data["remark_row"]),
        export_cell=re.compile(data["export_cell"], re.IGNORECASE),
    )


@cache
def glyphs() -> dict[int, str]:
    """One character for one: what prints like an ordinary character becomes it, so that offsets stay."""
    data = load("glyphs")
    table = {ord(a): b for a, b in zip(data["from"], data["to"], strict=True)}
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table.setdefault(code, folded)
    for low, high in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")):
        for code in range(ord(low), ord(high) + 1):
            table[code] = chr(code - 0xFEE0)
    table.update({ord(space): " " for space in "\u00a0\u3000\u2002\u2003\u2009\t\f\v"})
    return table


@cache
def invisible() -> re.Pattern[str]:
    return re.compile(f"[{load('glyphs')['invisible']}]")
