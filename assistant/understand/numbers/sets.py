"""Task numbers by what is true of them: bounds (编号大于95), between two, odd, even, multiples, last digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Numbers, Token
from index.types import TaskNumber

_NOUN = r"(?:任务的?)?(?:编号|序号|号码|任务号|号数|号)"
_ITEM = r"(?:号|项|条)?(?:任务)?"
_ABOVE = r"大于|超过|超出|高于|多于|>"
_BELOW = r"小于|不到|不足|低于|少于|未满|<"
_FROM = r"大于等于|不小于|不低于|不少于|至少是?|起码是?|>=|≥"
_UPTO = r"小于等于|不大于|不超过|不高于|至多是?|最多是?|<=|≤"
# Whether the bound itself belongs: 第90项以后(不含90).
_ENDS = rf"(?:[(,](?P<ends>不含|不包括|不包含|不算|含|包括|包含|算)第?(?:{NUMERAL})?{_ITEM}(?:在内|本身)?\)?)"
_SECOND = (
    r"(?:(?:且|并且|而且|又|也|亦|同时|、|,|但)*"
    rf"(?P<op2>{_FROM}|{_UPTO}|{_ABOVE}|{_BELOW})\s*(?P<m>{NUMERAL})(?!\d){_ITEM})?"
)
_BOUND = re.compile(
    rf"{_NOUN}(?:为|在|是|从|又|也|都|均|要|须|得)*"
    rf"(?:(?P<op>{_FROM}|{_UPTO}|{_ABOVE}|{_BELOW})\s*(?P<n>{NUMERAL})(?!\d){_ITEM}{_SECOND}"
    rf"|(?P<n2>{NUMERAL})(?!\d){_ITEM}(?P<after>及?以上|及?以下|[以之]内|及以后|及之后|及以前|及之前|往后|往前|以后|之后|之前|以前|起|开始|开外))"
    rf"{_ENDS}?"
)
# 编号是3的倍数、50以内的: a second bound of the same numbers, said without naming them again.
_ALSO = re.compile(
    rf"(?:[、,]|且|并且?|又|而且|同时)*(?:在|是)?(?:第?(?P<n>{NUMERAL})(?!\d){_ITEM}(?P<after>[以之]内|及?以上|及?以下|以后|之后|以前|之前)"
    rf"|(?P<op>{_FROM}|{_UPTO}|{_ABOVE}|{_BELOW})(?P<n2>{NUMERAL})(?!\d){_ITEM})(?=[的、,。中里]|$)"
)
_SUFFIXES = {
    ">=": "以上 及以上 及以后 及之后 起 开始", "<=": "以下 及以下 以内 之内 及以前 及之前",
    ">": "往后 以后 之后 开外 后", "<": "往前 以前 之前 前",
}  # fmt: skip
_AFTER = {suffix: operator for operator, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_OPERATORS = ((_FROM, ">="), (_UPTO, "<="), (_ABOVE, ">"), (_BELOW, "<"))
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    ">=": lambda k, n: k >= n, "<=": lambda k, n: k <= n, ">": lambda k, n: k > n, "<": lambda k, n: k < n,
}  # fmt: skip
_N = r"(?:\d{1,3}|[零〇一二三四五六七八九十百]{1,6})(?:号|项|条)?(?:任务)?"
_BETWEEN = re.compile(
    rf"(?P<inside>夹在|夹着)?(?:{_NOUN})?(?:介于|处于|位于|落在|在|从)?(?:任务|编号)?第?(?P<a>{_N})(?P<joint>到|至|-|~|和|与|跟|、)"
    rf"(?:任务|编号)?第?(?P<b>{_N})(?:之间|中间|当间|正中间)(?!的?(?:区别|差|不同|异同|关系|比较|对比|联系|有(?:什么|何|啥)))"
)
# 序号落在十到三十之内: the noun says that numbers of tasks are meant.
_WITHIN = re.compile(
    rf"{_NOUN}(?:又|也|都|均|要|须|得|是)*(?:落在|处于|位于|介于|排在|在|从)"
    rf"第?(?P<a>{_N})(?P<joint>到|至|-|~)第?(?P<b>{_N})"
    r"(?:之内|以内|范围内|范围里|这?一?段|区间内?|里|内)?"
)
_THROUGH = re.compile(rf"第?(?P<a>{_N})(?:到|至|-|~)第?(?P<b>{_N})这")
# 第20项起, 20号往后: with 第 or 号, since 20项以上 is a count.
_ONWARDS = re.compile(
    rf"(?P<from>从|自|打)?(?:第(?P<n>{NUMERAL})(?:号|项|条)|(?<![\d第])(?P<n2>\d{{1,3}}|[二三四五六七八九]?十[一二三四五六七八九]?)号)(?:任务)?"
    r"(?P<after>及?以上|及?以下|[以之]内|及以后|及之后|及以前|及之前|往后|往前|起|开始)(?!到|至|止)"
    rf"{_ENDS}?|(?:前(?P<n4>{NUMERAL})号(?:任务)?|(?<=号)(?:都|得|排)?[在为是]?前(?P<n5>{NUMERAL})[个位名项条]?)(?P<within>[之以]?内|里|中)?"
)
# 90号以后没写责任单位的: with what is said of them right behind; 第48项之后的任务 is the next one.
_BEYOND = re.compile(
    rf"(?:第(?P<n>{NUMERAL})(?:号|项|条)|(?<![\d第])(?P<n2>\d{{1,3}}|[二三四五六七八九]?十[一二三四五六七八九]?)号)(?:任务)?"
    r"(?P<after>以后|之后|以前|之前)(?=(?:的|里|中|,)*(?:没有?|未|凡是?|所有|都|还有|有?哪些|20\d\d))"
)
_STATED = re.compile(
    rf"(?<!\d)第?(?P<n>{NUMERAL})(?:号|项|条)(?:任务)?"
    rf"(?P<after>以后|之后|以前|之前|后|前|往后|往前|以上|以下|以内){_ENDS}"
)
_TO_THE_END = re.compile(
    r"(?:从|自)?第?(?<!\d)(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,6})(?:号|项|条)?(?:任务)?(?:开始|起)?(?:一直)?(?:到|至)"
    r"(?:最后(?:一?(?:个任务|个|项|条))?|末尾|末项|结束|结尾|文末)"
)
_ENGLISH_OPERATORS = {
    ">": "above|over|greater than|higher than|beyond|after|larger than|more than",
    "<": "below|under|less than|lower than|before|smaller than", ">=": "from|at least|no less than",
    "<=": "up to|at most|no more than",
}  # fmt: skip
_ENGLISH = re.compile(
    r"\b(?:tasks|items)(?: that come)?(?: with)?(?: an?)?(?: numbers?| numbered)?"
    rf" (?P<op>{'|'.join(_ENGLISH_OPERATORS.values())})"
    r"(?: task| item| number)? (?P<n>\d{1,3})\b(?: onwards?| and up)?"
)
_ENGLISH_BETWEEN = re.compile(
    r"\b(?:tasks|items)(?: numbered)? (?:between|from) (?P<a>\d{1,3}) (?:and|to) (?P<b>\d{1,3})\b"
)
_NUMBERS = r"(?:任务)?(?:编号|序号|号码|任务号|号)"
_ARITHMETIC: tuple[tuple[re.Pattern[str], Callable[[int, int], bool]], ...] = (
    (re.compile(rf"(?:{_NUMBERS}(?:为|是)?(?:偶数|双数|双)|(?:偶数|双数)(?:{_NUMBERS}|项|条)|双(?:号|编号))(?:的)?"),
     lambda k, _: k % 2 == 0),
    (re.compile(rf"(?:{_NUMBERS}(?:为|是)?(?:奇数|单数|单)|(?:奇数|单数)(?:{_NUMBERS}|项|条)|单编号|单号(?=[的项条任和与、两是,。?]|$))(?:的)?"),
     lambda k, _: k % 2 == 1),
    (re.compile(rf"(?:{_NUMBERS})?(?:能|可以|可)?(?:是|为|被)?(?P<n>{NUMERAL})(?:的(?:整数)?倍数?|整除)"),
     lambda k, n: n > 0 and k % n == 0),
    (re.compile(rf"(?:{_NUMBERS})?(?:的)?(?:个位数?|尾数|尾号|末位数?|末尾|结尾|最后一位)(?:数字|数)?(?:是|为|等于)?(?P<n>\d)"),
     lambda k, n: k % 10 == n),
    (re.compile(rf"(?:{_NUMBERS})(?:都)?以(?P<n>\d)(?:结尾|收尾|作尾数|为尾数)"), lambda k, n: k % 10 == n),
    (re.compile(rf"(?:{_NUMBERS})?(?:的)?(?:个位(?:和|跟|与|、)?十位(?:数字)?|两位数字|两个数字)(?:都)?(?:相同|一样)"),
     lambda k, _: k % 11 == 0 and 10 < k < 100),
    (re.compile(rf"(?:{_NUMBERS}(?:是|为|在)?)?(?P<n>[1-9]0|[二三四五六七八九]?十)[几多](?:号(?:任务)?|(?<=号)的?)"),
     lambda k, n: n <= k < n + 10),
    (re.compile(rf"(?:{_NUMBERS})?(?:都)?(?:是|为|以)?(?P<n>[1-9一二三四五六七八九])(?:字头|字打头|字开头|打头|开头)的?(?:两位数|编号|号码)?"
                r"(?:(?:那|这)一?[段批组])?"), lambda k, n: n * 10 <= k < n * 10 + 10),
    (re.compile(rf"(?:{_NUMBERS})?(?:的)?十位数?(?:上|字)?(?:的)?(?:数字|数)?(?:是|为|等于)?(?P<n>[1-9一二三四五六七八九])"),
     lambda k, n: k // 10 % 10 == n),
    (re.compile(rf"(?:{_NUMBERS})?(?:的)?(?:是|为|都是)?(?:逢整?|(?:尾数|个位)?凑?整)(?:十|10)(?:数|的?(?=编号|号|任务|[项条那这]|[,?。]))?"),
     lambda k, _: k % 10 == 0),
    (re.compile(rf"(?:{_NUMBERS})?(?:的)?(?:是|为|都是)?(?:尾数|个位|末位)?逢(?P<n>[1-9一二三四五六七八九])(?![年月天周日])"),
     lambda k, n: k % 10 == n),
    (re.compile(rf"(?:{_NUMBERS})?(?:是|为)?(?:个位数|[一1]位数)(?:的?编号|的)"), lambda k, _: 0 < k < 10),
    (re.compile(rf"(?:{_NUMBERS})?(?:是|为)?[两二2]位数(?:的?编号|的)?"), lambda k, _: 9 < k < 100),
    (re.compile(rf"(?:{_NUMBERS})?(?:是|为)?[三3]位数(?:的?编号|的)?"), lambda k, _: 99 < k < 1000),
)  # fmt: skip


def _token(numbers: Iterable[int], m: re.Match[str]) -> Token:
    return Token("NUM", Numbers(tuple(numbers), described=True), m.start(), m.end(), 0.05)


def _operator(said: str) -> str:
    return next((operator for words, operator in _OPERATORS if re.fullmatch(words, said)), "")


def _bound(said: Mapping[str, str | None]) -> tuple[int | None, str]:
    """The number and the operator of a bound, as its words and those about its end say."""
    n = parse_numeral(said.get("n") or said.get("n2") or said.get("n4") or said.get("n5") or "")
    operator = _AFTER.get(said.get("after") or "") or _operator(said.get("op") or "")
    operator = "<=" if said.get("n4") or said.get("n5") else ">=" if operator == ">" and said.get("from") else operator
    ends = said.get("ends")
    return n, operator if not ends or not operator else operator[0] + ("" if ends.startswith("不") else "=")


def _bounds(text: str, known: Sequence[int]) -> Iterator[Token]:
    for m in (*_BOUND.finditer(text), *_ONWARDS.finditer(text), *_BEYOND.finditer(text), *_STATED.finditer(text)):
        n, operator = _bound(m.groupdict())
        if n is not None and operator:
            kept = tuple(k for k in known if _HOLDS[operator](k, n))
            if m.groupdict().get("op2"):
                other, limit = _operator(m["op2"]), parse_numeral(m["m"]) or 0
                kept = tuple(k for k in kept if _HOLDS[other](k, limit))
            yield _token(kept, m)


def _between(text: str) -> Iterator[Token]:
    """ "30到33之间" holds its ends; "夹在59和61中间" and two numbers with one between them do not."""
    for m in (*_BETWEEN.finditer(text), *_WITHIN.finditer(text), *_THROUGH.finditer(text)):
        low, high = (parse_numeral(re.sub("[号项条任务]", "", m[end])) for end in ("a", "b"))
        if low is None or high is None or not low < high <= low + 400:
            continue
        squeezed = m.re is _BETWEEN and (m["inside"] or (high - low == 2 and m["joint"] in "和与跟、"))
        numbers = range(low + 1, high) if squeezed else range(low, high + 1)
        yield _token(numbers, m)


def _worded(text: str, known: Sequence[int]) -> Iterator[Token]:
    """To the end (从98到最后), and in English: tasks after 97, tasks numbered below 4, tasks between 30 and 33."""
    for m in _TO_THE_END.finditer(text):
        low = parse_numeral(m["n"]) or 0
        yield _token((k for k in known if k >= low), m)
    for m in _ENGLISH.finditer(text):
        n, operator = int(m["n"]), next(op for op, words in _ENGLISH_OPERATORS.items() if m["op"] in words.split("|"))
        yield _token((k for k in known if _HOLDS[operator](k, n)), m)
    for m in _ENGLISH_BETWEEN.finditer(text):
        low, high = int(m["a"]), int(m["b"])
        yield _token((k for k in known if low <= k <= high), m)


def number_sets(text: str, numbers: tuple[TaskNumber, ...]) -> Iterator[Token]:
    """NUM tokens that hold all task numbers of which the words are true."""
    known = [n for n in numbers if isinstance(n, int)]
    yield from _bounds(text, known)
    yield from _between(text)
    yield from _worded(text, known)
    for pattern, holds in _ARITHMETIC:
        for m in pattern.finditer(text):
            n = parse_numeral(m["n"]) if "n" in pattern.groupindex else 0
            kept = tuple(k for k in known if holds(k, n or 0))
            yield _token(kept, m)
            if also := _ALSO.match(text, m.end()):
                yield _narrowed(kept, m.start(), also)


def _narrowed(numbers: Sequence[int], start: int, also: re.Match[str]) -> Token:
    """The numbers within a second bound that follows."""
    limit, operator = _bound(also.groupdict())
    return replace(_token((k for k in numbers if _HOLDS[operator](k, limit or 0)), also), start=start)
