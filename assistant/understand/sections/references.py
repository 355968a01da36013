"""References to sections by number, position, count or title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.understand.kept import kept
from assistant.understand.numbers.numerals import (
    ENGLISH_CARDINAL,
    ENGLISH_ORDINAL,
    NUMERAL,
    parse_english,
    parse_numeral,
)
from assistant.understand.numbers.references import spread
from assistant.understand.sections.beside import sections_beside
from assistant.understand.sections.printed_heads import printed_heads
from assistant.understand.tokens import Context, Token
from index.sections import children_of
from index.types import Document

_MANY = 20
_SECTION_UNIT = r"(?:个)?(?:大部分|部分|部份|章节|章|节|大块|块|板块|大项|篇|单元|大类)"
_SECTION = re.compile(
    rf"第{NUMERAL}{_SECTION_UNIT}(?:到|至|-|~)第?{NUMERAL}{_SECTION_UNIT}|"
    rf"(?:(?=第)|(?<![这那哪每某同另整共有分为成])(?<!最[多少大小]的))(?![一两]{_SECTION_UNIT})第?{NUMERAL}(?:(?:、|,|和|与|及|跟|到|至|-|~)(?:(?:也|又|更)?不(?:在|是|属于))?第?{NUMERAL})*(?:两|这[两三四五六七]|[三四五六七](?=个))?{_SECTION_UNIT}"
    rf"|第{NUMERAL}{_SECTION_UNIT}?(?:(?:、|,|和|与|及|跟|到|至|-|~)第{NUMERAL}{_SECTION_UNIT})+"
)
_TALLY = re.compile(r"(?<=[\d一二三四五六七八九十])(?:这?[两三四五](?=个)|两|这[两三四五六七])")
# 七个部分 of a document with seven are all of them, not the seventh.
_SECTION_TALLY = re.compile(
    rf"(?<![第、和至与及跟-])(?<![一二三四五六七八九十\d][,到])(?P<n>{NUMERAL})(?:(?:个|大|个大)(?:部分|章|块|板块)|(?:部分|章|板块|大?块)(?=(?:里头?|里面|中|当中)?,?的?(?:每|各|分别)))"
)
_SECTIONS_COUNTED = re.compile(
    rf"(?:共|有(?!一部分)|分为?|分成)(?:了)?{NUMERAL}(?:个|大)?(?:大部分|部分|章|块|板块)"
    rf"|(?:一共|总共|共有|一共有|总共有|只有|共|有|分为?|分成|就|才|只|仅|总|是|由|包括|包含|不止|不到)(?:了)?{NUMERAL}(?:个大|个|大)(?:部分|章|块|板块)"
    r"(?=$|[,?。]|吧|吗|嘛|对|是不是|没错|组成|构成|呢)"
)
_ENGLISH_SECTIONS_COUNTED = re.compile(
    r"\b(?:has|have|contains?|comprises|consists of|is (?:divided|split|organised|organized) into)"
    r"(?: only| just| exactly)?"
    rf" (?:{ENGLISH_CARDINAL}|\d+) (?:sections|parts|chapters)\b"
)
_SECTION_ROMAN = re.compile(rf"第?(?<![a-z])(?P<n>[ivx]{{1,4}}){_SECTION_UNIT}")
_POINT = r"的?(?:那|这)?(?:一)?"
_SECTION_EDGE = re.compile(
    rf"(?P<back>倒数|倒着数|从后往前数?|从后数)第(?P<k>{NUMERAL}){_SECTION_UNIT}"
    rf"|(?P<first>首|头一|头|第一|(?<![、”\"'])(?:打头|开头|开篇|起头|最前面?|最开头){_POINT}){_SECTION_UNIT}"
    rf"|(?P<last>(?<![数量])(?:最后面?|末了|末尾?|煞尾|最尾|尾巴上?|收尾|压轴|结尾|殿后|垫底|最末){_POINT}){_SECTION_UNIT}"
    rf"|(?P<side>前面?|头|后面?|最后|末|倒数)的?(?P<n>{NUMERAL}){_SECTION_UNIT}"
)
_ENGLISH_FIRST = "opening|beginning|starting"
_ENGLISH_LAST = "last|final|closing|concluding|ending"
_SECTION_ENGLISH = re.compile(
    rf"(?:the )?(?:part|section|chapter)s? (?:numbers? |no\.? ?|#)?(?P<n>\d+|[ivx]+\b|(?:{ENGLISH_CARDINAL})\b)"
    r"(?:(?: and | & |, | to |-)(?P<m>\d+))?"
    rf"|(?:the )?(?:(?P<p>{ENGLISH_ORDINAL}) (?:and|or|&|versus|vs) (?:the )?)?"
    rf"(?:very )?(?P<o>{ENGLISH_ORDINAL}|{_ENGLISH_FIRST}|{_ENGLISH_LAST}) (?:part|section|chapter)\b"
    rf"|(?:the )?(?P<side>first|last|final) (?P<k>{ENGLISH_CARDINAL}|\d+) (?:parts|sections|chapters)\b"
    r"|(?:the )?(?:part|section|chapter) (?:that|which) (?:(?P<f>opens|begins|starts)|closes|ends|concludes)"
    r"(?: (?:it|the (?:document|plan|paper|file)))?\b"
)
_SECTION_MARK = re.compile(
    r"(?:(?<=^)|(?<=[\s\"“”',,]))(?P<n>[一二三四五六七八九十]{1,3})、(?:[\"”']?(?:打头|开头|起头)的?(?:那|这)?一?"
    + _SECTION_UNIT
    + r"|(?=[\"”']?(?:打头|开头|那|这|$|里)))"
)
# 三四两章: two numerals that their number follows.
_SECTION_PAIR = re.compile(
    rf"(?<![第一二三四五六七八九十])(?P<n>[一二三四五六七八九])(?P<m>[一二三四五六七八九])(?:两|俩)个?大?{_SECTION_UNIT}"
)
# 六的标题: a numeral alone, as the heads of sections are counted.
_SECTION_TITLED = re.compile(
    r"(?:(?<=^)|(?<=[\s,:;、给看]))(?P<n>[一二三四五六七八九十]{1,3})(?=的(?:大|章节|部分)?(?:标题|题目))"
)
_SECTION_NESTED = re.compile(
    rf"第(?P<n>{NUMERAL})(?:大部分|部分|部份|章|板块|大类|篇)(?:的|里的?|中的?|下面?的?)?"
    rf"(?:第(?P<m>{NUMERAL})(?:个?小?节|个?小?部分|小块|小类)|第?[(](?P<k>{NUMERAL})[)](?:小?节|小?部分)?(?!.{{0,3}}第?{NUMERAL}[项条]))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _edge_sections(text: str, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for m in _SECTION_EDGE.finditer(text):
        n = parse_numeral(m["k"] or m["n"] or "一")
        if n is None or n > last or (n == 1 and (m["side"] or "").startswith(("前", "后"))):
            continue  # 前一部分 and 后一部分 stand beside another
        if m["back"]:
            yield m.start(), m.end(), (last - n + 1,)
        else:
            front = m["first"] or (m["side"] or "").startswith(("前", "头"))
            yield m.start(), m.end(), tuple(range(1, n + 1) if front else range(last - n + 1, last + 1))
    for m in _SECTION_ROMAN.finditer(text):
        if m["n"] in _ROMAN:
            yield m.start(), m.end(), (_ROMAN[m["n"]],)


def _english_sections(text: str, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for m in _SECTION_ENGLISH.finditer(text):
        if m["k"]:
            k = min(parse_english(m["k"]) or 1, last)
            yield m.start(), m.end(), tuple(range(1, k + 1) if m["side"] == "first" else range(last - k + 1, last + 1))
            continue
        n = _english_number(m, last)
        if n is not None:
            first = parse_english(m["p"] or "")
            more = (int(m["m"]),) if m["m"] else ()
            yield m.start(), m.end(), (*((first,) if first else ()), n, *more)


def _english_number(m: re.Match[str], last: int) -> int | None:
    """The number of the one section that is named."""
    if m["n"]:
        return int(m["n"]) if m["n"].isdigit() else _ROMAN.get(m["n"]) or parse_english(m["n"])
    if m["o"]:
        first = m["o"] in _ENGLISH_FIRST.split("|")
        return 1 if first else last if m["o"] in _ENGLISH_LAST.split("|") else parse_english(m["o"])
    return 1 if m["f"] else last


_LEAST_PART = 4
# What the cover pays for a section named by part of its title: 那一块 beside it may take in more of the title.
PART_OF_TITLE = 0.3
NUMBERED = 0.08  # what it pays for a section named by its number


# What titles of the genre say everywhere: 扩大参与 is 扩大政务参与.
_EVERYWHERE = re.compile("政务公开|政务|政府")


@kept
def _title_parts(document: Document) -> dict[str, int]:
    """Pieces of section titles that no other title and no task holds: whoever says one names that section."""
    texts = "\n".join(task.text for task in document.tasks)
    found: dict[str, set[int]] = {}
    for section in document.sections:
        whole = as_read(section.title)
        for title in dict.fromkeys((whole, _EVERYWHERE.sub("", whole))):
            for size in range(_LEAST_PART, len(title) + 1):
                for at in range(len(title) - size + 1):
                    found.setdefault(title[at : at + size], set()).add(section.index)
    return {p: min(owners) for p, owners in found.items() if len(owners) == 1 and p not in texts}


def _titled(text: str, document: Document) -> Iterator[Token]:
    parts = _title_parts(document)
    for start in range(len(text) - _LEAST_PART + 1):
        for end in range(len(text), start + _LEAST_PART - 1, -1):
            if text[start:end] in parts:
                yield Token("SECT", (parts[text[start:end]],), start, end, PART_OF_TITLE)
                break


def as_read(printed: str) -> str:
    """Words of the document as a cleaned message writes them: half-width, lower case."""
    return unicodedata.normalize("NFKC", printed).lower()


def _nested(text: str, context: Context) -> Iterator[Token]:
    """第二部分第一节: the first of the parts under the second; none where there are fewer."""
    for m in _SECTION_NESTED.finditer(text):
        outer, inner = context.section_numbers.get(parse_numeral(m["n"]) or 0), parse_numeral(m["m"] or m["k"]) or 0
        if outer is not None:
            parts = children_of(context.document.sections[outer], context.document)
            held = (parts[inner - 1].index,) if 0 < inner <= len(parts) else ()
            yield Token("SECT", held, m.start(), m.end(), 0.06)


def find_sections(text: str, context: Context) -> list[Token]:
    """SECT tokens holding section indexes: by number, from either end, and by full title.

    A number the document has no section for gives an empty tuple: the condition then matches nothing.
    """
    by_number = context.section_numbers
    last = max(by_number, default=0)
    tally = [m for m in _SECTION_TALLY.finditer(text) if parse_numeral(m["n"]) == last]
    pairs = _SECTION_PAIR.finditer(text)
    spans: list[tuple[int, int, tuple[int, ...]]] = [
        (m.start(), m.end(), (parse_numeral(m["n"]) or 0, parse_numeral(m["m"]) or 0)) for m in pairs
    ]
    spans += [
        (m.start(), m.end(), spread(_TALLY.sub("", m[0] if p is _SECTION else m["n"])))
        for p in (_SECTION, _SECTION_MARK, _SECTION_TITLED)
        for m in p.finditer(text)
    ]
    spans = [span for span in spans if all(span[0] != m.start() for m in tally)]
    # 800块 is money.
    spans = [s for s in spans if text[s[0]] == "第" or not text[: s[1]].endswith("块") or max(s[2], default=0) <= _MANY]
    spans += [*_edge_sections(text, last), *_english_sections(text, last)]
    found = []
    for start, end, numbers in spans:
        if not numbers:
            continue
        indexes = tuple(by_number[n] for n in numbers if n in by_number)
        found.append(Token("SECT", indexes, start, end, NUMBERED))
    found += [Token("EACH", "any", m.start(), m.end(), 0.05, (("SECTIONN", "yes"),)) for m in tally]
    for counted in (_SECTIONS_COUNTED, _ENGLISH_SECTIONS_COUNTED):
        found += [Token("SECTCOUNT", "yes", m.start(), m.end(), 0.05) for m in counted.finditer(text)]
    for section in context.document.sections:
        for form in {as_read(section.title), as_read(section.heading)}:
            for m in re.finditer(re.escape(form), text) if len(form) > 3 else ():
                found.append(Token("SECT", (section.index,), m.start(), m.end(), 0.05))
    found += [*_titled(text, context.document), *_nested(text, context), *printed_heads(text, context)]
    return [*found, *sections_beside(text, found, context.document)]
