"""References to sections by number, position, count or title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numerals import (
    ENGLISH_CARDINAL,
    ENGLISH_ORDINAL,
    NUMERAL,
    parse_english,
    parse_numeral,
)
from assistant.understand.references import spread
from assistant.understand.tokens import Context, Token

_SECTION_UNIT = r"(?:个)?(?:大部分|部分|部份|章节|章|节|大块|块|板块|大项|篇|单元|大类)"
_SECTION = re.compile(
    rf"(?:(?=第)|(?<![这那哪每某同另整共有分为成]))(?!一{_SECTION_UNIT})第?{NUMERAL}(?:(?:、|,|和|与|及|跟|到|至|-|~)第?{NUMERAL})*(?:这?[两三])?{_SECTION_UNIT}"
    rf"|第{NUMERAL}{_SECTION_UNIT}?(?:(?:、|,|和|与|及|跟|到|至|-|~)第{NUMERAL}{_SECTION_UNIT})+"
)
_TALLY = re.compile(r"(?<=[\d一二三四五六七八九十])这?[两三四五](?=个)")
# 七个部分 of a document with seven are all of them, not the seventh.
_SECTION_TALLY = re.compile(rf"(?<![第、和到至与及跟,-])(?P<n>{NUMERAL})(?:个|大|个大)(?:部分|章|块|板块)")
_SECTIONS_COUNTED = re.compile(rf"(?:共|有|分为?|分成)(?:了)?{NUMERAL}(?:个|大)?(?:大部分|部分|章|块|板块)")
_SECTION_EDGE = re.compile(
    rf"(?P<side>前|头|最后|末|后|末尾|收尾)(?:的)?(?P<n>{NUMERAL})?(?:个)?(?:大部分|部分|章|大块|块)"
)
_SECTION_ENGLISH = re.compile(
    rf"(?:the )?(?:part|section|chapter)s? (?P<n>\d+|[ivx]+\b|{ENGLISH_CARDINAL})(?:(?: and |, | to |-)(?P<m>\d+))?"
    rf"|(?:the )?(?P<o>{ENGLISH_ORDINAL}|last) (?:part|section|chapter)\b"
)
_SECTION_MARK = re.compile(
    r"(?:(?<=^)|(?<=[\s\"“”',,]))(?P<n>[一二三四五六七八九十]{1,3})、(?=[\"”']?(?:打头|开头|那|这|$|里))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _edge_sections(text: str, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for m in _SECTION_EDGE.finditer(text):
        n = parse_numeral(m["n"]) if m["n"] else 1
        if n is None or n > last:
            continue
        front = m["side"] in ("前", "头")
        if m["side"] in ("前", "后") and not m["n"]:
            continue
        yield m.start(), m.end(), tuple(range(1, n + 1) if front else range(last - n + 1, last + 1))


def _english_sections(text: str, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for m in _SECTION_ENGLISH.finditer(text):
        if m["o"]:
            n = last if m["o"] == "last" else parse_english(m["o"])
        else:
            n = int(m["n"]) if m["n"].isdigit() else _ROMAN.get(m["n"]) or parse_english(m["n"])
        if n is not None:
            yield m.start(), m.end(), (n, int(m["m"])) if m["m"] else (n,)


def find_sections(text: str, context: Context) -> list[Token]:
    """SECT tokens holding section indexes: by number, from either end, and by full title.

    A number the document has no section for gives an empty tuple: the condition then matches nothing.
    """
    by_number = context.section_numbers
    last = max(by_number, default=0)
    tally = [m for m in _SECTION_TALLY.finditer(text) if parse_numeral(m["n"]) == last]
    spans = [
        (m.start(), m.end(), spread(_TALLY.sub("", m[0]))) for p in (_SECTION, _SECTION_MARK) for m in p.finditer(text)
    ]
    spans = [span for span in spans if all(span[0] != m.start() for m in tally)]
    spans += [*_edge_sections(text, last), *_english_sections(text, last)]
    found = []
    for start, end, numbers in spans:
        if not numbers:
            continue
        indexes = tuple(by_number[n] for n in numbers if n in by_number)
        found.append(Token("SECT", indexes, start, end, 0.08))
    found += [Token("EACH", "any", m.start(), m.end(), 0.05, (("SECTIONN", "yes"),)) for m in tally]
    found += [Token("SECTCOUNT", "yes", m.start(), m.end(), 0.05) for m in _SECTIONS_COUNTED.finditer(text)]
    for section in context.document.sections:
        for form in {section.title, section.heading}:
            for m in re.finditer(re.escape(form.lower()), text) if len(form) > 3 else ():
                found.append(Token("SECT", (section.index,), m.start(), m.end(), 0.05))
    return found
