"""Sections named in passing: by part of their title, or by words that their tasks use, beside 部分, 那一块 or 章."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.sections.references import NUMBERED, PART_OF_TITLE
from assistant.understand.texts.literal import pairs
from assistant.understand.tokens import Context, Token
from index.tokens import tokenize


def section_words(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    """A run of words beside 部分/那一块/章 that points to one section by its title: "数据开放那一块"."""
    result = list(tokens)
    for at, token in enumerate(tokens):
        pointed = text[token.start : token.end].startswith(_POINTING)
        if not token.has("SECTIONN") or (
            not pointed and any(t.type == "SECT" and t.cost < PART_OF_TITLE for t in tokens)
        ):
            continue
        window = _around(tokens, at, text, context)
        quoted = next((str(t.value) for t in tokens if t.type == "QUOTE" and window[0] <= t.start < window[1]), None)
        loose = not quoted and text[token.start : token.end].endswith(_LOOSE)
        said = text[window[0] : token.start if loose else window[1]]
        said = said.lstrip(_SPEAKING).rstrip("的") if loose else said
        index = closest_section(quoted or said, context, 0.6 if loose or (quoted and len(quoted) > 3) else 0.0)
        if index is None and not quoted and not loose and "哪" not in said and not _opens_a_topic(tokens, at, text):
            index = section_of_words([t for t in tokens[:at] if t.start >= window[0]], text, context)
            if index is None and (pointed or _ABOUT.match(said)):
                index = _described(said, context)
        if index is None and quoted and len(quoted) > 3 and not any(t.has("MENTION") for t in tokens):
            return [t for t in result if not t.has("QUOTE") and t is not token] + [
                Token("SECT", (), window[0], window[1])
            ]
        if index is not None:
            kept = [t for t in result if t.end <= window[0] or t.start >= max(window[1], token.end)]
            kept.append(Token("SECT", (index,), window[0], max(window[1], token.end), 0.2))
            result = sorted(kept, key=lambda t: t.start)
    return _without_speaking(_without_numbers_told(result, text, context), text)


def _without_speaking(tokens: Sequence[Token], text: str) -> list[Token]:
    """讲“回应关切”的部分: the verb before a section that its title names is no word of any task."""

    def speaks(token: Token, after: Token) -> bool:
        return token.type == "WORD" and after.type == "SECT" and not text[token.start : token.end].strip(_SPEAKING)

    return [a for a, b in pairwise([*tokens, *tokens[-1:]]) if not speaks(a, b)]


def _described(said: str, context: Context) -> int | None:
    """关于外地看病的那一部分: the section whose tasks words that no title holds describe."""
    pointed = _POINTED_AT.search(said)  # 审计那摊事 is no part of the document
    words = _ABOUT.sub("", said[: pointed.start()] if pointed else "", count=1)
    return context.find_section(words) if len(words) >= _TELLING else None


def _opens_a_topic(tokens: Sequence[Token], at: int, text: str) -> bool:
    """新媒体这摊:配专人维护账号的是谁…: what is asked after the colon is said in words of its own."""
    if not re.match(r"\s*:", text[tokens[at].end :]):
        return False
    after = [t for t in tokens[at + 1 :] if t.type == "WORD"]
    listing = any(t.has(kind) for t in tokens[at + 1 :] for kind in ("TASKN", "DUE", "COUNT", "UNIT", "DATE", "NUM"))
    return not listing and any(len(t) >= _TELLING for t in after)


# 公开渠道那部分(第六): the number of a section that is named by its words.
_NUMBER = re.compile(rf"\((?:即|就是|也就是|是|编号)?第?(?P<n>{NUMERAL})(?:个?(?:大?部分|章|板块|块))?\)")


def _without_numbers_told(tokens: Sequence[Token], text: str, context: Context) -> list[Token]:
    numbers = {(s.index,): s.number for s in context.document.sections if s.number is not None}
    told = [
        said.span()
        for t in tokens
        if t.type == "SECT" and t.value in numbers and (said := _NUMBER.match(text, t.end))
        if parse_numeral(said["n"]) == numbers[t.value]
    ]
    told += _words_told(tokens, text, context)
    return [t for t in tokens if not any(start <= t.start < end for start, end in told)]


_BRACKET = re.compile(r"\((?P<words>[^()]{2,16})\)")


def _words_told(tokens: Sequence[Token], text: str, context: Context) -> list[tuple[int, int]]:
    """Where words of its title stand beside a section that its number names: 数据开放(第四部分), 第四部分(数据开放)."""
    found: list[tuple[int, int]] = []
    for before, t in zip((None, *tokens), tokens, strict=False):
        if t.type != "SECT" or t.cost != NUMBERED or not isinstance(t.value, tuple) or len(t.value) != 1:
            continue
        title = context.document.sections[t.value[0]].title
        behind = _BRACKET.match(text, t.end)
        if behind is not None and pairs(behind["words"]) & pairs(title):
            found.append(behind.span())
        opened = before is not None and text[before.start : t.start].endswith("(") and text[t.end : t.end + 1] == ")"
        word = next(
            (w for w in tokens if opened and before is not None and w.type == "WORD" and w.end == before.start), None
        )
        if word is not None and pairs(text[word.start : word.end]) & pairs(title):
            found.append((word.start, word.end))
    return found


def _around(tokens: Sequence[Token], at: int, text: str, context: Context) -> tuple[int, int]:
    """The words before a section noun back to the last thing that is clearly something else."""
    start = at
    stop_types = (
        "ROLE",
        "UNIT",
        "NUM",
        "DATE",
        "COMMA",
        "LIST",
        "COUNT",
        "QUESTION",
        "COND",
        "EXCEPT",
        "WHO",
        "NOT",
        "HISTORY",
        "WHEN",
        "SMALLTALK",
        "SECT",
        "SECTIONN",
    )
    titles = [section.title.lower() for section in context.document.sections]
    while start > 0:
        token = tokens[start - 1]
        titled = len(token) > 1 and any(text[token.start : token.end] in title for title in titles)
        summed = text[token.start : token.end] in _SUMMING_UP and start - 1 > 0 and tokens[start - 2].type == "WORD"
        if not titled and not summed and any(token.has(kind) for kind in stop_types):
            break
        start -= 1
    while start < at and any(tokens[start].has(kind) for kind in _JOINTS):
        start += 1
    return tokens[start].start, tokens[at].end


def section_of_words(tokens: Sequence[Token], text: str, context: Context) -> int | None:
    """ "讲政策解读的那个部分": the section most of whose tasks use these words; None where no section stands out."""
    said = [text[t.start : t.end].lstrip(_SPEAKING) for t in tokens if t.type == "WORD"]
    words = [word for run in said for word in {run, *tokenize(run)} if len(word) > 1]
    using = [t.section for t in context.document.tasks if t.section is not None and any(w in t.text for w in words)]
    ranked = Counter(using).most_common(2)
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked and ranked[0][1] >= max(_FEW, 2 * second) else None


_FEW = 3
_TELLING = 4  # characters of a word that says what is asked
# What stands before a second section, and is no part of its name.
_JOINTS = ("FILL", "MENTION", "AND", "ABOUT", "ENUM", "COMMA", "SPACE", "COMPARE", "MORE")
# What a topic has as well as a section: 政府公报方面 names no section for being of 政府, as one in its title is.
_LOOSE = ("方面", "领域", "块", "块儿", "口的")
# 那一块, 这部分: beside a section named by number, these name one more.
_POINTING = ("那", "这")
# How a section is described: what opens the words, and what ends them and points to it.
_ABOUT = re.compile("^(?:关于|有关|涉及|针对|[讲谈说写管](?:的是)?)(?:在|到)?")
_POINTED_AT = re.compile("(?:[这那]些|之类|方面|等等?)*的?[这那]?一?个?[大小]?(?:部分|部份|章|板块|块|篇|节)$")
_SUMMING_UP = ("这些", "那些")
# What a section does with its subject, before the words that name it.
_SPEAKING = "讲谈说写管"


def closest_section(words: str, context: Context, least: float = 0.0) -> int | None:
    """Index of the one section whose title these words share most two-character pieces with; None if unclear."""
    common = pairs(words)
    shared = sorted(((len(common & pairs(s.title)), s.index) for s in context.document.sections), reverse=True)
    if not shared or shared[0][0] <= least * len(common) or (len(shared) > 1 and shared[1][0] == shared[0][0]):
        return None
    return shared[0][1]
