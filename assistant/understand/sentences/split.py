"""A message into its sentences: marks, lines and numbers part them; items on lines of their own are one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.sections.denied import with_which_joined
from assistant.understand.sections.others import with_others_joined
from assistant.understand.sentences.let_in import without_what_is_let_in
from assistant.understand.sentences.verdicts import with_verdict_asked

# The full stop after no. 5 or vs. ends nothing.
_SENTENCE = re.compile(
    r"[?!。;\n]+|(?<=[^\d])(?<!\bvs)(?<!\betc)(?<!\bapprox)(?<!\bdept)\.(?!(?<=\bno\.)\s?(?:\d|for\b|of\b))(?!(?<=\bnos\.)\s?\d)(?=\s|$)"
)
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s,;:。?]))(?:\(?\d{1,2}\)(?=\D)|[一二三四五]是(?=\D|(?:19|20)\d\d年))")
# 三件事一起问:88号的牵头单位;97号写的权重
_APART = re.compile(r"(?<=:)(?=[^:;]+;)|;")
_EDGES = " ,、:·-|/\"'“”"
_EXAMPLE = re.compile(
    r"\([^()]*(?:……|\.\.\.)[^()]*\)"
    r"|\([^()]*(?:也算|算上|算在内|在内|也包括|不论|[算计]作?一[次项条]|不重复)[^()]*\)"
    r"|,[含包连带同括着有要求]+(?:持续|长期|常态)(?![^,;?。!]*(?:不|别|除|剔|刨|另|免))[^,;?。!]*(?=[,;?。!]|$)"
    r"|\((?:如|像)[^()]*\)|,像[^,?!。;]*(?:那样|这样|那种|这种|之类)的?(?=[,?!。;]|$)"
    r"|[,(\s]?(?:比如|例如|譬如|像是|诸如|such as|for example|e\.g\.)[^,?!。;]*(?:这种|之类|等等|等)?"
)
# “持续落实的超过七成”,这个说法对吗: the quotation is what is asked about, not words to look for.
_CLAIMED = re.compile(
    r"[“\"「']([^“”\"「」']{4,40})[”\"」'],?\s*"
    r"(?=(?:(?:这|那)(?:么|样)(?:去|来)?(?:写|说|讲|表述|填|报|理解|引用|提|概括|总结|认为)(?:的话)?,?|(?:这|那|该)?(?:个|种|句|番)?"
    r"(?:说法|话|判断|结论|观点|讲法|断言|传言|表述|数字|数目|总数|数)?)(?:是|能|还|有没有|有|没|没有)?(?:不是|不)?(?:写|说|讲|记|填|弄|搞)?"
    r"(?:对|成立|属实|准|真的|靠谱|站得住|正确|可信|说得对|没错|妥|行|错|毛病|问题))"
)
# 满足这两点的任务:一是…;二是…: what is enumerated are conditions of one question.
_CRITERIA = re.compile(
    r"(?:(?:同时|都|需要?|要)*(?:满足|符合|具备)(?:了)?[^,;:?。]{0,8}(?:条件|要求|标准|特征|[两三几]点|[两三几]条)"
    r"|(?:[两二三四几]个|[两二三四几]项|[两二三四几]条)(?:筛选|限定|硬|必备)?(?:条件|要求|标准)|条件(?:一共|总共|有|就|是|得)*[两二三四]个)"
    r"[^:;?。]{0,6}[:,]"
)
_CRITERION = re.compile(
    r"[\s,;。:]*(?:第?[一二三四五](?:是|、|,|条?[:,])|其[一二三四五][是,:]?|\(?[1-5](?:\)|[.、](?!\d)))"
)
_BEFORE_MARK = r"(?:(?<=^)|(?<=[\s,;:。?!]))"
_HAN_DIGITS = "[一二三四五六七八九十]"
# How the questions of a message are numbered, one row for each style; "n" is the number.
_MARKS = (
    re.compile(r"\((?P<n>\d{1,2})\)(?=\D)"),
    *(
        re.compile(rf"{_BEFORE_MARK}{style}")
        for style in (
            rf"\((?P<n>{_HAN_DIGITS})\)",
            r"(?P<n>\d{1,2})\s*[、.):](?!\d)",
            rf"(?P<n>{_HAN_DIGITS})\s*[、.:)]",
            rf"(?P<n>{_HAN_DIGITS})\s*,(?=[^,;?]{{3,}}(?:[;?]|$))",
            rf"第(?P<n>{_HAN_DIGITS})(?:个问题|问|个)?\s*[、,:]",
            rf"(?:问题|其|question|q)\s*(?P<n>\d{{1,2}}|{_HAN_DIGITS})?(?(n)\s*[、,:.)]?\s*)",
            r"(?P<n>[a-h])[.)]\s*",
        )
    ),
)
_LEAST_WORDS = 3
# 提到教育的有哪些?“教育培训”那种不算: what is left out goes with the question before it.
_SPARED = re.compile(
    r"^(?!.*[?哪几谁吗]).{2,30}(?:不算|别算|不计入?|不要|别要|别给我|除外|排除|剔除|别列|不列|去掉|刨掉|不在此列)"
    r"(?:在内|掉|了|啊|哈|吧|哦|的)*$"
)
# “各区政府”这种统称也算: what is let in narrows nothing.
_LET_IN = re.compile(
    r"^(?!.*[?哪几谁吗没不别]).{2,30}(?:也|都|均|一并|全部?)(?:要|得|一起|一并)?(?:算|计|包括|统计|算上|计入|算数|列入)"
    r"(?:在内|进去|进来|上|的|了|啊|哈|哦|哟|入)*$"
)
# 市水务局一条都没牵头对吧,那它在哪几项里是责任单位: what is to be confirmed is a question of its own.
_TO_CONFIRM = re.compile(
    r"(?:对吧|是吧|对不对|没错吧|(?:一[条项个件]都?没|没有?)(?:牵头|挑头|负责)吧),(?=(?:那么?|不过|可是?|但是?)?(?:它|他们|她们|这家|该单位|这个单位))"
)
# 全文几处写到公示或公布?含“公示”或者“公布”就计: what counts is said after the question, and says it more exactly.
_CRITERION_AFTER = re.compile(
    r"^(?:内容|正文|原文|文中|文字|里面|只要|凡是|但凡|任务)*(?:里头?|中)?"
    r"(?P<said>(?:含|写|带|出现|提到|提及|写到)(?:有|了|着|到|明)?[^,;?。哪谁]{1,24}?)"
    r"(?:的|的那种|的这种|那种|这种|字样)?(?:就|都|即|便)(?:可以|得|要|一律)?(?:算|计|数|统计|列)(?:上|数|入|在内|进去)?(?=$|,)"
)
_OF_WORDING = re.compile("写|提|说|讲|含|带|出现")
_COUNTED = re.compile("[几多]少?[处项条个]|多少|有几")
# 牵头=甲;责任=乙;时限=丙: fields of one task, not sentences.
_FIELDS_ON = re.compile(r"(?<=[^\s;])\s*;(?=\s*(?:牵头|责任|时限|期限|完成|所属)[\u4e00-\u9fff]{0,4}\s*[=:])")


# …,顺带把住建局牵头的那条也给我
_BROUGHT_ALONG = re.compile(
    "[,、]\\s*(?=(?:顺便|顺带|另外|再)(?:麻烦|请|帮忙)?把(?![它这那其])[^,。?]{2,24}(?:也|都|一并|一起|一块儿?|给)*(?:给|发|报|列|附|带)(?:给)?我)"
)


def _one_question(text: str) -> str:
    found = _CRITERIA.search(text)
    if found is None:
        return text
    whole = "任务" if "任务" in found[0] else ""
    return text[: found.start()] + whole + _CRITERION.sub(",", text[found.end() :])


def _number(mark: str) -> int | None:
    return ord(mark) - ord("a") + 1 if re.fullmatch("[a-h]", mark) else parse_numeral(mark)


def _numbered(text: str) -> list[re.Match[str]]:
    """The marks 1, 2, 3 ... of one style, in order, each with words after it; [] where a message has no such list."""
    for pattern in _MARKS:
        found: list[re.Match[str]] = []
        for m in pattern.finditer(text):
            if m["n"] and _number(m["n"]) == len(found) + 1:
                found.append(m)
        if len(found) < 2:
            continue
        ends = [*(m.start() for m in found[1:]), len(text)]
        words = [text[m.end() : end].strip(_EDGES + ";。?\n") for m, end in zip(found, ends, strict=True)]
        if all(len(w) >= _LEAST_WORDS and not w.isdigit() for w in words):
            return found
    return []


def _without_marks(text: str) -> str:
    """Numbered questions as sentences: "1、第88项谁牵头;2、第97项…"."""
    for mark in reversed(_numbered(text)):
        text = f"{text[: mark.start()]}\n{text[mark.end() :]}"
    return text


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for m in _SENTENCE.finditer(text):
        yield text[start : m.start()] + ("?" if "?" in m[0] else "")
        start = m.end()
    yield text[start:]


def _items(piece: str) -> list[str]:
    """Split at the marks of items; "5)" that closes a bracket opened before is none."""
    marks = [m for m in _ITEM.finditer(piece) if piece.count("(", 0, m.start()) <= piece.count(")", 0, m.start())]
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(piece)]
    return [piece[start:end] for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Items:
    """Of which kinds (units, task numbers) the things are that a piece names: all it says, its first, any."""

    only: str | None = None
    first: str | None = None
    any: frozenset[str] = frozenset()


_WISHED = re.compile(
    "[问想请告答查列要核对给]|了解|知道|[两俩三四五六几]件事|[两俩三四五六几]个?(?:问题|事儿?|疑问|点|方面)"
)


def listed_from(text: str) -> int | None:
    """Where the list of a message begins that asks for all its items: "想知道两件事:一是…,二是…"; None for no list."""
    marks = _numbered(text) or list(_ITEM.finditer(text)) or list(_APART.finditer(text))
    wished = len(marks) > 1 and (not text[: marks[0].start()].strip() or _WISHED.search(text[: marks[0].start()]))
    return marks[0].start() if wished else None


def sentences(text: str, items_of: Callable[[str], Items]) -> list[str]:
    """The sentences of ``text``; items pasted one to a line are one list, asked about with the sentence beside them."""
    text = with_others_joined(_BROUGHT_ALONG.sub(";", text))
    text = _one_question(_FIELDS_ON.sub(",", with_which_joined(with_verdict_asked(text))))
    text = _TO_CONFIRM.sub(lambda m: f"{m[0][:-1]}?", text)
    text = _without_marks(without_what_is_let_in(_EXAMPLE.sub("", _CLAIMED.sub(r"\1,", text))))
    pieces = [part.strip() for piece in _pieces(text) for part in _items(piece)]
    kept = [piece for piece in pieces if piece.strip(_EDGES)]
    return _attached(_listed(_with_what_is_spared(_by_criterion(kept, items_of)), items_of)) if len(kept) > 1 else kept


def _by_criterion(pieces: Sequence[str], items_of: Callable[[str], Items]) -> list[str]:
    """A question of what is written somewhere, in the words of the criterion that is given after it."""
    told = list(pieces)
    for at in range(len(told) - 1, 0, -1):
        before, said = told[at - 1], _CRITERION_AFTER.match(told[at])
        if said and before.endswith("?") and _OF_WORDING.search(before) and not items_of(before).any:
            asked = "有几项" if _COUNTED.search(before) else "有哪些"
            told[at - 1 : at + 1] = [f"{said['said']}的任务{asked}?"]
    return told


def _with_what_is_spared(pieces: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and _SPARED.search(piece):
            mark = "?" if joined[-1].endswith("?") else ""
            joined[-1] = f"{joined[-1].rstrip('?')},{piece}{mark}"
        elif not (joined and _LET_IN.search(piece)):
            joined.append(piece)
    return joined


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    items: Items
    several: bool = False


def _listed(pieces: Sequence[str], items_of: Callable[[str], Items]) -> list[_Piece]:
    """Items of one kind in a row as one piece: "市水务局\\n市环保局", also where the last goes on: "29;48谁牵头"."""
    joined: list[_Piece] = []
    for piece in pieces:
        items = items_of(piece)
        before = joined[-1] if joined else None
        if before is not None and before.items.only and before.items.only == items.first and before.text[-1] != "?":
            joined[-1] = _Piece(f"{before.text.strip(_EDGES)}、{piece.strip(_EDGES)}", items, several=True)
        else:
            joined.append(_Piece(piece, items))
    return joined


def _attached(joined: Sequence[_Piece]) -> list[str]:
    """Nothing but items goes with the sentence after it, which names none of its own; a list else with that before."""
    result: list[str] = []
    lent = ""
    for at, piece in enumerate(joined):
        after = joined[at + 1] if at + 1 < len(joined) else None
        if piece.items.only and after is not None and (piece.several or not after.items.any) and not after.items.only:
            lent = f"{lent}{piece.text.rstrip('?')} "
        elif piece.items.only and piece.several and result:
            result[-1] = f"{result[-1].rstrip(':?,')} {piece.text}{'?' if result[-1].endswith('?') else ''}"
        else:
            result.append(lent + piece.text)
            lent = ""
    return result
