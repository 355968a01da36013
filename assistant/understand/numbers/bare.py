"""Numerals that are task numbers without saying so: 二十九这条, 五十、五十一这两条, 六十二起到六十四止, 七十七谁牵头.

A numeral before 项 or 条 may also count tasks, and one alone may be any figure: what stands before and behind it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Numbers, Token

_HAN_NUMERAL = "零〇一二三四五六七八九十百"
_NINE = "一二三四五六七八九"
# 三十一路到一百 is 三十 and 一路, 十三、十五三项 three of them.
_TENS = (
    rf"(?:一百(?:零[{_NINE}]|[{_NINE}]?十[{_NINE}]?)?|[{_NINE}]?十(?:一(?!路|直)|[二三四五六七八九])?)"
    rf"(?!(?![两三四五六][项条个]|一[路直])[{_HAN_NUMERAL}几多余来])"
)
# What stands before a figure that is no task's number: the third of a row, a share, a bound, a count.
_NO_FIGURE = (
    rf"(?:(?<=一下)|(?<!下))(?<![\d.%a-z{_HAN_NUMERAL}第前后头末之过超满达近约共有足于数分千年月岁每成])"
    r"(?<!不到)(?<!达到)(?<!\d:)(?<!最[多少])(?<!只[有是])"
)
_JOINT = r"\s*(?:[、,]?(?:和|与|及|跟|以及|还有(?!一[条项个])|加上|或者?|再加|连同|外加)|[、,/+&])\s*"
_WAY = (
    r"(?:往[下后]|向[下后]|依次|接着|顺着|顺次|挨个|一路|一直|这么|这样|直|中间){0,3}"
    r"(?:看|数|查|读|翻|排|捋|念|扫|过|讲|说)?"
)
_OPENED = r"(?:起头|起|开始|打头|算起|开头)"
_UP_TO = rf"\s*(?:{_OPENED}?,?{_WAY}(?:到|至)|-|~)\s*"
_CLASS = "(?:号|项|条)?"
_FIRST = rf"(?:第?\d{{1,3}}(?!\d)|第?{_TENS}|(?:(?<![\u4e00-\u9fff\d])|(?<=[是看查抄把]))[{_NINE}](?=号?[、,]))"
_NEXT = rf"第?(?:\d{{1,3}}(?!\d)|{_TENS}|[{_NINE}](?=号|项|条|[、,]|这|那))"
_ROW = rf"(?P<row>(?>{_FIRST}{_CLASS}(?:(?:{_UP_TO}|{_JOINT}){_NEXT}{_CLASS})*))"
_SEVERAL = rf"(?:任务)?,?(?:这|那|该)(?:[{_NINE}十两几]|\d{{1,2}})?(?:条|项|个|号)(?:任务)?"
_POINTED = re.compile(
    rf"{_NO_FIGURE}{_ROW}(?:{_SEVERAL}|(?:任务)?[两三四五六](?=[条项个](?:任务)?(?:的|各|分别|都|谁|是))|(?=每一?[条项个]))"
)
# 把七十七条念给我听: not 七十七条任务, 二十条里, 三十条以上.
_CLASSED = re.compile(
    rf"(?:^|(?<=[\s,;:“\"把将给看到念读讲查翻说找抽按见对就请问在])|(?<=一下)|(?<=帮我)|(?<=概括)|(?<=编号))(?<!达到)(?<!不到)(?<!看到有)"
    rf"(?>(?:\d{{1,3}}|{_TENS})(?:[项条]|号(?=$|[\s,;?!。、和与跟的是谁由归牵责到完什讲说写原整全没]))"
    rf"(?:{_JOINT}第?(?:\d{{1,3}}|{_TENS})[项条号])*)"
    r"(?!任务|工作|[都全共按照以左上里中当之分拆逐通排统事活及或多内不那这对折平]|一[组页行批个]|各[自是有]?[属归]"
    r"|[^,。?]{1,14}(?:里|中|当中)(?:面|头|间)?(?:有|哪|几|多少|没|谁))"
)
# 三号、三十三号、四十四号: no storeys, no days of a month.
_LISTED = re.compile(rf"{_NO_FIGURE}(?>{_FIRST}号(?:{_JOINT}{_NEXT}号)+)(?![楼线人桌房院文])")
# 54: lead unit, please; 翻到105了, 我找46找半天了.
_REACHED = re.compile(
    rf"^\d{{1,3}}(?:(?:{_UP_TO}|{_JOINT})\d{{1,3}})*(?=:(?!\d))|"
    rf"(?:(?<=[翻看读念讲写编排找核轮查录抄填]到)|(?<=[找查翻问])|(?<=vs )|(?<=versus )|(?<=then of ))"
    rf"(?:\d{{1,3}}(?!\d)|{_TENS})(?:号|项|条)?(?=了|[,.:]|[找查翻看问]|没|$)"
)
# 从第20条起,到第23条为止; 六十二起,到六十四止.
_SPAN = re.compile(
    rf"(?:从|自|由|打)?第?(?<![\d{_HAN_NUMERAL}])(?P<a>\d{{1,3}}|{_TENS}|[{_NINE}])(?:号|项|条|个)?(?:任务)?"
    rf"(?:{_OPENED},?{_WAY}(?:到|至)|,?{_WAY}(?<=[下后次着直路])(?:看|数|查|读|翻|排|捋|念|扫|过|讲|说)?(?:到|至))"
    rf"第?(?P<b>\d{{1,3}}|{_TENS}|[{_NINE}])(?:号|项|条|个)?(?:任务)?(?:为止|结束|打住|收尾|截止|止)?(?![\d年月日])"
)
# 10、20、30一路到100: the same step to the end.
_STEPS = re.compile(
    rf"{_NO_FIGURE}(?P<said>(?:{_NEXT}|[{_NINE}十]){_CLASS}(?:{_JOINT}{_NEXT}{_CLASS})+)[,、]?(?:这么|这样|如此|以此类推|依次|一路|一直|直|\.{{3,6}}|…+|等等?){{1,3}}[,、]?"
    rf"(?:地|着)?(?:看|数|查|读|翻|排|捋|念|扫|过)?(?:到|至)?第?(?P<last>\d{{1,3}}|{_TENS}){_CLASS}(?![\d年月日])"
)
# 七十七谁牵头: what is said of a task stands right behind.
_ALONE = re.compile(
    rf"{_NO_FIGURE}{_ROW}(?<![项条])(?=$|[\s,;?!。)|]|的|谁|是|由|呢|牵|责|属|什|讲|说|写|规定|该|咋|怎|到期|完成|归|填|没|未|缺|空着"
    r"|各|都|分别|彼此|干[什啥嘛]|做[什啥]|先|同|相)"
)
# 老把六十七和六十八弄混: two numbers of tasks joined, whatever is said of them; 十二和十三个 counts.
_PAIR = re.compile(
    rf"{_NO_FIGURE}{_TENS}{_CLASS}(?:和|跟|与|同|及|、|vs){_TENS}{_CLASS}(?![{_HAN_NUMERAL}\d%年月日天个家次回岁人名块元万亿度点分秒小级楼层路周多几来余项条号场篇倍])"
)
# 一个二十一一个二十二; 93一个,94一个,95一个.
_EACH = rf"(?:\d{{1,3}}(?!\d)|一百|[{_NINE}]?十[{_NINE}]?){_CLASS}"
_ONE_EACH = re.compile(
    rf"(?:一[个条项回](?:是)?{_EACH}[,、]?){{2,}}|(?<![\d.]){_EACH}一[个条项回](?:[,、和跟]?{_EACH}一[个条项回])+"
)


def _spread(text: str) -> tuple[int, ...]:
    """The numbers of a row that may hold spans: 五十、五十二到五十四."""
    found: list[int] = []
    end = 0
    for m in re.finditer(NUMERAL, text):
        n = parse_numeral(m[0])
        if n is None:
            continue
        spanned = bool(found) and re.search(r"到|至|-|~", text[end : m.start()]) is not None
        found.extend(range(found[-1] + 1, n + 1) if spanned and found[-1] < n <= found[-1] + 400 else (n,))
        end = m.end()
    return tuple(dict.fromkeys(found))


def _stepped(m: re.Match[str]) -> tuple[int, ...]:
    """All numbers of a row with one step, up to the last; () where the steps differ."""
    said, last = _spread(m["said"]), parse_numeral(m["last"]) or 0
    steps = {b - a for a, b in pairwise(said)}
    step = steps.pop() if len(steps) == 1 else 0
    return tuple(range(said[0], last + 1, step)) if step > 1 and (last - said[0]) % step == 0 else ()


def bare_numbers(text: str) -> Iterator[Token]:
    """NUM tokens of numerals that what stands beside them makes task numbers."""
    for pattern, cost in (
        (_POINTED, 0.08),
        (_LISTED, 0.1),
        (_CLASSED, 0.15),
        (_REACHED, 0.3),
        (_PAIR, 0.3),
        (_ALONE, 0.7),
    ):
        for m in pattern.finditer(text):
            row = m.groupdict().get("row") or m[0]
            yield Token("NUM", Numbers(_spread(row), pattern is _ALONE), m.start(), m.end(), cost)
    for m in _ONE_EACH.finditer(text):
        said = re.sub("一[个条项回]", "、", m[0])
        yield Token("NUM", Numbers(_spread(said)), m.start(), m.end(), 0.1)
    for m in _SPAN.finditer(text):
        low, high = parse_numeral(m["a"]) or 0, parse_numeral(m["b"]) or 0
        if low < high <= low + 400:
            yield Token("NUM", Numbers(tuple(range(low, high + 1))), m.start(), m.end(), 0.05)
    for m in _STEPS.finditer(text):
        if numbers := _stepped(m):
            yield Token("NUM", Numbers(numbers, described=True), m.start(), m.end(), 0.05)
