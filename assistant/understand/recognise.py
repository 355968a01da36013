"""All recognisers together: a message to the best cover of it by typed tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.conditions import Role, UnitCount
from assistant.question import language_of
from assistant.understand.cover import best_cover
from assistant.understand.dates import find_dates
from assistant.understand.figures import figure_forms
from assistant.understand.lexicon import cue_lexicon, cut_pairs, find_forms, unit_lexicon
from assistant.understand.numerals import ENGLISH_CARDINAL, NUMERAL, parse_english, parse_numeral
from assistant.understand.references import find_numbers
from assistant.understand.section_references import find_sections
from assistant.understand.section_words import section_words
from assistant.understand.tokens import GUESSED_UNIT, Bounds, Context, Numbers, Token, Units
from index.tokens import tokenize
from index.units import UnitName

_QUOTED = re.compile(r"[“\"「『《'‘]([^“”\"「」『』《》'‘’]{1,60})[”\"」』》'’]")
_COUNTED = re.compile(
    r"(?P<exact>不多不少正好|不多不少|恰好|正好|刚好|恰|整整|只有|仅有|只|仅)?(?:写了|有|是|为|由|在)?"
    r"(?P<cmp>至少|不下|不止|超过|多于|不少于|不到|少于|不足)?"
    rf"(?P<n>{NUMERAL})(?:个)?(?P<up>以上的?|及以上的?|或以上的?)?"
    r"(?P<c>家牵头单位|家责任单位|家单位|家部门|家|个名字|个单位|个部门|个名称|个牵头单位|个责任单位|方|(?:个|大)?(?:部分|章节|板块|大类)|项任务|条任务|个任务|项|条|件)"
    r"(?:以上|及以上|或以上|以下)?"
)
# 5到10项之间的单位: a stretch of counts, not of task numbers.
_COUNTED_RANGE = re.compile(
    rf"在?(?P<a>{NUMERAL})(?:项|条)?(?:到|至|-|~|—)(?P<b>{NUMERAL})(?:项|条|个)?(?:任务)?(?:之间)?(?=的?(?:单位|部门|委办局))"
)
_NONE = re.compile(
    r"(?:任务)?(?:一|半|任何一)(?:项|条|件|个任务)(?:任务)?(?:都|也)?(?:没有|没|不存在|找不到)(?![写填列标设给])"
    r"|(?<!有)(?:没有|没)(?:任何|任何一|一|哪|哪怕一)(?:项|条|件|个任务)(?:任务)?(?:是|由|在)?"
)
_ENGLISH_COUNTED = re.compile(
    r"(?P<exact>exactly|only|precisely)? ?(?P<cmp>at least|more than|fewer than|over)? ?"
    rf"(?P<n>\d+|{ENGLISH_CARDINAL}) (?P<c>units?|agencies|tasks?|items?|lead units)\b"
)
_UNKNOWN_UNIT = re.compile(r"(?:北京)?市[\u4e00-\u9fff]{2,7}?(?:局|委|办|厅|署|院|中心|集团)(?![会法理公])")
_NOT_A_UNIT = re.compile(r"牵头|责任|单位|哪|的|和|与|是|有|几|什么|任务|各|就|都")
_SECTIONS = re.compile("部分|章节|板块|大类|sections|parts")
_COUNTED_ROLE = re.compile("牵头|责任|lead")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?(?:个工作日|小时|课时|%)")
_UNIT_CLASSIFIERS = ("家", "个单位", "个部门", "个名称", "个名字", "方", "unit", "agenc", "lead", "个牵头", "个责任")


def _quotes(text: str) -> Iterator[Token]:
    for m in _QUOTED.finditer(text):
        yield Token("QUOTE", m[1].strip(), m.start(), m.end(), 0.5)


def _counts(text: str) -> Iterator[Token]:
    for pattern in (_COUNTED, _ENGLISH_COUNTED):
        for m in pattern.finditer(text):
            if text[max(0, m.start() - 1) : m.start()] in ("第", "前", "后") or "第" in m[0]:
                continue
            n = parse_numeral(m["n"]) or parse_english(m["n"])
            if n is None:
                continue
            more = m.groupdict().get("up")
            low, high = (n, None) if more else _limits(m[0], m["cmp"], n)
            if role := _COUNTED_ROLE.search(m["c"]):
                named: Role = "lead" if role[0] in ("牵头", "lead") else "responsible"
                same = (("SAME", "lead_any" if named == "lead" else "responsible"),) if low == high == 1 else ()
                yield Token("COND", UnitCount(named, low, high), m.start(), m.end(), 0.3, same)
                continue
            yield Token("COUNTN", Bounds(low, high, _counted(m["c"])), m.start(), m.end(), 0.32)


def _count_ranges(text: str) -> Iterator[Token]:
    for m in _COUNTED_RANGE.finditer(text):
        low, high = parse_numeral(m["a"]), parse_numeral(m["b"])
        if low is not None and high is not None:
            yield Token("COUNTN", Bounds(low, high, "tasks"), m.start(), m.end(), 0.05)


def _counted(classifier: str) -> str:
    """What a classifier counts."""
    if _SECTIONS.search(classifier):
        return "sections"
    return "units" if classifier.startswith(_UNIT_CLASSIFIERS) else "tasks"


def _none(text: str) -> Iterator[Token]:
    """ "一条都没有", "没有一项是": a stated count of nought."""
    for m in _NONE.finditer(text):
        yield Token("COUNTN", Bounds(0, 0, "tasks"), m.start(), m.end(), 0.1)


def _limits(words: str, compare: str | None, n: int) -> tuple[int | None, int | None]:
    if words.endswith(("以上", "及以上", "或以上")) or compare in ("至少", "不下", "不少于", "at least"):
        return n, None
    if compare in ("超过", "不止", "多于", "more than", "over"):
        return n + 1, None
    if words.endswith("以下"):
        return None, n
    if compare in ("不到", "少于", "不足", "fewer than"):
        return None, n - 1
    return n, n


def _literals(text: str, context: Context) -> Iterator[Token]:
    """Deadlines word for word as the document writes them, where they say more than a date."""
    for literal in {
        task.deadline.literal for task in context.document.tasks if task.deadline and task.deadline.ongoing
    }:
        for m in re.finditer(re.escape(literal.lower()), text):
            if _names_a_year(literal):
                yield Token("DLIT", literal, m.start(), m.end(), 0.05)


def _names_a_year(literal: str) -> bool:
    return bool(re.search(r"\d{4}", literal))


def _unknown_units(text: str) -> Iterator[Token]:
    for m in _UNKNOWN_UNIT.finditer(text):
        if not _NOT_A_UNIT.search(m[0][1:]):
            name = UnitName(m[0], (m[0],), m[0], "department")
            yield Token("UNIT", Units((name,)), m.start(), m.end(), GUESSED_UNIT)


def _vocabulary(text: str) -> Iterator[Token]:
    """Ordinary words, so that no cue is seen inside one: 专家 is not 专 and 家."""
    at = 0
    for word in tokenize(text):
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        if len(word) > 1 and _HAN.fullmatch(word):
            yield Token("WORD", word, start, at, 0.5 + 0.05 * len(word))


def _quantities(text: str, context: Context) -> Iterator[Token]:
    """Stated quantities that a task holds literally: 24小时, 90%."""
    for m in _QUANTITY.finditer(text):
        if any(re.search(rf"(?<!\d){re.escape(m[0])}", t.text) for t in context.document.tasks):
            yield Token("QUANTITY", m[0], m.start(), m.end(), 0.3)


def _figures(text: str) -> Iterator[Token]:
    for form, name in figure_forms().items():
        for m in re.finditer(re.escape(form), text):
            yield Token("FIGURE", name, m.start(), m.end(), 0.35)


@lru_cache(maxsize=512)
def _cues(text: str) -> tuple[Token, ...]:
    return tuple(find_forms(text, cue_lexicon(), 0.3))


def candidates(text: str, context: Context) -> list[Token]:
    """Every token any recogniser sees in ``text``, overlapping."""
    return [
        *find_forms(text, unit_lexicon(context.registry), 0.2), *_cues(text), *find_dates(text, context.as_of),
        *find_numbers(text, context), *find_sections(text, context), *_quotes(text), *_counts(text), *_none(text),
        *_count_ranges(text),
        *_literals(text, context), *_figures(text), *_unknown_units(text), *_vocabulary(text),
        *_quantities(text, context),
    ]  # fmt: skip


def _inside_quotes(token: Token, text: str, context: Context) -> list[Token]:
    """What a quotation holds, where one recogniser explains all of it; otherwise the quotation itself."""
    inner = str(token.value)
    offset = text.index(inner, token.start)
    if headed := re.match(r"(\d{1,3})[.、]", inner):
        return [Token("NUM", Numbers((int(headed[1]),)), token.start, token.end)]
    if parse_numeral(inner) in context.numbers:
        return [Token("NUM", Numbers((parse_numeral(inner) or 0,)), token.start, token.end)]
    for kind in ("SECT", "UNIT", "DLIT", "DOCFACT"):
        for found in candidates(inner, context):
            if found.type == kind and len(found) == len(inner):
                return [replace(found, start=token.start, end=token.end, also=(*found.also, ("QUOTED", inner)))]
    listed = [context.registry.forms.get(name) for name in inner.split("、")]
    if len(listed) > 1 and all(listed):
        together = Units(tuple(name for name in listed if name), joint=True)
        return [Token("UNIT", together, token.start, token.end, 0.3, (("QUOTED", inner),))]
    if _only_in_deadlines(inner, context):
        return [Token("ONGOING", "true", token.start, token.end)]
    dates = [t for t in find_dates(inner, context.as_of) if len(t) == len(inner)]
    if dates:
        return [Token("EXACT", "yes", token.start, offset), replace(dates[0], start=offset, end=token.end)]
    return [token]


def _only_in_deadlines(words: str, context: Context) -> bool:
    """Quoted words that the document uses to say that work goes on, and nowhere in a task's text."""
    tasks = context.document.tasks
    if re.search(r"\d", words):
        return False
    said = any(t.deadline and t.deadline.ongoing and words in t.deadline.literal for t in tasks)
    return said and not any(words in t.text for t in tasks)


_WEAK = ("IN", "TASKN", "AS", "IS", "FILL", "BY", "TO", "EXCEPTEND", "DUE", "CMPLT", "CMPGT", "YESNO", "HAS", "MENTION")


def _joined(cover: Sequence[Token], text: str) -> list[Token]:
    """One-character cues inside a word belong to the word: 网|上|办 is 网上办."""
    result: list[Token] = []
    for at, token in enumerate(cover):
        inside = (
            0 < at < len(cover) - 1 and len(token) == 1 and token.type in _WEAK and text[token.start] not in "的了 "
            and cover[at - 1].type == "WORD" and cover[at + 1].type == "WORD"
        )  # fmt: skip
        if (inside or token.type == "WORD") and result and result[-1].type == "WORD" and result[-1].end == token.start:
            start = result.pop().start
            token = Token("WORD", text[start : token.end], start, token.end, 1.0)
        result.append(token)
    return result


def recognise(text: str, context: Context) -> list[Token]:
    """The best cover of ``text``, quotations resolved and sections named by part of their title found."""
    found = candidates(text, context)
    if language_of(text) == "en":
        found = [replace(t, type="FILL", also=()) if text[t.start : t.end] == " " else t for t in found]
    cover = _joined(cut_pairs(best_cover(text, found)), text)
    resolved = [
        t for token in cover for t in (_inside_quotes(token, text, context) if token.type == "QUOTE" else [token])
    ]
    return section_words(resolved, text, context)
