"""Numbers that their surroundings make those of tasks: 七十八条我写的是…, 电子地图那条是37吧."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Numbers, Token

_N = r"(?:\d{1,3}|[一二三四五六七八九十百]{2,5})"
_OPENS = r"(?:(?<=^)|(?<=[\s,;:。(])|(?<=[看查问找念翻说讲把将就对跟和]))"
# What is said of one task, and never after a count.
_OF_ONE = (
    "(?:我|咱|你|是不是|不是[说讲]|像是?|好像|似乎|应该|应当|难道|这|那|嘛|啊|呀|呢|[说讲写]的|写着"
    "|放在|归在|搁|摆|属于|到底|究竟)"
)
_LABELLED = re.compile(rf"{_OPENS}(?P<n>{_N})[条项](?={_OF_ONE})")
_PLACED = re.compile(rf"(?:(?<=排在)|(?<=列在)|(?<=写在)|(?<=放在))(?P<n>{_N})(?:条|项|号)")
# 电子地图那条是37吧: the number of what is spoken of.
_TOLD = re.compile(r"(?:(?<=[条项]是)|(?<=编号是)|(?<=序号是)|(?<=就是))(?P<n>\d{1,3})(?=吧|吗|嘛|么|,|没错|对)")
# A message that is nothing but a wish and a number: 看三, 查:15, 给我15, 三呢.
_WISHED = re.compile(
    r"^(?:请|帮我|给我|我要|我想|想|再|那|就|只|麻烦)*(?:看一?看|看下|看|查一?查|查下|查|说说|说|讲讲|讲|问|要|念|读|找|翻到?|来|选|打开)?"
    rf"(?:一下|下|个)?[: ]?(?P<n>{NUMERAL})(?:号)?(?:呢|吧|呗|啊|呀|嘛|谢谢)?[?!。.]?$"
)


def spoken_numbers(text: str) -> Iterator[Token]:
    """NUM tokens of numbers without 第 or 任务."""
    for pattern, cost in ((_LABELLED, 0.15), (_PLACED, 0.15), (_TOLD, 0.2), (_WISHED, 0.1)):
        for m in pattern.finditer(text):
            n = parse_numeral(m["n"])
            if n is not None:
                end = m.end("n") if pattern in (_TOLD, _WISHED) else m.end()
                yield Token("NUM", Numbers((n,)), m.start("n"), end, cost)
