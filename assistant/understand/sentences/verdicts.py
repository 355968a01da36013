"""A message that asks for a verdict on what it says: "任务7由市审计局牵头。以上有误请更正", "…,这么写有错吗".

The clause that asks for it speaks of the sentences before it; each of them that says something of the tasks is then
read as if it ended with 对吗.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.question import language_of
from assistant.understand.alternatives import alternatives

_FORMS = Path(__file__).with_name("verdicts.toml")
_ENDS = r"(?:,?(?:谢谢|多谢|谢了|拜托|辛苦|感谢)[您你了啦]*)?[\s。?!,~]*$"
_SENTENCE = re.compile(r"[。;!?\n]+|(?<=[a-z])\.(?=\s)")
# The message asks something of its own.
_ASKS = re.compile(
    r"[?谁哪几吗么吧]|多少|什么|啥|何时|怎么|是不是|对不对|有没有|是否|能否|请(?!注意)|列|给我|告诉"
    r"|\b(?:who|what|which|when|how|list|show)\b"
)
# It says something that the records can bear out.
_TELLS = re.compile(
    r"牵头|责任|配合|时限|期限|到期|完成|\d|第[一二三四五六七八九十]|[一二三四五六七八九十百][项条家]|[挑带领打]头|领[的衔]|部分|由|归|负责|[是为写][^,。;]|不[能得低高少多]"
    r"|\b(?:is|was|are|were|led|leads?|due|has|have|given)\b"
)


@cache
def _asked(kind: str) -> re.Pattern[str]:
    clause = rf"(?:{alternatives(_FORMS, 'said').pattern})(?:{alternatives(_FORMS, kind).pattern})"
    return re.compile(rf"[\s,;:。?!\-]+(?:[他她它]|请|麻烦)?{clause}{_ENDS}")


def with_verdict_asked(text: str) -> str:
    """``text`` with 对吗 in place of the clause that asks for a verdict; without it where the rest asks by itself."""
    mistaken = _asked("mistaken").search(text)
    found = mistaken or _asked("judged").search(text)
    told = text[: found.start()].rstrip(" ,;:。?!-") if found else ""
    if found is None or not _TELLS.search(told):
        return text
    if _ASKS.search(told) or "?" in found[0][:1]:
        return f"{told}?" if mistaken else text
    right = ", right?" if language_of(text) == "en" else ",对吗?"
    sentences = (sentence.strip() for sentence in _SENTENCE.split(told))
    return "".join(f"{said}{right}" if _TELLS.search(said) else f"{said}。" for said in sentences if said)


def asks_for_a_verdict(clause: str) -> bool:
    """有误请更正, 你核一核真假: a clause that asks nothing by itself and is no remark either."""
    return any(_asked(kind).search(f",{clause}") for kind in ("mistaken", "judged"))
