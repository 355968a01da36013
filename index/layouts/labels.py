"""Where a text says 牵头单位：, 完成时限： and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from index.reading.passage import Passage
from index.reading.vocabulary import Role, label_roles, load

_COLON = re.compile(r"[:：]")
_BOUNDARY = "。；;，,、！？!?：:（(【[〔”）)】〕]—-–*●•·■◆○◇▪➢★|"
# What may stand before a label at the head of a paragraph.
_BULLET = re.compile(r"^[\s●•·■◆○◇▪➢★*—–-]*")
_BOXED = re.compile(r"[【\[〔]\s*([^】\]〕\n]{1,16}?)\s*[】\]〕]\s*[:：]?")
_REMARK = re.compile(r"[（(][^（()）]{0,24}[）)]\s*$")
_BARE = re.compile(r"^([\u4e00-\u9fff][\u4e00-\u9fff ]{1,10}?)(?:\s{1,}|$)")
_LONGEST = 40
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Label:
    """A label from ``start`` to ``end`` (behind its colon) of a passage, and the role of what follows."""

    start: int
    end: int
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value."""

    label: Label
    value: Passage


@lru_cache(maxsize=8192)
def find_labels(text: str) -> tuple[Label, ...]:
    """Every known label of a text, in order. Only the few characters before each colon are looked at."""
    found = [label for match in _COLON.finditer(text) if (label := _before(text, match.start()))]
    for match in _BOXED.finditer(text):
        name = re.sub(r"\s", "", match[1])
        role = label_roles().get(name)
        if role and not any(label.start <= match.start() < label.end for label in found):
            found.append(Label(match.start(), match.end(), role, name))
    return tuple(sorted(found, key=lambda label: label.start))


@lru_cache(maxsize=8192)
def opening_label(text: str) -> Label | None:
    """The label a paragraph opens with; at the head of a paragraph, white space may stand for the colon."""
    labels = find_labels(text[:_LONGEST])
    bullet = _BULLET.match(text)
    if labels and labels[0].start == (bullet.end() if bullet else 0):
        return labels[0]
    match = _BARE.match(text)
    if match is None:
        return None
    for part in (match[0], text[: _LONGEST // 2]):
        # "牵 头 单 位 市教育局": the longest label that the first characters without spaces make.
        for end in range(min(len(part), 14), 3, -1):
            name = re.sub(r"\s", "", part[:end])
            role = label_roles().get(name)
            if role and _may_stand_bare(name, role) and text[end : end + 1] in ("", " ", "\n"):
                return Label(0, end, role, name)
    return None


def _may_stand_bare(name: str, role: Role) -> bool:
    """Whether a label is one without its colon: 任务分工 alone on a line is a title."""
    return len(name) > 3 and (role == "deadline" or (role in ("lead", "responsible") and name.endswith(_nouns())))


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(load("fields")["unit_nouns"])


def _before(text: str, colon: int) -> Label | None:
    """The longest label that ends at a colon, or before a remark in brackets at the colon."""
    remark = _REMARK.search(text[max(0, colon - _LONGEST) : colon])
    ends = [colon] if remark is None else [colon, max(0, colon - _LONGEST) + remark.start()]
    for end in ends:
        name, found = "", None
        for begin in range(end - 1, max(-1, end - _LONGEST), -1):
            if text[begin].isspace():
                continue
            name = text[begin] + name
            role = label_roles().get(name)
            if role and (begin == 0 or text[begin - 1].isspace() or text[begin - 1] in _BOUNDARY):
                found = Label(begin, colon + 1, role, name)
            if len(name) >= _LONGEST_LABEL:
                break
        if found:
            return found
    return None


def split_labelled(passage: Passage) -> Iterator[Labelled]:
    """Each label of a passage with its value, which runs to the next label. What precedes the first is left out."""
    labels = list(find_labels(passage.text))
    first = opening_label(passage.text)
    if first and (not labels or labels[0].start >= first.end):
        labels.insert(0, first)
    for i, label in enumerate(labels):
        end = labels[i + 1].start if i + 1 < len(labels) else len(passage.text)
        yield Labelled(label, passage.cut(label.end, end).strip("；;，,、。.（([【"))
