"""The title of a document, and the facts it prints about itself: issuer, dates, reference.

Their names are in ``data/genre/facts.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.layouts.labels import opening_label
from index.layouts.markers import read_marker
from index.layouts.rows import Row
from index.reading.numerals import to_int
from index.reading.passage import Passage, join
from index.reading.vocabulary import column_role, load, page
from index.types import Fact

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_HAN_DIGITS = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_PAIR = re.compile(r"\s*[:：]\s*")
_AFTER = re.compile(r"(?P<number>\S[^:：]{5,40}?号)\s+(?P<rest>\S.*)$", re.DOTALL)
_LONGEST_TITLE = 90
_MOST = 0.75
_TITLE_LINES = 4
# A line this short above a title is a button, unless the title's line goes on from it.
_SHORTEST_LINE = 8
_CONTINUED = ("关于", "印发", "转发", "《")
# The dates that tell the year of a document whose title does not, the best first.
_DATED = ("发文字号", "成文日期", "发布日期", "实施日期")


@dataclass(frozen=True, slots=True)
class Heading:
    """``title`` ("" for none), ``facts`` in the document's order, and the rows that both take up."""

    title: str
    facts: tuple[Fact, ...]
    rows: frozenset[int]

    @property
    def year(self) -> int | None:
        """The year that "年底前" means: the title's where it names one, else the year the document was issued."""
        named = set(_YEAR.findall(self.title))
        if len(named) == 1:
            return int(named.pop())
        values = {fact.name: fact.value for fact in self.facts}
        for name in _DATED:
            value = _HAN_DIGITS.sub(lambda m: str(to_int(m[0])), values.get(name, ""))
            match = _YEAR.search(value)
            if match:
                return int(match[1])
        return None


@dataclass(frozen=True, slots=True)
class _Patterns:
    names: dict[str, str]
    bracketed: re.Pattern[str]
    reference: re.Pattern[str]
    date: re.Pattern[str]
    issuer: re.Pattern[str]
    blank: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = load("facts")
    names = {alias: name for name, aliases in data["names"].items() for alias in (name, *aliases)}
    return _Patterns(names, **{key: re.compile(value) for key, value in data["patterns"].items()})


def years_in(text: str) -> list[str]:
    """The years that a text names in digits."""
    return _YEAR.findall(text)


def main_year(texts: Sequence[str]) -> int | None:
    """The year of a document without title and dates of its own: that of most dates in it; None for several."""
    named = Counter(year for text in texts for year in _YEAR.findall(text))
    if not named:
        return None
    year, times = named.most_common(1)[0]
    return int(year) if times >= _MOST * named.total() else None


def read_heading(rows: Sequence[Row], fallback: str = "") -> Heading:
    """Title and facts of a document; ``fallback`` is the title its format states elsewhere (a page's <title>)."""
    found: list[tuple[int, Fact]] = []
    for i, row in enumerate(rows):
        found += [(row.index, fact) for fact in _facts_in(row, rows[i + 1] if i + 1 < len(rows) else None)]
    first: dict[str, Fact] = {}
    for _, fact in found:
        first.setdefault(fact.name, fact)
    values = {fact.span for _, fact in found}
    taken = {index for index, _ in found} | {row.index for row in rows if row.passage.span in values}
    title = first.pop("标题", None)
    if title is None or not title.value:
        lines = _title([row for row in rows if row.index not in taken])
        starts = {passage.span.start for passage in lines}
        taken.update(row.index for row in rows if row.passage.span.start in starts)
        # Where a page prints no title of its own, its <title> has one before the site's name.
        shown = join(lines, "").text or re.split(r"\s*[-_|—–]+\s*", fallback)[0]
        title = Fact("标题", shown, join(lines, "").span if lines else None)
    compact = re.sub(r"\s", "", title.value)
    taken.update(row.index for row in rows if row.compact == compact)
    return Heading(title.value, (title, *first.values()) if title.value else tuple(first.values()), frozenset(taken))


def _facts_in(row: Row, below: Row | None) -> Iterator[Fact]:
    patterns, text = _patterns(), row.passage.text
    match = patterns.bracketed.match(text)
    if match and match["name"] in patterns.names:
        yield _fact(match["name"], row.passage.cut(*match.span("value")), row)
    elif len(text) <= 200 and (pairs := _pairs(row.passage)):
        for name, value in pairs:
            # A table of facts: the value stands in the next cell.
            if not value and below is not None and _is_next_cell(row, below) and not _pairs(below.passage):
                value = below.passage
            yield _fact(name, value, row)
    elif referred := list(_referred(row)):
        yield from referred
    elif (match := patterns.date.match(text)) and row.table is None:
        yield _fact("成文日期", row.passage.cut(*match.span("date")), row)
        if match["issuer"]:
            yield _fact("发文机构", row.passage.cut(*match.span("issuer")), row)
    elif row.table is None and below is not None and patterns.date.match(below.passage.text) and _is_issuer(text):
        # The signature: the issuer stands above the date.
        yield _fact("发文机构", row.passage, row)


def _referred(row: Row) -> Iterator[Fact]:
    """The reference alone on a line, or before other facts: 青高管办〔2025〕9号 印发单位：党政办公室."""
    patterns = _patterns()
    match = _AFTER.match(row.passage.text)
    if patterns.reference.match(row.compact):
        yield _fact("发文字号", row.passage, row)
    elif match and patterns.reference.match(re.sub(r"\s", "", match["number"])):
        yield _fact("发文字号", row.passage.cut(*match.span("number")), row)
        for name, value in _pairs(row.passage.cut(*match.span("rest"))):
            yield _fact(name, value, row)


def _is_next_cell(row: Row, below: Row) -> bool:
    return row.table is not None and below.table == row.table and below.index == row.index + 1


def _is_issuer(text: str) -> bool:
    return bool(_patterns().issuer.match(text)) and not page().title_ending.search(text)


def _pairs(passage: Passage) -> list[tuple[str, Passage]]:
    """Names and values of 发布日期：2022-02-18 来源：市政府; none unless the line begins with a known name."""
    names = _patterns().names
    places: list[tuple[int, int, str]] = []
    for match in _PAIR.finditer(passage.text):
        before = passage.text[: match.start()]
        for size in range(2, 14):
            part = before[-size:] if size <= len(before) else ""
            name = re.sub(r"\s", "", part)
            if part[:1].strip() and name in names and (size == len(before) or before[-size - 1].isspace()):
                places.append((match.start() - size, match.end(), name))
    if not places or places[0][0] > 0:
        return []
    ends = [start for start, _, _ in places[1:]] + [len(passage.text)]
    return [(name, _value(passage.cut(start, end))) for (_, start, name), end in zip(places, ends, strict=True)]


def _value(value: Passage) -> Passage:
    """Without what other names follow on the same line (字号：[大][中][小])."""
    match = re.search(r"\s+\S{1,6}[:：]|\s+(?:打印|分享|收藏)", value.text)
    return value.cut(0, match.start()) if match else value


def _fact(name: str, value: Passage, row: Row) -> Fact:
    patterns = _patterns()
    text = "" if patterns.blank.fullmatch(value.text) else value.text
    return Fact(patterns.names.get(name, name), text, value.span if text else row.passage.span)


def _title(rows: Sequence[Row]) -> list[Passage]:
    """The title's lines: before the first section, the first group that ends as titles of the genre do."""
    groups = list(_groups(rows))
    ending = page().title_ending
    # What the format marks as the title of all goes before what a page prints above it.
    first = [row for row in rows if row.level == 1]
    only = [first] if len(first) == 1 and not read_marker(first[0].passage.text) else []
    for group in [*only, *groups]:
        for end in range(min(len(group), _TITLE_LINES), 0, -1):
            lines = _own(group[:end])
            text = "".join(row.compact for row in lines)
            if ending.search(text) and len(text) <= _LONGEST_TITLE:
                return [row.passage for row in lines]
    headed = [group for group in groups if group[0].level == 1]
    best = headed or groups
    return [best[0][0].passage] if best and len(best[0][0].compact) <= _LONGEST_TITLE else []


def _apart(row: Row, below: Row) -> bool:
    return below.index != row.index + 1 or below.table != row.table or below.level != row.level


def _own(group: list[Row]) -> list[Row]:
    """The last lines of a group that make one title: 某市人民政府 / 关于印发…… do, a button above a title does not."""
    start = len(group) - 1
    while start and (group[start].compact.startswith(_CONTINUED) or len(group[start - 1].compact) >= _SHORTEST_LINE):
        start -= 1
    return group[start:]


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of lines that could be a title, up to the first section or task."""
    group: list[Row] = []
    for row in rows:
        text = row.passage.text
        ends = row.level != 1 and (read_marker(text) is not None or opening_label(text) is not None)
        ends = ends or (row.table is not None and column_role(text) is not None)
        other = page().not_title.match(row.compact) and page().not_title.fullmatch(row.compact)
        if group and (ends or other or _apart(group[-1], row)):
            yield group
            group = []
        if ends:
            return
        if not other:
            group.append(row)
    if group:
        yield group
