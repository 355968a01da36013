"""Places counted from an end in so many words: 从最后一条往前数,数到第三条; 尾巴上数起的第八项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import NUMERAL, parse_numeral
from assistant.understand.tokens import Slice, Token

_FROM = "(?:从|自|由|打|打从)"
_WHOLE = "(?:全文|文件|全篇|整份(?:文件|分工)?|清单|名单)?的?"
_ITSELF = "(?:的?(?:那|这)?一?(?:项|条|个|号)(?:任务)?)?"
_SIDE = "(?:面|头|部|端|边|上|里|儿)?"
_END = rf"(?:最?(?:后|末|尾)|最后|末尾|结尾|尾巴|文末|末了|底下|底|下){_SIDE}{_ITSELF}"
_START = rf"(?:最?(?:前|头)|最前|开头|起头|第一(?=项|条|个)|上){_SIDE}{_ITSELF}"
_BEGUN = "(?:开始|起|算起)?,?"
_COUNT = "(?:倒推|倒数|数|算|看|推|翻|读|查|念|捋|点)"
_BACK = "(?:倒着?|逆着|(?:往|向|朝)(?:前|回|上)(?:头|面)?|而上|(?:至|到)(?:前|头|上|开头)|一路|依次|反着)"
_ON = "(?:顺着|(?:往|向|朝)(?:后|下)(?:头|面)?|而下|(?:至|到)(?:后|尾|下|末尾)|一路|依次)"
# What stands between the counting and the place: 数, 数到; 排.
_UP_TO = r"(?:起|来)?(?:,?(?:再)?(?:数|算|推|看|轮|翻|排|查|念)?(?:到|过来|至|在)?的?,?(?:是)?)"
_NTH = (
    rf"(?:第|(?<=[到至]))(?P<n>{NUMERAL})位?的?(?:[那这]一?)?(?P<c>个任务|个|条|项|任务|号)?"
    r"(?(c)(?:的?(?:那|这)个?)?(?:任务)?|(?<!第一)(?=的(?:是|讲|说|写)))"
)
_BACKWARDS = re.compile(
    rf"(?:{_FROM}{_WHOLE}{_END}{_BEGUN}(?:{_BACK})*{_COUNT}?|{_WHOLE}{_END}(?:{_BACK}+{_COUNT}?|数(?=起))"
    rf"|倒推|倒着?(?:往[上前回])?(?:数|推|算)){_UP_TO}{_NTH}"
)
_FORWARDS = re.compile(
    rf"(?:{_FROM}{_WHOLE}{_START}{_BEGUN}(?:{_ON})*{_COUNT}|{_START}(?:{_ON}+{_COUNT}|数(?=起))|正着?数|顺着?数){_UP_TO}{_NTH}"
)


def counted_from(text: str) -> Iterator[Token]:
    """SLICE tokens of places that are counted from the last task or, in so many words, from the first."""
    for pattern, back in ((_BACKWARDS, True), (_FORWARDS, False)):
        for m in pattern.finditer(text):
            n = parse_numeral(m["n"]) or 1
            at = -n if back else n - 1
            yield Token("SLICE", Slice(at, at + 1 if at != -1 else None, m["c"] or "项"), m.start(), m.end(), 0.1)
