"""References to tasks and sections by number, position or title."""

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
from assistant.understand.tokens import Context, Numbers, Slice, Token
from index.types import TaskNumber

_AND = r"\s*(?:、|,|和|与|及|跟|以及|或者?|&|and|\s)\s*"
_TO = r"\s*(?:-|~|—|–|到|至|--|to|through|thru)\s*"
_NAMED = r"任务编号|任务|编号为?|序号|条目|号码|#|no\.?|items?|tasks?|task no\.?|task number|number|assignments?"
_PREFIX = rf"(?:{_NAMED}|第)\s*(?:第|#|no\.?)?\s*"
# A bare Chinese numeral after 任务 is a number only where no word goes on from it: not in 任务一行.
_PLAIN = (
    r"(?:\d{1,9}|[零〇一二三四五六七八九十百]{1,6}(?=$|[^\u4e00-\u9fff]|是|的|和|到|至|谁|由|与|跟|同|号|什|哪|何|在))"
)
_CLASS = r"(?:\s*(?:号任务|项任务|条任务|个任务|号项|号|项|条|款))"
_ONE = rf"(?:{_PREFIX})?{NUMERAL}{_CLASS}?"
_REFERENCE = re.compile(
    rf"(?<![a-z\d.])(?:{_PREFIX}{NUMERAL}{_CLASS}|(?!第){_PREFIX}{_PLAIN}"
    rf"|第{NUMERAL}(?=[^\u4e00-\u9fff\d]|$|到|至|和|与))"
    rf"(?:(?:{_TO}|{_AND}){_ONE})*(?![\d%年月日个家次天])"
)
_LABELLED = re.compile(
    rf"(?:(?<![\d.第])\d{{1,3}}(?:号任务|号|条任务|项任务(?=的|谁|是)|[项条](?=里|中|当中|嘛|啊|的?呢|的牵头|的责任|的时限|的完成|的内容|的原文|的期限|牵头|是谁|谁|属于|讲|说))|(?:^|(?<=[\s,;:“\"]))\d{{1,3}}[条项](?![任共])|(?:^|(?<=[\s,;:]))[一二三四五六七八九十百]{{1,5}}[条项](?=[,\s的]|$))(?:(?:{_TO}|{_AND}){_ONE})*"
)
_BARE = re.compile(
    rf"(?<![a-z\d.-])\d{{1,3}}(?:(?:{_TO}|{_AND})\d{{1,3}})+(?:\s*这?[两三四五六七八九十]?[项条])?(?![\d%年月日个家次天])"
)
# 66/53/29: three or more, since 1/3 is a fraction and 12/31 a day.
_SLASHED = re.compile(r"(?<![a-z\d./-])\d{1,3}(?:\s*/\s*\d{1,3}){2,}(?![/\d%年月日])")
_CHINESE = re.compile(
    rf"(?<!第){NUMERAL}(?:号|项|条)?{_TO}{NUMERAL}(?:号|项|条)"
    r"|(?<![第\u4e00-\u9fff])[一二三四五六七八九十百]{2,4}(?:(?:、|和|跟|与|,)[一二三四五六七八九十百]{2,4})+(?!年|月|个|部)"
    r"|(?<!第)[一二三四五六七八九十百]{2,5}号(?:任务)?"
)
_TAIL = re.compile(r"(?<=\d)\s*这?[一二两三四五六七八九十]+[项条]?(?:任务)?$")
_HEADED = re.compile(r"(?:^|(?<=[\s\"“',]))(\d{1,3})[.、](?=[\u4e00-\u9fff])")
_SINGLE = re.compile(
    r"(?<![a-z\d.%:=-])(?<![a-z]\()\d{1,3}(?=$|[\s,;?!。)\"”|]|的|谁|是|那|由|呢|和|与|跟|牵|责|属|什|讲|说|到期|完成|这|这项|归|同|一样|相|差|比|还)"
)
_NEGATIVE = re.compile(rf"(?:{_PREFIX})-\d{{1,3}}")
_BOUND = re.compile(
    r"(?:任务)?(?:编号|序号|号码|号)(?:为|在)?(?P<op>大于等于|小于等于|不超过|不高于|不低于|不小于|不大于|大于|小于|超过|高于|低于|>=|<=|>|<)\s*(?P<n>\d{1,3})"
)
_FROM_TO = re.compile(rf"(?:第)?(?P<a>{NUMERAL})(?:号|项|条)?(?:{_TO})(?:第)?(?P<b>{NUMERAL})(?:号|项|条)?(?:之间|这)")
_ORDINAL = re.compile(
    rf"(?P<back>倒数)?第(?P<n>{NUMERAL})(?P<c>个(?:任务)?)|(?P<back2>倒数)第?(?P<n2>{NUMERAL})(?P<c2>项|条|个|号)"
    r"|(?P<first>头一|第一|首|打头第?一?|最前面?一?|(?:编号|序号)最(?:小|靠前)的(?:那|一)?|排在?最前的?(?:那|一)?)(?P<c3>个|条|项|任务)"
    r"|(?P<last>最后一?|(?:编号|序号)最(?:大|靠后)的(?:那|一)?|排在?最后的?(?:那|一)?|末尾?一?|压轴的?最后一?|收尾的?是?哪?一?|最末一?|垫底的?一?)(?P<c4>个|条|项|号|任务)(?:任务)?"
)
_SLICE = re.compile(
    rf"(?P<side>前|(?<!牵)头|开头|最前面?|最后|末尾?|末了|后|倒数)(?P<n>{NUMERAL})(?P<c>项|条|个)(?!工作日|月|小时|百分)(?:任务)?"
)
_ENGLISH_ORDINAL = re.compile(rf"(?:the )?(?P<n>{ENGLISH_ORDINAL}|last) (?P<c>task|item|one|assignment)s?\b")
_ENGLISH_SLICE = re.compile(
    rf"(?:the )?(?P<side>first|last) (?P<n>{ENGLISH_CARDINAL}|\d+) (?:task|item|one|assignment)s?\b"
)
_ENGLISH_WORD = re.compile(rf"\b(?:task|item)s? (?:number )?(?P<n>{ENGLISH_CARDINAL})\b")

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


def _spread(text: str) -> tuple[int, ...]:
    """The numbers of a list or range as written: "10到15" -> 10..15, "3、5和8" -> 3, 5, 8."""
    found: list[int] = []
    previous_end, previous = 0, None
    text = _TAIL.sub("", text)
    for m in re.finditer(NUMERAL, text):
        value = parse_numeral(m[0])
        if value is None:
            continue
        if (
            previous is not None
            and re.search(_TO, text[previous_end : m.start()])
            and previous < value <= previous + 400
        ):
            found.extend(range(previous + 1, value + 1))
        else:
            found.append(value)
        previous, previous_end = value, m.end()
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[Token]:
    for pattern, cost in (
        (_REFERENCE, 0.1),
        (_LABELLED, 0.15),
        (_CHINESE, 0.1),
        (_HEADED, 0.2),
        (_BARE, 0.4),
        (_SLASHED, 0.4),
        (_SINGLE, 0.7),
        (_NEGATIVE, 0.1),
    ):
        for m in pattern.finditer(text):
            values = (int(m[0][m[0].index("-") :]),) if pattern is _NEGATIVE else _spread(m[0])
            if values:
                yield Token("NUM", Numbers(values, pattern in (_BARE, _SINGLE)), m.start(), m.end(), cost)
    for m in _ENGLISH_WORD.finditer(text):
        yield Token("NUM", Numbers((parse_english(m["n"]) or 0,)), m.start(), m.end(), 0.1)


def _bounds(text: str, numbers: tuple[TaskNumber, ...]) -> Iterator[Token]:
    known = [n for n in numbers if isinstance(n, int)]
    tests = {"大于": 1, "超过": 1, "高于": 1, ">": 1, "小于": -1, "低于": -1, "<": -1}
    for m in _BOUND.finditer(text):
        n, op = int(m["n"]), m["op"]
        inclusive = op in ("大于等于", "小于等于", "不小于", "不大于", "不超过", "不高于", "不低于", ">=", "<=")
        up = op in ("大于等于", "不小于", "不低于", ">=") or tests.get(op, 0) > 0
        kept = tuple(k for k in known if (k > n if up else k < n) or (inclusive and k == n))
        yield Token("NUM", Numbers(kept), m.start(), m.end(), 0.05)
    for m in _FROM_TO.finditer(text):
        low, high = parse_numeral(m["a"]), parse_numeral(m["b"])
        if low is not None and high is not None and low < high <= low + 400:
            yield Token("NUM", Numbers(tuple(range(low, high + 1))), m.start(), m.end(), 0.1)


def _ordinals(text: str) -> Iterator[Token]:
    for m in _ORDINAL.finditer(text):
        classifier = m["c"] or m["c2"] or m["c3"] or m["c4"]
        if m["first"] or m["last"]:
            n = 1 if m["first"] else -1
        else:
            value = parse_numeral(m["n"] or m["n2"]) or 0
            n = -value if m["back"] or m["back2"] else value
        start = n - 1 if n > 0 else n
        value_slice = Slice(start, start + 1 if start != -1 else None, classifier)
        yield Token("SLICE", value_slice, m.start(), m.end(), 0.12)
    for m in _SLICE.finditer(text):
        n = parse_numeral(m["n"]) or 1
        front = m["side"] in ("前", "头", "开头", "最前", "最前面")
        yield Token("SLICE", Slice(0, n, m["c"]) if front else Slice(-n, None, m["c"]), m.start(), m.end(), 0.12)
    for m in _ENGLISH_ORDINAL.finditer(text):
        n = -1 if m["n"] == "last" else (parse_english(m["n"]) or 1) - 1
        kind = "个" if m["c"] == "one" else "项"
        yield Token("SLICE", Slice(n, n + 1 if n != -1 else None, kind), m.start(), m.end(), 0.1)
    for m in _ENGLISH_SLICE.finditer(text):
        n = parse_english(m["n"]) or 1
        yield Token("SLICE", Slice(0, n) if m["side"] == "first" else Slice(-n, None), m.start(), m.end(), 0.1)


def find_numbers(text: str, context: Context) -> list[Token]:
    """NUM (Numbers) and SLICE (Slice) tokens: "第10到15项", "3、5和8", "49号", "倒数第二项", "前五项"."""
    found = [*_numbers(text), *_bounds(text, context.numbers), *_ordinals(text)]
    found += [Token("NUM", Numbers((code,)), m.start(), m.end(), 0.05)
              for code in context.numbers if isinstance(code, str) and not code.isdigit()
              for m in re.finditer(re.escape(code.lower()), text)]  # fmt: skip
    return found


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
        (m.start(), m.end(), _spread(_TALLY.sub("", m[0]))) for p in (_SECTION, _SECTION_MARK) for m in p.finditer(text)
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
